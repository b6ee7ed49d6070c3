package dev.signalbox.model.fleet;

import dev.signalbox.model.change.Plan;
import dev.signalbox.model.quorum.FleetState;
import dev.signalbox.model.quorum.FleetState.Change;
import dev.signalbox.model.quorum.Phase;
import dev.signalbox.model.quorum.PlanBasis;
import dev.signalbox.model.quorum.RegionVerdict;
import dev.signalbox.model.target.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** How regions stand by what the fleet decided, and what people can do about it. */
public final class Situation {

    private final FleetState state;
    private final UnaryOperator<String> title;
    private final Instant at;

    /**
     * @param title from a region's name to the name people use
     * @param at wall time now: a plan whose time is over waits for nobody
     */
    Situation(FleetState state, UnaryOperator<String> title, Instant at) {
        this.state = state;
        this.title = title;
        this.at = at;
    }

    /** What people can do next about each region, in the order of their names. */
    public static List<Offer> offers(FleetView view) {
        return new Situation(view.fleet().state(), titles(view.regions(), view.fleet()), view.at())
                .offers();
    }

    /**
     * How bad it is that a region is lost: critical, until all its calls that may move go where
     * they are taken and nobody hears silence.
     *
     * @param region whose verdict is lost
     */
    public static Severity lost(FleetState state, String region) {
        Situation situation = new Situation(state, UnaryOperator.identity(), Instant.EPOCH);
        Change change = situation.leaving(region);
        boolean deadEnd =
                situation.targets(region).stream()
                        .allMatch(target -> state.verdict(target) == RegionVerdict.LOST);
        return change != null
                        && change.phase() == Phase.COMPLETED
                        && silent(change).isEmpty()
                        && !deadEnd
                ? Severity.MAJOR
                : Severity.CRITICAL;
    }

    /** Whose callers a change leaves in silence: what may not move and is counted. */
    public static List<String> silent(Change change) {
        return change.plan().stays().stream()
                .filter(stay -> stay.silence() && !stay.statement())
                .map(Plan.Stay::title)
                .toList();
    }

    /** The names people use: as a region reports it, as its agent told the fleet otherwise. */
    static UnaryOperator<String> titles(List<RegionEntry> regions, FleetDecisions fleet) {
        return region ->
                regions.stream()
                        .filter(entry -> entry.view().target().name().equals(region))
                        .map(entry -> entry.view().title())
                        .findFirst()
                        .orElseGet(() -> fleet.state().title(region));
    }

    /** Where new calls of a region's numbers go beside home. */
    SortedSet<String> targets(String region) {
        SortedSet<String> targets = new TreeSet<>();
        state.table()
                .door(region)
                .values()
                .forEach(
                        shares ->
                                shares.forEach(
                                        (target, percent) -> {
                                            if (percent > 0) {
                                                targets.add(target);
                                            }
                                        }));
        targets.remove(region);
        return targets;
    }

    /** The newest change that takes calls away from a region and was not undone. */
    @Nullable Change leaving(String region) {
        Change newest = null;
        for (Change change : state.changes().values()) {
            boolean begun =
                    open(change)
                            || (change.phase() == Phase.COMPLETED && !targets(region).isEmpty());
            boolean away =
                    !change.plan().kind().back()
                            && change.plan().source().equals(new Target.Region(region));
            if (begun && away && (newest == null || !change.stageAt().isBefore(newest.stageAt()))) {
                newest = change;
            }
        }
        return newest;
    }

    /** Regions that take calls by all that is known, while nothing is done to send theirs home. */
    List<String> away() {
        return state.table().doors().keySet().stream()
                .filter(region -> state.verdict(region) == RegionVerdict.PRESENT)
                .filter(region -> !targets(region).isEmpty())
                .filter(
                        region ->
                                state.changes().values().stream().noneMatch(c -> under(c, region)))
                .toList();
    }

    /** Whether a plan can still be started. */
    boolean waits(Change change) {
        return PlanBasis.startable(change, state, at);
    }

    /** What sends calls into a dead region goes first: until then other plans are refused. */
    private List<Offer> offers() {
        List<Offer> offers = new ArrayList<>();
        DeadEnds ends = new DeadEnds(state);
        ends.all().forEach(end -> remedy(ends, end, offers));
        state.verdicts()
                .forEach(
                        (region, judged) -> {
                            if (judged.verdict() == RegionVerdict.LOST
                                    && leaving(region) == null
                                    && !ends.hurts(region)
                                    && !planned(region)) {
                                offers.add(offer(Offer.Step.EVACUATE, region, ""));
                            }
                        });
        for (String region : away()) {
            if (!planned(region) && ends.of(region).isEmpty()) {
                offers.add(offer(Offer.Step.RETURN, region, ""));
            }
        }
        for (Change change : state.changes().values()) {
            if (change.plan().source() instanceof Target.Region(String region)) {
                boolean said = offers.stream().anyMatch(o -> o.planId().equals(change.id()));
                if (change.phase() == Phase.HELD && !said) {
                    offers.add(offer(Offer.Step.RESUME, region, change.id()));
                } else if (waits(change)) {
                    offers.add(offer(Offer.Step.LOOK, region, change.id()));
                }
            }
        }
        return List.copyOf(offers);
    }

    private void remedy(DeadEnds ends, DeadEnds.DeadEnd end, List<Offer> offers) {
        FleetState.Change under = end.under();
        String planId = under == null ? "" : under.id();
        Offer wanted =
                switch (ends.remedy(end)) {
                    case UNDO -> offer(Offer.Step.UNDO, end.region(), planId);
                    case GO_ON ->
                            under != null && under.phase() == Phase.HELD
                                    ? offer(Offer.Step.RESUME, end.region(), planId)
                                    : null;
                    case RETURN ->
                            planned(end.region())
                                    ? null
                                    : offer(Offer.Step.RETURN, end.region(), "");
                    case NONE -> null;
                };
        if (wanted != null && !offers.contains(wanted)) {
            offers.add(wanted);
        }
    }

    private Offer offer(Offer.Step step, String region, String planId) {
        return new Offer(step, new Target.Region(region), title.apply(region), planId);
    }

    private boolean planned(String region) {
        return state.changes().values().stream()
                .anyMatch(
                        change ->
                                waits(change)
                                        && change.plan()
                                                .source()
                                                .equals(new Target.Region(region)));
    }

    private static boolean under(Change change, String region) {
        return open(change) && change.plan().source().equals(new Target.Region(region));
    }

    private static boolean open(Change change) {
        return change.phase() == Phase.RUNNING || change.phase() == Phase.HELD;
    }
}
