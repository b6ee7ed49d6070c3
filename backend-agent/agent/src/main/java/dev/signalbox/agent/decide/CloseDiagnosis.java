package dev.signalbox.agent.decide;

import dev.signalbox.model.ai.BreakerState;
import dev.signalbox.model.journal.DecisionState;
import dev.signalbox.model.journal.DiagnosisCode;
import dev.signalbox.model.journal.JournalRecord;
import dev.signalbox.model.measure.ProbeState;
import dev.signalbox.model.measure.TrunkPicture;
import dev.signalbox.model.target.Target;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Ends a diagnosis when its target has all its calls again and nothing speaks against it. */
final class CloseDiagnosis implements Rule {

    /** An agent that runs for less has not seen enough to speak for a service. */
    private static final long PROOF_MILLIS = 30_000;

    @Override
    public Optional<Step> judge(Moment moment) {
        return moment.state().diagnoses().entrySet().stream()
                .filter(e -> over(moment, e))
                .findFirst()
                .map(e -> close(moment, e.getKey(), e.getValue()));
    }

    private static boolean over(
            Moment moment, Map.Entry<Target, DecisionState.OpenDiagnosis> open) {
        if (!moment.picture().symptoms(open.getKey()).isEmpty()) {
            return false;
        }
        return switch (open.getKey()) {
            case Target.Trunk trunk ->
                    seenWell(moment, trunk, open.getValue().code())
                            && settled(moment, trunk, open.getValue());
            case Target.Provider provider -> closed(moment, provider);
            case Target.Path path -> seenWell(moment, path);
            case Target.Service _, Target.Dependency _, Target.Region _, Target.Carrier _ ->
                    moment.upMillis() > PROOF_MILLIS;
        };
    }

    /** It has all its calls, and that has lasted. */
    private static boolean settled(
            Moment moment, Target.Trunk trunk, DecisionState.OpenDiagnosis open) {
        DecisionState.Moved moved = moment.state().moved().get(trunk);
        if (moved == null || !moved.diagnosisId().equals(open.id())) {
            return true;
        }
        long held = moment.journalMillis() - moved.stageSinceMillis();
        return moved.sharePercent() == 100
                && moved.confirmed()
                && held >= moment.policy().thresholds().returnStageHold().toMillis();
    }

    /** Its breaker lets all calls pass, and calls did go well in this run of the agent. */
    private static boolean closed(Moment moment, Target.Provider provider) {
        DecisionState.Breaker breaker = moment.state().breakers().get(provider);
        return (breaker == null || breaker.state() == BreakerState.CLOSED)
                && moment.picture().of(provider).filter(p -> p.counts().good() > 0).isPresent();
    }

    private static boolean seenWell(Moment moment, Target.Path path) {
        return moment.picture().paths().stream()
                .anyMatch(p -> p.path().equals(path) && p.enough() && p.symptoms().isEmpty());
    }

    /**
     * No symptom is no proof: an agent that has just started has seen nothing yet. Probes speak for
     * a trunk that did not answer, never for one that rejects calls.
     */
    private static boolean seenWell(Moment moment, Target.Trunk trunk, DiagnosisCode code) {
        TrunkPicture picture = moment.picture(trunk).orElse(null);
        if (picture == null) {
            return false;
        }
        if (code == DiagnosisCode.INBOUND_STARVED) {
            // The symptom ends with calls; a new run has to learn first what is usual.
            return moment.upMillis() > PROOF_MILLIS && picture.lastTrafficNanos() != Long.MIN_VALUE;
        }
        boolean callsGoWell = picture.counts().progressed() > 0;
        return code == DiagnosisCode.TRUNK_NOT_ANSWERING
                ? callsGoWell || picture.options() == ProbeState.GOOD
                : callsGoWell;
    }

    private static Step close(Moment moment, Target target, DecisionState.OpenDiagnosis open) {
        return new Step.Write(
                new JournalRecord.DiagnosisClosed(
                        moment.now().wall(),
                        moment.upMillis(),
                        open.id(),
                        target,
                        open.code(),
                        wellAgain(moment, target),
                        List.of()),
                null);
    }

    private static String wellAgain(Moment moment, Target target) {
        return switch (target) {
            case Target.Path _ -> "Media from " + moment.title(target) + " is well again";
            case Target.Service _ ->
                    "Callers of "
                            + moment.title(target)
                            + " in "
                            + moment.region()
                            + " are well served again";
            case Target.Trunk _,
                    Target.Provider _,
                    Target.Dependency _,
                    Target.Region _,
                    Target.Carrier _ ->
                    moment.title(target) + " in " + moment.region() + " is well again";
        };
    }
}
