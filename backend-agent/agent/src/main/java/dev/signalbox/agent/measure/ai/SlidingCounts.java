package dev.signalbox.agent.measure.ai;

import java.time.Duration;
import java.util.Arrays;

/**
 * A count over a sliding time, in thirty slots. It ends with the slot that is running, so it is up
 * to a thirtieth shorter than its name.
 */
final class SlidingCounts {

    private static final int SLOTS = 30;

    private final long slotNanos;
    private final long[] counts = new long[SLOTS];
    private final long[] slots = new long[SLOTS];

    /** Counts over {@code within}. */
    SlidingCounts(Duration within) {
        slotNanos = Math.max(1, within.toNanos() / SLOTS);
        Arrays.fill(slots, Long.MIN_VALUE);
    }

    /** Counts one; what is older than the slots is lost. */
    void add(long nanos) {
        long slot = Math.floorDiv(nanos, slotNanos);
        int index = (int) Math.floorMod(slot, (long) SLOTS);
        if (slots[index] > slot) {
            return;
        }
        if (slots[index] < slot) {
            slots[index] = slot;
            counts[index] = 0;
        }
        counts[index]++;
    }

    /** How many there are at {@code nanos}. */
    long sum(long nanos) {
        long last = Math.floorDiv(nanos, slotNanos);
        long sum = 0;
        for (int i = 0; i < SLOTS; i++) {
            if (slots[i] > last - SLOTS && slots[i] <= last) {
                sum += counts[i];
            }
        }
        return sum;
    }

    /** As if nothing had been counted. */
    void forget() {
        Arrays.fill(slots, Long.MIN_VALUE);
    }
}
