package dev.signalbox.ctl;

import dev.signalbox.model.fleet.RegionView;
import dev.signalbox.model.target.Target;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Targets as given on the command line. */
final class Targets {

    private Targets() {}

    /** All targets that exist, for people who looked for another one. */
    static String existing(List<RegionView> regions) {
        Stream<String> names = regions.stream().map(region -> region.target().id());
        Stream<String> subjects =
                regions.stream().flatMap(Subject::all).map(subject -> subject.target().id());
        Stream<String> carriers =
                regions.stream()
                        .flatMap(r -> r.trunks().stream())
                        .map(trunk -> carrier(trunk.target()).id());
        return Stream.of(names, subjects, carriers)
                .flatMap(part -> part)
                .distinct()
                .collect(Collectors.joining(", "));
    }

    /** Whose road a trunk is. */
    static Target.Carrier carrier(Target.Trunk trunk) {
        return new Target.Carrier(trunk.carrier());
    }
}
