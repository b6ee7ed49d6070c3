package dev.signalbox.dashboards.part.change;

import dev.signalbox.dashboards.words.ChangeWords;
import dev.signalbox.dashboards.words.Sign;
import dev.signalbox.dashboards.words.Times;
import dev.signalbox.model.change.PlanKind;
import dev.signalbox.model.change.Role;
import dev.signalbox.model.change.Scope;
import dev.signalbox.model.fleet.FleetView;
import dev.signalbox.model.fleet.RegionEntry;
import dev.signalbox.model.fleet.Situation;
import dev.signalbox.model.quorum.FleetState;
import dev.signalbox.model.quorum.FleetState.Change;
import dev.signalbox.model.quorum.Phase;
import dev.signalbox.model.quorum.RegionVerdict;
import dev.signalbox.model.route.FleetTable;
import dev.signalbox.model.target.Target;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the Changes screen shows, without a toolkit.
 *
 * @param offers regions with what can be planned for them, the lost ones first, then by name: how
 *     bad they are changes by the second, and buttons stay where they are
 * @param open plans and changes that are not over, the most urgent first
 * @param over those that are, newest first
 * @param shown the one in the middle, null when none is
 */
public record ChangesModel(
        List<RegionOffer> offers, List<Brief> open, List<Brief> over, @Nullable ChangeModel shown) {

    public ChangesModel {
        offers = List.copyOf(offers);
        open = List.copyOf(open);
        over = List.copyOf(over);
    }

    /** A change in one line. */
    public record Brief(String id, Sign sign, String title, String phase, String words) {}

    /**
     * What can be planned for a region.
     *
     * @param words how it is, and where its calls go
     * @param lost its edge takes no calls and nothing has moved: its evacuation is offered first
     * @param pinned who keeps automation away from it, until when and why; empty when nobody does
     * @param pinOff why it cannot be pinned or unpinned, empty when it can
     */
    public record RegionOffer(
            Target.Region target,
            String title,
            Sign sign,
            String words,
            boolean lost,
            String pinned,
            String pinOff,
            List<Choice> choices) {

        public RegionOffer {
            choices = List.copyOf(choices);
        }

        /** The choice of a kind. */
        public Choice choice(PlanKind kind) {
            return choices.stream().filter(c -> c.kind() == kind).findFirst().orElseThrow();
        }
    }

    /**
     * A plan that could be made.
     *
     * @param off why not, empty when it can
     */
    public record Choice(PlanKind kind, String off) {}

    /**
     * The model of {@code view}.
     *
     * @param wanted id of the change a person chose, empty for none: then the most urgent is shown
     * @param own a plan that only this console knows, or null
     * @param commandsOff why no command can be given, empty when they can
     */
    public static ChangesModel of(
            FleetView view, String wanted, @Nullable Change own, String commandsOff) {
        Asker asker = Asker.of(view, commandsOff);
        Titles titles = Titles.of(view);
        List<Change> changes =
                view.fleet().state().changes().values().stream()
                        .sorted(
                                Comparator.comparingInt(ChangesModel::urgency)
                                        .thenComparing(ChangesModel::at, Comparator.reverseOrder()))
                        .toList();
        List<Brief> open = new ArrayList<>();
        List<Brief> over = new ArrayList<>();
        for (Change change : changes) {
            (change.phase().over() ? over : open).add(brief(change, view, titles));
        }
        Change chosen = own != null ? own : chosen(changes, wanted);
        return new ChangesModel(
                offers(view, asker, titles),
                open,
                over,
                chosen == null ? null : ChangeModel.of(chosen, view, asker));
    }

    /** One that is under way is shown without being asked for. */
    private static @Nullable Change chosen(List<Change> changes, String wanted) {
        for (Change change : changes) {
            if (change.id().equals(wanted)) {
                return change;
            }
        }
        boolean list = wanted.equals(NO_CHANGE);
        return list || changes.isEmpty() || changes.getFirst().phase().over()
                ? null
                : changes.getFirst();
    }

    /** Wanted in place of an id: the list of what can be planned. */
    public static final String NO_CHANGE = "-";

    private static int urgency(Change change) {
        return switch (change.phase()) {
            case HELD -> 0;
            case RUNNING -> 1;
            case PROPOSED -> 2;
            case COMPLETED, UNDONE, DISCARDED -> 3;
        };
    }

    private static java.time.Instant at(Change change) {
        return change.stage() < 0 ? change.plan().madeAt() : change.stageAt();
    }

    private static Brief brief(Change change, FleetView view, Titles titles) {
        boolean stale = Gates.stale(change, view.fleet().state(), view.at());
        Sign sign =
                switch (change.phase()) {
                    case HELD -> Sign.MAJOR;
                    case PROPOSED -> stale ? Sign.WELL : Sign.MINOR;
                    case RUNNING -> Sign.MINOR;
                    case COMPLETED, UNDONE, DISCARDED -> Sign.WELL;
                };
        String stage =
                change.stage() < 0 || change.phase().over()
                        ? ""
                        : " at " + change.plan().stagesPercent().get(change.stage()) + " %";
        return new Brief(
                change.id(),
                sign,
                ChangeModel.title(change.plan(), titles),
                ChangeWords.phase(change.phase()) + (stale ? ", stale" : "") + stage,
                Times.clockOrDay(at(change), view.at())
                        + "  "
                        + change.plan().by().name()
                        + ": "
                        + (change.detail().isEmpty() ? change.plan().reason() : change.detail()));
    }

    private static List<RegionOffer> offers(FleetView view, Asker asker, Titles titles) {
        return view.regions().stream()
                .map(entry -> offer(entry, view, asker, titles))
                .sorted(
                        Comparator.comparing(RegionOffer::lost)
                                .reversed()
                                .thenComparing(RegionOffer::title))
                .toList();
    }

    /** {@code fresh} in the order of {@code shown}, so that nothing moves under a mouse. */
    static List<RegionOffer> inOrderOf(List<RegionOffer> shown, List<RegionOffer> fresh) {
        List<Target.Region> order = shown.stream().map(RegionOffer::target).toList();
        return fresh.stream()
                .sorted(
                        Comparator.comparingInt(
                                offer -> {
                                    int index = order.indexOf(offer.target());
                                    return index < 0 ? order.size() : index;
                                }))
                .toList();
    }

    private static RegionOffer offer(
            RegionEntry entry, FleetView view, Asker asker, Titles titles) {
        Target.Region target = entry.view().target();
        FleetState state = view.fleet().state();
        RegionVerdict verdict = state.verdict(target.name());
        FleetState.Judged judged = state.verdicts().get(target.name());
        String away = away(state.table(), target.name(), titles);
        String how =
                judged != null
                        ? judged.sentence()
                        : entry.view().finding().isEmpty()
                                ? entry.stale() ? "no data" : "well"
                                : entry.view().finding();
        Sign sign =
                switch (verdict) {
                    case LOST -> Sign.of(Situation.lost(state, target.name()));
                    case ISOLATED -> Sign.MAJOR;
                    case PRESENT -> entry.stale() ? Sign.STALE : Sign.of(entry.view().severity());
                };
        FleetState.Pin pin = PinForm.held(target, view);
        List<Choice> choices = new ArrayList<>();
        for (PlanKind kind :
                List.of(PlanKind.EVACUATE_REGION, PlanKind.DRAIN_REGION, PlanKind.RETURN_REGION)) {
            choices.add(new Choice(kind, off(kind, target, verdict, view, asker, titles)));
        }
        return new RegionOffer(
                target,
                entry.view().title(),
                sign,
                away.isEmpty() ? how : how + "  \u00b7  " + away,
                verdict == RegionVerdict.LOST && away.isEmpty(),
                pin == null ? "" : "Pinned " + PinForm.words(pin, view) + ".",
                asker.off(Role.OPERATOR, Scope.FLEET),
                choices);
    }

    /** Where calls of a region's numbers go that do not stay at home. */
    static String away(FleetTable table, String region, Titles titles) {
        SortedMap<String, Integer> least = new TreeMap<>();
        table.door(region)
                .values()
                .forEach(
                        shares ->
                                shares.forEach(
                                        (to, percent) -> {
                                            if (!to.equals(region)) {
                                                least.merge(to, percent, Math::max);
                                            }
                                        }));
        List<String> words = new ArrayList<>();
        least.forEach((to, percent) -> words.add(percent + " % to " + titles.region(to)));
        return words.isEmpty() ? "" : "its calls go " + String.join(", ", words);
    }

    private static String off(
            PlanKind kind,
            Target.Region target,
            RegionVerdict verdict,
            FleetView view,
            Asker asker,
            Titles titles) {
        String off = asker.off(Role.OPERATOR, Scope.FLEET);
        if (!off.isEmpty()) {
            return off;
        }
        FleetState state = view.fleet().state();
        for (Change change : state.changes().values()) {
            if ((change.phase() == Phase.RUNNING || change.phase() == Phase.HELD)
                    && Gates.touched(change.plan()).contains(target.id())) {
                return ChangeModel.title(change.plan(), titles)
                        + " is "
                        + ChangeWords.phase(change.phase())
                        + ": one change at a time on a region";
            }
        }
        boolean home = state.table().door(target.name()).isEmpty();
        if (kind.back() && home) {
            return "All its calls are handled at home";
        }
        if (kind.back() && verdict == RegionVerdict.LOST) {
            return "Its edge takes no calls: nothing returns into a dead region";
        }
        if (kind == PlanKind.DRAIN_REGION && verdict == RegionVerdict.LOST) {
            return "Its edge takes no calls: evacuate it";
        }
        if (!kind.back() && view.regions().size() < 2) {
            return "There is no other region";
        }
        return "";
    }
}
