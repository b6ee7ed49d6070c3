package dev.signalbox.agent.parse;

import dev.signalbox.agent.parse.ParseResult.Reason;
import dev.signalbox.agent.parse.ParseResult.Rejected;
import dev.signalbox.model.media.QualityReport;
import dev.signalbox.model.media.QualityReport.Delay;
import dev.signalbox.model.media.QualityReport.End;
import dev.signalbox.model.media.QualityReport.Loss;
import dev.signalbox.model.media.QualityReport.Mos;
import dev.signalbox.model.media.QualityReport.Side;
import dev.signalbox.model.media.QualityReport.Source;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the {@code X-RTP-Stat} header that phones and gateways put into a BYE, for example {@code
 * CS=0;PS=1234;PR=1230;PL=4,0;JI=12.5,3}: packets sent and received, packets lost and jitter in
 * milliseconds, each of what was received and of what was sent. No standard describes it; other
 * parts are passed over.
 */
final class RtpStat {

    private static final int BYTES_MAX = 1_024;
    private static final double MILLIS_MAX = 65_535;

    private RtpStat() {}

    /** Reads the value of the header. */
    static ParseResult parse(byte[] bytes, int from, int to, Envelope envelope) {
        if (to - from > BYTES_MAX) {
            return new Rejected(Reason.BAD_RTP_STAT, (to - from) + " bytes");
        }
        Map<String, String> said =
                said(new String(bytes, from, to - from, StandardCharsets.ISO_8859_1));
        List<Side> sides = new ArrayList<>(2);
        for (End end : End.values()) {
            Side side = side(end, said);
            if (!side.figures().isEmpty()) {
                sides.add(side);
            }
        }
        if (sides.isEmpty()) {
            return new Rejected(
                    Reason.BAD_RTP_STAT, "no figure in \"" + SipText.quote(bytes, from, to) + '"');
        }
        return new ParseResult.Quality(
                new QualityReport(
                        envelope.callId(),
                        Source.X_RTP_STAT,
                        false,
                        envelope.source(),
                        envelope.destination(),
                        envelope.sentAt(),
                        sides));
    }

    private static Map<String, String> said(String value) {
        Map<String, String> said = new HashMap<>();
        for (String part : value.split(";", -1)) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                said.putIfAbsent(
                        part.substring(0, equals).strip().toUpperCase(Locale.ROOT),
                        part.substring(equals + 1).strip());
            }
        }
        return said;
    }

    private static Side side(End end, Map<String, String> said) {
        boolean received = end == End.LOCAL;
        Long packets = Figures.count(said.get(received ? "PR" : "PS"));
        Long lost = Figures.count(part(said.get("PL"), received));
        Double ratio = null;
        if (packets != null && lost != null) {
            // Lost ones are not among the received, and are among the sent.
            long expected = received ? packets + lost : packets;
            ratio =
                    expected == 0 || lost > expected
                            ? null
                            : Double.valueOf((double) lost / expected);
        }
        return new Side(
                end,
                null,
                new Loss(ratio, null, lost, packets),
                new Delay(
                        Figures.decimal(part(said.get("JI"), received), 0, MILLIS_MAX), null, null),
                new Mos(null, null));
    }

    /** {@code rx,tx}; a value alone is rx. */
    private static @Nullable String part(@Nullable String pair, boolean first) {
        if (pair == null) {
            return null;
        }
        int comma = pair.indexOf(',');
        if (first) {
            return (comma < 0 ? pair : pair.substring(0, comma)).strip();
        }
        return comma < 0 ? null : pair.substring(comma + 1).strip();
    }
}
