package dev.signalbox.agent.measure;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.DDSketches;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts of one trunk in one slot of time; sums of buckets make windows. */
final class Bucket {

    /** Relative accuracy of the quantiles. */
    private static final double ACCURACY = 0.01;

    /** Enough for 1 ms to an hour at 1 %; lower values share the lowest bin beyond that. */
    private static final int BINS_MAX = 1024;

    long slot = Long.MIN_VALUE;
    long messages;
    long attempts;
    long finals;
    long answered;
    long unanswered;
    long rejected;
    final Map<Integer, Long> responses = new HashMap<>(8);
    private @Nullable DDSketch pddMillis;

    void reset(long newSlot) {
        slot = newSlot;
        messages = 0;
        attempts = 0;
        finals = 0;
        answered = 0;
        unanswered = 0;
        rejected = 0;
        responses.clear();
        // Most slots of most trunks hold no delay; a sketch is some kilobytes.
        pddMillis = null;
    }

    void addPdd(double millis) {
        if (pddMillis == null) {
            pddMillis = DDSketches.collapsingLowestDense(ACCURACY, BINS_MAX);
        }
        pddMillis.accept(millis);
    }

    /** A final response, or with {@code count} -1 one that turned out not to be the last. */
    void addFinal(int status, FinalCause cause, boolean outbound, int count) {
        finals += count;
        responses.merge(status, (long) count, (a, b) -> a + b == 0 ? null : Long.valueOf(a + b));
        switch (cause) {
            case ANSWERED -> answered += count;
            case CARRIER -> rejected += outbound ? count : 0;
            case CALLEE, NEUTRAL -> {}
        }
    }

    void add(Bucket other) {
        messages += other.messages;
        attempts += other.attempts;
        finals += other.finals;
        answered += other.answered;
        unanswered += other.unanswered;
        rejected += other.rejected;
        other.responses.forEach((status, count) -> responses.merge(status, count, Long::sum));
        if (other.pddMillis != null) {
            if (pddMillis == null) {
                pddMillis = other.pddMillis.copy();
            } else {
                pddMillis.mergeWith(other.pddMillis);
            }
        }
    }

    long pddSamples() {
        return pddMillis == null ? 0 : Math.round(pddMillis.getCount());
    }

    /** Quantile of the post-dial delay in milliseconds, null without samples. */
    @Nullable Double pddMillis(double quantile) {
        return pddMillis == null ? null : Double.valueOf(pddMillis.getValueAtQuantile(quantile));
    }
}
