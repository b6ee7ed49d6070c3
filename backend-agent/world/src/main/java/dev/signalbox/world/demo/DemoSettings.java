package dev.signalbox.world.demo;

import java.time.Duration;

/**
 * Thresholds of the demo's own policy: shorter than anybody would want in service, so that every
 * incident with its recovery fits into one story.
 */
final class DemoSettings {

    static final Duration COOL_DOWN = Duration.ofSeconds(20);
    static final Duration RETURN_STAGE_HOLD = Duration.ofSeconds(5);
    static final int RETURN_STAGE_CALLS = 3;
    static final Duration RETURN_STAGE_WAIT_MAX = Duration.ofSeconds(6);
    static final Duration OPTIONS_INTERVAL = Duration.ofSeconds(1);
    static final Duration LEASE = Duration.ofSeconds(20);
    static final Duration PROVIDER_OPEN = Duration.ofSeconds(10);
    static final Duration PROVIDER_CLOSING_HOLD = Duration.ofSeconds(3);
    static final Duration MISUNDERSTOOD_WITHIN = Duration.ofSeconds(20);
    static final int MISUNDERSTOOD_CALLS = 25;
    static final Duration STAGE_HOLD = Duration.ofSeconds(4);
    static final Duration TARGET_GREEN = Duration.ofSeconds(10);
    static final Duration REGION_ANTI_FLAP = Duration.ofSeconds(10);

    private DemoSettings() {}

    /** In words, for those who watch. */
    static String sentence() {
        return "The demo's policy enforces, with short times: cool-down "
                + COOL_DOWN.toSeconds()
                + " s (default 10 min), return stages "
                + RETURN_STAGE_HOLD.toSeconds()
                + " s (30 s), OPTIONS every "
                + OPTIONS_INTERVAL.toSeconds()
                + " s (2 s), a provider's breaker open "
                + PROVIDER_OPEN.toSeconds()
                + " s (30 s) and closing by steps of "
                + PROVIDER_CLOSING_HOLD.toSeconds()
                + " s (10 s), conversations judged over "
                + MISUNDERSTOOD_WITHIN.toSeconds()
                + " s (1 min)";
    }
}
