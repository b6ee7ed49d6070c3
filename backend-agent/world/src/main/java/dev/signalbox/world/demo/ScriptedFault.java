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
 * @param verb what happened, one that breaks something
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
            // What befalls a whole region is the fleet's to tell, in words of its own.
            case DIE, KILL, CUT -> Set.of();
            case REVIVE, JOIN, HEAL -> Set.of();
        };
    }

    /** Whether a verdict about {@code about} while it is active may come from it. */
    boolean explains(Target about, DiagnosisCode code) {
        // Callers of a broken road hear silence; a misunderstood caller hears the wrong thing.
        boolean silence = code == DiagnosisCode.CALLERS_HEAR_SILENCE;
        return target.equals(about)
                || (silence && verb != Story.Verb.MISUNDERSTAND)
                || (target instanceof Target.Region region && follows(region.name(), about));
    }

    /** Whether a thing goes wrong because its region does. */
    private boolean follows(String region, Target about) {
        return switch (about) {
            // A dead edge brings no calls; an agent that is away neither sends nor reflects probes.
            case Target.Trunk trunk -> verb == Story.Verb.DIE && trunk.region().equals(region);
            case Target.Path path ->
                    verb != Story.Verb.DIE
                            && (path.from().equals(region) || path.to().equals(region));
            case Target.Region _,
                    Target.Carrier _,
                    Target.Provider _,
                    Target.Dependency _,
                    Target.Service _ ->
                    false;
        };
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
