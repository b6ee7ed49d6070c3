package dev.signalbox.model.ai;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Calls to one provider in a window.
 *
 * @param windowMillis length of the window
 * @param results calls by how they ended; what is absent did not occur
 * @param firstMillisP50 time to first token, audio or transcript, median; null without samples
 * @param firstMillisP95 95th percentile
 * @param firstMillisP99 99th percentile
 * @param firstSamples calls whose first response was timed
 */
public record ProviderWindow(
        long windowMillis,
        Map<CallResult, Long> results,
        @Nullable Double firstMillisP50,
        @Nullable Double firstMillisP95,
        @Nullable Double firstMillisP99,
        long firstSamples) {

    public ProviderWindow {
        EnumMap<CallResult, Long> copy = new EnumMap<>(CallResult.class);
        copy.putAll(results);
        results = java.util.Collections.unmodifiableMap(copy);
    }

    /** All calls that ended in the window. */
    public long calls() {
        return results.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Calls the caller got nothing from. */
    public long failed() {
        return results.entrySet().stream()
                .filter(e -> e.getKey().failed())
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
