package dev.signalbox.agent.probe.path;

import org.jspecify.annotations.Nullable;

/**
 * A probe or a reflection, as it stands on the wire.
 *
 * @param rtp its RTP header
 * @param from {@link PacketCodec#regionHash} of the region that sent this packet
 * @param to of the region it is for
 * @param bootId of the probing agent's life; later lives have higher ones
 * @param sequence of the probe in its train, from 1
 * @param sentNanos when the probe was sent, by the prober's clock
 * @param late the probe was sent more than 2 ms after its turn: it is void
 * @param reflection null in a probe
 */
record PathPacket(
        Rtp rtp,
        long from,
        long to,
        long bootId,
        long sequence,
        long sentNanos,
        boolean late,
        @Nullable Reflection reflection) {

    /**
     * What changes in the RTP header.
     *
     * @param sequence 16 bits
     * @param timestamp 32 bits, in ticks of 8 kHz
     * @param ssrc one per peer and direction
     */
    record Rtp(int sequence, int timestamp, int ssrc) {}

    /**
     * What the reflector adds.
     *
     * @param receivedNanos when the probe arrived, by the reflector's clock
     * @param reflectedNanos when the reflection left, by the reflector's clock
     * @param heldUp the reflector did not run in time, so that {@code receivedNanos} is too late
     * @param jitterNanos of the train as it arrives there, RFC 3550
     * @param seen which probes arrived there
     */
    record Reflection(
            long receivedNanos,
            long reflectedNanos,
            boolean heldUp,
            long jitterNanos,
            SeenWindow seen) {}
}
