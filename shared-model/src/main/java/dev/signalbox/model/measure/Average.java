package dev.signalbox.model.measure;

import org.jspecify.annotations.Nullable;

/**
 * A mean, kept as sum and number so that means of several sources add up rightly.
 *
 * @param samples 0 when there are none: the mean is undefined then
 */
public record Average(long sum, long samples) {

    /** Null when undefined. */
    public @Nullable Double value() {
        return samples <= 0 ? null : Double.valueOf((double) sum / samples);
    }
}
