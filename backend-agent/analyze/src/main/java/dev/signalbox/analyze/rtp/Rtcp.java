package dev.signalbox.analyze.rtp;

import dev.signalbox.model.media.QualityReport;
import dev.signalbox.model.net.IpEndpoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads compound RTCP packets (RFC 3550 section 6). Keeps a bounded number of reports. */
public final class Rtcp {

    private static final int REPORTS_MAX = 50_000;
    private static final int SENDERS_MAX = 20_000;
    private static final int SENDER_REPORT = 200;
    private static final int RECEIVER_REPORT = 201;
    private static final int EXTENDED_REPORT = 207;
    private static final int TYPE_MAX = EXTENDED_REPORT;
    private static final int BLOCK = 24;

    /** A sender report, by what those who answer it quote. */
    private record Quoted(long ssrc, long stamp) {}

    private final SaidReports said;
    private final List<RtcpReport> reports = new ArrayList<>();
    private final Map<Quoted, Long> sentMicros =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Quoted, Long> eldest) {
                    return size() > SENDERS_MAX;
                }
            };
    private long packets;
    private long leftOut;

    /**
     * Nothing was read yet.
     *
     * @param said where figures go that ends have computed themselves
     */
    public Rtcp(SaidReports said) {
        this.said = said;
    }

    /** Compound packets that were read. */
    public long packets() {
        return packets;
    }

    /** Reports beyond the limit. */
    public long leftOut() {
        return leftOut;
    }

    /** In the order of the capture. */
    public List<RtcpReport> reports() {
        return List.copyOf(reports);
    }

    /** A report that came in another form, for example mirrored as JSON. */
    public void add(RtcpReport report) {
        if (reports.size() < REPORTS_MAX) {
            reports.add(report);
        } else {
            leftOut++;
        }
    }

    /** False when it is no compound RTCP packet. */
    public boolean accept(
            byte[] bytes, int from, int length, IpEndpoint source, IpEndpoint to, long micros) {
        if (!isCompound(bytes, from, length)) {
            return false;
        }
        packets++;
        int at = from;
        int end = from + length;
        while (at + 8 <= end) {
            int type = bytes[at + 1] & 0xff;
            int next = at + size(bytes, at);
            int count = bytes[at] & 0x1f;
            long reporter = word(bytes, at + 4);
            if (type == SENDER_REPORT && next >= at + 28) {
                long stamp = (word(bytes, at + 8) & 0xffff) << 16 | word(bytes, at + 12) >>> 16;
                sentMicros.put(new Quoted(reporter, stamp), micros);
                blocks(bytes, at + 28, next, count, reporter, source, to, micros);
            } else if (type == RECEIVER_REPORT) {
                blocks(bytes, at + 8, next, count, reporter, source, to, micros);
            } else if (type == EXTENDED_REPORT) {
                QualityReport metrics = VoipMetrics.read(bytes, at + 8, next, source, to, micros);
                if (metrics != null) {
                    said.add(metrics);
                }
            }
            at = next;
        }
        return true;
    }

    private void blocks(
            byte[] bytes,
            int from,
            int end,
            int count,
            long reporter,
            IpEndpoint source,
            IpEndpoint to,
            long micros) {
        for (int i = 0; i < count && from + (i + 1) * BLOCK <= end; i++) {
            int at = from + i * BLOCK;
            long ssrc = word(bytes, at);
            // Cumulative loss is a signed number of 24 bits.
            int lost = (int) word(bytes, at + 4) << 8 >> 8;
            Double roundTrip =
                    roundTripMillis(ssrc, word(bytes, at + 16), word(bytes, at + 20), micros);
            add(
                    new RtcpReport(
                            RtcpReport.Kind.RTCP,
                            micros,
                            source,
                            to,
                            reporter,
                            ssrc,
                            bytes[at + 4] & 0xff,
                            lost,
                            word(bytes, at + 12),
                            roundTrip));
        }
    }

    /**
     * Between the sender report that passed here and the answer to it, without what the answering
     * end waited: needs no clock but the capture's.
     */
    private @Nullable Double roundTripMillis(long ssrc, long stamp, long waited, long micros) {
        Long sent = stamp == 0 ? null : sentMicros.get(new Quoted(ssrc, stamp));
        if (sent == null) {
            return null;
        }
        double millis = (micros - sent) / 1e3 - waited / 65.536;
        return millis < 0 ? null : Double.valueOf(millis);
    }

    /** Packets whose lengths add up to the datagram's. */
    private static boolean isCompound(byte[] bytes, int from, int length) {
        int at = from;
        int end = from + length;
        while (at < end) {
            if (end - at < 4 || (bytes[at] & 0xc0) != 0x80) {
                return false;
            }
            int type = bytes[at + 1] & 0xff;
            if (type < SENDER_REPORT || type > TYPE_MAX) {
                return false;
            }
            at += size(bytes, at);
        }
        return at == end;
    }

    private static int size(byte[] bytes, int at) {
        return (((bytes[at + 2] & 0xff) << 8 | (bytes[at + 3] & 0xff)) + 1) * 4;
    }

    static long word(byte[] bytes, int at) {
        return (bytes[at] & 0xffL) << 24
                | (bytes[at + 1] & 0xff) << 16
                | (bytes[at + 2] & 0xff) << 8
                | (bytes[at + 3] & 0xff);
    }
}
