package dev.signalbox.model.policy;

import java.time.Duration;

/**
 * When callers hear silence, when conversations fail too often, when an inbound trunk is starved.
 * Defaults: {@link #DEFAULTS}.
 *
 * @param silentAfter in the agent's turn without voiced RTP
 * @param misunderstoodRatio intent failures among ended conversations that make a finding, 0 to 1
 * @param misunderstoodCalls fewer ended conversations say nothing
 * @param misunderstoodWithin over how long
 * @param dependencyFailures failed calls to a dependency within 30 s that make a finding
 * @param starvedAfter an inbound trunk without any call for at least this long may be starved; how
 *     long in truth follows from its own rate
 */
public record ConversationLimits(
        Duration silentAfter,
        double misunderstoodRatio,
        int misunderstoodCalls,
        Duration misunderstoodWithin,
        int dependencyFailures,
        Duration starvedAfter) {

    /** Silence after 2 s is field practice; the others are our own choice. */
    public static final ConversationLimits DEFAULTS =
            new ConversationLimits(
                    Duration.ofSeconds(2),
                    0.30,
                    20,
                    Duration.ofMinutes(1),
                    5,
                    Duration.ofSeconds(5));
}
