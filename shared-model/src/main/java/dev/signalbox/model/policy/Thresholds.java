package dev.signalbox.model.policy;

import java.time.Duration;

/**
 * When something counts as wrong, and how fast it is undone. Defaults: {@link #DEFAULTS}; the
 * reasons stand in installers/examples/policy.yaml.
 *
 * @param unansweredNeeded how many of the last {@code unansweredOf} INVITEs without any response
 *     make the symptom
 * @param unansweredOf see above
 * @param unansweredAfterMin the shortest deadline for the first provisional; a trunk's own learned
 *     time-to-100 (p99.9) may lengthen it
 * @param rejectedNeeded how many of the last {@code rejectedOf} attempts refused by the carrier
 *     make the symptom; an attempt that rings counts as not refused until it is
 * @param rejectedOf see above
 * @param rejectedRatio ratio of refused attempts in 10 s that also makes the symptom, 0 to 1, from
 *     20 attempts on
 * @param optionsInterval time between OPTIONS to a trunk that is well
 * @param optionsDeadline how long an OPTIONS may stay unanswered
 * @param optionsMisses OPTIONS in a row, missed or refused, that make the symptom
 * @param optionsGood answers in a row that end it
 * @param coolDown how long a trunk stays out at least; doubled with each relapse in one incident
 * @param returnStageHold how long each stage of a return is watched at least
 * @param returnStageCalls new calls that must go well in a stage before the next one
 * @param returnStageWaitMax a stage without enough calls goes on after this long when nothing went
 *     wrong
 * @param evidenceAgeMax older measurements move nothing
 * @param paths when media paths are poor
 * @param providers when AI providers are dead or slow
 * @param conversations when callers hear silence or are misunderstood
 */
public record Thresholds(
        int unansweredNeeded,
        int unansweredOf,
        Duration unansweredAfterMin,
        int rejectedNeeded,
        int rejectedOf,
        double rejectedRatio,
        Duration optionsInterval,
        Duration optionsDeadline,
        int optionsMisses,
        int optionsGood,
        Duration coolDown,
        Duration returnStageHold,
        int returnStageCalls,
        Duration returnStageWaitMax,
        Duration evidenceAgeMax,
        PathLimits paths,
        ProviderLimits providers,
        ConversationLimits conversations) {

    /** The defaults of a new installation. */
    public static final Thresholds DEFAULTS =
            new Thresholds(
                    3,
                    4,
                    Duration.ofMillis(500),
                    4,
                    5,
                    0.30,
                    Duration.ofSeconds(2),
                    Duration.ofMillis(500),
                    3,
                    5,
                    Duration.ofMinutes(10),
                    Duration.ofSeconds(30),
                    3,
                    Duration.ofMinutes(2),
                    Duration.ofSeconds(10),
                    PathLimits.DEFAULTS,
                    ProviderLimits.DEFAULTS,
                    ConversationLimits.DEFAULTS);
}
