package dev.signalbox.model.fleet;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A region's figures over one slice of time, for courses. A slice without data is missing, never
 * zero.
 *
 * @param start start of the slice
 * @param lengthMillis its length
 * @param attempts new calls
 * @param finals attempts that ended being set up
 * @param answered of these, answered
 * @param infrastructureFailures unanswered or rejected by a carrier
 * @param liveCalls answered calls at the end of the slice
 * @param pddMillisP95 95th percentile of post-dial delay, null without samples
 */
public record HistoryPoint(
        Instant start,
        long lengthMillis,
        long attempts,
        long finals,
        long answered,
        long infrastructureFailures,
        int liveCalls,
        @Nullable Double pddMillisP95) {}
