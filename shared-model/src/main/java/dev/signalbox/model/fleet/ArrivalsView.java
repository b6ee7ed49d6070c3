package dev.signalbox.model.fleet;

import org.jspecify.annotations.Nullable;

/**
 * New calls a region sees of one region's numbers: what shows where calls go.
 *
 * @param home the region whose numbers, null when no region has them
 * @param lastTenSeconds new calls of the last ten seconds
 * @param total since this run of the agent began
 * @param answered of these
 * @param failed of these, for a reason of the infrastructure
 * @param lastMinute new calls of the last sixty seconds, null from an agent that does not tell
 */
public record ArrivalsView(
        @Nullable String home,
        long lastTenSeconds,
        long total,
        long answered,
        long failed,
        @Nullable Long lastMinute) {

    /** Of an agent that does not count minutes. */
    public ArrivalsView(
            @Nullable String home, long lastTenSeconds, long total, long answered, long failed) {
        this(home, lastTenSeconds, total, answered, failed, null);
    }
}
