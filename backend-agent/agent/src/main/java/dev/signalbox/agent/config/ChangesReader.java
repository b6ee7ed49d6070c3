package dev.signalbox.agent.config;

import dev.signalbox.model.policy.ChangeLimits;
import java.time.Duration;

/** The section {@code changes} of {@code policy.yaml}: how changes between regions are led. */
final class ChangesReader {

    private static final Value<Duration> HOLD = Quantities.duration("100ms", "1h", "30s");
    private static final Value<Duration> WAIT = Quantities.duration("1s", "24h", "2min");
    private static final Value<Duration> STAGE = Quantities.duration("1s", "24h", "10min");
    private static final Value<Duration> GREEN = Quantities.duration("0s", "24h", "5min");
    private static final Value<Duration> FLAP = Quantities.duration("0s", "24h", "10min");
    private static final Value<Integer> CALLS = Quantities.whole(1, 10_000, "3");

    private ChangesReader() {}

    static ChangeLimits read(Section changes) {
        ChangeLimits usual = ChangeLimits.DEFAULTS;
        ChangeLimits limits =
                new ChangeLimits(
                        changes.optional("stageHold", HOLD, usual.stageHold()),
                        changes.optional("stageCalls", CALLS, usual.stageCalls()),
                        changes.optional("stageWaitMax", WAIT, usual.stageWaitMax()),
                        changes.optional("stageMax", STAGE, usual.stageMax()),
                        changes.optional("targetGreen", GREEN, usual.targetGreen()),
                        changes.optional("antiFlap", FLAP, usual.antiFlap()));
        if (limits.stageMax().compareTo(limits.stageHold()) <= 0) {
            changes.error(
                    changes.has("stageMax") ? "stageMax" : "stageHold",
                    "leaves a stage no time: stageMax has to be longer than stageHold",
                    "stageMax: 10min");
        }
        changes.end();
        return limits;
    }
}
