package dev.signalbox.ctl;

import dev.signalbox.model.fleet.FleetView;
import dev.signalbox.model.fleet.MetricsTable;
import dev.signalbox.model.fleet.RegionEntry;
import dev.signalbox.model.measure.Average;
import dev.signalbox.model.measure.CallCounts;
import dev.signalbox.model.measure.CallMetrics;
import dev.signalbox.model.measure.Quantiles;
import dev.signalbox.model.measure.Ratio;
import dev.signalbox.model.measure.WilsonInterval;
import dev.signalbox.model.policy.Trunk;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Call metrics of RFC 6076, E.411 and E.425, as somebody wants them put together. */
@Command(
        name = "metrics",
        description = {
            "Calls by trunk, carrier, region, service or called country: attempts, answered (ASR) with",
            "its 95 % interval, network effectiveness (NER), ineffective attempts (ISA), post-dial delay,",
            "length, MOS and the share of calls below 3.5. JSON also has SER, SEER, SCR and all windows.",
            "Carriers and regions are merged from counts and distributions."
        },
        footer = {
            "",
            "Example: ./signalbox ctl metrics --by carrier --window 1h",
            "         ./signalbox ctl metrics --by prefix --json"
        })
final class MetricsCommand implements Callable<Integer> {

    private static final Map<String, Integer> WINDOWS =
            Map.of("10s", 10_000, "1min", 60_000, "5min", 300_000, "1h", 3_600_000);

    private static final String ROW = "%-3s %-24s %6s  %7s %-10s %5s %5s %11s %6s %4s %5s";

    private static final int TITLE_CHARS_MAX = 24;

    private final CtlMain root;

    @Option(
            names = "--by",
            paramLabel = "WHAT",
            description = "trunk, carrier, region, service or prefix. Default: ${DEFAULT-VALUE}.")
    private String by = "trunk";

    @Option(
            names = "--window",
            paramLabel = "SPAN",
            description = "10s, 1min, 5min or 1h. JSON has all. Default: ${DEFAULT-VALUE}.")
    private String window = "5min";

    MetricsCommand(CtlMain root) {
        this.root = root;
    }

    @Override
    public Integer call() throws IOException {
        Integer windowMillis = WINDOWS.get(window);
        if (windowMillis == null) {
            throw new IllegalArgumentException(
                    "--window \""
                            + window
                            + "\": one of 10s, 1min, 5min, 1h. Example: --window 1h");
        }
        MetricsTable.By wanted = by(by);
        Asked asked = Asked.snapshots(root);
        FleetView view = asked.merge().view(root.shell().clock().now());
        List<MetricsTable.Row> rows =
                MetricsTable.of(view.regions().stream().map(RegionEntry::view).toList(), wanted);
        if (root.json()) {
            ObjectNode json =
                    Json.object().put("at", Json.time(view.at())).put("by", Json.name(wanted));
            ArrayNode all = json.putArray("rows");
            rows.forEach(row -> all.add(MetricsJson.row(row)));
            root.print(json);
        } else if (asked.reached() > 0) {
            text(rows, windowMillis).stream()
                    .map(String::stripTrailing)
                    .forEach(root.shell().out()::println);
        }
        return asked.unreached().isEmpty() ? CtlMain.DONE : CtlMain.UNREACHABLE;
    }

    private static MetricsTable.By by(String word) {
        for (MetricsTable.By known : MetricsTable.By.values()) {
            if (Json.name(known).equals(word)) {
                return known;
            }
        }
        throw new IllegalArgumentException(
                "--by \""
                        + word
                        + "\": one of trunk, carrier, region, service, prefix. Example: --by carrier");
    }

    private List<String> text(List<MetricsTable.Row> rows, long windowMillis) {
        List<String> lines = new ArrayList<>();
        if (rows.isEmpty()) {
            lines.add("No agent has told any metrics by " + by + " yet.");
            return lines;
        }
        lines.add(
                Words.format(
                        ROW,
                        "",
                        "Last " + window,
                        "Calls",
                        "ASR",
                        "95 %",
                        "NER",
                        "ISA",
                        "PDD p50/p95",
                        "ACD",
                        "MOS",
                        "<3.5"));
        for (MetricsTable.Row row : rows) {
            row.windows().stream()
                    .filter(metrics -> metrics.windowMillis() == windowMillis)
                    .forEach(metrics -> lines.addAll(line(row, metrics)));
        }
        return lines;
    }

    private static List<String> line(MetricsTable.Row row, CallMetrics metrics) {
        CallCounts counts = metrics.counts();
        String title = row.title();
        boolean fits = title.length() <= TITLE_CHARS_MAX;
        List<String> lines = new ArrayList<>();
        if (!fits) {
            // Names may be long: the columns stay where they are.
            lines.add(direction(row.direction()) + " " + title);
        }
        lines.add(
                Words.format(
                        ROW,
                        fits ? direction(row.direction()) : "",
                        fits ? title : "",
                        Words.format("%,d", counts.attempts()),
                        percent(counts.asr()),
                        interval(counts.asr().interval()),
                        whole(counts.ner()),
                        whole(counts.isa()),
                        delays(metrics.pddMillis()),
                        seconds(metrics.acdMillis()),
                        score(metrics.mos()),
                        whole(metrics.poorRatio())));
        String beside = beside(counts);
        if (!beside.isEmpty()) {
            lines.addAll(StatusText.indented("      ", "      ", beside));
        }
        return lines;
    }

    /** What a carrier should be asked about. */
    private static String beside(CallCounts counts) {
        List<String> words = new ArrayList<>();
        if (!counts.responses().isEmpty()) {
            words.add(
                    counts.responses().entrySet().stream()
                            .map(each -> each.getKey() + "\u00a0\u00d7\u00a0" + each.getValue())
                            .collect(Collectors.joining(", ")));
        }
        if (counts.unanswered() > 0) {
            words.add("no response at all\u00a0\u00d7\u00a0" + counts.unanswered());
        }
        if (!counts.causes().isEmpty()) {
            words.add(
                    "Q.850 "
                            + counts.causes().entrySet().stream()
                                    .map(
                                            each ->
                                                    each.getKey()
                                                            + "\u00a0\u00d7\u00a0"
                                                            + each.getValue())
                                    .collect(Collectors.joining(", ")));
        }
        if (counts.falseAnswers() > 0) {
            words.add("false answers\u00a0\u00d7\u00a0" + counts.falseAnswers());
        }
        if (!counts.codecs().isEmpty()) {
            words.add(
                    counts.codecs().entrySet().stream()
                            .map(each -> each.getKey() + "\u00a0\u00d7\u00a0" + each.getValue())
                            .collect(Collectors.joining(", ")));
        }
        return String.join("; ", words);
    }

    private static String direction(Trunk.Direction direction) {
        return switch (direction) {
            case INBOUND -> "in";
            case OUTBOUND -> "out";
            case BOTH -> "";
        };
    }

    private static String percent(Ratio ratio) {
        return Words.percent(ratio.value());
    }

    private static String whole(Ratio ratio) {
        Double value = ratio.value();
        return value == null ? Words.UNKNOWN : Words.format("%.0f %%", value * 100);
    }

    private static String interval(@Nullable WilsonInterval interval) {
        return interval == null
                ? ""
                : Words.format("%.1f\u2013%.1f", interval.low() * 100, interval.high() * 100);
    }

    private static String delays(Quantiles delays) {
        Double median = delays.value(0.5);
        Double p95 = delays.value(0.95);
        return median == null || p95 == null
                ? Words.UNKNOWN
                : Words.format("%.1f / %.1f s", median / 1e3, p95 / 1e3);
    }

    private static String seconds(Average millis) {
        Double mean = millis.value();
        return mean == null ? Words.UNKNOWN : Words.format("%.0f s", mean / 1e3);
    }

    private static String score(Quantiles mos) {
        Double median = mos.value(0.5);
        return median == null ? Words.UNKNOWN : Words.format("%.1f", median);
    }
}
