package dev.signalbox.world.demo;

import dev.signalbox.model.journal.DiagnosisCode;
import dev.signalbox.model.target.Target;
import dev.signalbox.world.story.Story;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something that the story broke.
 *
 * @param name what people were told
 * @param verb what happened, never {@link Story.Verb#HEAL}
 * @param healedAt when it was well again, null while it is not
 * @param reroutedMillis from the start until the first new call went straight elsewhere; null when
 *     none did, or when there is nothing to move
 */
record ScriptedFault(
        String name,
        Target target,
        Story.Verb verb,
        Instant startedAt,
        @Nullable Instant healedAt,
        @Nullable Long reroutedMillis) {

    /** Broken at that moment, or healed no longer ago than {@code after}. */
    boolean active(Instant at, Duration after) {
        return !at.isBefore(startedAt) && (healedAt == null || at.isBefore(healedAt.plus(after)));
    }

    /** The verdicts that name it. */
    Set<DiagnosisCode> codes() {
        return switch (verb) {
            case REJECT503 -> Set.of(DiagnosisCode.TRUNK_REJECTING);
            case FREEZE -> Set.of(DiagnosisCode.TRUNK_NOT_ANSWERING, DiagnosisCode.INBOUND_STARVED);
            case STARVE -> Set.of(DiagnosisCode.INBOUND_STARVED);
            case LOSE -> Set.of(DiagnosisCode.PATH_POOR, DiagnosisCode.PATH_DOWN);
            case FAIL -> Set.of(DiagnosisCode.PROVIDER_FAILING);
            case SLOW -> Set.of(DiagnosisCode.PROVIDER_SLOW);
            case MISUNDERSTAND -> Set.of(DiagnosisCode.CALLERS_MISUNDERSTOOD);
            case HEAL -> Set.of();
        };
    }

    /** Whether a verdict about {@code about} while it is active may come from it. */
    boolean explains(Target about, DiagnosisCode code) {
        // Callers of a broken road hear silence; a misunderstood caller hears the wrong thing.
        boolean silence = code == DiagnosisCode.CALLERS_HEAR_SILENCE;
        return target.equals(about) || (silence && verb != Story.Verb.MISUNDERSTAND);
    }

    /** True when new calls can be moved away from it. */
    boolean moves() {
        return codes().stream().anyMatch(DiagnosisCode::movesRoutes);
    }

    ScriptedFault healed(Instant at) {
        return new ScriptedFault(name, target, verb, startedAt, at, reroutedMillis);
    }

    ScriptedFault rerouted(@Nullable Long millis) {
        return new ScriptedFault(name, target, verb, startedAt, healedAt, millis);
    }
}
