package dev.signalbox.world.quorum;

import dev.signalbox.model.journal.HashChain;
import dev.signalbox.model.journal.Position;
import dev.signalbox.model.quorum.FleetAnswer;
import dev.signalbox.model.quorum.FleetCodec;
import dev.signalbox.model.quorum.FleetCommand;
import dev.signalbox.model.quorum.FleetRecord;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether the fleet's journal holds what was answered, once each. Fed with its records in their
 * order, a piece after each schedule; every piece has to follow the one before by its hashes, so
 * that nothing that was seen once can be gone or another.
 */
final class Promises {

    private static final int COLUMNS = 3;

    private final FleetCodec codec = new FleetCodec();
    private final Set<String> doneOnce = new HashSet<>();
    private final List<String> problems = new ArrayList<>();
    private Position position;
    private long epoch;

    Promises(String journalId) {
        this.position = Position.start(journalId);
    }

    /** How much of the journal was seen. */
    long records() {
        return position.sequence();
    }

    /** Of the table, as its records say. */
    long epoch() {
        return epoch;
    }

    /**
     * Judges the next piece.
     *
     * @param journal records after {@link #records}, each {@code sequence hash body}
     * @param answered commands since the last piece, and what was answered
     * @return what was not kept, in words
     */
    List<String> judge(String journal, List<Askers.Answered> answered) {
        problems.clear();
        Map<String, FleetRecord> records = new HashMap<>();
        for (String line : journal.isEmpty() ? List.<String>of() : List.of(journal.split(","))) {
            List<String> columns = List.of(line.split(" ", COLUMNS));
            byte[] body = Base64.getDecoder().decode(columns.get(2));
            long sequence = Long.parseLong(columns.getFirst());
            String hash = HashChain.next(position.hash(), position.sequence() + 1, body);
            if (sequence != position.sequence() + 1 || !hash.equals(columns.get(1))) {
                problems.add("record " + sequence + " does not follow " + position);
                return List.copyOf(problems);
            }
            position = new Position(position.journalId(), sequence, hash);
            FleetRecord record = codec.recordFrom(body);
            records.put(position.journalId() + "/" + sequence, record);
            once(record);
            follow(record);
        }
        Map<String, FleetAnswer> firstAnswers = new HashMap<>();
        for (Askers.Answered each : answered) {
            FleetAnswer first = firstAnswers.putIfAbsent(each.command().ask().id(), each.answer());
            if (first != null && !first.equals(each.answer())) {
                problems.add(
                        each.command() + " had the answer " + first + ", then " + each.answer());
            }
            kept(each, records);
        }
        return List.copyOf(problems);
    }

    private void once(FleetRecord record) {
        String command =
                switch (record) {
                    case FleetRecord.PinSet pin -> pin.reason();
                    case FleetRecord.PlanMade made -> made.plan().reason();
                    case FleetRecord.ChangeCompleted completed -> completed.sentence();
                    case FleetRecord.ChangeUndone undone -> undone.reason();
                    default -> null;
                };
        if (command != null && !doneOnce.add(command)) {
            problems.add("command " + command + " was done twice");
        }
    }

    private void follow(FleetRecord record) {
        if (record instanceof FleetRecord.StageDecided stage) {
            follow(stage.before().epoch(), stage.after().epoch());
        } else if (record instanceof FleetRecord.ChangeUndone undone) {
            follow(undone.before().epoch(), undone.after().epoch());
        }
    }

    private void follow(long before, long after) {
        if (before != epoch || after != epoch + 1) {
            problems.add(
                    "epoch "
                            + after
                            + " was decided from "
                            + before
                            + ", the table was at "
                            + epoch);
        }
        epoch = after;
    }

    private void kept(Askers.Answered answered, Map<String, FleetRecord> records) {
        String command = answered.command().ask().id();
        if (answered.answer() instanceof FleetAnswer.Refused && doneOnce.contains(command)) {
            problems.add("command " + command + " was done and its answer is a refusal");
        }
        if (!(answered.answer() instanceof FleetAnswer.Done done) || done.records().isEmpty()) {
            return;
        }
        String id = done.records().getLast();
        FleetRecord record = records.get(id);
        if (!isOf(answered.command(), record)) {
            problems.add(
                    "command "
                            + answered.command()
                            + " was answered with "
                            + id
                            + ", which is "
                            + record);
        }
    }

    private static boolean isOf(FleetCommand command, @Nullable FleetRecord record) {
        String id = command.ask().id();
        return switch (record) {
            case FleetRecord.PinSet r ->
                    command instanceof FleetCommand.SetPin && r.reason().equals(id);
            case FleetRecord.PlanMade r ->
                    command instanceof FleetCommand.Propose && r.plan().reason().equals(id);
            case FleetRecord.ChangeStarted r ->
                    command instanceof FleetCommand.Start c && r.planId().equals(c.planId());
            case FleetRecord.StageDecided r ->
                    command instanceof FleetCommand.DecideStage c
                            && r.planId().equals(c.planId())
                            && r.stage() == c.stage()
                            && r.before().epoch() == c.expectedEpoch();
            case FleetRecord.StageVerified r ->
                    command instanceof FleetCommand.VerifyStage c
                            && r.planId().equals(c.planId())
                            && r.stage() == c.stage();
            case FleetRecord.ChangeCompleted r ->
                    command instanceof FleetCommand.Complete && r.sentence().equals(id);
            case FleetRecord.ChangeUndone r ->
                    command instanceof FleetCommand.Undo && r.reason().equals(id);
            case null, default -> false;
        };
    }
}
