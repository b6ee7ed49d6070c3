package dev.signalbox.agent.decide;

import dev.signalbox.model.journal.DecisionState;
import dev.signalbox.model.journal.DiagnosisCode;
import dev.signalbox.model.journal.DiagnosisTitle;
import dev.signalbox.model.journal.Evidence;
import dev.signalbox.model.journal.JournalRecord;
import dev.signalbox.model.measure.Symptom;
import dev.signalbox.model.target.Target;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Names what is wrong with a target as soon as a symptom shows. When a provider that was left alone
 * gets worse, its diagnosis is closed and one with the graver name is opened: a provider that was
 * late and dies is not called late any longer.
 */
final class OpenDiagnosis implements Rule {

    /**
     * When several fit one target. Rejecting outranks silence: a carrier that answers with a
     * refusal is there.
     */
    private static final List<DiagnosisCode> GRAVEST_FIRST =
            List.of(
                    DiagnosisCode.TRUNK_REJECTING,
                    DiagnosisCode.TRUNK_NOT_ANSWERING,
                    DiagnosisCode.INBOUND_STARVED,
                    DiagnosisCode.PATH_DOWN,
                    DiagnosisCode.PATH_POOR,
                    DiagnosisCode.PROVIDER_FAILING,
                    DiagnosisCode.PROVIDER_OVER_QUOTA,
                    DiagnosisCode.PROVIDER_SLOW,
                    DiagnosisCode.DEPENDENCY_FAILING,
                    DiagnosisCode.CALLERS_HEAR_SILENCE,
                    DiagnosisCode.CALLERS_MISUNDERSTOOD);

    @Override
    public Optional<Step> judge(Moment moment) {
        return moment.picture()
                .symptoms()
                .map(Symptom::target)
                .filter(target -> !moment.state().diagnoses().containsKey(target))
                .findFirst()
                .map(target -> open(moment, target))
                .or(() -> outgrown(moment));
    }

    /** Once something was moved, the diagnosis is about that move and keeps its name. */
    private static Optional<Step> outgrown(Moment moment) {
        return moment.state().diagnoses().entrySet().stream()
                .filter(e -> e.getKey() instanceof Target.Provider)
                .filter(e -> e.getValue().decisions().isEmpty())
                .filter(e -> graver(moment, e.getKey(), e.getValue().code()))
                .findFirst()
                .map(e -> close(moment, e.getKey(), e.getValue()));
    }

    private static boolean graver(Moment moment, Target target, DiagnosisCode named) {
        List<Symptom> symptoms = moment.picture().symptoms(target);
        return !symptoms.isEmpty()
                && GRAVEST_FIRST.indexOf(code(symptoms)) < GRAVEST_FIRST.indexOf(named);
    }

    private static Step close(Moment moment, Target target, DecisionState.OpenDiagnosis outgrown) {
        List<Symptom> symptoms = moment.picture().symptoms(target);
        return new Step.Write(
                new JournalRecord.DiagnosisClosed(
                        moment.now().wall(),
                        moment.upMillis(),
                        outgrown.id(),
                        target,
                        outgrown.code(),
                        "It has come to worse in "
                                + moment.region()
                                + ": "
                                + DiagnosisTitle.of(moment.policy(), target, code(symptoms)),
                        evidence(symptoms)),
                null);
    }

    private static Step open(Moment moment, Target target) {
        List<Symptom> symptoms = moment.picture().symptoms(target);
        DiagnosisCode code = code(symptoms);
        Symptom told = symptoms.stream().filter(s -> code(s) == code).findFirst().orElseThrow();
        String where = target instanceof Target.Path ? "" : " in " + moment.region();
        return new Step.Write(
                new JournalRecord.DiagnosisOpened(
                        moment.now().wall(),
                        moment.upMillis(),
                        target,
                        code,
                        DiagnosisTitle.of(moment.policy(), target, code)
                                + where
                                + ": "
                                + told.detail(),
                        evidence(symptoms)),
                null);
    }

    /** The gravest name that fits. */
    static DiagnosisCode code(List<Symptom> symptoms) {
        return symptoms.stream()
                .map(OpenDiagnosis::code)
                .min(Comparator.comparingInt(GRAVEST_FIRST::indexOf))
                .orElseThrow();
    }

    private static DiagnosisCode code(Symptom symptom) {
        return switch (symptom.kind()) {
            case REJECTED_INVITES -> DiagnosisCode.TRUNK_REJECTING;
            case UNANSWERED_INVITES, OPTIONS_MISSED -> DiagnosisCode.TRUNK_NOT_ANSWERING;
            case INBOUND_STARVED -> DiagnosisCode.INBOUND_STARVED;
            case PATH_DOWN -> DiagnosisCode.PATH_DOWN;
            case PATH_POOR -> DiagnosisCode.PATH_POOR;
            case PROVIDER_ERRORS -> DiagnosisCode.PROVIDER_FAILING;
            case PROVIDER_QUOTA -> DiagnosisCode.PROVIDER_OVER_QUOTA;
            case PROVIDER_SLOW -> DiagnosisCode.PROVIDER_SLOW;
            case DEPENDENCY_ERRORS -> DiagnosisCode.DEPENDENCY_FAILING;
            case SILENT_CALLS -> DiagnosisCode.CALLERS_HEAR_SILENCE;
            case INTENT_FAILURES -> DiagnosisCode.CALLERS_MISUNDERSTOOD;
        };
    }

    /** Symptoms as they are kept for ever. */
    static List<Evidence> evidence(List<Symptom> symptoms) {
        return symptoms.stream()
                .map(
                        s ->
                                new Evidence(
                                        s.kind().name().toLowerCase(Locale.ROOT),
                                        s.source().name().toLowerCase(Locale.ROOT),
                                        s.samples(),
                                        s.detail()))
                .toList();
    }
}
