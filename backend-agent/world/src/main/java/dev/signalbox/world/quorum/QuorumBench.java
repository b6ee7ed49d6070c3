package dev.signalbox.world.quorum;

import dev.signalbox.agent.quorum.QuorumSettings;
import dev.signalbox.model.change.Person;
import dev.signalbox.model.change.Role;
import dev.signalbox.world.process.JvmProbe;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** How long a decision takes, and how long there is none after the leader's death. */
public final class QuorumBench {

    private static final int WARM_UP = 300;
    private static final int COMMANDS = 1_000;
    private static final int DEATHS = 5;
    private static final long ANSWER_SECONDS = 20;
    private static final double NANOS_PER_MILLI = 1e6;

    private static final Person ASKER = new Person("asker", Role.OPERATOR);

    private QuorumBench() {}

    /**
     * Figures of a fleet of so many members, each in a process of its own. From a command at the
     * leader until its answer, pipes between the processes included.
     *
     * @param members how many
     * @param appliedMillisP50 half the commands were applied within this time
     * @param appliedMillisP99 of a hundred all but one
     * @param leaderDeathMillis from SIGKILL of the leader to the next decision, each time; empty
     *     for a single member
     * @param residentMaxMiB the most a member's process ever held
     */
    public record Result(
            int members,
            double appliedMillisP50,
            double appliedMillisP99,
            List<Long> leaderDeathMillis,
            long residentMaxMiB) {
        public Result {
            leaderDeathMillis = List.copyOf(leaderDeathMillis);
        }
    }

    /** Measures a fleet of {@code members} with its data in {@code directory}. */
    public static Result run(Path directory, int members) throws IOException, InterruptedException {
        List<String> names = List.of("eu-central", "us-east", "us-west").subList(0, members);
        try (Fleet fleet = new Fleet(directory, names, QuorumSettings.ELECTION_MIN)) {
            fleet.startAll();
            String leader = fleet.leader();
            for (int i = 0; i < WARM_UP; i++) {
                decide(fleet, leader, "warm-" + i);
            }
            double[] millis = new double[COMMANDS];
            for (int i = 0; i < COMMANDS; i++) {
                long beganNanos = System.nanoTime();
                decide(fleet, leader, "timed-" + i);
                millis[i] = (System.nanoTime() - beganNanos) / NANOS_PER_MILLI;
            }
            Arrays.sort(millis);
            long resident = 0;
            for (String name : names) {
                resident =
                        Math.max(resident, new JvmProbe(fleet.member(name).pid()).residentMaxMiB());
            }
            List<Long> deaths = new ArrayList<>();
            for (int i = 0; members > 1 && i < DEATHS; i++) {
                deaths.add(death(fleet, i));
            }
            return new Result(
                    members, millis[COMMANDS / 2], millis[COMMANDS * 99 / 100], deaths, resident);
        }
    }

    private static long death(Fleet fleet, int number) throws IOException, InterruptedException {
        String leader = fleet.leader();
        String other =
                fleet.names().stream().filter(n -> !n.equals(leader)).findFirst().orElseThrow();
        long beganNanos = System.nanoTime();
        fleet.member(leader).kill();
        decide(fleet, other, "after-death-" + number);
        long millis = (System.nanoTime() - beganNanos) / 1_000_000;
        fleet.heal();
        fleet.leader();
        return millis;
    }

    private static void decide(Fleet fleet, String at, String id)
            throws IOException, InterruptedException {
        long endNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(ANSWER_SECONDS);
        while (true) {
            try {
                var _ =
                        fleet.member(at)
                                .submit(Operator.pin(id, at, ASKER, Instant.now()))
                                .get(ANSWER_SECONDS, TimeUnit.SECONDS);
                return;
            } catch (ExecutionException | TimeoutException e) {
                if (System.nanoTime() > endNanos) {
                    throw new IOException("no decision after " + ANSWER_SECONDS + " s", e);
                }
            }
        }
    }
}
