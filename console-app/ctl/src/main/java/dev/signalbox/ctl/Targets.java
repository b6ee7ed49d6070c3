package dev.signalbox.ctl;

import dev.signalbox.model.fleet.RegionView;
import dev.signalbox.model.fleet.TrunkView;
import dev.signalbox.model.target.Target;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Targets as given on the command line. */
final class Targets {

    private Targets() {}

    /** The trunks that a target means. */
    static List<TrunkView> trunks(Target target, RegionView region) {
        return region.trunks().stream()
                .filter(
                        trunk ->
                                switch (target) {
                                    case Target.Trunk wanted -> trunk.target().equals(wanted);
                                    case Target.Region wanted -> region.target().equals(wanted);
                                    case Target.Carrier wanted ->
                                            trunk.target().carrier().equals(wanted.name());
                                    case Target.Provider _,
                                            Target.Path _,
                                            Target.Dependency _,
                                            Target.Service _ ->
                                            false;
                                })
                .toList();
    }

    /** All targets that exist, for people who looked for another one. */
    static String existing(List<RegionView> regions) {
        Stream<String> names = regions.stream().map(region -> region.target().id());
        Stream<Target.Trunk> trunks =
                regions.stream().flatMap(r -> r.trunks().stream()).map(TrunkView::target);
        Stream<String> carriers =
                regions.stream()
                        .flatMap(r -> r.trunks().stream())
                        .map(trunk -> "carrier:" + trunk.target().carrier());
        return Stream.of(names, trunks.map(Target.Trunk::id), carriers)
                .flatMap(part -> part)
                .distinct()
                .collect(Collectors.joining(", "));
    }
}
