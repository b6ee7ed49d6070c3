package dev.signalbox.agent.decide;

import java.time.Duration;

/** How long a trunk stays out: open fast, close slow, and slower with every relapse. */
public final class CoolDown {

    private static final int FACTOR_MAX = 8;

    private CoolDown() {}

    /**
     * The cool-down of a trunk that was taken out {@code exclusions} times in one incident: {@code
     * base}, doubled with every further exclusion, at most eight times as long.
     */
    public static Duration of(Duration base, int exclusions) {
        return base.multipliedBy(Math.min(FACTOR_MAX, 1 << Math.clamp(exclusions - 1, 0, 30)));
    }
}
