package dev.signalbox.ctl.replay;

import dev.signalbox.model.journal.JournalCodec;
import dev.signalbox.model.journal.JournalEntry;
import dev.signalbox.model.journal.JournalRecord;
import dev.signalbox.model.journal.JournalSentences;
import dev.signalbox.model.quorum.FleetCodec;
import dev.signalbox.model.quorum.FleetRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A decision in a replay.
 *
 * @param at when it was journaled, wall time of its agent
 * @param route whether routes change with it
 * @param words in a line
 * @param id of the record
 */
public record Mark(Instant at, boolean route, String words, String id) {

    /** All decisions of the journals within the range, oldest first. */
    static List<Mark> in(Recording recording, Function<FleetRecord, String> sentences) {
        List<Mark> marks = new ArrayList<>();
        for (Recording.JournalPart journal : recording.journals()) {
            for (JournalEntry entry : journal.entries()) {
                of(journal, entry, sentences)
                        .filter(mark -> !mark.at().isBefore(recording.from()))
                        .filter(mark -> !mark.at().isAfter(recording.to()))
                        .ifPresent(marks::add);
            }
        }
        marks.sort(Comparator.comparing(Mark::at).thenComparing(Mark::id));
        return List.copyOf(marks);
    }

    private static Optional<Mark> of(
            Recording.JournalPart journal,
            JournalEntry entry,
            Function<FleetRecord, String> sentences) {
        try {
            return journal.fleet()
                    ? ofFleet(entry, new FleetCodec().recordFrom(entry.body()), sentences)
                    : ofRegion(entry, new JournalCodec().fromBytes(entry.body()));
        } catch (IllegalArgumentException _) {
            // Of a newer format: it is no mark.
            return Optional.empty();
        }
    }

    private static Optional<Mark> ofRegion(JournalEntry entry, JournalRecord record) {
        String words = new JournalSentences(UnaryOperator.identity()).sentence(record);
        return switch (record) {
            case JournalRecord.MoveDecided _, JournalRecord.BreakerChanged _ ->
                    Optional.of(new Mark(record.at(), true, words, entry.id()));
            case JournalRecord.MoveRefused _,
                    JournalRecord.HandSet _,
                    JournalRecord.BrakeSet _,
                    JournalRecord.BrakeReleased _ ->
                    Optional.of(new Mark(record.at(), false, words, entry.id()));
            case JournalRecord.AgentStarted _,
                    JournalRecord.DiagnosisOpened _,
                    JournalRecord.DiagnosisClosed _,
                    JournalRecord.MoveApplied _,
                    JournalRecord.MoveFailed _,
                    JournalRecord.RouteReasserted _,
                    JournalRecord.BreakerApplied _ ->
                    Optional.empty();
        };
    }

    private static Optional<Mark> ofFleet(
            JournalEntry entry, FleetRecord record, Function<FleetRecord, String> sentences) {
        String words = sentences.apply(record);
        return switch (record) {
            case FleetRecord.StageDecided _, FleetRecord.ChangeUndone _ ->
                    Optional.of(new Mark(record.at(), true, words, entry.id()));
            case FleetRecord.RegionJudged _,
                    FleetRecord.PlanMade _,
                    FleetRecord.PlanApproved _,
                    FleetRecord.GuardOverridden _,
                    FleetRecord.ChangeStarted _,
                    FleetRecord.ChangeHeld _,
                    FleetRecord.ChangeResumed _,
                    FleetRecord.ChangeCompleted _,
                    FleetRecord.PlanDiscarded _,
                    FleetRecord.WriterNamed _,
                    FleetRecord.PinSet _,
                    FleetRecord.PinReleased _,
                    FleetRecord.BrakeSet _,
                    FleetRecord.BrakeReleased _,
                    FleetRecord.AttemptRefused _ ->
                    Optional.of(new Mark(record.at(), false, words, entry.id()));
            case FleetRecord.MemberStarted _,
                    FleetRecord.WordSaid _,
                    FleetRecord.StageVerified _,
                    FleetRecord.DoorSet _,
                    FleetRecord.DoorFailed _ ->
                    Optional.empty();
        };
    }
}
