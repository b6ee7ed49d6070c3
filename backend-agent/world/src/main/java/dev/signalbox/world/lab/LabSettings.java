package dev.signalbox.world.lab;

import java.time.Duration;
import java.util.List;

/**
 * One run of the lab. Everything that shapes its result is here and is printed with it.
 *
 * @param length how long new calls arrive
 * @param ratePerSecond mean of the Poisson arrivals
 * @param seed of arrivals, lengths and outcomes of calls
 * @param faults in the order of time
 * @param withAgent false leaves the SBC to its own dispatcher
 * @param markFailed whether the SBC's failure route marks a destination ({@code
 *     ds_mark_dst("tp")}), as some scripts do
 * @param sbc timers of the SBC
 */
record LabSettings(
        Duration length,
        double ratePerSecond,
        long seed,
        List<Fault> faults,
        boolean withAgent,
        boolean markFailed,
        Sbc sbc) {

    /** Kamailio's timers: fast, as somebody who cares would set them. */
    record Sbc(
            int frTimerMillis,
            int frInvTimerMillis,
            int pingIntervalSeconds,
            int pingMisses,
            int pingGood) {
        static final Sbc DEFAULTS = new Sbc(2000, 8000, 1, 3, 3);
    }

    /** The agent's policy in the lab: short enough to see a return in one run. */
    static final Duration COOL_DOWN = Duration.ofSeconds(20);

    static final Duration RETURN_STAGE_HOLD = Duration.ofSeconds(5);
    static final Duration LEASE = Duration.ofSeconds(20);
    static final int AGENT_HEAP_MIB = 192;

    /** Post-dial delay is compared before a fault and for this long after it. */
    static final Duration ADDED_PDD_WINDOW = Duration.ofSeconds(10);

    /** How long calls may still end after the last has begun. */
    static final Duration DRAIN = Duration.ofSeconds(16);

    LabSettings {
        faults = List.copyOf(faults);
    }
}
