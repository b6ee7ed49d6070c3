package dev.signalbox.dashboards.part.map;

import dev.signalbox.dashboards.part.history.RouteChange;
import dev.signalbox.dashboards.words.Numbers;
import dev.signalbox.dashboards.words.Sign;
import dev.signalbox.dashboards.words.Times;
import dev.signalbox.model.fleet.FleetView;
import dev.signalbox.model.fleet.RegionEntry;
import dev.signalbox.model.fleet.RegionView;
import dev.signalbox.model.fleet.TrunkState;
import dev.signalbox.model.fleet.TrunkView;
import dev.signalbox.model.quorum.RegionVerdict;
import dev.signalbox.model.target.Target;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A region on the map.
 *
 * @param line what is known of it in a few words
 * @param movedFrom carrier whose new calls go elsewhere, empty when none
 * @param movedTo carriers that take them
 */
public record MapRegion(
        String name,
        double latitude,
        double longitude,
        Sign sign,
        String line,
        String movedFrom,
        String movedTo) {

    /** The regions of a fleet, by name. */
    public static List<MapRegion> of(FleetView view, List<RouteChange> changes) {
        Map<Target.Trunk, RouteChange> latest = new HashMap<>();
        changes.forEach(change -> latest.put(change.target(), change));
        return view.regions().stream()
                .map(
                        entry ->
                                of(
                                        entry,
                                        latest,
                                        view.fleet().state().verdict(entry.view().target().name())))
                .toList();
    }

    private static MapRegion of(
            RegionEntry entry, Map<Target.Trunk, RouteChange> latest, RegionVerdict verdict) {
        RegionView region = entry.view();
        String from = "";
        String to = "";
        for (TrunkView trunk : region.trunks()) {
            RouteChange change = latest.get(trunk.target());
            if (!entry.stale()
                    && trunk.state() == TrunkState.EXCLUDED
                    && change != null
                    && change.sharePercent() == 0
                    && !change.to().isEmpty()) {
                from = change.carrier();
                to = String.join(", ", change.to());
            }
        }
        return new MapRegion(
                region.target().name(),
                region.latitude(),
                region.longitude(),
                sign(entry, verdict),
                line(entry, verdict),
                from,
                to);
    }

    /** What the fleet judged counts, however well the region's own agent is. */
    private static Sign sign(RegionEntry entry, RegionVerdict verdict) {
        Sign own = entry.stale() ? Sign.STALE : Sign.of(entry.view().severity());
        Sign judged =
                switch (verdict) {
                    case PRESENT -> Sign.WELL;
                    case ISOLATED -> Sign.MAJOR;
                    case LOST -> Sign.CRITICAL;
                };
        return own.compareTo(judged) >= 0 ? own : judged;
    }

    private static String line(RegionEntry entry, RegionVerdict verdict) {
        String judged =
                switch (verdict) {
                    case PRESENT -> "";
                    case ISOLATED -> "cut off";
                    case LOST -> "edge takes no calls";
                };
        if (entry.stale() && !judged.isEmpty()) {
            return judged + " \u00b7 no data for " + Times.age(entry.ageMillis());
        }
        if (entry.stale()) {
            return "no data for " + Times.age(entry.ageMillis());
        }
        String calls = Numbers.counted(entry.view().liveCalls(), "call", "calls");
        String finding = judged.isEmpty() ? entry.view().finding() : judged;
        return finding.isEmpty() ? calls : calls + " \u00b7 " + finding;
    }
}
