package dev.signalbox.agent.measure.ai;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.DDSketches;
import dev.signalbox.model.ai.CallResult;
import dev.signalbox.model.ai.ProviderWindow;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Calls to a provider in one slot of time; sums of slots make windows. */
final class CallSlot {

    /** Relative accuracy of the quantiles. */
    private static final double ACCURACY = 0.01;

    /** Enough for 1 ms to an hour at 1 %; lower values share the lowest bin beyond that. */
    private static final int BINS_MAX = 1024;

    long slot = Long.MIN_VALUE;
    private final Map<CallResult, Long> results = new EnumMap<>(CallResult.class);
    private @Nullable DDSketch firstMillis;

    void reset(long newSlot) {
        slot = newSlot;
        results.clear();
        firstMillis = null;
    }

    void count(CallResult result, @Nullable Double first) {
        results.merge(result, 1L, Long::sum);
        if (first != null) {
            if (firstMillis == null) {
                firstMillis = DDSketches.collapsingLowestDense(ACCURACY, BINS_MAX);
            }
            firstMillis.accept(first);
        }
    }

    void add(CallSlot other) {
        other.results.forEach((result, count) -> results.merge(result, count, Long::sum));
        if (other.firstMillis != null) {
            if (firstMillis == null) {
                firstMillis = other.firstMillis.copy();
            } else {
                firstMillis.mergeWith(other.firstMillis);
            }
        }
    }

    ProviderWindow window(long windowMillis) {
        return new ProviderWindow(
                windowMillis,
                results,
                quantile(0.5),
                quantile(0.95),
                quantile(0.99),
                firstMillis == null ? 0 : Math.round(firstMillis.getCount()));
    }

    private @Nullable Double quantile(double quantile) {
        return firstMillis == null
                ? null
                : Double.valueOf(firstMillis.getValueAtQuantile(quantile));
    }
}
