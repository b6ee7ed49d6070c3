package dev.signalbox.agent.decide;

import dev.signalbox.model.ai.BreakerState;
import dev.signalbox.model.change.Origin;
import dev.signalbox.model.journal.DecisionState;
import dev.signalbox.model.journal.DecisionState.Breaker;
import dev.signalbox.model.journal.DiagnosisCode;
import dev.signalbox.model.journal.Evidence;
import dev.signalbox.model.journal.GuardResult;
import dev.signalbox.model.journal.JournalRecord;
import dev.signalbox.model.journal.JournalRecord.ServiceShift;
import dev.signalbox.model.measure.ProviderPicture;
import dev.signalbox.model.policy.Rules;
import dev.signalbox.model.target.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Opens the breaker of a provider that fails, is over its quota or slow, or says why not; opens it
 * again when its trial or its way back goes badly. Only new phone calls move. A refusal is
 * journaled like a decision, once per reason.
 */
final class OpenBreaker implements Rule {

    /**
     * What speaks against a provider.
     *
     * @param again whether it was on its way back
     */
    private record Against(
            Target.Provider provider,
            DecisionState.OpenDiagnosis diagnosis,
            DiagnosisCode code,
            boolean again) {}

    @Override
    public Optional<Step> judge(Moment moment) {
        return moment.state().diagnoses().entrySet().stream()
                .map(e -> against(moment, e.getKey(), e.getValue()))
                .flatMap(Optional::stream)
                .map(against -> judge(moment, against))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Against> against(
            Moment moment, Target diagnosed, DecisionState.OpenDiagnosis diagnosis) {
        if (!(diagnosed instanceof Target.Provider provider)
                || moment.policy().provider(provider).isEmpty()) {
            return Optional.empty();
        }
        Breaker breaker = moment.state().breakers().get(provider);
        BreakerState state = Breakers.state(moment, provider);
        return switch (state) {
            case CLOSED ->
                    ProviderTrouble.ofClosed(moment, provider)
                            .map(code -> new Against(provider, diagnosis, code, false));
            case OPEN -> Optional.empty();
            case TRIAL, CLOSING ->
                    breaker == null
                                    || Breakers.verdict(moment, provider, breaker)
                                            != StageVerdict.BAD
                            ? Optional.empty()
                            : Optional.of(
                                    new Against(
                                            provider,
                                            diagnosis,
                                            relapse(moment, provider, breaker, diagnosis),
                                            true));
        };
    }

    /** What went wrong on its way back. */
    private static DiagnosisCode relapse(
            Moment moment,
            Target.Provider provider,
            Breaker breaker,
            DecisionState.OpenDiagnosis diagnosis) {
        ProviderPicture.Counts calls = Breakers.sinceStage(moment, provider, breaker);
        if (calls.dead() > 0) {
            return DiagnosisCode.PROVIDER_FAILING;
        }
        return calls.quota() > 0 ? DiagnosisCode.PROVIDER_OVER_QUOTA : diagnosis.code();
    }

    private static Optional<Step> judge(Moment moment, Against against) {
        List<ServiceShift> shifts =
                Breakers.shifts(moment, against.provider(), BreakerState.OPEN, 0);
        List<GuardResult> guards =
                guards(moment, against, Breakers.takers(moment, against.provider()));
        String key = refusal(moment, against, guards);
        if (key.isEmpty()) {
            return Optional.of(open(moment, against, shifts, guards));
        }
        var before = against.diagnosis().refusal();
        return before != null && before.key().equals(key)
                ? Optional.empty()
                : Optional.of(refuse(moment, against, shifts, guards, key));
    }

    /** On the way back it is our own move that is undone: what was seen then holds. */
    private static List<GuardResult> guards(
            Moment moment, Against against, List<Target.Provider> takers) {
        List<GuardResult> all =
                ProviderGuards.judge(
                        moment, Origin.AUTOMATIC, against.provider(), against.code(), takers);
        return against.again()
                ? all.stream()
                        .filter(g -> !g.guard().equals("evidence"))
                        .filter(g -> !g.guard().equals("fresh_evidence"))
                        .toList()
                : all;
    }

    /** What stands in the way, without numbers; empty when nothing does. */
    private static String refusal(Moment moment, Against against, List<GuardResult> guards) {
        if (Breakers.state(moment, against.provider()) == BreakerState.TRIAL) {
            // It has no share that could be taken away.
            return "";
        }
        if (moment.braked()) {
            return "brake";
        }
        if (moment.pinned(against.provider())) {
            return "pin";
        }
        if (ProviderTrouble.mode(moment, against.code()) == Rules.Mode.OBSERVE) {
            return "observe";
        }
        return String.join(
                ",",
                guards.stream()
                        .filter(g -> !g.allowsAutomation())
                        .map(GuardResult::guard)
                        .toList());
    }

    private static Step open(
            Moment moment, Against against, List<ServiceShift> shifts, List<GuardResult> guards) {
        return Breakers.decide(
                moment,
                new Breakers.Change(
                        against.provider(),
                        against.diagnosis().id(),
                        BreakerState.OPEN,
                        0,
                        Breakers.openings(moment, against.provider()) + 1,
                        BreakerWords.opens(moment, against.provider(), shifts, against.again()),
                        evidence(moment, against.provider()),
                        guards));
    }

    private static Step refuse(
            Moment moment,
            Against against,
            List<ServiceShift> shifts,
            List<GuardResult> guards,
            String key) {
        return new Step.Write(
                new JournalRecord.MoveRefused(
                        moment.now().wall(),
                        moment.upMillis(),
                        against.diagnosis().id(),
                        against.provider(),
                        ProviderTrouble.mode(moment, against.code()),
                        key,
                        sentence(moment, against, shifts, guards, key),
                        List.copyOf(Breakers.takers(moment, against.provider())),
                        evidence(moment, against.provider()),
                        guards),
                null);
    }

    private static String sentence(
            Moment moment,
            Against against,
            List<ServiceShift> shifts,
            List<GuardResult> guards,
            String key) {
        String stays =
                moment.title(against.provider())
                        + " in "
                        + moment.region()
                        + " keeps its new calls: ";
        String would = BreakerWords.wouldGo(moment, shifts);
        return switch (key) {
            case "brake" -> stays + "the brake is on; " + would;
            case "pin" -> stays + "an operator has pinned it; " + would;
            case "observe" -> stays + "this rule only observes; " + would;
            default ->
                    stays
                            + guards.stream()
                                    .filter(g -> !g.allowsAutomation())
                                    .map(GuardResult::detail)
                                    .findFirst()
                                    .orElse(would);
        };
    }

    /** Symptoms, and the calls since the last change of a provider that was on its way back. */
    private static List<Evidence> evidence(Moment moment, Target.Provider provider) {
        List<Evidence> evidence =
                new ArrayList<>(OpenDiagnosis.evidence(moment.picture().symptoms(provider)));
        Breaker breaker = moment.state().breakers().get(provider);
        if (breaker != null && breaker.state() != BreakerState.CLOSED) {
            evidence.add(Breakers.stageEvidence(moment, provider, breaker));
        }
        return evidence;
    }
}
