package dev.signalbox.agent.decide;

import dev.signalbox.model.journal.DecisionState;
import dev.signalbox.model.journal.Evidence;
import dev.signalbox.model.journal.JournalRecord;
import dev.signalbox.model.measure.TrunkCounts;
import dev.signalbox.model.target.Target;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes a trunk out again whose calls fail while it is being taken back. Always allowed: it undoes
 * our own move.
 */
final class FailedReturn implements Rule {

    @Override
    public Optional<Step> judge(Moment moment) {
        if (moment.state().pending() != null || moment.state().brake() != null) {
            return Optional.empty();
        }
        return moment.state().moved().entrySet().stream()
                .filter(e -> e.getValue().sharePercent() > 0 && e.getValue().sharePercent() < 100)
                .filter(e -> verdict(moment, e) == StageVerdict.BAD)
                .findFirst()
                .map(e -> excludeAgain(moment, e.getKey(), e.getValue()));
    }

    private static StageVerdict verdict(
            Moment moment, Map.Entry<Target.Trunk, DecisionState.Moved> moved) {
        return StageVerdict.of(
                Moves.sinceStage(moment, moved.getKey(), moved.getValue()),
                moment.journalMillis() - moved.getValue().stageSinceMillis(),
                moment.policy().thresholds());
    }

    private static Step excludeAgain(Moment moment, Target.Trunk trunk, DecisionState.Moved moved) {
        TrunkCounts calls = Moves.sinceStage(moment, trunk, moved);
        String numbers =
                calls.failed()
                        + " of "
                        + calls.attempts()
                        + " calls failed at "
                        + moved.sharePercent()
                        + " %";
        return Moves.decide(
                moment,
                new Moves.Change(
                        trunk,
                        moved.diagnosisId(),
                        JournalRecord.MoveKind.EXCLUDE,
                        0,
                        moved.to(),
                        moved.exclusions() + 1,
                        moment.title(trunk)
                                + " in "
                                + trunk.region()
                                + " is taken out again: "
                                + numbers,
                        List.of(
                                new Evidence(
                                        "return_stage", "calls", (int) calls.attempts(), numbers)),
                        List.of()));
    }
}
