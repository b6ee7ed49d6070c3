package dev.signalbox.dashboards.part.map;

import dev.signalbox.model.route.FleetTable;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * New calls of a region's numbers that another region takes.
 *
 * @param words how many, in a few words
 * @param underWay true when they move now; false while it is only planned
 */
public record MapMove(String from, String to, String words, boolean underWay) {

    /** What {@code table} sends elsewhere: for every region the largest share of a service. */
    public static List<MapMove> of(FleetTable table) {
        List<MapMove> moves = new ArrayList<>();
        table.doors()
                .forEach(
                        (door, services) -> {
                            SortedMap<String, Integer> most = new TreeMap<>();
                            services.values()
                                    .forEach(
                                            shares ->
                                                    shares.forEach(
                                                            (to, percent) ->
                                                                    most.merge(
                                                                            to, percent,
                                                                            Math::max)));
                            most.forEach(
                                    (to, percent) -> {
                                        if (!to.equals(door) && percent > 0) {
                                            String words = "up to " + percent + " % of its calls";
                                            moves.add(new MapMove(door, to, words, true));
                                        }
                                    });
                        });
        return moves;
    }
}
