package dev.signalbox.analyze.rtp;

import dev.signalbox.model.media.QualityReport;
import dev.signalbox.model.media.QualityReport.Delay;
import dev.signalbox.model.media.QualityReport.End;
import dev.signalbox.model.media.QualityReport.Loss;
import dev.signalbox.model.media.QualityReport.Mos;
import dev.signalbox.model.media.QualityReport.Side;
import dev.signalbox.model.media.QualityReport.Source;
import dev.signalbox.model.net.IpEndpoint;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The VoIP metrics block of RTCP extended reports (RFC 3611 section 4.7). */
final class VoipMetrics {

    private static final int BLOCK_TYPE = 7;
    private static final int BLOCK_BYTES = 36;
    private static final int MOS_MIN = 10;
    private static final int MOS_MAX = 50;

    private VoipMetrics() {}

    /**
     * Reads the first such block of an extended report.
     *
     * @param at behind the SSRC of the report's sender
     * @return null when there is none
     */
    static @Nullable QualityReport read(
            byte[] bytes, int at, int end, IpEndpoint source, IpEndpoint to, long micros) {
        int block = at;
        while (block + 4 <= end) {
            int words = (bytes[block + 2] & 0xff) << 8 | (bytes[block + 3] & 0xff);
            if (bytes[block] == BLOCK_TYPE && block + BLOCK_BYTES <= end) {
                return new QualityReport(
                        "",
                        Source.RTCP_XR,
                        false,
                        source,
                        to,
                        Instant.ofEpochSecond(
                                Math.floorDiv(micros, 1_000_000L),
                                Math.floorMod(micros, 1_000_000L) * 1_000),
                        List.of(side(bytes, block)));
            }
            block += (words + 1) * 4;
        }
        return null;
    }

    private static Side side(byte[] bytes, int block) {
        return new Side(
                End.LOCAL,
                null,
                new Loss(
                        (bytes[block + 8] & 0xff) / 256.0,
                        (bytes[block + 9] & 0xff) / 256.0,
                        null,
                        null),
                new Delay(null, millis(bytes, block + 16), millis(bytes, block + 18)),
                new Mos(score(bytes[block + 26]), score(bytes[block + 27])));
    }

    /** Zero stands for unknown. */
    private static @Nullable Double millis(byte[] bytes, int at) {
        int millis = (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
        return millis == 0 ? null : Double.valueOf(millis);
    }

    /** Ten times the score; 127 stands for unknown. */
    private static @Nullable Double score(byte tenfold) {
        return tenfold < MOS_MIN || tenfold > MOS_MAX ? null : Double.valueOf(tenfold / 10.0);
    }
}
