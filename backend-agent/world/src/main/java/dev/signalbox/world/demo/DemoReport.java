package dev.signalbox.world.demo;

import dev.signalbox.model.journal.JournalRecord;
import dev.signalbox.model.target.Target;
import dev.signalbox.world.voice.Truth;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How the agents did: what the world knows joined with what they wrote down. Pure.
 *
 * @param incidents one per fault of the story
 * @param wrongAutomaticMoves moves that were executed without a fault on their source, or onto a
 *     faulty or unlawful target
 * @param calls from the world
 * @param journalVerified all agents found their journals whole
 */
record DemoReport(
        List<Incident> incidents,
        int wrongAutomaticMoves,
        Truth.Calls calls,
        boolean journalVerified) {

    /**
     * A fault and what was made of it.
     *
     * @param detectedMillis fault until the diagnosis was written, null when there was none
     * @param reroutedMillis fault until the first new call went straight elsewhere, null when none
     *     did
     * @param decisions ids of the moves of its trunk since, oldest first
     */
    record Incident(
            String name,
            Target.Trunk target,
            Instant startedAt,
            @Nullable Long detectedMillis,
            @Nullable Long reroutedMillis,
            List<String> decisions) {}

    /**
     * Joins.
     *
     * @param faults of the world, oldest first
     * @param jurisdictions by region
     * @param coolDown after its end a fault still excuses a move for so long
     */
    static DemoReport of(
            List<Truth.Fault> faults,
            Truth.Calls calls,
            List<AgentJournal> journals,
            Map<String, String> jurisdictions,
            Duration coolDown) {
        List<AgentJournal.Entry> entries =
                journals.stream().flatMap(journal -> journal.entries().stream()).toList();
        List<Incident> incidents =
                faults.stream().map(fault -> incident(fault, faults, entries)).toList();
        Judge judge = new Judge(faults, jurisdictions, coolDown);
        Set<String> applied = new HashSet<>();
        for (AgentJournal.Entry entry : entries) {
            if (entry.record() instanceof JournalRecord.MoveApplied move) {
                applied.add(move.decisionId());
            }
        }
        long wrong =
                entries.stream()
                        .filter(entry -> applied.contains(entry.id()))
                        .filter(
                                entry ->
                                        entry.record() instanceof JournalRecord.MoveDecided move
                                                && judge.wrong(move))
                        .count();
        boolean verified =
                !journals.isEmpty() && journals.stream().allMatch(AgentJournal::verified);
        return new DemoReport(incidents, Math.toIntExact(wrong), calls, verified);
    }

    private static Incident incident(
            Truth.Fault fault, List<Truth.Fault> all, List<AgentJournal.Entry> entries) {
        Instant next =
                all.stream()
                        .filter(other -> other.target().equals(fault.target()))
                        .map(Truth.Fault::startedAt)
                        .filter(start -> start.isAfter(fault.startedAt()))
                        .min(Instant::compareTo)
                        .orElse(Instant.MAX);
        Long detectedMillis = null;
        List<String> decisions = new ArrayList<>();
        for (AgentJournal.Entry entry : entries) {
            Instant at = entry.record().at();
            if (at.isBefore(fault.startedAt()) || !at.isBefore(next)) {
                continue;
            }
            if (entry.record() instanceof JournalRecord.DiagnosisOpened opened
                    && opened.target().equals(fault.target())
                    && detectedMillis == null) {
                detectedMillis = Duration.between(fault.startedAt(), at).toMillis();
            }
            if (entry.record() instanceof JournalRecord.MoveDecided move
                    && move.target().equals(fault.target())) {
                decisions.add(entry.id());
            }
        }
        return new Incident(
                fault.name(),
                fault.target(),
                fault.startedAt(),
                detectedMillis,
                fault.reroutedMillis(),
                decisions);
    }

    /** Tells right moves from wrong ones by the story. */
    private record Judge(
            List<Truth.Fault> faults, Map<String, String> jurisdictions, Duration coolDown) {

        boolean wrong(JournalRecord.MoveDecided move) {
            return switch (move.kind()) {
                case EXCLUDE ->
                        !excused(move.target(), move.at())
                                || move.to().stream()
                                        .anyMatch(to -> badTarget(move.target(), to, move.at()));
                // A return sends calls to the trunk itself.
                case RETURN_STAGE, RETURN_COMPLETE -> broken(move.target(), move.at());
            };
        }

        private boolean badTarget(Target.Trunk from, Target.Trunk to, Instant at) {
            String allowed = jurisdictions.get(from.region());
            return broken(to, at)
                    || allowed == null
                    || !allowed.equals(jurisdictions.get(to.region()));
        }

        private boolean broken(Target.Trunk trunk, Instant at) {
            return faults.stream().anyMatch(fault -> active(fault, trunk, at, Duration.ZERO));
        }

        private boolean excused(Target.Trunk trunk, Instant at) {
            return faults.stream().anyMatch(fault -> active(fault, trunk, at, coolDown));
        }

        private static boolean active(
                Truth.Fault fault, Target.Trunk trunk, Instant at, Duration after) {
            Instant healed = fault.healedAt();
            return fault.target().equals(trunk)
                    && !at.isBefore(fault.startedAt())
                    && (healed == null || at.isBefore(healed.plus(after)));
        }
    }

    /** One line of JSON. */
    String json() {
        ObjectNode root = new ObjectMapper().createObjectNode();
        ArrayNode list = root.putArray("incidents");
        for (Incident incident : incidents) {
            ObjectNode node = list.addObject();
            node.put("name", incident.name());
            node.put("target", incident.target().id());
            node.put("startedAt", incident.startedAt().truncatedTo(ChronoUnit.MILLIS).toString());
            node.put("detectedMillis", incident.detectedMillis());
            node.put("reroutedMillis", incident.reroutedMillis());
            ArrayNode ids = node.putArray("decisions");
            incident.decisions().forEach(ids::add);
        }
        root.put("wrongAutomaticMoves", wrongAutomaticMoves);
        ObjectNode counted = root.putObject("calls");
        counted.put("attempted", calls.attempted());
        counted.put("answered", calls.answered());
        counted.put("failed", calls.failed());
        root.put("journalVerified", journalVerified);
        return root.toString();
    }

    /** For people. */
    List<String> sentences() {
        List<String> lines = new ArrayList<>();
        for (Incident incident : incidents) {
            lines.add(
                    incident.name()
                            + ": detected "
                            + after(incident.detectedMillis())
                            + ", first call went elsewhere "
                            + after(incident.reroutedMillis())
                            + ", decisions "
                            + (incident.decisions().isEmpty()
                                    ? "none"
                                    : String.join(", ", incident.decisions())));
        }
        lines.add("Wrong automatic moves: " + wrongAutomaticMoves);
        lines.add(
                "Calls: %,d begun, %,d answered, %,d failed"
                        .formatted(calls.attempted(), calls.answered(), calls.failed()));
        lines.add("Journals: " + (journalVerified ? "verified" : "NOT verified"));
        return lines;
    }

    private static String after(@Nullable Long millis) {
        return millis == null ? "never" : "after %.1f s".formatted(millis / 1000.0);
    }
}
