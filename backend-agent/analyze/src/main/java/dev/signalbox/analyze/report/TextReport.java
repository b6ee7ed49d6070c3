package dev.signalbox.analyze.report;

import dev.signalbox.agent.measure.LegCall;
import dev.signalbox.analyze.CallResult;
import dev.signalbox.analyze.Findings;
import dev.signalbox.analyze.Leg;
import dev.signalbox.analyze.rtp.StreamReport;
import dev.signalbox.model.measure.CallCounts;
import dev.signalbox.model.media.QualityReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The findings as tables for a terminal. */
public final class TextReport {

    private static final int ROWS_MAX = 40;

    private TextReport() {}

    /** Several lines. */
    public static String of(Findings found) {
        StringBuilder out = new StringBuilder();
        out.append(
                String.format(
                        Locale.ROOT,
                        "%s: %d packets in %.1f s, %d SIP messages (%d rejected), %d attempts, %d RTP streams%n",
                        found.file(),
                        found.read().packets(),
                        (found.read().lastMicros() - found.read().firstMicros()) / 1e6,
                        found.sipMessages(),
                        found.rejected(),
                        found.legs().stream().mapToLong(leg -> leg.counts().attempts()).sum(),
                        found.streams().size()));
        if (!found.rejectedByReason().isEmpty()) {
            out.append("rejected: ").append(found.rejectedByReason()).append('\n');
        }
        table(out, "LEGS", legs(found));
        table(out, "CALLS", calls(found));
        table(out, "RTP STREAMS", streams(found));
        if (found.streams().stream().anyMatch(s -> s.mos() != null)) {
            out.append(
                            "MOS: ITU-T G.107, one-way delay not known and taken as 0 ms, loss of G.711 ")
                    .append(found.concealed() ? "concealed" : "not concealed (see --plc)")
                    .append(".\n");
        }
        table(out, "WHAT ENDS SAY (their own figures and scores)", said(found));
        if (!found.rtcp().isEmpty()) {
            out.append("RTCP report blocks: ").append(found.rtcp().size()).append('\n');
        }
        if (!found.counters().isEmpty()) {
            out.append("not counted as calls: ").append(found.counters()).append('\n');
        }
        if (!found.skipped().isEmpty()) {
            out.append("frames without IP: ").append(found.skipped()).append('\n');
        }
        return out.toString();
    }

    private static List<List<String>> legs(Findings found) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(
                List.of(
                        "from",
                        "to",
                        "trunk",
                        "attempts",
                        "responses",
                        "ASR",
                        "NER",
                        "SER",
                        "SEER",
                        "ISA",
                        "PDD p50",
                        "p95"));
        for (Leg leg : found.legs()) {
            String trunk = found.trunks().of(leg);
            CallCounts counts = leg.counts();
            rows.add(
                    List.of(
                            leg.from(),
                            leg.to().toString(),
                            trunk == null ? Shown.NOTHING : trunk,
                            Long.toString(counts.attempts()),
                            counts.responses().entrySet().stream()
                                    .map(e -> e.getValue() + "x" + e.getKey())
                                    .collect(Collectors.joining(" ")),
                            Shown.percent(counts.asr().value()),
                            Shown.percent(counts.ner().value()),
                            Shown.percent(counts.ser().value()),
                            Shown.percent(counts.seer().value()),
                            Shown.percent(counts.isa().value()),
                            Shown.millis(leg.pddMillis(0.5)),
                            Shown.millis(leg.pddMillis(0.95))));
        }
        return rows;
    }

    private static List<List<String>> calls(Findings found) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(
                List.of(
                        "Call-ID", "from", "to", "caller", "called", "result", "final", "PDD",
                        "talked", "audio"));
        for (LegCall call : found.calls()) {
            rows.add(
                    List.of(
                            call.callId(),
                            call.from().toString(),
                            call.to().toString(),
                            Shown.number(call.caller(), found.numbers()),
                            Shown.number(call.called(), found.numbers()),
                            CallResult.of(call).text(),
                            call.status() == 0 ? Shown.NOTHING : Integer.toString(call.status()),
                            Shown.millis(call.pddMillis()),
                            Shown.seconds(CallResult.durationMillis(call)),
                            Shown.audio(call, found.audio())));
        }
        return rows;
    }

    private static List<List<String>> streams(Findings found) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(
                List.of(
                        "SSRC",
                        "from",
                        "to",
                        "codec",
                        "packets",
                        "expected",
                        "lost",
                        "doubled",
                        "jitter",
                        "max",
                        "MOS"));
        for (StreamReport s : found.streams()) {
            rows.add(
                    List.of(
                            Shown.ssrc(s.ssrc()),
                            s.from().toString(),
                            s.to().toString(),
                            Shown.codec(s),
                            Long.toString(s.packets()),
                            Long.toString(s.expected()),
                            String.format(Locale.ROOT, "%d (%.1f %%)", s.lost(), s.lossPercent()),
                            Long.toString(s.duplicates()),
                            Shown.millis(s.jitterMillisMean()),
                            Shown.millis(s.jitterMillisMax()),
                            Shown.score(s.mos())));
        }
        return rows;
    }

    private static List<List<String>> said(Findings found) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(
                List.of(
                        "Call-ID",
                        "by",
                        "form",
                        "end",
                        "loss",
                        "jitter",
                        "round trip",
                        "MOS-LQ",
                        "MOS-CQ"));
        for (QualityReport said : found.said()) {
            for (QualityReport.Side side : said.sides()) {
                rows.add(
                        List.of(
                                said.callId().isEmpty() ? Shown.NOTHING : said.callId(),
                                said.from().toString(),
                                said.source().title(),
                                side.end().name().toLowerCase(Locale.ROOT),
                                Shown.percent(side.loss().ratio()),
                                Shown.millis(side.delay().jitterMillis()),
                                Shown.millis(side.delay().roundTripMillis()),
                                Shown.score(side.mos().listening()),
                                Shown.score(side.mos().conversational())));
            }
        }
        return rows;
    }

    private static void table(StringBuilder out, String title, List<List<String>> rows) {
        if (rows.size() == 1) {
            return;
        }
        out.append('\n').append(title).append('\n');
        List<List<String>> shown = rows.subList(0, Math.min(rows.size(), ROWS_MAX + 1));
        int columns = rows.getFirst().size();
        int[] widths = new int[columns];
        for (List<String> row : shown) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        for (List<String> row : shown) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < columns; i++) {
                line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
            }
            out.append(line.toString().stripTrailing()).append('\n');
        }
        if (rows.size() > shown.size()) {
            out.append("... and ")
                    .append(rows.size() - shown.size())
                    .append(" more; --json has them all\n");
        }
    }
}
