package dev.signalbox.agent.decide;

import dev.signalbox.agent.decide.fleet.guard.FleetGuard;
import dev.signalbox.model.change.Origin;
import dev.signalbox.model.change.Scope;
import dev.signalbox.model.journal.DecisionState;
import dev.signalbox.model.journal.DiagnosisCode;
import dev.signalbox.model.journal.Evidence;
import dev.signalbox.model.journal.GuardResult;
import dev.signalbox.model.journal.JournalRecord;
import dev.signalbox.model.measure.TrunkCounts;
import dev.signalbox.model.policy.Rules;
import dev.signalbox.model.policy.Trunk;
import dev.signalbox.model.target.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes a diagnosed trunk out, or says why not. A refusal is journaled like a decision, once per
 * reason.
 */
final class ExcludeTrunk implements Rule {

    /** Guards that say the same whoever takes over. */
    private static final Set<String> ABOUT_SOURCE =
            Set.of(
                    FleetGuard.INFRASTRUCTURE_VERDICT.text(Scope.REGION),
                    FleetGuard.FREEZE_AND_BRAKE.text(Scope.REGION));

    @Override
    public Optional<Step> judge(Moment moment) {
        return moment.state().diagnoses().entrySet().stream()
                .filter(e -> e.getValue().code().movesRoutes())
                .map(e -> judge(moment, e.getKey(), e.getValue()))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /**
     * Whether a diagnosed trunk that gets calls fails them now. One that came back keeps old
     * symptoms until enough calls went well, so only what came on after its last change counts
     * against it, or its own calls since.
     */
    static boolean speaksAgainst(Moment moment, Target.Trunk trunk) {
        int share = moment.state().routes().sharePercent(trunk);
        DecisionState.Moved moved = moment.state().moved().get(trunk);
        if (share == 0) {
            return false;
        }
        if (moved != null && Moves.verdict(moment, trunk, moved) == StageVerdict.BAD) {
            return share < 100 || !moment.symptoms(trunk).isEmpty();
        }
        long since = moved == null ? Long.MIN_VALUE : moved.stageSinceMillis();
        return share == 100
                && moment.symptoms(trunk).stream()
                        .anyMatch(s -> moment.journalMillis(s.sinceNanos()) > since);
    }

    private static Optional<Step> judge(
            Moment moment, Target diagnosed, DecisionState.OpenDiagnosis diagnosis) {
        if (!(diagnosed instanceof Target.Trunk trunk) || !speaksAgainst(moment, trunk)) {
            return Optional.empty();
        }
        Trunk source = moment.policy().trunk(trunk).orElse(null);
        if (source == null || !source.direction().sendsCalls()) {
            // Calls that a carrier sends to us cannot be moved by our own router.
            return Optional.empty();
        }
        Trunk target = target(moment, source);
        List<GuardResult> guards = guards(moment, source, target);
        String key = refusal(moment, trunk, diagnosis, guards);
        if (key == null) {
            return target == null || Moves.inFlight(moment)
                    ? Optional.empty()
                    : Optional.of(exclude(moment, source, diagnosis, target, guards));
        }
        if (diagnosis.refusal() != null && diagnosis.refusal().key().equals(key)) {
            return Optional.empty();
        }
        return Optional.of(refuse(moment, source, diagnosis, target, guards, key));
    }

    private static List<GuardResult> guards(Moment moment, Trunk source, @Nullable Trunk target) {
        if (returning(moment, source.target()) != null) {
            return Guards.judgeUndo(moment, source, target);
        }
        return TrunkOut.judge(moment, Origin.AUTOMATIC, source, target);
    }

    /** The trunk's move when it has a part of its calls back, else null. */
    private static DecisionState.@Nullable Moved returning(Moment moment, Target.Trunk trunk) {
        DecisionState.Moved moved = moment.state().moved().get(trunk);
        return moved != null && moved.sharePercent() < 100 ? moved : null;
    }

    /**
     * The first trunk in the policy's order that every guard about it accepts; else the first that
     * carries calls.
     */
    private static @Nullable Trunk target(Moment moment, Trunk source) {
        List<Trunk> usable =
                moment.policy().trunksOf(source.target().region()).stream()
                        .filter(t -> !t.target().equals(source.target()))
                        .filter(moment::usable)
                        .toList();
        return usable.stream()
                .filter(
                        t ->
                                TrunkOut.judge(moment, Origin.AUTOMATIC, source, t).stream()
                                        .filter(g -> !ABOUT_SOURCE.contains(g.guard()))
                                        .allMatch(GuardResult::allowsAutomation))
                .findFirst()
                .orElse(usable.isEmpty() ? null : usable.getFirst());
    }

    /** What stands in the way, without numbers; null when nothing does. */
    private static @Nullable String refusal(
            Moment moment,
            Target.Trunk trunk,
            DecisionState.OpenDiagnosis diagnosis,
            List<GuardResult> guards) {
        List<String> blocking =
                guards.stream()
                        .filter(g -> !g.allowsAutomation())
                        .map(GuardResult::guard)
                        // It passes by itself within a second; a refusal for it would be noise.
                        .filter(g -> !g.equals("single_flight"))
                        .toList();
        if (moment.braked()) {
            return "brake";
        }
        if (moment.pinned(trunk)) {
            return "pin";
        }
        if (mode(moment, diagnosis.code()) == Rules.Mode.OBSERVE) {
            return "observe";
        }
        return blocking.isEmpty() ? null : String.join(",", blocking);
    }

    private static Rules.Mode mode(Moment moment, DiagnosisCode code) {
        return switch (code) {
            case TRUNK_NOT_ANSWERING -> moment.policy().rules().trunkNotAnswering();
            case TRUNK_REJECTING -> moment.policy().rules().trunkRejecting();
            case PROVIDER_FAILING -> moment.policy().rules().providerFailing();
            case PROVIDER_OVER_QUOTA -> moment.policy().rules().providerOverQuota();
            case PROVIDER_SLOW -> moment.policy().rules().providerSlow();
            case INBOUND_STARVED,
                    PATH_POOR,
                    PATH_DOWN,
                    DEPENDENCY_FAILING,
                    CALLERS_MISUNDERSTOOD,
                    CALLERS_HEAR_SILENCE ->
                    Rules.Mode.OBSERVE;
        };
    }

    private static Step exclude(
            Moment moment,
            Trunk source,
            DecisionState.OpenDiagnosis diagnosis,
            Trunk target,
            List<GuardResult> guards) {
        return Moves.decide(
                moment,
                new Moves.Change(
                        source.target(),
                        diagnosis.id(),
                        JournalRecord.MoveKind.EXCLUDE,
                        0,
                        List.of(target.target()),
                        Moves.exclusions(moment, source.target()) + 1,
                        sentence(moment, source.target(), target.target()),
                        evidence(moment, source.target()),
                        guards));
    }

    private static String sentence(Moment moment, Target.Trunk source, Target.Trunk target) {
        String goTo = " in " + source.region() + " go to " + moment.title(target);
        return returning(moment, source) == null
                ? "New calls of " + moment.title(source) + goTo
                : moment.title(source) + " is taken out again: all its new calls" + goTo;
    }

    /** Symptoms, and the calls since the last change of a trunk that came back. */
    private static List<Evidence> evidence(Moment moment, Target.Trunk trunk) {
        List<Evidence> evidence = new ArrayList<>(OpenDiagnosis.evidence(moment.symptoms(trunk)));
        DecisionState.Moved moved = moment.state().moved().get(trunk);
        if (moved != null && Moves.verdict(moment, trunk, moved) == StageVerdict.BAD) {
            TrunkCounts calls = Moves.sinceStage(moment, trunk, moved);
            String numbers =
                    calls.failed()
                            + " of "
                            + calls.attempts()
                            + " calls failed at "
                            + moved.sharePercent()
                            + " %";
            evidence.add(new Evidence("return_stage", "calls", (int) calls.attempts(), numbers));
        }
        return evidence;
    }

    private static Step refuse(
            Moment moment,
            Trunk source,
            DecisionState.OpenDiagnosis diagnosis,
            @Nullable Trunk target,
            List<GuardResult> guards,
            String key) {
        return new Step.Write(
                new JournalRecord.MoveRefused(
                        moment.now().wall(),
                        moment.upMillis(),
                        diagnosis.id(),
                        source.target(),
                        mode(moment, diagnosis.code()),
                        key,
                        sentence(moment, source, target, guards, key),
                        target == null ? List.of() : List.of(target.target()),
                        evidence(moment, source.target()),
                        guards),
                null);
    }

    private static String sentence(
            Moment moment,
            Trunk source,
            @Nullable Trunk target,
            List<GuardResult> guards,
            String key) {
        String trunk = moment.title(source.target()) + " in " + source.target().region();
        String move =
                target == null
                        ? "no other trunk is left"
                        : "its calls would go to " + moment.title(target.target());
        return switch (key) {
            case "brake" -> trunk + " is not moved: the brake is on; " + move;
            case "pin" -> trunk + " is not moved: an operator has pinned it; " + move;
            case "observe" -> trunk + " is not moved: this rule only observes; " + move;
            default ->
                    trunk
                            + " is not moved: "
                            + guards.stream()
                                    .filter(g -> !g.allowsAutomation())
                                    .map(GuardResult::detail)
                                    .findFirst()
                                    .orElse(move);
        };
    }
}
