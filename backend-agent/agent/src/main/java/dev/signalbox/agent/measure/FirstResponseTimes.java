package dev.signalbox.agent.measure;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.DDSketches;
import java.time.Duration;

/**
 * How long one trunk usually takes until its first response to an INVITE, 100 included, and the
 * deadline that follows: nobody else's carrier decides what is late here.
 *
 * <ul>
 *   <li>up to a handful of samples: a patient deadline, since nothing is known;
 *   <li>up to some hundred: twice the longest seen;
 *   <li>then the 99.9th percentile of the last thousands.
 * </ul>
 */
final class FirstResponseTimes {

    /** Enough samples to believe a longest value. */
    static final int SAMPLES_FEW = 8;

    /** Enough samples for a percentile of 99.9. */
    static final int SAMPLES_MANY = 500;

    /** Callers hang up after seconds: no trunk may be slower than this and count as well. */
    static final double DEADLINE_MILLIS_MAX = 4_000;

    private static final double DEADLINE_MILLIS_UNKNOWN = 2_000;
    private static final int GENERATION = 4_000;

    private final double minMillis;
    private DDSketch current = DDSketches.collapsingLowestDense(0.01, 1024);
    private DDSketch previous = DDSketches.collapsingLowestDense(0.01, 1024);
    private double deadlineMillis;

    /**
     * Nothing learned yet.
     *
     * @param min the shortest deadline
     */
    FirstResponseTimes(Duration min) {
        minMillis = min.toNanos() / 1e6;
        deadlineMillis = Math.max(minMillis, DEADLINE_MILLIS_UNKNOWN);
    }

    /** A response came {@code millis} after its INVITE. What is absurd teaches nothing. */
    void learn(double millis) {
        if (millis < 0 || millis > DEADLINE_MILLIS_MAX) {
            return;
        }
        current.accept(millis);
        if (current.getCount() >= GENERATION) {
            previous = current;
            current = DDSketches.collapsingLowestDense(0.01, 1024);
        }
        // A percentile moves slowly: there is no need to compute it with every call.
        double samples = current.getCount() + previous.getCount();
        if (samples <= SAMPLES_MANY || current.getCount() % 64 == 0) {
            deadlineMillis = deadline(samples);
        }
    }

    /** How long an INVITE of now may stay without any response, in nanoseconds. */
    long deadlineNanos() {
        return Math.round(deadlineMillis * 1e6);
    }

    private double deadline(double samples) {
        if (samples < SAMPLES_FEW) {
            return Math.max(minMillis, DEADLINE_MILLIS_UNKNOWN);
        }
        DDSketch all = current.copy();
        all.mergeWith(previous);
        double usual =
                samples < SAMPLES_MANY ? 2 * all.getMaxValue() : all.getValueAtQuantile(0.999);
        return Math.clamp(usual, minMillis, Math.max(minMillis, DEADLINE_MILLIS_MAX));
    }
}
