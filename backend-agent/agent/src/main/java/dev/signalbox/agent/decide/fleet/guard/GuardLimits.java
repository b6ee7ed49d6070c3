package dev.signalbox.agent.decide.fleet.guard;

import java.time.Duration;

/**
 * The numbers guards judge by. Defaults: {@link #DEFAULTS}.
 *
 * @param reportInterval how often agents report; evidence is at most two of these old
 * @param samplesMin fewer new calls of a target in five minutes say nothing by themselves
 * @param targetGreen how long a target has to be well
 * @param antiFlap how long a region is left alone after it was emptied or got its calls back
 * @param observersMin how many different agents have to say that a region is lost
 * @param redialFactor callers who got nothing dial again: moved load counts so much
 * @param capacityPassRatio load after the move up to which capacity passes, 0 to 1
 * @param capacityWarnRatio and up to which it warns; above it blocks, 0 to 1
 * @param movedShareMax share of a service's succeeding calls that one decision may move, 0 to 1
 */
public record GuardLimits(
        Duration reportInterval,
        int samplesMin,
        Duration targetGreen,
        Duration antiFlap,
        int observersMin,
        double redialFactor,
        double capacityPassRatio,
        double capacityWarnRatio,
        double movedShareMax) {

    /** Practice guides; the reporting interval, samples and anti-flap time are our own choice. */
    public static final GuardLimits DEFAULTS =
            new GuardLimits(
                    Duration.ofSeconds(2),
                    5,
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(10),
                    2,
                    1.5,
                    0.80,
                    0.95,
                    0.50);

    /** The same with other times, as a policy has them. */
    public GuardLimits with(Duration otherTargetGreen, Duration otherAntiFlap) {
        return new GuardLimits(
                reportInterval,
                samplesMin,
                otherTargetGreen,
                otherAntiFlap,
                observersMin,
                redialFactor,
                capacityPassRatio,
                capacityWarnRatio,
                movedShareMax);
    }

    /** The oldest evidence that counts, in milliseconds: two reporting intervals. */
    public long evidenceAgeMillisMax() {
        return 2 * reportInterval.toMillis();
    }
}
