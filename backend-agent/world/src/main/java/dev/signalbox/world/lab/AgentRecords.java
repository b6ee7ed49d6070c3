package dev.signalbox.world.lab;

import dev.signalbox.model.journal.JournalCodec;
import dev.signalbox.model.journal.JournalRecord;
import dev.signalbox.model.target.Target;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the agent's journal says it saw and did, as far as the lab judges it; from its bytes. */
final class AgentRecords {

    /** A diagnosis. */
    record Diagnosed(long atMicros, Target.Trunk target, String code) {}

    /**
     * A change of routes by automation.
     *
     * @param from where new calls were taken away
     * @param to where they went
     * @param sharePercent of the moved trunk after it, 0 to 100
     */
    record Automatic(
            String id,
            Instant at,
            String from,
            String to,
            String diagnosis,
            String kind,
            int sharePercent) {}

    private final JournalCodec codec = new JournalCodec();
    private final List<Diagnosed> diagnosed = new ArrayList<>();
    private final List<Automatic> automatic = new ArrayList<>();
    private final Map<String, String> codesById = new HashMap<>();

    /**
     * Takes the next record.
     *
     * @return what happened, in words for the progress lines; empty when it needs no words
     */
    String take(String journalId, long sequence, byte[] body) {
        String id = journalId + "/" + sequence;
        return switch (codec.fromBytes(body)) {
            case JournalRecord.DiagnosisOpened r -> {
                String code = r.code().text();
                codesById.put(id, code);
                if (r.target() instanceof Target.Trunk trunk) {
                    diagnosed.add(new Diagnosed(micros(r.at()), trunk, code));
                }
                yield r.sentence();
            }
            case JournalRecord.MoveDecided r -> {
                automatic.add(automatic(id, r));
                yield r.sentence();
            }
            case JournalRecord.MoveApplied r ->
                    String.format(
                            java.util.Locale.ROOT,
                            "decision %s in force after %.1f ms",
                            r.decisionId(),
                            r.tookMillis());
            case JournalRecord.BreakerChanged r -> r.sentence();
            case JournalRecord.BreakerApplied r -> "workers follow decision " + r.decisionId();
            case JournalRecord.MoveFailed r -> r.router() + ": " + r.reason();
            case JournalRecord.MoveRefused r -> r.sentence();
            case JournalRecord.DiagnosisClosed r -> r.sentence();
            case JournalRecord.RouteReasserted r -> r.router() + " set again: " + r.reason();
            case JournalRecord.AgentStarted r -> "";
            case JournalRecord.HandSet r -> r.sentence();
            case JournalRecord.BrakeSet r -> "brake set by " + r.by();
            case JournalRecord.BrakeReleased r -> "brake released by " + r.by();
        };
    }

    List<Diagnosed> diagnosed() {
        return List.copyOf(diagnosed);
    }

    List<Automatic> automatic() {
        return List.copyOf(automatic);
    }

    private Automatic automatic(String id, JournalRecord.MoveDecided move) {
        String others = String.join(",", move.to().stream().map(Target.Trunk::id).toList());
        boolean out = move.kind() == JournalRecord.MoveKind.EXCLUDE;
        return new Automatic(
                id,
                move.at(),
                out ? move.target().id() : others,
                out ? others : move.target().id(),
                codesById.getOrDefault(move.diagnosisId(), ""),
                move.kind().name().toLowerCase(java.util.Locale.ROOT),
                move.after().sharePercent(move.target()));
    }

    static long micros(Instant at) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, at);
    }

    static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
