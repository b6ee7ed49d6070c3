package dev.signalbox.agent.decide;

import dev.signalbox.model.journal.DecisionState;
import dev.signalbox.model.journal.Evidence;
import dev.signalbox.model.journal.GuardResult;
import dev.signalbox.model.journal.JournalRecord;
import dev.signalbox.model.measure.TrunkCounts;
import dev.signalbox.model.measure.TrunkPicture;
import dev.signalbox.model.route.RouteTable;
import dev.signalbox.model.target.Target;
import java.time.Duration;
import java.util.List;

/** What exclusions and returns have in common. */
final class Moves {

    /** Longer than a router that works needs to confirm, with several tries. */
    private static final long CONFIRMATION_MILLIS_MAX = 10_000;

    private Moves() {}

    /**
     * A change of one trunk's share.
     *
     * @param sharePercent 0 to 100
     * @param to where its calls go meanwhile
     * @param exclusions in this incident, this one included
     */
    record Change(
            Target.Trunk trunk,
            String diagnosisId,
            JournalRecord.MoveKind kind,
            int sharePercent,
            List<Target.Trunk> to,
            int exclusions,
            String sentence,
            List<Evidence> evidence,
            List<GuardResult> guards) {}

    /** The record of intent, and the act that follows it. */
    static Step decide(Moment moment, Change change) {
        RouteTable before = moment.state().routes();
        RouteTable after = before.with(change.trunk(), change.sharePercent());
        return new Step.Write(
                new JournalRecord.MoveDecided(
                        moment.now().wall(),
                        moment.upMillis(),
                        change.diagnosisId(),
                        change.trunk(),
                        change.kind(),
                        before,
                        after,
                        change.to(),
                        change.exclusions(),
                        moment.picture(change.trunk())
                                .map(TrunkPicture::counts)
                                .orElse(TrunkCounts.NONE),
                        change.sentence(),
                        change.evidence(),
                        change.guards()),
                new Step.Action.SetRoutes(before, after));
    }

    /**
     * How often the trunk was taken out in this incident so far; a return that has lasted ends the
     * count.
     */
    static int exclusions(Moment moment, Target.Trunk trunk) {
        DecisionState.Moved moved = moment.state().moved().get(trunk);
        if (moved == null) {
            return 0;
        }
        boolean lasted =
                moved.sharePercent() == 100
                        && moment.journalMillis() - moved.stageSinceMillis()
                                > 2 * coolDown(moment, moved.exclusions()).toMillis();
        return lasted ? 0 : moved.exclusions();
    }

    /** How long a trunk stays out that was taken out {@code exclusions} times in this incident. */
    static Duration coolDown(Moment moment, int exclusions) {
        return CoolDown.of(moment.policy().thresholds().coolDown(), exclusions);
    }

    /**
     * True while a decision may still be on its way; a router that stays silent longer is left
     * behind.
     */
    static boolean inFlight(Moment moment) {
        DecisionState.Pending pending = moment.state().pending();
        if (pending == null) {
            return false;
        }
        DecisionState.Moved moved = moment.state().moved().get(pending.target());
        return moved == null
                || moment.journalMillis() - moved.stageSinceMillis() < CONFIRMATION_MILLIS_MAX;
    }

    /** How the present share of a trunk that was moved goes, by its own calls. */
    static StageVerdict verdict(Moment moment, Target.Trunk trunk, DecisionState.Moved moved) {
        return StageVerdict.of(
                sinceStage(moment, trunk, moved),
                moment.journalMillis() - moved.stageSinceMillis(),
                moment.policy().thresholds());
    }

    /** The trunk's calls since its present share was decided. */
    static TrunkCounts sinceStage(Moment moment, Target.Trunk trunk, DecisionState.Moved moved) {
        return moment.picture(trunk)
                .map(p -> p.counts().minus(moved.stageCounts()))
                .orElse(TrunkCounts.NONE);
    }
}
