package dev.signalbox.agent.decide;

import dev.signalbox.model.journal.DecisionState;
import dev.signalbox.model.journal.DiagnosisCode;
import dev.signalbox.model.journal.JournalRecord;
import dev.signalbox.model.measure.ProbeState;
import dev.signalbox.model.measure.TrunkPicture;
import dev.signalbox.model.target.Target;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Ends a diagnosis when the trunk has all its calls again and nothing speaks against it. */
final class CloseDiagnosis implements Rule {

    @Override
    public Optional<Step> judge(Moment moment) {
        return moment.state().diagnoses().entrySet().stream()
                .filter(e -> over(moment, e))
                .findFirst()
                .map(e -> close(moment, e.getKey(), e.getValue()));
    }

    private static boolean over(
            Moment moment, Map.Entry<Target.Trunk, DecisionState.OpenDiagnosis> open) {
        Target.Trunk trunk = open.getKey();
        if (!seenWell(moment, trunk, open.getValue().code())) {
            return false;
        }
        DecisionState.Moved moved = moment.state().moved().get(trunk);
        if (moved == null || !moved.diagnosisId().equals(open.getValue().id())) {
            return true;
        }
        long held = moment.journalMillis() - moved.stageSinceMillis();
        return moved.sharePercent() == 100
                && moved.confirmed()
                && held >= moment.policy().thresholds().returnStageHold().toMillis();
    }

    /**
     * No symptom is no proof: an agent that has just started has seen nothing yet. Probes speak for
     * a trunk that did not answer, never for one that rejects calls.
     */
    private static boolean seenWell(Moment moment, Target.Trunk trunk, DiagnosisCode code) {
        TrunkPicture picture = moment.picture(trunk).orElse(null);
        if (picture == null || !picture.symptoms().isEmpty()) {
            return false;
        }
        boolean callsGoWell = picture.counts().progressed() > 0;
        return switch (code) {
            case TRUNK_REJECTING -> callsGoWell;
            case TRUNK_NOT_ANSWERING -> callsGoWell || picture.options() == ProbeState.GOOD;
        };
    }

    private static Step close(Moment moment, Target.Trunk trunk, DecisionState.OpenDiagnosis open) {
        return new Step.Write(
                new JournalRecord.DiagnosisClosed(
                        moment.now().wall(),
                        moment.upMillis(),
                        open.id(),
                        trunk,
                        open.code(),
                        moment.title(trunk) + " in " + trunk.region() + " is well again",
                        List.of()),
                null);
    }
}
