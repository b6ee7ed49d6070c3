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
 */
public record ArrivalsView(
        @Nullable String home, long lastTenSeconds, long total, long answered, long failed) {}
