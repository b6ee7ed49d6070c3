package dev.signalbox.agent.decide;

import dev.signalbox.model.journal.DiagnosisCode;
import dev.signalbox.model.journal.Evidence;
import dev.signalbox.model.journal.JournalRecord;
import dev.signalbox.model.measure.Symptom;
import dev.signalbox.model.measure.TrunkPicture;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Names what is wrong with a trunk as soon as a symptom shows. */
final class OpenDiagnosis implements Rule {

    @Override
    public Optional<Step> judge(Moment moment) {
        return moment.picture().trunks().stream()
                .filter(t -> !t.symptoms().isEmpty())
                .filter(t -> !moment.state().diagnoses().containsKey(t.trunk()))
                .findFirst()
                .map(t -> open(moment, t));
    }

    private static Step open(Moment moment, TrunkPicture trunk) {
        DiagnosisCode code = code(trunk.symptoms());
        return new Step.Write(
                new JournalRecord.DiagnosisOpened(
                        moment.now().wall(),
                        moment.upMillis(),
                        trunk.trunk(),
                        code,
                        sentence(moment, trunk, code),
                        evidence(trunk.symptoms())),
                null);
    }

    /** Rejecting outranks silence: a carrier that answers with a refusal is there. */
    private static DiagnosisCode code(List<Symptom> symptoms) {
        return symptoms.stream().anyMatch(s -> s.kind() == Symptom.Kind.REJECTED_INVITES)
                ? DiagnosisCode.TRUNK_REJECTING
                : DiagnosisCode.TRUNK_NOT_ANSWERING;
    }

    private static String sentence(Moment moment, TrunkPicture trunk, DiagnosisCode code) {
        String what =
                switch (code) {
                    case TRUNK_NOT_ANSWERING -> " does not answer in ";
                    case TRUNK_REJECTING -> " rejects new calls in ";
                };
        return moment.title(trunk.trunk())
                + what
                + trunk.trunk().region()
                + ": "
                + trunk.symptoms().getFirst().detail();
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
