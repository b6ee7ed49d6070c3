package dev.signalbox.dashboards.part.history;

import dev.signalbox.model.fleet.FleetView;
import dev.signalbox.model.fleet.JournalLine;
import dev.signalbox.model.fleet.RegionEntry;
import dev.signalbox.model.fleet.TrunkView;
import dev.signalbox.model.journal.JournalRecord;
import dev.signalbox.model.target.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A moment at which routes changed.
 *
 * @param at when it was decided
 * @param target whose share changed
 * @param sharePercent its share from then on
 * @param carrier its name as people use it
 * @param to names of the carriers that took its calls over, or gave them back
 * @param applied whether all routers have taken it
 */
public record RouteChange(
        String decisionId,
        Instant at,
        Target.Trunk target,
        JournalRecord.MoveKind kind,
        int sharePercent,
        String carrier,
        List<String> to,
        long epoch,
        boolean applied) {

    /** All route changes in the journals of {@code view}, oldest first. */
    public static List<RouteChange> in(FleetView view) {
        Map<Target.Trunk, String> titles = new HashMap<>();
        for (RegionEntry entry : view.regions()) {
            for (TrunkView trunk : entry.view().trunks()) {
                titles.put(trunk.target(), trunk.carrierTitle());
            }
        }
        Set<String> applied = new HashSet<>();
        for (JournalLine line : view.journal()) {
            if (line.record() instanceof JournalRecord.MoveApplied done) {
                applied.add(done.decisionId());
            }
        }
        List<RouteChange> changes = new ArrayList<>();
        for (JournalLine line : view.journal()) {
            if (line.record() instanceof JournalRecord.MoveDecided move) {
                changes.add(
                        new RouteChange(
                                line.entry().id(),
                                move.at(),
                                move.target(),
                                move.kind(),
                                move.after().sharePercent(move.target()),
                                title(titles, move.target()),
                                move.to().stream().map(to -> title(titles, to)).toList(),
                                move.after().epoch(),
                                applied.contains(line.entry().id())));
            }
        }
        return changes;
    }

    private static String title(Map<Target.Trunk, String> titles, Target.Trunk trunk) {
        return titles.getOrDefault(trunk, trunk.carrier());
    }

    /** The change in a few words: {@code Northwind to Meridian}, {@code Northwind back at 10 %}. */
    public String words() {
        String others = String.join(", ", to);
        return switch (kind) {
            case EXCLUDE -> others.isEmpty() ? carrier + " out" : carrier + " \u2192 " + others;
            case RETURN_STAGE -> carrier + " back at " + sharePercent + " %";
            case RETURN_COMPLETE -> carrier + " back in full";
        };
    }
}
