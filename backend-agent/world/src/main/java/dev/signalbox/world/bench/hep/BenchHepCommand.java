package dev.signalbox.world.bench.hep;

import dev.signalbox.world.process.Programs;
import dev.signalbox.world.process.RunDirectory;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/** {@code bench hep}: mirrored calls, inside one process and over UDP to an agent's program. */
@Command(
        name = "hep",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "How many mirrored SIP messages an agent takes: inside one process, and over UDP with a",
            "sender beside it, compared with Kamailio where it is installed."
        },
        footer = {
            "",
            "Examples:",
            "  ./signalbox bench hep --rate 50000 --for 60s",
            "  ./signalbox bench hep --rate max --both-compilers --json",
            "  ./signalbox bench hep --in-process",
            "",
            "Exit codes: 0 nothing lost, 1 something was, 2 usage, 4 something is missing."
        })
public final class BenchHepCommand implements Callable<Integer> {

    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int USAGE = 2;
    private static final int MISSING = 4;
    private static final String MOST = "max";
    private static final List<Integer> LIVE = List.of(1_000, 100_000, 1_000_000);
    private static final Duration PROCESSOR_TIME = Duration.ofSeconds(5);
    private static final Pattern TIME = Pattern.compile("([0-9]{1,5})(s|min)");
    private static final Pattern RATE = Pattern.compile("max|[1-9][0-9]{0,6}");

    @Option(
            names = "--rate",
            paramLabel = "MESSAGES/S",
            defaultValue = "50000",
            description =
                    "Over UDP; max searches the highest without loss. Default: ${DEFAULT-VALUE}.")
    private String rate = "50000";

    @Option(
            names = "--for",
            paramLabel = "TIME",
            defaultValue = "10s",
            description = "How long, each step of a search too. Default: ${DEFAULT-VALUE}.")
    private String length = "10s";

    @Option(
            names = "--live",
            paramLabel = "CALLS",
            defaultValue = "10000",
            description = "Calls that talk at the same time, over UDP. Default: ${DEFAULT-VALUE}.")
    private int live = 10_000;

    @Option(
            names = "--both-compilers",
            description =
                    "The agent's JVM compiles hot code once more, with its second compiler; else as"
                            + " the launcher starts agents.")
    private boolean bothCompilers;

    @Option(
            names = "--in-process",
            description =
                    "Only decoding, parsing and tracking on one thread, without a network, at 1,000,"
                            + " 100,000 and 1,000,000 live calls.")
    private boolean inProcess;

    @Option(
            names = "--no-peers",
            description = "No other program is measured with the same load beside it.")
    private boolean noPeers;

    @Option(names = "--json", description = "The result as JSON, the last line of the output.")
    private boolean json;

    /**
     * All of it.
     *
     * @param inProcess one for each number of live calls, empty when not asked for
     * @param udp the run, or the best step of a search; null when not asked for
     * @param kamailio the same of Kamailio's sipcapture; null when it was not measured
     * @param takenRatio messages a second that the agent took for each that Kamailio took, both at
     *     their best; null when that was not searched
     * @param heapAfterGcMiB of the agent after it, 0 without
     * @param bothCompilers the agent's
     */
    record Figures(
            List<HotPath.Result> inProcess,
            UdpBench.@Nullable Result udp,
            UdpBench.@Nullable Result kamailio,
            @Nullable Double takenRatio,
            long heapAfterGcMiB,
            boolean bothCompilers) {}

    @Override
    public Integer call() throws InterruptedException {
        Matcher time = TIME.matcher(length);
        if (!time.matches() || !RATE.matcher(rate).matches() || live < 1) {
            System.err.println(
                    "--rate %s --for %s --live %d: wrong. Example: --rate 50000 --for 10s --live 10000"
                            .formatted(rate, length, live));
            return USAGE;
        }
        long number = Long.parseLong(time.group(1));
        Duration each =
                time.group(2).equals("s") ? Duration.ofSeconds(number) : Duration.ofMinutes(number);
        try {
            Figures figures =
                    inProcess
                            ? new Figures(inProcess(), null, null, null, 0, true)
                            : udp(Programs.ofLauncher(), each);
            if (json) {
                System.out.println(JsonMapper.shared().writeValueAsString(figures));
            }
            UdpBench.Result udp = figures.udp();
            return udp == null || udp.nothingLost() ? DONE : FAILED;
        } catch (Programs.MissingException e) {
            System.err.println(e.getMessage());
            return MISSING;
        } catch (IOException e) {
            System.err.println("bench hep: " + e.getMessage());
            return FAILED;
        }
    }

    private Figures udp(Programs programs, Duration each)
            throws IOException, InterruptedException, Programs.MissingException {
        try (RunDirectory directory =
                RunDirectory.create(programs.home(), "bench", Instant.now())) {
            System.out.println("over UDP on loopback, the sender a process of its own");
            UdpBench.Result agent;
            long heap;
            try (UdpBench bench = new UdpBench(programs, directory.path(), live, bothCompilers)) {
                bench.warmUp(wanted());
                agent = measured(step -> bench.run(step, each));
                heap = bench.heapAfterGcMiB();
            }
            System.out.printf("agent: %d MiB of heap after a collection%n", heap);
            UdpBench.Result kamailio = noPeers ? null : kamailio(directory, each);
            Double ratio = null;
            // At a rate that both could take it would tell nothing.
            if (kamailio != null && rate.equals(MOST)) {
                ratio = agent.taken() / kamailio.taken();
                System.out.printf(
                        Locale.ROOT, "the agent took %.2f times what Kamailio took%n", ratio);
            }
            return new Figures(List.of(), agent, kamailio, ratio, heap, bothCompilers);
        }
    }

    private UdpBench.@Nullable Result kamailio(RunDirectory directory, Duration each)
            throws IOException, InterruptedException {
        if (!KamailioPeer.isInstalled()) {
            System.out.println(
                    "Kamailio, for comparison, is not installed: sudo apt-get install -y kamailio");
            return null;
        }
        System.out.println(
                "Kamailio's sipcapture, two processes that decode and parse alone; it counts no losses"
                        + " but the kernel's:");
        try (KamailioPeer peer = new KamailioPeer(directory.path(), live)) {
            peer.warmUp(wanted());
            return measured(step -> peer.run(step, each));
        }
    }

    private int wanted() {
        return rate.equals(MOST) ? HighestRate.FIRST : Integer.parseInt(rate);
    }

    private UdpBench.Result measured(HighestRate.Step step)
            throws IOException, InterruptedException {
        UdpBench.Result result;
        if (rate.equals(MOST)) {
            result = HighestRate.search(step, each -> System.out.println(text(each)));
            System.out.println("the highest without loss:");
        } else {
            result = step.run(wanted());
        }
        System.out.println(text(result));
        return result;
    }

    private static List<HotPath.Result> inProcess() throws IOException, InterruptedException {
        List<HotPath.Result> results = new ArrayList<>();
        System.out.println(
                "decode, parse and track on one thread, by its processor time; both compilers");
        for (int live : LIVE) {
            HotPath.Result result = InProcess.measure(live, PROCESSOR_TIME);
            results.add(result);
            System.out.println(text(result));
        }
        return results;
    }

    private static String text(UdpBench.Result result) {
        return String.format(
                Locale.ROOT,
                "%,9d/s asked, %,9.0f/s offered, %,9.0f/s taken; lost %,d in the kernel, %,d in"
                        + " queues, %,d elsewhere; %.2f CPU s per million; p99 %,d us to the"
                        + " measurement; %,d live calls",
                result.asked(),
                result.offered(),
                result.taken(),
                result.lostInKernel(),
                result.lostInQueues(),
                result.lostElsewhere(),
                result.cpuSecondsPerMillion(),
                result.lagP99Micros(),
                result.liveCalls());
    }

    private static String text(HotPath.Result result) {
        return String.format(
                Locale.ROOT,
                "%,11d live calls: %,10.0f messages/s, %4.0f ns each; %.1f bytes allocated for a"
                        + " message of a known call, %.0f for a new call; %,.0f MiB of heap",
                result.liveCalls(),
                result.messagesPerSecond(),
                result.nanosPerMessage(),
                result.bytesPerKnownMessage(),
                result.bytesPerNewCall(),
                result.heapMiB());
    }
}
