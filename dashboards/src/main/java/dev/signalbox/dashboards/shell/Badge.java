package dev.signalbox.dashboards.shell;

import dev.signalbox.dashboards.part.ai.ProviderRow;
import dev.signalbox.dashboards.part.path.PathCell;
import dev.signalbox.dashboards.part.path.PathMatrix;
import dev.signalbox.dashboards.words.Sign;
import dev.signalbox.model.cause.SilenceView;
import dev.signalbox.model.fleet.FleetView;
import dev.signalbox.model.fleet.RegionEntry;
import dev.signalbox.model.fleet.Situation;
import dev.signalbox.model.fleet.TrunkState;
import dev.signalbox.model.fleet.TrunkView;
import dev.signalbox.model.quorum.FleetState;
import dev.signalbox.model.quorum.Phase;
import dev.signalbox.model.quorum.RegionVerdict;
import dev.signalbox.model.target.Target;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How many things of a screen need a person.
 *
 * @param worst the state of the worst of them
 */
record Badge(long count, Sign worst) {

    static final Badge NONE = new Badge(0, Sign.WELL);

    /** The badges of all screens that have one. */
    static Map<Place, Badge> of(FleetView view) {
        Map<Place, Badge> badges = new EnumMap<>(Place.class);
        badges.put(
                Place.TRUNKS,
                of(trunksWrong(view).map(trunk -> Sign.of(trunk.state().severity())).toList()));
        badges.put(
                Place.PATHS, of(PathMatrix.of(view).wrong().stream().map(PathCell::sign).toList()));
        badges.put(Place.AI, ai(view));
        badges.put(Place.HEALTH, dependencies(view));
        badges.put(Place.CHANGES, changes(view));
        return badges;
    }

    /** Plans that wait for somebody, what is held, and regions that are lost. */
    private static Badge changes(FleetView view) {
        List<Sign> signs = new ArrayList<>();
        view.fleet()
                .state()
                .verdicts()
                .forEach(
                        (region, judged) -> {
                            if (judged.verdict() == RegionVerdict.LOST) {
                                signs.add(Sign.of(Situation.lost(view.fleet().state(), region)));
                            }
                        });
        for (FleetState.Change change : view.fleet().state().changes().values()) {
            if (change.phase() == Phase.HELD) {
                signs.add(Sign.MAJOR);
            } else if (!change.phase().over()) {
                signs.add(Sign.MINOR);
            }
        }
        return of(signs);
    }

    private static Badge of(List<Sign> signs) {
        return new Badge(
                signs.size(), signs.stream().max(Comparator.naturalOrder()).orElse(Sign.WELL));
    }

    /**
     * What is wrong and has no screen of its own, each counted once however many regions use it.
     */
    private static Badge dependencies(FleetView view) {
        Map<Target, Sign> wrong = new HashMap<>();
        view.regions().stream()
                .filter(entry -> !entry.stale())
                .flatMap(entry -> entry.view().senses().dependencies().stream())
                .filter(dependency -> Sign.of(dependency.severity()) != Sign.WELL)
                .forEach(
                        dependency ->
                                wrong.merge(
                                        dependency.target(),
                                        Sign.of(dependency.severity()),
                                        (a, b) -> a.compareTo(b) >= 0 ? a : b));
        return of(List.copyOf(wrong.values()));
    }

    /** Providers, each counted once however many regions meet it, services and silence. */
    private static Badge ai(FleetView view) {
        List<RegionEntry> fresh = view.regions().stream().filter(e -> !e.stale()).toList();
        Sign worst =
                fresh.stream()
                        .flatMap(
                                entry ->
                                        Stream.concat(
                                                entry.view().senses().providers().stream()
                                                        .map(p -> p.state().severity()),
                                                entry.view().senses().services().stream()
                                                        .map(s -> s.severity())))
                        .map(Sign::of)
                        .max(Comparator.naturalOrder())
                        .orElse(Sign.WELL);
        long services =
                fresh.stream()
                        .flatMap(entry -> entry.view().senses().services().stream())
                        .filter(service -> Sign.of(service.severity()) != Sign.WELL)
                        .map(service -> service.target())
                        .distinct()
                        .count();
        int silent =
                fresh.stream()
                        .map(entry -> entry.view().senses().silence())
                        .mapToInt(SilenceView::silentNow)
                        .sum();
        long count = ProviderRow.wrong(view) + services + (silent > 0 ? 1 : 0);
        boolean silentOnly = silent > 0 && worst.compareTo(Sign.MAJOR) < 0;
        return new Badge(count, silentOnly ? Sign.MAJOR : worst);
    }

    private static Stream<TrunkView> trunksWrong(FleetView view) {
        return view.regions().stream()
                .filter(entry -> !entry.stale())
                .flatMap(entry -> entry.view().trunks().stream())
                .filter(
                        trunk ->
                                trunk.state() == TrunkState.FAILING
                                        || trunk.state() == TrunkState.EXCLUDED);
    }
}
