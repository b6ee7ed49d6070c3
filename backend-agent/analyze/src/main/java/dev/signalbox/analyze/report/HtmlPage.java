package dev.signalbox.analyze.report;

import dev.signalbox.agent.measure.LegCall;
import dev.signalbox.analyze.CallResult;
import dev.signalbox.analyze.Findings;
import dev.signalbox.analyze.Leg;
import dev.signalbox.analyze.rtp.StreamReport;
import dev.signalbox.model.measure.CallCounts;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The findings as one page that needs nothing else: no scripts, no files, no network. */
public final class HtmlPage {

    private static final int ROWS_MAX = 500;
    private static final int LADDERS_MAX = 20;
    private static final int GRAPHS_MAX = 60;
    private static final int LADDERS_OPEN = 2;

    /** Below this a call is bad (practice of carriers). */
    private static final double MOS_FLAGGED = 3.5;

    private static final double LOSS_PERCENT_FLAGGED = 1;
    private static final double JITTER_MILLIS_FLAGGED = 30;

    private static final String STYLE =
            """
            :root{--bg:#f7f7f5;--card:#fff;--ink:#1c1d1f;--soft:#5d636b;--line:#d9dbde;--accent:#1f5fbf;--bad:#b3261e;--good:#2e7d4f;--warn:#a15c00}
            @media(prefers-color-scheme:dark){:root{--bg:#15171a;--card:#1e2126;--ink:#e7e9ec;--soft:#a0a7b0;--line:#353a42;--accent:#7fb0ff;--bad:#ff8a80;--good:#7fd1a0;--warn:#f0b860}}
            *{box-sizing:border-box}body{margin:0;padding:24px;background:var(--bg);color:var(--ink);font:14px/1.45 system-ui,sans-serif}
            main{max-width:1240px;margin:auto}h1{font-size:20px;margin:0 0 4px}h2{font-size:16px;margin:28px 0 8px}p{margin:4px 0;color:var(--soft)}
            .tiles{display:flex;flex-wrap:wrap;gap:12px;margin:16px 0}.tile{background:var(--card);border:1px solid var(--line);border-radius:8px;padding:10px 16px;min-width:120px}
            .tile b{display:block;font-size:22px;font-weight:600}.tile span{color:var(--soft)}
            .card{background:var(--card);border:1px solid var(--line);border-radius:8px;overflow-x:auto}
            table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:6px 10px;border-bottom:1px solid var(--line);white-space:nowrap}th{color:var(--soft);font-weight:500}
            tr:last-child td{border-bottom:0}td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}code{font:12px ui-monospace,monospace}
            .bad{color:var(--bad);font-weight:600}.good{color:var(--good)}.warn{color:var(--warn)}details{background:var(--card);border:1px solid var(--line);border-radius:8px;margin:8px 0;padding:8px 12px;overflow-x:auto}summary{cursor:pointer}
            .graphs{display:grid;grid-template-columns:repeat(auto-fill,minmax(380px,1fr));gap:12px}.graph{background:var(--card);border:1px solid var(--line);border-radius:8px;padding:10px 12px}
            svg text{fill:var(--ink);font:12px system-ui,sans-serif}svg .soft{fill:var(--soft)}svg .lane{stroke:var(--line)}svg .arrow{stroke:var(--accent);fill:none;stroke-width:1.5}svg .head{fill:var(--accent)}
            svg .arrow.bad{stroke:var(--bad)}svg .head.bad{fill:var(--bad)}svg .badtext{fill:var(--bad)}svg .loss{fill:var(--bad)}svg .jitter{stroke:var(--accent);fill:none;stroke-width:1.5}svg .axis{stroke:var(--line)}
            """;

    private HtmlPage() {}

    /** The page. */
    public static String of(Findings found) {
        StringBuilder out = new StringBuilder();
        out.append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
                .append("<meta name=\"viewport\" content=\"width=device-width\"><title>")
                .append(escaped(found.file()))
                .append(" - calls and quality</title><style>\n")
                .append(STYLE)
                .append("</style></head><body><main>\n");
        head(out, found);
        legs(out, found);
        calls(out, found);
        streams(out, found);
        ladders(out, found);
        return out.append("</main></body></html>\n").toString();
    }

    private static void head(StringBuilder out, Findings found) {
        out.append("<h1>").append(escaped(found.file())).append("</h1>\n");
        double seconds = (found.read().lastMicros() - found.read().firstMicros()) / 1e6;
        out.append(
                String.format(
                        Locale.ROOT,
                        "<p>%d packets in %.1f s. %s</p>%n",
                        found.read().packets(),
                        seconds,
                        found.numbers() ? "" : "Phone numbers are masked."));
        if (found.read().problem() != null) {
            out.append("<p class=\"bad\">").append(escaped(found.read().problem())).append("</p>");
        }
        long attempts = found.legs().stream().mapToLong(l -> l.counts().attempts()).sum();
        long answered = found.legs().stream().mapToLong(l -> l.counts().answered()).sum();
        long flagged =
                found.streams().stream()
                        .filter(s -> s.mos() != null && s.mos() < MOS_FLAGGED)
                        .count();
        out.append("<div class=\"tiles\">");
        tile(out, Long.toString(found.sipMessages()), "SIP messages", false);
        tile(out, Long.toString(found.rejected()), "rejected", found.rejected() > 0);
        tile(out, Long.toString(attempts), "attempts on all legs", false);
        tile(out, Long.toString(answered), "answered", false);
        tile(out, Integer.toString(found.streams().size()), "RTP streams", false);
        tile(out, Long.toString(flagged), "streams below MOS 3.5", flagged > 0);
        out.append("</div>\n");
    }

    private static void tile(StringBuilder out, String value, String name, boolean bad) {
        out.append("<div class=\"tile\"><b").append(bad ? " class=\"bad\">" : ">");
        out.append(value).append("</b><span>").append(name).append("</span></div>");
    }

    private static void legs(StringBuilder out, Findings found) {
        if (found.legs().isEmpty()) {
            return;
        }
        begin(
                out,
                "Legs",
                "from",
                "to",
                "trunk",
                "responses",
                "#attempts",
                "#ASR",
                "#NER",
                "#SER",
                "#SEER",
                "#ISA",
                "#PDD p50",
                "#p95");
        for (Leg leg : found.legs().subList(0, Math.min(ROWS_MAX, found.legs().size()))) {
            String trunk = found.trunks().of(leg);
            CallCounts counts = leg.counts();
            row(
                    out,
                    escaped(leg.from()),
                    escaped(leg.to().toString()),
                    trunk == null ? Shown.NOTHING : escaped(trunk),
                    counts.responses().entrySet().stream()
                            .map(e -> e.getValue() + "&times;" + e.getKey())
                            .collect(Collectors.joining(", ")),
                    "#" + counts.attempts(),
                    "#" + Shown.percent(counts.asr().value()),
                    "#" + Shown.percent(counts.ner().value()),
                    "#" + Shown.percent(counts.ser().value()),
                    "#" + Shown.percent(counts.seer().value()),
                    "#" + Shown.percent(counts.isa().value()),
                    "#" + Shown.millis(leg.pddMillis(0.5)),
                    "#" + Shown.millis(leg.pddMillis(0.95)));
        }
        end(out, found.legs().size());
    }

    private static void calls(StringBuilder out, Findings found) {
        if (found.calls().isEmpty()) {
            return;
        }
        begin(
                out, "Calls", "Call-ID", "from", "to", "caller", "called", "result", "#final",
                "#PDD", "#talked", "audio");
        for (LegCall call : found.calls().subList(0, Math.min(ROWS_MAX, found.calls().size()))) {
            CallResult result = CallResult.of(call);
            row(
                    out,
                    "<code>" + escaped(call.callId()) + "</code>",
                    escaped(call.from().toString()),
                    escaped(call.to().toString()),
                    escaped(Shown.number(call.caller(), found.numbers())),
                    escaped(Shown.number(call.called(), found.numbers())),
                    "<span class=\"" + tone(result) + "\">" + result.text() + "</span>",
                    "#" + (call.status() == 0 ? Shown.NOTHING : Integer.toString(call.status())),
                    "#" + Shown.millis(call.pddMillis()),
                    "#" + Shown.seconds(CallResult.durationMillis(call)),
                    Shown.audio(call, found.audio()));
        }
        end(out, found.calls().size());
    }

    private static String tone(CallResult result) {
        return switch (result) {
            case ANSWERED -> "good";
            case FAILED -> "bad";
            case UNFINISHED, CHALLENGED -> "warn";
            case BUSY, UNREACHED, DECLINED, CANCELLED, REDIRECTED -> "";
        };
    }

    private static void streams(StringBuilder out, Findings found) {
        if (found.streams().isEmpty()) {
            return;
        }
        begin(
                out,
                "RTP streams",
                "SSRC",
                "from",
                "to",
                "codec",
                "#packets",
                "#lost",
                "#doubled",
                "#jitter",
                "#max",
                "#MOS",
                "#worst");
        List<StreamReport> streams = found.streams();
        for (StreamReport s : streams.subList(0, Math.min(ROWS_MAX, streams.size()))) {
            boolean lossy = s.lossPercent() >= LOSS_PERCENT_FLAGGED;
            Double jitter = s.jitterMillisMean();
            boolean jittery = jitter != null && jitter >= JITTER_MILLIS_FLAGGED;
            Double mos = s.mos();
            boolean bad = mos != null && mos < MOS_FLAGGED;
            row(
                    out,
                    "<code>" + Shown.ssrc(s.ssrc()) + "</code>",
                    escaped(s.from().toString()),
                    escaped(s.to().toString()),
                    escaped(Shown.codec(s)),
                    "#" + s.packets(),
                    "#"
                            + flagged(
                                    String.format(
                                            Locale.ROOT, "%d (%.1f %%)", s.lost(), s.lossPercent()),
                                    lossy),
                    "#" + s.duplicates(),
                    "#" + flagged(Shown.millis(jitter), jittery),
                    "#" + Shown.millis(s.jitterMillisMax()),
                    "#" + flagged(Shown.score(mos), bad),
                    "#" + Shown.score(s.mosWorst()));
        }
        end(out, streams.size());
        out.append(
                        "<p>MOS: ITU-T G.107 for narrowband codecs with published values; the one-way delay is not known from a capture and taken as 0 ms; loss of G.711 ")
                .append(found.concealed() ? "is concealed" : "is not concealed")
                .append(
                        ". Others have no score here.</p>\n<h2>Quality over time</h2><div class=\"graphs\">\n");
        streams.stream()
                .sorted(Comparator.comparingDouble(StreamReport::lossPercent).reversed())
                .limit(GRAPHS_MAX)
                .forEach(s -> out.append(QualityGraph.of(s, Shown.codec(s))));
        out.append("</div>\n");
    }

    private static void ladders(StringBuilder out, Findings found) {
        List<String> failed =
                found.calls().stream()
                        .filter(c -> CallResult.of(c) != CallResult.ANSWERED)
                        .map(LegCall::callId)
                        .toList();
        List<String> kept =
                found.ladders().callIds().stream()
                        .filter(id -> found.calls().stream().anyMatch(c -> c.callId().equals(id)))
                        .sorted(Comparator.comparing(id -> !failed.contains(id)))
                        .toList();
        if (kept.isEmpty()) {
            return;
        }
        out.append("<h2>Ladders</h2>\n");
        int shown = 0;
        for (String callId : kept.subList(0, Math.min(LADDERS_MAX, kept.size()))) {
            out.append(shown < LADDERS_OPEN ? "<details open>" : "<details>")
                    .append("<summary><code>")
                    .append(escaped(callId))
                    .append(
                            failed.contains(callId)
                                    ? "</code> <span class=\"bad\">not answered</span>"
                                    : "</code>")
                    .append("</summary>\n")
                    .append(LadderGraph.of(found.ladders().of(callId)))
                    .append("</details>\n");
            shown++;
        }
        if (kept.size() > shown) {
            out.append("<p>")
                    .append(kept.size() - shown)
                    .append(" more: ./signalbox analyze FILE --ladder CALL-ID draws any.</p>\n");
        }
    }

    private static String flagged(String text, boolean bad) {
        return bad ? "<span class=\"bad\">" + text + "</span>" : text;
    }

    /** A number sign before a title or value stands for a column of numbers. */
    private static void begin(StringBuilder out, String title, String... columns) {
        out.append("<h2>").append(title).append("</h2><div class=\"card\"><table><tr>");
        for (String column : columns) {
            boolean number = column.startsWith("#");
            out.append(number ? "<th class=\"n\">" : "<th>")
                    .append(number ? column.substring(1) : column)
                    .append("</th>");
        }
        out.append("</tr>\n");
    }

    private static void row(StringBuilder out, String... values) {
        out.append("<tr>");
        for (String value : values) {
            boolean number = value.startsWith("#");
            out.append(number ? "<td class=\"n\">" : "<td>")
                    .append(number ? value.substring(1) : value)
                    .append("</td>");
        }
        out.append("</tr>\n");
    }

    private static void end(StringBuilder out, int rows) {
        out.append("</table></div>\n");
        if (rows > ROWS_MAX) {
            out.append("<p>").append(rows - ROWS_MAX).append(" more; --json has them.</p>\n");
        }
    }

    /** Whatever a capture holds, none of it becomes markup. */
    static String escaped(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                case '#' -> out.append("&#35;");
                default -> out.append(c < ' ' ? ' ' : c);
            }
        }
        return out.toString();
    }
}
