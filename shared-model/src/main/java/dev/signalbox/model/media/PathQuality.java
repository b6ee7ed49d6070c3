package dev.signalbox.model.media;

import org.jspecify.annotations.Nullable;

/**
 * One direction of a path over a window.
 *
 * @param windowMillis length of the window
 * @param expected packets that should have arrived
 * @param lost packets of these that did not
 * @param jitterMillis mean of the intervals' interarrival jitter
 * @param roundTripMillis median of the intervals, null when nothing came back
 * @param rFactor R of ITU-T G.107 for G.711 with loss concealment, null when undefined
 * @param mos estimated MOS of the same, 1 to 4.5, null when undefined
 */
public record PathQuality(
        long windowMillis,
        long expected,
        long lost,
        @Nullable Double jitterMillis,
        @Nullable Double roundTripMillis,
        @Nullable Double rFactor,
        @Nullable Double mos) {

    /** Lost / expected, 0 to 1; null when nothing was expected. */
    public @Nullable Double lossRatio() {
        return expected == 0 ? null : (double) lost / expected;
    }
}
