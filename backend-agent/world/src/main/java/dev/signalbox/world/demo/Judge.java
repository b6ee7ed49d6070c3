package dev.signalbox.world.demo;

import dev.signalbox.model.journal.JournalRecord;
import dev.signalbox.model.target.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Tells right moves and findings from wrong ones by the story. Pure.
 *
 * @param faults of the story, oldest first
 * @param regions jurisdiction of each region
 * @param providers jurisdiction of each provider
 * @param coolDown after its end a fault still excuses what was made of it for so long
 */
record Judge(
        List<ScriptedFault> faults,
        Map<String, String> regions,
        Map<Target.Provider, String> providers,
        Duration coolDown) {

    /**
     * How many changes an agent made by itself that it should not have made. What follows from the
     * hand of a person is that person's.
     */
    long wrongMoves(AgentJournal journal) {
        Set<String> applied = new HashSet<>();
        Set<String> hands = new HashSet<>();
        for (AgentJournal.Entry entry : journal.entries()) {
            if (entry.record() instanceof JournalRecord.MoveApplied move) {
                applied.add(move.decisionId());
            } else if (entry.record() instanceof JournalRecord.HandSet) {
                hands.add(entry.id());
            }
        }
        return journal.entries().stream()
                .filter(
                        entry ->
                                (entry.record() instanceof JournalRecord.MoveDecided move
                                                && applied.contains(entry.id())
                                                && !hands.contains(move.diagnosisId())
                                                && wrong(move))
                                        // Workers are told of a breaker with its record.
                                        || (entry.record()
                                                        instanceof
                                                        JournalRecord.BreakerChanged change
                                                && !hands.contains(change.diagnosisId())
                                                && wrong(change, journal.region())))
                .count();
    }

    /** Diagnoses of an agent that nothing in the story explains. */
    List<FalseFinding> falseFindings(AgentJournal journal) {
        return journal.entries().stream()
                .filter(
                        entry ->
                                entry.record() instanceof JournalRecord.DiagnosisOpened opened
                                        && !explained(opened))
                .map(
                        entry -> {
                            var opened = (JournalRecord.DiagnosisOpened) entry.record();
                            return new FalseFinding(
                                    entry.id(),
                                    opened.target(),
                                    opened.code().text(),
                                    opened.at(),
                                    opened.sentence());
                        })
                .toList();
    }

    /** A diagnosis without a fault. */
    record FalseFinding(String id, Target target, String code, Instant at, String sentence) {}

    private boolean explained(JournalRecord.DiagnosisOpened opened) {
        return faults.stream()
                .anyMatch(
                        fault ->
                                fault.active(opened.at(), coolDown)
                                        && fault.explains(opened.target(), opened.code()));
    }

    private boolean wrong(JournalRecord.MoveDecided move) {
        return switch (move.kind()) {
            case EXCLUDE ->
                    !excused(move.target(), move.at())
                            || move.to().stream()
                                    .anyMatch(to -> badTrunk(move.target(), to, move.at()));
            // A return sends calls to the trunk itself.
            case RETURN_STAGE, RETURN_COMPLETE -> broken(move.target(), move.at());
        };
    }

    private boolean wrong(JournalRecord.BreakerChanged change, String region) {
        return switch (change.to()) {
            case OPEN -> !excused(change.target(), change.at()) || badShift(change, region);
            // One call that tries is how a breaker learns; more than that go back on purpose.
            case TRIAL -> false;
            case CLOSING, CLOSED -> broken(change.target(), change.at());
        };
    }

    private boolean badShift(JournalRecord.BreakerChanged change, String region) {
        String allowed = regions.get(region);
        return change.services().stream()
                .map(JournalRecord.ServiceShift::after)
                .filter(Objects::nonNull)
                .anyMatch(
                        after ->
                                broken(after, change.at())
                                        || allowed == null
                                        || !allowed.equals(providers.get(after)));
    }

    private boolean badTrunk(Target.Trunk from, Target.Trunk to, Instant at) {
        String allowed = regions.get(from.region());
        return broken(to, at) || allowed == null || !allowed.equals(regions.get(to.region()));
    }

    private boolean broken(Target target, Instant at) {
        return active(target, at, Duration.ZERO);
    }

    private boolean excused(Target target, Instant at) {
        return active(target, at, coolDown);
    }

    private boolean active(Target target, Instant at, Duration after) {
        return faults.stream()
                .anyMatch(fault -> fault.target().equals(target) && fault.active(at, after));
    }
}
