package dev.signalbox.model.policy;

import java.time.Duration;

/**
 * How changes between regions are led. Defaults: {@link #DEFAULTS}.
 *
 * @param stageHold how long each stage is watched at least
 * @param stageCalls calls that have to arrive in a stage
 * @param stageWaitMax a stage with fewer calls goes on, or is held, after this long
 * @param stageMax a stage that takes longer is held
 * @param targetGreen how long a target has to have been well before calls go there
 * @param antiFlap how long a region is left alone after it was emptied or got its calls back
 */
public record ChangeLimits(
        Duration stageHold,
        int stageCalls,
        Duration stageWaitMax,
        Duration stageMax,
        Duration targetGreen,
        Duration antiFlap) {

    /** Five minutes of health are from practice guides, the others our own choice. */
    public static final ChangeLimits DEFAULTS =
            new ChangeLimits(
                    Duration.ofSeconds(30),
                    3,
                    Duration.ofMinutes(2),
                    Duration.ofMinutes(10),
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(10));
}
