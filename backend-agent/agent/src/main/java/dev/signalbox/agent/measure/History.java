package dev.signalbox.agent.measure;

import dev.signalbox.model.fleet.HistoryPoint;
import dev.signalbox.model.time.Now;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The region's last 30 minutes in slices of 5 s. A slice without any message is missing. */
final class History {

    static final long SLICE_MILLIS = CallWindows.SLOT_NANOS / 1_000_000;
    private static final int SLICES = 360;

    private final Deque<HistoryPoint> slices = new ArrayDeque<>(SLICES);
    private final long originNanos;
    private long nextSlot;
    private @Nullable Instant lastStart;
    private long lastSlot;

    History(long originNanos) {
        this.originNanos = originNanos;
    }

    /** Closes the slots that are over. */
    void advance(Now now, Collection<TrunkMeter> meters) {
        long running = Math.floorDiv(now.nanos() - originNanos, CallWindows.SLOT_NANOS);
        // After a long stall the oldest slots have been overwritten.
        for (long slot = Math.max(nextSlot, running - SLICES); slot < running; slot++) {
            close(slot, now, meters);
        }
        nextSlot = Math.max(nextSlot, running);
    }

    private void close(long slot, Now now, Collection<TrunkMeter> meters) {
        Bucket sum = new Bucket();
        int liveCalls = 0;
        for (TrunkMeter meter : meters) {
            meter.addSlot(slot, sum);
            liveCalls += meter.liveCalls;
        }
        if (sum.messages == 0) {
            return;
        }
        if (slices.size() == SLICES) {
            slices.removeFirst();
        }
        slices.addLast(
                new HistoryPoint(
                        start(slot, now),
                        SLICE_MILLIS,
                        sum.attempts,
                        sum.finals,
                        sum.answered,
                        sum.unanswered + sum.rejected,
                        liveCalls,
                        sum.pddMillis(0.95)));
    }

    /**
     * By the wall clock, yet never earlier than the slices before allow: a clock set back changes
     * no order.
     */
    private Instant start(long slot, Now now) {
        long ageNanos = now.nanos() - originNanos - slot * CallWindows.SLOT_NANOS;
        Instant start = now.wall().minusNanos(ageNanos);
        if (lastStart != null) {
            Instant earliest = lastStart.plusMillis((slot - lastSlot) * SLICE_MILLIS);
            start = start.isBefore(earliest) ? earliest : start;
        }
        lastStart = start;
        lastSlot = slot;
        return start;
    }

    /** When the running slot ends. */
    long nextNanos() {
        return originNanos + (nextSlot + 1) * CallWindows.SLOT_NANOS;
    }

    List<HistoryPoint> all() {
        return List.copyOf(slices);
    }
}
