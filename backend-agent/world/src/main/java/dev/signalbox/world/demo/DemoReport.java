package dev.signalbox.world.demo;

import dev.signalbox.model.journal.JournalRecord;
import dev.signalbox.model.target.Target;
import dev.signalbox.world.story.Story;
import dev.signalbox.world.voice.Truth;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the agents did: what the world knows joined with what they wrote down. Pure.
 *
 * @param incidents one per fault of the story
 * @param wrongAutomaticMoves changes that were executed without a fault on their source, or onto a
 *     faulty or unlawful target
 * @param falseFindings diagnoses that nothing in the story explains
 * @param calls from the world
 * @param journalVerified all agents found their journals whole, their own and the fleet's
 * @param evacuation the first of the run, null when there was none
 */
record DemoReport(
        List<Incident> incidents,
        int wrongAutomaticMoves,
        List<Judge.FalseFinding> falseFindings,
        Truth.Calls calls,
        boolean journalVerified,
        CauseGrades causes,
        Figures figures,
        FleetRun fleet,
        FleetRun.@Nullable Evacuation evacuation) {

    /**
     * A fault and what was made of it.
     *
     * @param movable whether new calls can be moved away from such a fault at all
     * @param detectedMillis fault until the first fitting diagnosis was written, null when there
     *     was none
     * @param reroutedMillis fault until the first new call went straight elsewhere, null when none
     *     did, or when there is nothing to move
     * @param decisions ids of the moves of its target since, oldest first
     */
    record Incident(
            String name,
            Target target,
            boolean movable,
            Instant startedAt,
            @Nullable Long detectedMillis,
            @Nullable Long reroutedMillis,
            List<String> decisions) {}

    /** Joins; the faults are those of {@code judge}. */
    static DemoReport of(
            Judge judge,
            Truth.Calls calls,
            List<AgentJournal> journals,
            CauseGrades causes,
            Figures figures,
            FleetRun fleet,
            Instant now) {
        boolean verified =
                fleet.verified()
                        && !journals.isEmpty()
                        && journals.stream().allMatch(AgentJournal::verified);
        return new DemoReport(
                incidents(judge.faults(), journals).stream()
                        .map(incident -> ofFleet(incident, judge.faults(), fleet))
                        .toList(),
                Math.toIntExact(journals.stream().mapToLong(judge::wrongMoves).sum()),
                journals.stream().flatMap(j -> judge.falseFindings(j).stream()).toList(),
                calls,
                verified,
                causes,
                figures,
                fleet,
                fleet.evacuation(now).orElse(null));
    }

    /** What befalls a whole region is told by the fleet's journal. */
    private static Incident ofFleet(Incident incident, List<ScriptedFault> faults, FleetRun fleet) {
        ScriptedFault fault =
                faults.stream()
                        .filter(f -> f.target().equals(incident.target()))
                        .filter(f -> f.startedAt().equals(incident.startedAt()))
                        .findFirst()
                        .orElseThrow();
        if (!(fault.target() instanceof Target.Region)) {
            return incident;
        }
        return new Incident(
                incident.name(),
                incident.target(),
                fault.verb() == Story.Verb.DIE,
                incident.startedAt(),
                fleet.detectedMillis(fault),
                fleet.reroutedMillis(fault),
                fleet.decisions(fault));
    }

    /** One per fault, in their order. */
    static List<Incident> incidents(List<ScriptedFault> faults, List<AgentJournal> journals) {
        List<AgentJournal.Entry> entries =
                journals.stream()
                        .flatMap(journal -> journal.entries().stream())
                        .sorted(Comparator.comparing(entry -> entry.record().at()))
                        .toList();
        return faults.stream().map(fault -> incident(fault, faults, entries)).toList();
    }

    private static Incident incident(
            ScriptedFault fault, List<ScriptedFault> all, List<AgentJournal.Entry> entries) {
        Instant next =
                all.stream()
                        .filter(other -> other.target().equals(fault.target()))
                        .map(ScriptedFault::startedAt)
                        .filter(start -> start.isAfter(fault.startedAt()))
                        .min(Instant::compareTo)
                        .orElse(Instant.MAX);
        List<AgentJournal.Entry> own =
                entries.stream()
                        .filter(entry -> !entry.record().at().isBefore(fault.startedAt()))
                        .filter(entry -> entry.record().at().isBefore(next))
                        .toList();
        Set<?> codes = fault.codes();
        Long detectedMillis = null;
        List<String> decisions = new ArrayList<>();
        for (AgentJournal.Entry entry : own) {
            if (detectedMillis == null
                    && entry.record() instanceof JournalRecord.DiagnosisOpened opened
                    && opened.target().equals(fault.target())
                    && codes.contains(opened.code())) {
                detectedMillis = Duration.between(fault.startedAt(), opened.at()).toMillis();
            }
            if (changes(entry.record(), fault.target())) {
                decisions.add(entry.id());
            }
        }
        return new Incident(
                fault.name(),
                fault.target(),
                fault.moves(),
                fault.startedAt(),
                detectedMillis,
                fault.reroutedMillis(),
                decisions);
    }

    private static boolean changes(JournalRecord record, Target target) {
        return (record instanceof JournalRecord.MoveDecided move && move.target().equals(target))
                || (record instanceof JournalRecord.BreakerChanged change
                        && change.target().equals(target));
    }

    /** For people. */
    List<String> sentences() {
        List<String> lines = new ArrayList<>();
        for (Incident incident : incidents) {
            lines.add(
                    incident.name()
                            + ": found "
                            + after(incident.detectedMillis())
                            + (incident.movable()
                                    ? ", first call went elsewhere "
                                            + after(incident.reroutedMillis())
                                    : ", nothing to move")
                            + (incident.decisions().isEmpty()
                                    ? ""
                                    : ", decisions " + String.join(", ", incident.decisions())));
        }
        lines.add("Wrong automatic moves: " + wrongAutomaticMoves);
        for (Judge.FalseFinding finding : falseFindings) {
            lines.add("Found without a fault: " + finding.sentence() + " (" + finding.id() + ")");
        }
        lines.add(
                "Calls: %,d begun, %,d answered, %,d failed"
                        .formatted(calls.attempted(), calls.answered(), calls.failed()));
        lines.add(
                "Why calls ended, of %,d calls: %s on the right side, %s with the very cause; %,d without a verdict"
                        .formatted(
                                causes.calls(),
                                percent(causes.rightSideRatio()),
                                percent(causes.rightTagRatio()),
                                causes.undecided()));
        FleetRun.Evacuation left = evacuation;
        if (left != null) {
            Long all = left.truth().lastStageToAllMillis();
            lines.add(
                    "Evacuation %s: %s, %,d answered calls up, %,d of them lost; every new call moved %s"
                            .formatted(
                                    left.planId(),
                                    left.completed() ? "done" : "not done",
                                    left.truth().answeredCallsUp(),
                                    left.truth().answeredCallsLost(),
                                    after(all)));
        }
        FleetRun.Bundle bundle = fleet.bundle();
        if (bundle != null) {
            lines.add(
                    "Incident bundle "
                            + bundle.file()
                            + ": "
                            + (bundle.verified()
                                    ? "verified"
                                    : "NOT verified: " + bundle.problem()));
        }
        lines.add("Journals: " + (journalVerified ? "verified" : "NOT verified"));
        return lines;
    }

    private static String after(@Nullable Long millis) {
        return millis == null ? "never" : "after %.1f s".formatted(millis / 1000.0);
    }

    private static String percent(@Nullable Double ratio) {
        return ratio == null ? "-" : "%.1f %%".formatted(100 * ratio);
    }
}
