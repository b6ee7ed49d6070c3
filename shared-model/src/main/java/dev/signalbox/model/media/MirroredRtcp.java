package dev.signalbox.model.media;

import dev.signalbox.model.net.IpEndpoint;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An RTCP report of a call, mirrored as JSON in HEP.
 *
 * @param callId the HEP correlation id, which senders set to the SIP Call-ID
 * @param source who sent the report
 * @param destination who got it
 * @param sentAt time in the HEP header, by the sender's clock
 * @param packetsSent RTP packets its sender has sent so far in this stream; null when it reports no
 *     sending
 * @param blocks what its sender receives
 */
public record MirroredRtcp(
        String callId,
        IpEndpoint source,
        IpEndpoint destination,
        Instant sentAt,
        @Nullable Long packetsSent,
        List<Block> blocks) {

    public MirroredRtcp {
        blocks = List.copyOf(blocks);
    }

    /**
     * A report block.
     *
     * @param sourceSsrc of the stream it is about
     * @param fractionLost of the last interval, 0 to 1
     * @param packetsLost since the beginning; negative with duplicates
     * @param jitterTicks interarrival jitter in ticks of the stream's clock
     */
    public record Block(long sourceSsrc, double fractionLost, int packetsLost, long jitterTicks) {}
}
