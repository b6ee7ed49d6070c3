package dev.signalbox.dashboards.screen;

import dev.signalbox.dashboards.part.history.FleetHistory;
import dev.signalbox.dashboards.part.history.Milestone;
import dev.signalbox.dashboards.part.history.RouteChange;
import dev.signalbox.dashboards.part.journal.JournalRow;
import dev.signalbox.model.fleet.FleetView;
import dev.signalbox.model.fleet.RegionEntry;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a screen shows at one moment: the fleet, and what is computed from it once for all parts.
 *
 * @param changes of routes inside regions, oldest first
 * @param milestones what the course of calls is read by, the fleet's decisions too, oldest first
 * @param journal records of all journals, the fleet's too, the newest first
 * @param region name of the chosen region, empty when there is none
 */
public record Picture(
        FleetView view,
        FleetHistory history,
        List<RouteChange> changes,
        List<Milestone> milestones,
        List<JournalRow> journal,
        String region) {

    /**
     * The next picture. What depends on the journal alone is taken from {@code before} when the
     * journal has not grown, because it is long.
     *
     * @param wanted the region a person chose, empty for none: then the worst one is shown
     */
    public static Picture of(FleetView view, String wanted, @Nullable Picture before) {
        FleetHistory history = FleetHistory.of(view.regions(), view.at());
        String region = chosen(view, wanted);
        if (before != null && sameJournal(view, before.view())) {
            return new Picture(
                    view, history, before.changes(), before.milestones(), before.journal(), region);
        }
        List<RouteChange> changes = RouteChange.in(view);
        return new Picture(
                view,
                history,
                changes,
                Milestone.in(view, changes),
                JournalRow.newestFirst(view),
                region);
    }

    private static boolean sameJournal(FleetView view, FleetView before) {
        return sameRegions(view, before)
                && view.fleet().lines().size() == before.fleet().lines().size()
                && view.fleet().state().position().equals(before.fleet().state().position());
    }

    private static boolean sameRegions(FleetView view, FleetView before) {
        int size = view.journal().size();
        return size == before.journal().size()
                && view.regions().size() == before.regions().size()
                && (size == 0
                        || view.journal()
                                .getLast()
                                .entry()
                                .id()
                                .equals(before.journal().getLast().entry().id()));
    }

    private static String chosen(FleetView view, String wanted) {
        List<String> names =
                view.regions().stream().map(entry -> entry.view().target().name()).toList();
        if (names.isEmpty() || names.contains(wanted)) {
            return names.isEmpty() ? "" : wanted;
        }
        RegionEntry worst = view.regions().getFirst();
        for (RegionEntry entry : view.regions()) {
            if (!entry.stale()
                    && (worst.stale()
                            || entry.view().severity().compareTo(worst.view().severity()) > 0)) {
                worst = entry;
            }
        }
        return worst.view().target().name();
    }

    /** The chosen region. */
    public Optional<RegionEntry> chosenRegion() {
        return view.regions().stream()
                .filter(entry -> entry.view().target().name().equals(region))
                .findFirst();
    }
}
