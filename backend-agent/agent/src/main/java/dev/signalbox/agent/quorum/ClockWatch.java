package dev.signalbox.agent.quorum;

import dev.signalbox.model.time.Now;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whose clock is wrong, as the leader judges before a command comes into the log. Commands carry
 * the time of whoever asks, and terms end by it: one clock that is ahead would end everybody's. The
 * fleet's time is the middle of the clocks that were heard, so that a leader whose own clock is
 * wrong does not turn the others away once it has heard of two that agree. Any thread.
 */
final class ClockWatch {

    /** A clock may differ from the fleet's time by so much. */
    static final Duration DIFFERENCE_MAX = Duration.ofSeconds(30);

    private final String self;

    /** The others' clocks, as they would stand at this process's monotonic zero. */
    private final Map<String, Long> zeroMillis = new HashMap<>();

    /**
     * @param self the region of this member
     */
    ClockWatch(String self) {
        this.self = self;
    }

    /**
     * Hears a command's time, and says why it cannot be taken.
     *
     * @param from the region whose agent asks
     * @param at its wall time as it asked
     * @return null when its clock is well
     */
    synchronized @Nullable String whyNot(String from, Instant at, Now now) {
        if (!from.equals(self)) {
            zeroMillis.put(from, at.toEpochMilli() - millis(now));
        }
        Instant fleet = fleetTime(now);
        Duration difference = Duration.between(fleet, at);
        if (difference.abs().compareTo(DIFFERENCE_MAX) <= 0) {
            return null;
        }
        return "the clock of "
                + from
                + " says "
                + at.truncatedTo(ChronoUnit.SECONDS)
                + ", that of "
                + self
                + ", which leads, "
                + now.wall().truncatedTo(ChronoUnit.SECONDS)
                + (fleet.equals(now.wall())
                        ? ""
                        : ", most others " + fleet.truncatedTo(ChronoUnit.SECONDS))
                + "; at most "
                + DIFFERENCE_MAX.toSeconds()
                + " s apart are taken, since terms end by it: set the clock of "
                + from
                + " (NTP)";
    }

    /** The middle of all clocks. Of an even number the one nearest to this member's own. */
    private Instant fleetTime(Now now) {
        long own = now.wall().toEpochMilli();
        List<Long> clocks = new ArrayList<>(List.of(own));
        zeroMillis.values().forEach(zero -> clocks.add(zero + millis(now)));
        clocks.sort(null);
        long low = clocks.get((clocks.size() - 1) / 2);
        long high = clocks.get(clocks.size() / 2);
        long middle = Math.abs(own - low) <= Math.abs(high - own) ? low : high;
        return middle == own ? now.wall() : Instant.ofEpochMilli(middle);
    }

    private static long millis(Now now) {
        return now.nanos() / 1_000_000;
    }
}
