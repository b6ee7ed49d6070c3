package dev.signalbox.world.bench;

import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.time.Duration;
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
            "Example: ./signalbox bench spans --rate 5000 --for 20s --otlp 127.0.0.1:4317 --json",
            "Exit codes: 0 all taken, 1 some were not, 2 usage, 3 the agent does not answer."
        })
public final class BenchSpansCommand implements Callable<Integer> {

    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int USAGE = 2;
    private static final int UNREACHABLE = 3;

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
        SpanLoad.Result result;
        try (SpanLoad load = new SpanLoad(target, batchSpans)) {
            result = load.run(spansPerSecond, duration);
        }
        report(result);
        if (result.accepted() == 0) {
            return UNREACHABLE;
        }
        return result.rejected() == 0 ? DONE : FAILED;
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
        if (json) {
            out.println(JsonMapper.shared().writeValueAsString(result));
        }
    }
}
