package dev.signalbox.model.fleet;

import dev.signalbox.model.quorum.FleetState;
import dev.signalbox.model.quorum.FleetState.Change;
import dev.signalbox.model.quorum.Phase;
import dev.signalbox.model.quorum.RegionVerdict;
import dev.signalbox.model.quorum.TableChange;
import dev.signalbox.model.route.FleetTable;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * New calls that the table sends to regions which take none any more: a region that is well itself
 * is hurt by it, and what sent them there has to be taken back.
 */
public final class DeadEnds {

    private final FleetState state;

    DeadEnds(FleetState state) {
        this.state = state;
    }

    /**
     * One region whose new calls go to a lost one.
     *
     * @param percent of its new calls that may move, 1 to 100; of the service that is hit worst
     * @param under the change under way that sets its routes, null when none is
     */
    record DeadEnd(String region, String target, int percent, @Nullable Change under) {}

    /** What helps a region whose calls go to a lost one. */
    enum Remedy {
        /** Take the change under way back. */
        UNDO,
        /** Let the change under way go on: it takes them away from there. */
        GO_ON,
        /** Nothing is under way: plan the return, which goes at once. */
        RETURN,
        /** Home is lost too. */
        NONE
    }

    /** All of them, by the names of the regions whose calls they are. */
    List<DeadEnd> all() {
        List<DeadEnd> all = new ArrayList<>();
        for (String region : state.table().doors().keySet()) {
            Change under = under(region);
            sent(state.table(), region)
                    .forEach(
                            (target, percent) ->
                                    all.add(new DeadEnd(region, target, percent, under)));
        }
        return all;
    }

    /** Those of one region's calls. */
    List<DeadEnd> of(String region) {
        return all().stream().filter(end -> end.region().equals(region)).toList();
    }

    /** Whether somebody who could be served elsewhere is sent to {@code lost}. */
    boolean hurts(String lost) {
        return all().stream()
                .anyMatch(end -> end.target().equals(lost) && remedy(end) != Remedy.NONE);
    }

    Remedy remedy(DeadEnd end) {
        Change under = end.under();
        if (under == null) {
            return state.verdict(end.region()) == RegionVerdict.LOST ? Remedy.NONE : Remedy.RETURN;
        }
        FleetTable goal = under.plan().table();
        if (under.before() != null
                && goal != null
                && sent(TableChange.back(under, state.table()), end.region()).isEmpty()) {
            return Remedy.UNDO;
        }
        return goal != null && sent(goal, end.region()).isEmpty() ? Remedy.GO_ON : Remedy.NONE;
    }

    /**
     * The lost regions that a change under way would send more calls to: it cannot go on. Names, in
     * their order.
     */
    public static SortedSet<String> ahead(Change change, FleetState state) {
        FleetTable before = change.before();
        FleetTable goal = change.plan().table();
        SortedSet<String> lost =
                before == null || goal == null
                        ? new TreeSet<>()
                        : TableChange.gaining(before, goal);
        lost.removeIf(region -> state.verdict(region) != RegionVerdict.LOST);
        return lost;
    }

    /** Lost regions beside home that get calls of {@code region}'s numbers, and how many. */
    private SortedMap<String, Integer> sent(FleetTable table, String region) {
        SortedMap<String, Integer> sent = new TreeMap<>();
        table.door(region)
                .values()
                .forEach(
                        shares ->
                                shares.forEach(
                                        (target, percent) ->
                                                sent.merge(target, percent, Math::max)));
        sent.remove(region);
        sent.keySet().removeIf(target -> state.verdict(target) != RegionVerdict.LOST);
        sent.values().removeIf(percent -> percent == 0);
        return sent;
    }

    private @Nullable Change under(String region) {
        for (Change change : state.changes().values()) {
            FleetTable before = change.before();
            FleetTable goal = change.plan().table();
            boolean open = change.phase() == Phase.RUNNING || change.phase() == Phase.HELD;
            if (open
                    && before != null
                    && goal != null
                    && TableChange.doors(before, goal).contains(region)) {
                return change;
            }
        }
        return null;
    }
}
