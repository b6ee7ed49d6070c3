package dev.signalbox.agent.decide;

import dev.signalbox.model.journal.DecisionState;
import dev.signalbox.model.journal.DiagnosisCode;
import dev.signalbox.model.journal.JournalSentences;
import dev.signalbox.model.measure.Symptom;
import dev.signalbox.model.policy.Rules;
import dev.signalbox.model.target.Target;
import java.util.List;
import java.util.Optional;

/** What is wrong with a provider now, as far as its breaker is concerned. */
final class ProviderTrouble {

    private ProviderTrouble() {}

    /**
     * What speaks against leaving new calls with a provider that gets all of them. One that came
     * back may keep an old symptom for a while, so only what came on after its last change counts,
     * or as many bad calls since as made the symptom in the first place.
     */
    static Optional<DiagnosisCode> ofClosed(Moment moment, Target.Provider provider) {
        List<Symptom> symptoms = moment.picture().symptoms(provider);
        DecisionState.Breaker breaker = moment.state().breakers().get(provider);
        if (symptoms.isEmpty()) {
            return Optional.empty();
        }
        boolean news =
                breaker == null
                        || symptoms.stream()
                                .anyMatch(
                                        s ->
                                                moment.journalMillis(s.sinceNanos())
                                                        > breaker.stageSinceMillis())
                        || Breakers.bad(moment, provider, breaker)
                                >= moment.policy().thresholds().providers().failures();
        return news ? Optional.of(OpenDiagnosis.code(symptoms)) : Optional.empty();
    }

    /** Whether the rule for this verdict acts. */
    static Rules.Mode mode(Moment moment, DiagnosisCode code) {
        Rules rules = moment.policy().rules();
        return switch (code) {
            case PROVIDER_FAILING -> rules.providerFailing();
            case PROVIDER_OVER_QUOTA -> rules.providerOverQuota();
            case PROVIDER_SLOW -> rules.providerSlow();
            case TRUNK_NOT_ANSWERING,
                    TRUNK_REJECTING,
                    INBOUND_STARVED,
                    PATH_POOR,
                    PATH_DOWN,
                    DEPENDENCY_FAILING,
                    CALLERS_MISUNDERSTOOD,
                    CALLERS_HEAR_SILENCE ->
                    Rules.Mode.OBSERVE;
        };
    }

    /** In a few words, to follow the provider's name. */
    static String words(DiagnosisCode code) {
        return JournalSentences.verdict(code);
    }
}
