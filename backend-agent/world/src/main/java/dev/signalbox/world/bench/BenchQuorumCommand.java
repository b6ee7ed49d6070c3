package dev.signalbox.world.bench;

import dev.signalbox.agent.quorum.QuorumSettings;
import dev.signalbox.world.process.Programs;
import dev.signalbox.world.process.RunDirectory;
import dev.signalbox.world.quorum.QuorumBench;
import dev.signalbox.world.quorum.QuorumFaults;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/** {@code bench quorum}: faults on a fleet of three, and how long its decisions take. */
@Command(
        name = "quorum",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Measures how long a fleet's decisions take, then runs schedules of faults on three",
            "members and checks that nothing that was acknowledged is lost."
        },
        footer = {
            "",
            "Example: ./signalbox bench quorum --schedules 25 --seed 1 --json",
            "",
            "Exit codes: 0 every promise kept, 1 one was not, 2 usage, 4 something is missing."
        })
public final class BenchQuorumCommand implements Callable<Integer> {

    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int USAGE = 2;
    private static final int MISSING = 4;

    @Option(
            names = "--schedules",
            paramLabel = "N",
            defaultValue = "200",
            description = "How many; 0 only measures. Default: ${DEFAULT-VALUE}.")
    private int schedules = 200;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description =
                    "Of the first schedule; each next one is one more. Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Option(names = "--json", description = "The result as JSON, the last line of the output.")
    private boolean json;

    /** All that was found. */
    record Report(QuorumBench.Result alone, QuorumBench.Result three, QuorumFaults.Result faults) {}

    @Override
    public Integer call() throws InterruptedException {
        if (schedules < 0) {
            System.err.println("--schedules " + schedules + ": wrong. Example: --schedules 25");
            return USAGE;
        }
        try {
            Programs programs = Programs.ofLauncher();
            try (RunDirectory directory =
                    RunDirectory.create(programs.home(), "bench", Instant.now())) {
                QuorumBench.Result alone = QuorumBench.run(directory.path().resolve("alone"), 1);
                report(alone);
                QuorumBench.Result three = QuorumBench.run(directory.path().resolve("three"), 3);
                report(three);
                QuorumFaults.Result faults = faults(directory);
                if (json) {
                    System.out.println(
                            JsonMapper.shared()
                                    .writeValueAsString(new Report(alone, three, faults)));
                }
                return faults.problems().isEmpty() ? DONE : FAILED;
            }
        } catch (Programs.MissingException e) {
            System.err.println(e.getMessage());
            return MISSING;
        } catch (IOException e) {
            System.err.println("bench quorum: " + e.getMessage());
            return FAILED;
        }
    }

    private QuorumFaults.Result faults(RunDirectory directory)
            throws IOException, InterruptedException {
        if (schedules == 0) {
            return new QuorumFaults.Result(0, 0, 0, 0, 0, 0, List.of());
        }
        try (QuorumFaults faults =
                new QuorumFaults(
                        directory.path().resolve("faults"),
                        QuorumSettings.ELECTION_MIN,
                        BenchQuorumCommand::say)) {
            QuorumFaults.Result result = faults.run(seed, schedules);
            System.out.printf(
                    Locale.ROOT,
                    "%d schedules: %d commands answered (%d in the poorest), %d asked again, %d"
                            + " records, epoch %d; %s%n",
                    result.schedules(),
                    result.answered(),
                    result.leastAnswered(),
                    result.retries(),
                    result.records(),
                    result.epoch(),
                    result.problems().isEmpty()
                            ? "every promise kept"
                            : String.join("; ", result.problems()));
            return result;
        }
    }

    private static void say(String line) {
        System.out.println(line);
    }

    private static void report(QuorumBench.Result result) {
        System.out.printf(
                Locale.ROOT,
                "%d member%s: command to applied p50 %.2f ms, p99 %.2f ms; leader death to next"
                        + " decision %s ms; %d MiB resident at most%n",
                result.members(),
                result.members() == 1 ? "" : "s",
                result.appliedMillisP50(),
                result.appliedMillisP99(),
                result.leaderDeathMillis(),
                result.residentMaxMiB());
    }
}
