package dev.signalbox.world.quorum;

import dev.signalbox.agent.quorum.QuorumSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Runs schedules of faults on a fleet of three while it is asked for decisions all the time, and
 * checks after each that it kept its word: nothing that was answered is lost or done twice, no
 * epoch is used twice, chains verify, and all members hold the same, byte for byte. A seed makes
 * the same faults at the same times; what the machine does between is its own.
 */
public final class QuorumFaults implements AutoCloseable {

    private static final Duration HEAL_PATIENCE = Duration.ofSeconds(90);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long BEFORE_MILLIS = 300;

    /** So many commands are answered when all is well again, before the next schedule. */
    private static final int AFTER_HEALING = 20;

    private static final int PROBLEMS_MAX = 20;

    private final Promises promises = new Promises(QuorumSettings.journalId(Fleet.NAME));
    private final Fleet fleet;
    private final Consumer<String> say;
    private final List<String> problems = new ArrayList<>();
    private long answered;
    private long leastAnswered = Long.MAX_VALUE;
    private long retries;

    /**
     * What came of it.
     *
     * @param schedules that were run
     * @param answered commands
     * @param leastAnswered commands in the schedule that had the fewest
     * @param retries commands asked for once more under the same id
     * @param records in the fleet's journal at the end
     * @param epoch of the table at the end
     * @param problems promises that were not kept, each with its seed; empty when all were
     */
    public record Result(
            int schedules,
            long answered,
            long leastAnswered,
            long retries,
            long records,
            long epoch,
            List<String> problems) {
        public Result {
            problems = List.copyOf(problems);
        }
    }

    /**
     * Starts three members.
     *
     * @param directory for their data, empty
     * @param electionMin the shortest silence before an election; the longest is twice that
     * @param say is told of every schedule in words
     */
    public QuorumFaults(Path directory, Duration electionMin, Consumer<String> say)
            throws IOException, InterruptedException {
        this.say = say;
        this.fleet = new Fleet(directory, List.of("eu-central", "us-east", "us-west"), electionMin);
        try {
            fleet.startAll();
            fleet.leader();
        } catch (IOException | InterruptedException e) {
            fleet.close();
            throw e;
        }
    }

    /** Runs the schedules of seeds {@code firstSeed} and so on, one after the other. */
    public Result run(long firstSeed, int schedules) throws IOException, InterruptedException {
        int run = 0;
        for (; run < schedules && problems.isEmpty(); run++) {
            one(firstSeed + run);
        }
        return new Result(
                run,
                answered,
                run == 0 ? 0 : leastAnswered,
                retries,
                promises.records(),
                promises.epoch(),
                problems);
    }

    private void one(long seed) throws IOException, InterruptedException {
        List<Fault> faults = Fault.schedule(new Random(seed), fleet.names());
        long beganNanos = System.nanoTime();
        Askers askers = new Askers(fleet, "seed" + seed + "-" + answered);
        try (askers) {
            pause(BEFORE_MILLIS);
            for (int i = 0; i < faults.size(); i++) {
                fleet.begin(faults.get(i));
                boolean last = i == faults.size() - 1;
                pause(last ? faults.get(i).millis() : faults.get(i).millis() / 2);
            }
            fleet.heal();
            if (!askers.awaitMore(AFTER_HEALING, HEAL_PATIENCE)) {
                problem(seed, "nothing is decided after healing: " + fleet.askAll("status"));
            }
        }
        List<Askers.Answered> since = askers.answered();
        answered += since.size();
        leastAnswered = Math.min(leastAnswered, since.size());
        retries += askers.retries();
        awaitAlike(seed);
        check(seed, since);
        say.accept(
                "seed "
                        + seed
                        + ": "
                        + faults
                        + ", "
                        + since.size()
                        + " answered, "
                        + askers.retries()
                        + " asked again, "
                        + (System.nanoTime() - beganNanos) / 1_000_000
                        + " ms"
                        + (problems.isEmpty() ? "" : ": " + problems.getFirst()));
    }

    private static void pause(long millis) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(millis);
    }

    private void awaitAlike(long seed) throws InterruptedException {
        long endNanos = System.nanoTime() + HEAL_PATIENCE.toNanos();
        String held = "nothing";
        while (System.nanoTime() < endNanos) {
            // First the cheap question: digests read everything.
            if (alike("place")) {
                held = fleet.ask(fleet.names().getFirst(), "digest");
                if (!held.isEmpty() && alike("digest")) {
                    if (!held.endsWith("[]")) {
                        problem(seed, "the journal does not verify: " + held);
                    }
                    return;
                }
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
        problem(seed, "members differ after healing: " + fleet.askAll("digest"));
    }

    private boolean alike(String question) throws InterruptedException {
        List<String> answers = fleet.askAll(question);
        return !answers.contains("") && Set.copyOf(answers).size() == 1;
    }

    private void check(long seed, List<Askers.Answered> since) throws InterruptedException {
        String journal =
                fleet.ask(fleet.names().getFirst(), "journal", Long.toString(promises.records()));
        promises.judge(journal, since).forEach(sentence -> problem(seed, sentence));
    }

    private void problem(long seed, String sentence) {
        if (problems.size() < PROBLEMS_MAX) {
            problems.add("seed " + seed + ": " + sentence);
        }
    }

    @Override
    public void close() {
        fleet.close();
    }
}
