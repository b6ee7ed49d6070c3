package dev.signalbox.dashboards.part.change;

import dev.signalbox.dashboards.words.Times;
import dev.signalbox.model.fleet.FleetLine;
import dev.signalbox.model.journal.GuardResult;
import dev.signalbox.model.quorum.FleetRecord;
import dev.signalbox.model.quorum.FleetState.Change;
import dev.signalbox.model.quorum.Phase;
import java.time.Instant;
import java.util.List;

/**
 * What guards said of a change when they were asked last: at its start, before each stage, at its
 * undo. What they said when it was planned is old by then.
 *
 * @param when they were asked, in words; empty for a plan that was not started
 */
record Judged(List<GuardResult> guards, String when) {

    /**
     * @param lines of the fleet's journal, oldest first
     */
    static Judged last(Change change, List<FleetLine> lines) {
        if (change.phase() == Phase.PROPOSED || change.phase() == Phase.DISCARDED) {
            return new Judged(change.plan().guards(), "");
        }
        Judged last = new Judged(change.plan().guards(), "as it was planned");
        for (FleetLine line : lines) {
            if (line.record() instanceof FleetRecord.ChangeStarted started
                    && started.planId().equals(change.id())) {
                last = last.then(started.guards(), "at the start", started.at());
            } else if (line.record() instanceof FleetRecord.StageDecided stage
                    && stage.planId().equals(change.id())) {
                last = last.then(stage.guards(), "before stage " + (stage.stage() + 1), stage.at());
            } else if (line.record() instanceof FleetRecord.ChangeUndone undone
                    && undone.planId().equals(change.id())) {
                last = last.then(undone.guards(), "at the undo", undone.at());
            }
        }
        return last;
    }

    /** Records of an earlier version hold none. */
    private Judged then(List<GuardResult> judged, String step, Instant at) {
        return judged.isEmpty() ? this : new Judged(judged, step + ", " + Times.clock(at) + " UTC");
    }
}
