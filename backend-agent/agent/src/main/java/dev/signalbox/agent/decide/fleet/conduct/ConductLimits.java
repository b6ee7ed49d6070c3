package dev.signalbox.agent.decide.fleet.conduct;

import java.time.Duration;

/**
 * How changes are led from stage to stage. Defaults: {@link #DEFAULTS}.
 *
 * @param stageHold how long each stage is watched at least
 * @param stageCalls calls that have to arrive in a stage
 * @param stageWaitMax a stage with fewer calls goes on after this long when no more were to be
 *     expected, and is held when more were
 * @param stageMax a stage that takes longer is held
 * @param failedRatioMax share of arriving calls that may fail, 0 to 1
 * @param failedCallsMin fewer arrivals say nothing about that share
 * @param pddMillisMax median post-dial delay at a target beyond which the change is held
 * @param deputyAfter a door's writer that is silent for so long is replaced
 * @param backAfter and gets its door back when it was heard of for so long
 * @param unknownAfter what a member says counts no more when it was silent for so long
 * @param askAgain a command without effect is asked for again after this long
 */
public record ConductLimits(
        Duration stageHold,
        int stageCalls,
        Duration stageWaitMax,
        Duration stageMax,
        double failedRatioMax,
        int failedCallsMin,
        double pddMillisMax,
        Duration deputyAfter,
        Duration backAfter,
        Duration unknownAfter,
        Duration askAgain) {

    /** Post-dial delay from practice guides; the others are our own choice. */
    public static final ConductLimits DEFAULTS =
            new ConductLimits(
                    Duration.ofSeconds(30),
                    3,
                    Duration.ofMinutes(2),
                    Duration.ofMinutes(10),
                    0.20,
                    5,
                    2000,
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(3),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(1));

    /** The same with other times for a stage. */
    public ConductLimits withStage(Duration hold, Duration waitMax, Duration max) {
        return new ConductLimits(
                hold,
                stageCalls,
                waitMax,
                max,
                failedRatioMax,
                failedCallsMin,
                pddMillisMax,
                deputyAfter,
                backAfter,
                unknownAfter,
                askAgain);
    }
}
