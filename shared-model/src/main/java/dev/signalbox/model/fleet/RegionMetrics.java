package dev.signalbox.model.fleet;

import java.time.Instant;
import java.util.List;

/**
 * All call metrics of a region, made anew every few seconds.
 *
 * @param at when they were made, by the agent's clock; tells one making from the next
 * @param rows trunks, then what was called through them, then services
 */
public record RegionMetrics(Instant at, List<MetricsView> rows) {

    /** None were told. */
    public static final RegionMetrics NONE = new RegionMetrics(Instant.EPOCH, List.of());

    public RegionMetrics {
        rows = List.copyOf(rows);
    }
}
