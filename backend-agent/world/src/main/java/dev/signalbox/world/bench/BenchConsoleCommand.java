package dev.signalbox.world.bench;

import dev.signalbox.world.process.Programs;
import dev.signalbox.world.process.RunDirectory;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/** {@code bench console}: from an agent's report to the painted picture. */
@Command(
        name = "console",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Three regions, each with every number changed four times a second, are served on loopback as"
                    + " agents do; the real console is started beside and tells when it has painted"
                    + " what. Without a display it draws headless."
        },
        footer = {
            "",
            "Example: ./signalbox bench console --for 30s --json",
            "Exit codes: 0 all painted in order, 1 some were not, 2 usage, 4 something is missing."
        })
public final class BenchConsoleCommand implements Callable<Integer> {

    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int MISSING = 4;

    @Option(
            names = "--for",
            paramLabel = "TIME",
            converter = BenchTime.class,
            defaultValue = "30s",
            description = "How long is measured. Default: ${DEFAULT-VALUE}.")
    private Duration length = Duration.ofSeconds(30);

    @Option(
            names = "--warm-up",
            paramLabel = "TIME",
            converter = BenchTime.class,
            defaultValue = "10s",
            description = "What is not measured before. Default: ${DEFAULT-VALUE}.")
    private Duration warmUp = Duration.ofSeconds(10);

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Seed of how numbers change. Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Option(names = "--json", description = "The result as JSON, the last line of the output.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        try {
            Programs programs = Programs.ofLauncher();
            try (RunDirectory directory =
                            RunDirectory.create(programs.home(), "bench", Instant.now());
                    ConsoleBench bench =
                            new ConsoleBench(
                                    arguments ->
                                            programs.command(Programs.Program.CONSOLE, arguments),
                                    directory.path(),
                                    seed,
                                    warmUp)) {
                ConsoleBench.Result result = bench.run(length);
                report(result);
                Paints.Delays delays = result.delays();
                boolean all = delays.neverPainted() == 0 && delays.backwards() == 0;
                return all && delays.published() > 0 ? DONE : FAILED;
            }
        } catch (Programs.MissingException e) {
            System.err.println(e.getMessage());
            return MISSING;
        } catch (IOException e) {
            System.err.println("bench console: " + e.getMessage());
            return FAILED;
        }
    }

    private void report(ConsoleBench.Result result) {
        PrintStream out = System.out;
        Paints.Delays delays = result.delays();
        out.printf(
                "%d reports of %d regions in %.0f s, %d pictures; %d reports never painted, %d"
                        + " pictures older than the one before%n",
                delays.published(),
                result.regions(),
                result.seconds(),
                delays.pictures(),
                delays.neverPainted(),
                delays.backwards());
        out.printf(
                "published to painted: p50 %.1f ms, p95 %.1f ms, p99 %.1f ms, max %.1f ms%n",
                delays.millisP50(), delays.millisP95(), delays.millisP99(), delays.millisMax());
        out.printf(
                "console: %d MiB of heap after a collection, %d MiB resident at most, %.0f %% of one"
                        + " processor%n",
                result.heapAfterGcMiB(), result.residentMaxMiB(), result.cpuPercent());
        if (json) {
            out.println(JsonMapper.shared().writeValueAsString(result));
        }
    }
}
