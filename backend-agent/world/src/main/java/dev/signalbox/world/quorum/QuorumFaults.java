package dev.signalbox.world.quorum;

import dev.signalbox.model.quorum.FleetAnswer;
import dev.signalbox.model.quorum.FleetCodec;
import dev.signalbox.model.quorum.FleetRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    private static final int PROBLEMS_MAX = 20;

    private final FleetCodec codec = new FleetCodec();
    private final Fleet fleet;
    private final Consumer<String> say;
    private final Map<String, FleetAnswer> answered = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();
    private long retries;
    private long records;
    private long epoch;

    /**
     * What came of it.
     *
     * @param schedules that were run
     * @param answered commands
     * @param retries commands asked for once more under the same id
     * @param records in the fleet's journal at the end
     * @param epoch of the table at the end
     * @param problems promises that were not kept, each with its seed; empty when all were
     */
    public record Result(
            int schedules,
            long answered,
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
        return new Result(run, answered.size(), retries, records, epoch, problems);
    }

    private void one(long seed) throws IOException, InterruptedException {
        List<Fault> faults = Fault.schedule(new Random(seed), fleet.names());
        long beganNanos = System.nanoTime();
        Askers askers = new Askers(fleet, "seed" + seed + "-" + answered.size());
        try (askers) {
            pause(BEFORE_MILLIS);
            for (int i = 0; i < faults.size(); i++) {
                fleet.begin(faults.get(i));
                boolean last = i == faults.size() - 1;
                pause(last ? faults.get(i).millis() : faults.get(i).millis() / 2);
            }
            fleet.heal();
        }
        answered.putAll(askers.answered());
        retries += askers.retries();
        awaitAlike(seed);
        check(seed);
        say.accept(
                "seed "
                        + seed
                        + ": "
                        + faults
                        + ", "
                        + askers.answered().size()
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
        Set<String> held = new HashSet<>();
        while (System.nanoTime() < endNanos) {
            held.clear();
            for (String name : fleet.names()) {
                held.add(fleet.ask(name, "digest"));
            }
            if (held.size() == 1 && !held.contains("")) {
                if (!held.iterator().next().endsWith("[]")) {
                    problem(seed, "the journal does not verify: " + held);
                }
                return;
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
        problem(seed, "members differ after healing: " + held);
    }

    private void check(long seed) throws InterruptedException {
        Map<String, FleetRecord> byId = new HashMap<>();
        Set<String> pinned = new HashSet<>();
        long lastEpoch = 0;
        String journal = fleet.ask(fleet.names().getFirst(), "journal");
        for (String line : journal.isEmpty() ? List.<String>of() : List.of(journal.split(","))) {
            List<String> words = List.of(line.split(" ", 2));
            FleetRecord record = codec.recordFrom(Base64.getDecoder().decode(words.getLast()));
            byId.put("fleet-faults/" + words.getFirst(), record);
            if (record instanceof FleetRecord.PinSet pin && !pinned.add(pin.reason())) {
                problem(seed, "command " + pin.reason() + " was done twice");
            }
            if (record instanceof FleetRecord.StageDecided stage) {
                if (stage.after().epoch() != lastEpoch + 1) {
                    problem(seed, "epoch " + stage.after().epoch() + " follows " + lastEpoch);
                }
                lastEpoch = stage.after().epoch();
            }
        }
        answered.forEach((id, answer) -> kept(seed, id, answer, byId));
        records = byId.size();
        epoch = lastEpoch;
    }

    private void kept(
            long seed, String commandId, FleetAnswer answer, Map<String, FleetRecord> byId) {
        if (answer instanceof FleetAnswer.Done done) {
            FleetRecord record = byId.get(done.records().getFirst());
            String carried =
                    switch (record) {
                        case FleetRecord.PinSet pin -> pin.reason();
                        case FleetRecord.StageDecided stage -> stage.planId();
                        case null, default -> "nothing";
                    };
            if (!carried.equals(commandId)) {
                problem(
                        seed,
                        "command "
                                + commandId
                                + " was answered with "
                                + done.records().getFirst()
                                + ", which holds "
                                + carried);
            }
        }
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
