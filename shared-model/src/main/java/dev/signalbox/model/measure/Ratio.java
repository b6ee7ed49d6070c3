package dev.signalbox.model.measure;

import org.jspecify.annotations.Nullable;

/**
 * A part of a whole, kept as two counts so that ratios of several sources add up rightly.
 *
 * @param part 0 or more, at most {@code whole}
 * @param whole 0 when there is nothing to divide by: the ratio is undefined then, and not 0
 */
public record Ratio(long part, long whole) {

    /** 0 to 1, null when undefined. */
    public @Nullable Double value() {
        return whole <= 0 ? null : Double.valueOf((double) part / whole);
    }

    /** The 95 % interval, null when undefined. */
    public @Nullable WilsonInterval interval() {
        return whole <= 0 ? null : WilsonInterval.of(part, whole);
    }
}
