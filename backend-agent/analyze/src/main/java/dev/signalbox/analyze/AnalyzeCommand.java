package dev.signalbox.analyze;

import dev.signalbox.analyze.report.HtmlPage;
import dev.signalbox.analyze.report.JsonReport;
import dev.signalbox.analyze.report.Ladder;
import dev.signalbox.analyze.report.TextReport;
import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code analyze FILE}. */
@Command(
        name = "analyze",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Reads a pcap or pcapng file: calls, legs with their ratios, RTP streams with their quality."
        },
        footer = {
            "",
            "Examples:",
            "  ./signalbox analyze calls.pcap --trunk carrier-a=192.0.2.10:5060",
            "  ./signalbox analyze calls.pcap --html calls.html",
            "",
            "Exit codes: 0 done, 1 the file is damaged or cannot be read (what was read is shown), 2 usage."
        })
final class AnalyzeCommand implements Callable<Integer> {

    /** Below this nobody has to wait. */
    private static final long PROGRESS_BYTES_MIN = 16L << 20;

    @Spec private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "A pcap or pcapng file.")
    private @Nullable Path file;

    @Option(
            names = "--trunk",
            paramLabel = "NAME=HOST[:PORT]",
            description = "Names the carrier at an address; may be repeated.")
    private List<String> trunks = new ArrayList<>();

    @Option(names = "--json", description = "One JSON object on the last line.")
    private boolean json;

    @Option(
            names = "--ladder",
            paramLabel = "CALL-ID",
            description = "Draws the SIP messages of one call.")
    private @Nullable String ladder;

    @Option(
            names = "--html",
            paramLabel = "OUT",
            description = "Writes a page with ladders and graphs of quality.")
    private @Nullable Path html;

    @Option(names = "--plc", description = "Receivers of G.711 conceal loss.")
    private boolean concealed;

    @Option(names = "--numbers", description = "Shows phone numbers; they are masked otherwise.")
    private boolean numbers;

    @Override
    public Integer call() throws IOException {
        CommandSpec command = Objects.requireNonNull(spec);
        PrintWriter out = command.commandLine().getOut();
        PrintWriter error = command.commandLine().getErr();
        Path path = Objects.requireNonNull(file);
        if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
            error.println(
                    "analyze: "
                            + path
                            + ": no file that can be read. Example: ./signalbox analyze calls.pcap");
            return Files.exists(path) ? AnalyzeMain.FAILED : AnalyzeMain.USAGE;
        }
        Trunks named;
        try {
            named = new Trunks(trunks);
        } catch (IllegalArgumentException e) {
            error.println("analyze: " + e.getMessage());
            return AnalyzeMain.USAGE;
        }
        Findings found =
                Analysis.of(
                        path,
                        new Analysis.Wish(named, ladder, html != null, concealed, numbers),
                        progress(path, error));
        return show(found, out, error);
    }

    private int show(Findings found, PrintWriter out, PrintWriter error) throws IOException {
        int code = AnalyzeMain.DONE;
        out.print(TextReport.of(found));
        if (ladder != null) {
            String drawn = Ladder.of(found.ladders().of(ladder));
            out.println();
            out.print(drawn);
            if (drawn.isEmpty()) {
                error.println(
                        "analyze: no message has the Call-ID \""
                                + ladder
                                + "\"; the table of calls shows those that are there.");
                code = AnalyzeMain.FAILED;
            }
        }
        if (html != null) {
            try {
                Files.writeString(html, HtmlPage.of(found));
                error.println("Page: " + html);
            } catch (IOException e) {
                error.println("analyze: --html " + html + ": cannot be written: " + e);
                code = AnalyzeMain.FAILED;
            }
        }
        if (found.read().problem() != null) {
            error.println("analyze: " + found.file() + ": " + found.read().problem());
            code = AnalyzeMain.FAILED;
        }
        if (json) {
            out.println(JsonReport.of(found));
        }
        out.flush();
        return code;
    }

    // Whether it may be null has changed between Java releases, and back.
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    /** Only where somebody looks, and only for files that take a while. */
    private static LongConsumer progress(Path path, PrintWriter error) throws IOException {
        long size = Files.size(path);
        if (size < PROGRESS_BYTES_MIN || !isTerminal()) {
            return _ -> {};
        }
        return new LongConsumer() {
            private int shown = -1;

            @Override
            public void accept(long bytes) {
                int percent = (int) (100 * bytes / size);
                if (percent != shown) {
                    shown = percent;
                    int bars = percent / 4;
                    error.printf(
                            "\r[%s%s] %3d %%%s",
                            "#".repeat(bars),
                            ".".repeat(25 - bars),
                            percent,
                            percent >= 99 ? "\r\033[K" : "");
                    error.flush();
                }
            }
        };
    }
}
