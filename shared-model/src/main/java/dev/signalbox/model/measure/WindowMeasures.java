package dev.signalbox.model.measure;

import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Counts and quality of the calls of one trunk (or several) in one sliding window. Undefined is
 * null, never 0.
 *
 * @param windowMillis length of the window: 10,000, 60,000 or 300,000
 * @param attempts initial INVITEs that entered the window (RFC 6076 "session attempts")
 * @param finals attempts that got a final response in the window
 * @param answered attempts answered with 2xx
 * @param unanswered attempts that got no response at all within the trunk's deadline
 * @param rejected attempts refused for a reason of the carrier or the network (5xx, 408 from the
 *     carrier, ...)
 * @param responses final responses by status code
 * @param asr answered / seizures, 0 to 1 (ITU-T E.411), null without seizures
 * @param pddMillisP50 median post-dial delay (RFC 6076 SRD) in milliseconds, null without samples
 * @param pddMillisP95 95th percentile of the same
 * @param pddSamples how many delays these quantiles stand on
 */
public record WindowMeasures(
        long windowMillis,
        long attempts,
        long finals,
        long answered,
        long unanswered,
        long rejected,
        SortedMap<Integer, Long> responses,
        @Nullable Double asr,
        @Nullable Double pddMillisP50,
        @Nullable Double pddMillisP95,
        long pddSamples) {}
