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
 * Reads the quality reports of phones and gateways (RFC 6035, {@code application/vq-rtcpxr}). Who
 * spoke is not read. Lines may be folded, empty ones may stand anywhere, and some senders write
 * {@code Metrics:} for {@code LocalMetrics:}.
 */
final class VqRtcpXr {

    /** The RFC's own examples have 1,500. */
    static final int BYTES_MAX = 16_384;

    /** RFC 3261 sets no limit; nobody comes near. */
    static final int CALL_ID_MAX = 512;

    private static final int CODEC_MAX = 32;
    private static final double MILLIS_MAX = 65_535;

    /** What the metrics of one side are called. */
    private static final Map<String, End> METRICS =
            Map.of("localmetrics", End.LOCAL, "metrics", End.LOCAL, "remotemetrics", End.REMOTE);

    private String callId = "";
    private boolean alert;
    private @Nullable End end;
    private final Map<End, Map<String, String>> figures = new HashMap<>();

    private VqRtcpXr() {}

    /** True when the text begins like such a report. */
    static boolean begins(byte[] bytes, int from, int to) {
        int at = SipText.skipSpace(bytes, from, to);
        return SipText.startsWith(bytes, at, to, "VQSessionReport")
                || SipText.startsWith(bytes, at, to, "VQIntervalReport")
                || SipText.startsWith(bytes, at, to, "VQAlertReport");
    }

    /**
     * Reads what {@link #begins}.
     *
     * @param envelope its Call-ID stands in when the report has none
     */
    static ParseResult parse(byte[] bytes, int from, int to, Envelope envelope) {
        if (to - from > BYTES_MAX) {
            return rejected((to - from) + " bytes");
        }
        VqRtcpXr reader = new VqRtcpXr();
        String text = new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
        unfolded(text).forEach(reader::line);
        String callId = reader.callId.isEmpty() ? envelope.callId() : reader.callId;
        if (callId.isEmpty()) {
            return rejected("no CallID");
        }
        if (callId.length() > CALL_ID_MAX || !isWord(callId)) {
            return rejected("CallID of " + callId.length() + " characters, or with blanks");
        }
        List<Side> sides = new ArrayList<>(2);
        for (End end : End.values()) {
            Map<String, String> said = reader.figures.get(end);
            Side side = said == null ? null : side(end, said);
            if (side != null && !side.figures().isEmpty()) {
                sides.add(side);
            }
        }
        if (sides.isEmpty()) {
            return rejected("neither LocalMetrics nor RemoteMetrics with a figure");
        }
        return new ParseResult.Quality(
                new QualityReport(
                        callId,
                        Source.VQ_RTCPXR,
                        reader.alert,
                        envelope.source(),
                        envelope.destination(),
                        envelope.sentAt(),
                        sides));
    }

    private static Rejected rejected(String detail) {
        return new Rejected(Reason.BAD_VQ_RTCPXR, detail);
    }

    /** RFC 6035 folds like SIP: a line that starts with white space goes on with the last. */
    private static List<String> unfolded(String text) {
        List<StringBuilder> lines = new ArrayList<>();
        for (String line : text.split("\r?\n", -1)) {
            boolean goesOn = !line.isEmpty() && (line.charAt(0) == ' ' || line.charAt(0) == '\t');
            if (goesOn && !lines.isEmpty()) {
                lines.getLast().append(' ').append(line.strip());
            } else if (!line.isBlank()) {
                lines.add(new StringBuilder(line.strip()));
            }
        }
        return lines.stream().map(StringBuilder::toString).toList();
    }

    private void line(String line) {
        int colon = line.indexOf(':');
        if (colon < 0) {
            return;
        }
        String name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
        String value = line.substring(colon + 1).strip();
        End begun = METRICS.get(name);
        if (begun != null) {
            end = begun;
            return;
        }
        switch (name) {
            case "vqalertreport" -> alert = true;
            case "callid" -> callId = callId.isEmpty() ? value : callId;
            case "sessiondesc", "packetloss", "delay", "qualityest" -> figures(value);
            default -> {}
        }
    }

    private void figures(String value) {
        if (end == null) {
            return;
        }
        Map<String, String> said = figures.computeIfAbsent(end, _ -> new HashMap<>());
        for (String pair : value.split("[ \t]+", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                said.putIfAbsent(
                        pair.substring(0, equals).toUpperCase(Locale.ROOT),
                        pair.substring(equals + 1));
            }
        }
    }

    private static Side side(End end, Map<String, String> said) {
        return new Side(
                end,
                codec(said.get("PD")),
                new Loss(ratio(said.get("NLR")), ratio(said.get("JDR")), null, null),
                new Delay(
                        Figures.decimal(said.get("IAJ"), 0, MILLIS_MAX),
                        Figures.decimal(said.get("RTD"), 0, MILLIS_MAX),
                        Figures.decimal(said.get("ESD"), 0, MILLIS_MAX)),
                new Mos(Figures.mos(said.get("MOSLQ")), Figures.mos(said.get("MOSCQ"))));
    }

    private static @Nullable Double ratio(@Nullable String percent) {
        Double value = Figures.decimal(percent, 0, 100);
        return value == null ? null : Double.valueOf(value / 100);
    }

    /** A word that may be shown to people; null when it is none. */
    private static @Nullable String codec(@Nullable String text) {
        boolean shown =
                text != null && !text.isEmpty() && text.length() <= CODEC_MAX && isWord(text);
        return shown ? text : null;
    }

    private static boolean isWord(String text) {
        return text.chars().allMatch(c -> c > ' ' && c < 0x7f);
    }
}
