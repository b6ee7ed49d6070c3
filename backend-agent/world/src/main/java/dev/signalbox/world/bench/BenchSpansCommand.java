package dev.signalbox.world.bench;

import dev.signalbox.world.process.Programs;
import dev.signalbox.world.process.RunDirectory;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/** {@code bench spans}: spans of voice workers at a steady rate. */
@Command(
        name = "spans",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Sends spans of voice workers to an agent at a steady rate and reports what it took."
        },
        footer = {
            "",
            "Examples:",
            "  ./signalbox bench spans --beside-calls --rate 5000 --for 60s --json",
            "  ./signalbox bench spans --rate 5000 --for 20s --otlp 127.0.0.1:4317",
            "",
            "Exit codes: 0 all taken, 1 some were not, 2 usage, 3 the agent does not answer, 4 something",
            "is missing."
        })
public final class BenchSpansCommand implements Callable<Integer> {

    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int USAGE = 2;
    private static final int UNREACHABLE = 3;
    private static final int MISSING = 4;

    private static final Pattern TIME = Pattern.compile("([0-9]{1,5})(s|min)");
    private static final Pattern ADDRESS = Pattern.compile("(.+):([0-9]{1,5})");

    @Option(
            names = "--rate",
            paramLabel = "SPANS/S",
            defaultValue = "5000",
            description = "Default: ${DEFAULT-VALUE}.")
    private int spansPerSecond = 5_000;

    @Option(
            names = "--for",
            paramLabel = "TIME",
            defaultValue = "20s",
            description = "How long. Default: ${DEFAULT-VALUE}.")
    private String length = "20s";

    @Option(
            names = "--otlp",
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:4317",
            description = "Where the agent takes OTLP over gRPC. Default: ${DEFAULT-VALUE}.")
    private String otlp = "127.0.0.1:4317";

    @Option(
            names = "--batch",
            paramLabel = "SPANS",
            defaultValue = "100",
            description = "Spans of one export. Default: ${DEFAULT-VALUE}.")
    private int batchSpans = 100;

    @Option(
            names = "--beside-calls",
            description =
                    "Starts an agent of its own beside a region's usual calls instead, and tells what"
                            + " it needed.")
    private boolean besideCalls;

    @Option(names = "--json", description = "The result as JSON, the last line of the output.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        Matcher time = TIME.matcher(length);
        Matcher address = ADDRESS.matcher(otlp);
        if (!time.matches() || !address.matches() || spansPerSecond < 1 || batchSpans < 1) {
            System.err.println(
                    "--rate "
                            + spansPerSecond
                            + " --batch "
                            + batchSpans
                            + " --for "
                            + length
                            + " --otlp "
                            + otlp
                            + ": wrong. Example: --rate 5000 --batch 100 --for 20s --otlp 127.0.0.1:4317");
            return USAGE;
        }
        long number = Long.parseLong(time.group(1));
        Duration duration =
                time.group(2).equals("s") ? Duration.ofSeconds(number) : Duration.ofMinutes(number);
        InetSocketAddress target =
                new InetSocketAddress(address.group(1), Integer.parseInt(address.group(2)));
        if (besideCalls) {
            return besideCalls(duration);
        }
        SpanLoad.Result result;
        try (SpanLoad load = new SpanLoad(target, batchSpans)) {
            result = load.run(spansPerSecond, duration);
        }
        report(result);
        if (json) {
            System.out.println(JsonMapper.shared().writeValueAsString(result));
        }
        if (result.accepted() == 0) {
            return UNREACHABLE;
        }
        return result.rejected() == 0 ? DONE : FAILED;
    }

    private int besideCalls(Duration duration) throws InterruptedException {
        try {
            Programs programs = Programs.ofLauncher();
            try (RunDirectory directory =
                            RunDirectory.create(programs.home(), "bench", Instant.now());
                    AgentBench bench = new AgentBench(programs, directory.path())) {
                AgentBench.Result result = bench.run(spansPerSecond, batchSpans, duration);
                report(result.load());
                report(result);
                return result.nothingLost() ? DONE : FAILED;
            }
        } catch (Programs.MissingException e) {
            System.err.println(e.getMessage());
            return MISSING;
        } catch (IOException e) {
            System.err.println("bench spans: " + e.getMessage());
            return FAILED;
        }
    }

    private void report(AgentBench.Result result) {
        System.out.printf(
                "agent: %d spans taken with those of the calls' own workers, %d lost; %d mirrored"
                        + " packets taken, %d lost; %d calls up%n",
                result.spansTaken(),
                result.spansLost(),
                result.mirroredPackets(),
                result.mirroredLost(),
                result.liveCalls());
        System.out.printf(
                "agent: %d MiB of heap after a collection, %d MiB resident at most, %.0f %% of one"
                        + " processor%n",
                result.heapAfterGcMiB(), result.residentMaxMiB(), result.cpuPercent());
        if (json) {
            System.out.println(JsonMapper.shared().writeValueAsString(result));
        }
    }

    private void report(SpanLoad.Result result) {
        PrintStream out = System.out;
        out.printf(
                "%d spans sent, %d accepted, %d rejected; %.0f/s; export p50 %.1f ms, p99 %.1f ms%n",
                result.sent(),
                result.accepted(),
                result.rejected(),
                result.spansPerSecond(),
                result.exportMillisP50(),
                result.exportMillisP99());
        if (!result.firstTrouble().isEmpty()) {
            out.println("first trouble: " + result.firstTrouble());
        }
    }
}
