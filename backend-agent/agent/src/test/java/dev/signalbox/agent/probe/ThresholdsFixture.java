package dev.signalbox.agent.probe;

import dev.signalbox.model.policy.ConversationLimits;
import dev.signalbox.model.policy.PathLimits;
import dev.signalbox.model.policy.ProviderLimits;
import dev.signalbox.model.policy.Thresholds;
import java.time.Duration;

/** The defaults with one thing changed. */
final class ThresholdsFixture {

    private ThresholdsFixture() {}

    static Thresholds withOptionsInterval(Duration interval) {
        Thresholds d = Thresholds.DEFAULTS;
        return new Thresholds(
                d.unansweredNeeded(),
                d.unansweredOf(),
                d.unansweredAfterMin(),
                d.rejectedNeeded(),
                d.rejectedOf(),
                d.rejectedRatio(),
                interval,
                d.optionsDeadline(),
                d.optionsMisses(),
                d.optionsGood(),
                d.coolDown(),
                d.returnStageHold(),
                d.returnStageCalls(),
                d.returnStageWaitMax(),
                d.evidenceAgeMax(),
                PathLimits.DEFAULTS,
                ProviderLimits.DEFAULTS,
                ConversationLimits.DEFAULTS);
    }
}
