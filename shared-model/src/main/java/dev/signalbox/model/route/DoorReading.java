package dev.signalbox.model.route;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a front door holds, and how those who deliver calls see the regions' edges.
 *
 * @param region whose numbers it serves
 * @param epoch of the table it was set by, 0 before
 * @param decisionId the record that decided it, empty before
 * @param shares by service, then region: percent, adding up to 100; services that stay at home are
 *     left out
 * @param edges by region: whether calls delivered there are taken
 */
public record DoorReading(
        String region,
        long epoch,
        String decisionId,
        SortedMap<String, SortedMap<String, Integer>> shares,
        SortedMap<String, Edge> edges) {

    public DoorReading {
        shares = Collections.unmodifiableSortedMap(new TreeMap<>(shares));
        edges = Collections.unmodifiableSortedMap(new TreeMap<>(edges));
    }

    /**
     * A region's edge as carriers see it.
     *
     * @param answers whether the last calls delivered there were taken
     * @param since when that began
     * @param calls how many calls that rests on
     */
    public record Edge(boolean answers, Instant since, long calls) {}
}
