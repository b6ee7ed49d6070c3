package dev.signalbox.agent.probe.path;

import dev.signalbox.model.media.PathInterval;
import org.jspecify.annotations.Nullable;

/** Counts one direction in the order of sending, with its bursts of loss. */
final class LossCount {

    private long expected;
    private long lost;
    private long bursts;
    private boolean losing;
    private double jitterNanosSum;
    private long jitterSamples;

    void arrived() {
        expected++;
        losing = false;
    }

    void lost() {
        expected++;
        lost++;
        if (!losing) {
            bursts++;
        }
        losing = true;
    }

    void jitter(double nanos) {
        jitterNanosSum += nanos;
        jitterSamples++;
    }

    /** The count since the last time; null when nothing was expected. */
    PathInterval.@Nullable Direction take() {
        PathInterval.Direction direction =
                expected == 0
                        ? null
                        : new PathInterval.Direction(
                                expected,
                                lost,
                                // A burst that began in the interval before is one here too.
                                lost > 0 ? Math.max(1, bursts) : 0,
                                jitterSamples == 0 ? 0 : jitterNanosSum / jitterSamples / 1e6);
        expected = 0;
        lost = 0;
        bursts = 0;
        jitterNanosSum = 0;
        jitterSamples = 0;
        return direction;
    }
}
