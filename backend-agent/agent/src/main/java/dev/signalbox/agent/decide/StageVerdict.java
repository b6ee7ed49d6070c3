package dev.signalbox.agent.decide;

import dev.signalbox.model.measure.TrunkCounts;
import dev.signalbox.model.policy.Thresholds;

/** How a stage of a return goes, by its own calls only. */
enum StageVerdict {
    /** Held long enough, with enough good calls. */
    GOOD,
    /** Its calls fail. */
    BAD,
    /** Not long enough, or not enough calls yet. */
    OPEN;

    /** One failure may be anybody's; two are judged against the good ones. */
    private static final int FAILURES_MIN = 2;

    private static final int GOOD_PER_FAILURE = 4;

    static StageVerdict of(TrunkCounts calls, long heldMillis, Thresholds thresholds) {
        if (calls.failed() >= FAILURES_MIN
                && calls.failed() * GOOD_PER_FAILURE > calls.progressed()) {
            return BAD;
        }
        if (heldMillis < thresholds.returnStageHold().toMillis()) {
            return OPEN;
        }
        boolean enoughCalls = calls.progressed() >= thresholds.returnStageCalls();
        boolean quietTrunk =
                calls.failed() == 0 && heldMillis >= thresholds.returnStageWaitMax().toMillis();
        return enoughCalls || quietTrunk ? GOOD : OPEN;
    }
}
