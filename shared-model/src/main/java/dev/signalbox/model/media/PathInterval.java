package dev.signalbox.model.media;

import dev.signalbox.model.target.Target;
import org.jspecify.annotations.Nullable;

/**
 * What the probe saw of both directions between this region and one peer in one interval, usually a
 * second.
 *
 * @param out from this region to the peer
 * @param intervalMillis how long the interval was
 * @param forward this region to the peer, as the peer's reflector counted it; null when nothing
 *     came back, so that the direction of the loss cannot be told
 * @param back the peer to this region; null when nothing came back and nothing of the peer's own
 *     train arrived either
 * @param roundTripMillis median without the time spent in the reflector; null without an answer
 * @param voided packets of the interval sent more than 2 ms late: they count nowhere
 */
public record PathInterval(
        Target.Path out,
        long intervalMillis,
        @Nullable Direction forward,
        @Nullable Direction back,
        @Nullable Double roundTripMillis,
        long voided) {

    /**
     * One direction.
     *
     * @param expected packets that should have arrived
     * @param lost packets of these that did not
     * @param lossBursts runs of consecutive lost packets; {@code lost / lossBursts} is the mean run
     * @param jitterMillis interarrival jitter, RFC 3550 section 6.4.1: mean of the running estimate
     *     over the packets of the interval; 0 when none arrived
     */
    public record Direction(long expected, long lost, long lossBursts, double jitterMillis) {}
}
