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
        return view.regions().stream().map(entry -> of(entry, latest)).toList();
    }

    private static MapRegion of(RegionEntry entry, Map<Target.Trunk, RouteChange> latest) {
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
                entry.stale() ? Sign.STALE : Sign.of(region.severity()),
                line(entry),
                from,
                to);
    }

    private static String line(RegionEntry entry) {
        if (entry.stale()) {
            return "no data for " + Times.age(entry.ageMillis());
        }
        String calls = Numbers.counted(entry.view().liveCalls(), "call", "calls");
        String finding = entry.view().finding();
        return finding.isEmpty() ? calls : calls + " \u00b7 " + finding;
    }
}
