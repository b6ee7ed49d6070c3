package dev.signalbox.analyze.rtp;

import dev.signalbox.model.net.IpEndpoint;
import org.jspecify.annotations.Nullable;

/**
 * A report block of RTCP (RFC 3550 section 6.4).
 *
 * @param kind in which form it came
 * @param micros time of the report, microseconds since 1970
 * @param reporter who reports
 * @param ssrc of the stream it is about
 * @param fraction of packets lost in the last interval, in 1/256
 * @param lost since the beginning; negative with duplicates
 * @param jitterTicks interarrival jitter in ticks of the stream's clock
 * @param roundTripMillis between the capturing machine and the reporter, when the report it answers
 *     was captured; null when not
 */
public record RtcpReport(
        Kind kind,
        long micros,
        IpEndpoint from,
        IpEndpoint to,
        long reporter,
        long ssrc,
        int fraction,
        int lost,
        long jitterTicks,
        @Nullable Double roundTripMillis) {

    /** Forms of reports. */
    public enum Kind {
        /** On the wire. */
        RTCP,
        /** Mirrored in HEP. */
        RTCP_JSON
    }
}
