package dev.signalbox.agent.measure;

import dev.signalbox.model.measure.WindowMeasures;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The sliding windows of one trunk: rings of slots of 1 s and 5 s on arrival time. A window ends
 * with the slot that is running, so it is up to one slot shorter than its name.
 */
final class CallWindows {

    static final long SLOT_NANOS = 5_000_000_000L;
    private static final long FINE_NANOS = 1_000_000_000L;
    private static final int FINE_SLOTS = 10;
    private static final int SLOTS_MINUTE = 12;
    private static final int SLOTS_FIVE_MINUTES = 60;

    private final Ring fine;
    private final Ring coarse;
    private final long originNanos;

    CallWindows(long originNanos) {
        this.originNanos = originNanos;
        this.fine = new Ring(FINE_NANOS, FINE_SLOTS);
        this.coarse = new Ring(SLOT_NANOS, SLOTS_FIVE_MINUTES);
    }

    /** Counts something in the slot of {@code nanos}; what is older than the rings is lost. */
    void count(long nanos, Consumer<Bucket> change) {
        Bucket second = fine.at(nanos);
        if (second != null) {
            change.accept(second);
        }
        Bucket slot = coarse.at(nanos);
        if (slot != null) {
            change.accept(slot);
        }
    }

    /** New calls per second over the last 10 s, or since the start when that is less. */
    double callsPerSecond(long nanos) {
        long attempts = fine.sum(nanos, FINE_SLOTS).attempts;
        long running = Math.floorMod(nanos - originNanos, FINE_NANOS);
        long covered = Math.min(nanos - originNanos, (FINE_SLOTS - 1) * FINE_NANOS + running);
        return attempts * 1e9 / Math.max(covered, FINE_NANOS);
    }

    /** The counts of one 5 s slot, or null when nothing was counted in it. */
    @Nullable Bucket slot(long slot) {
        return coarse.held(slot);
    }

    /** 10 s, 1 min and 5 min. */
    List<WindowMeasures> windows(long nanos) {
        return List.of(
                measures(10_000, fine.sum(nanos, FINE_SLOTS)),
                measures(60_000, coarse.sum(nanos, SLOTS_MINUTE)),
                measures(300_000, coarse.sum(nanos, SLOTS_FIVE_MINUTES)));
    }

    private static WindowMeasures measures(long windowMillis, Bucket sum) {
        // Attempts that are still being set up are no seizures yet.
        long seizures = sum.finals + sum.unanswered;
        return new WindowMeasures(
                windowMillis,
                sum.attempts,
                sum.finals,
                sum.answered,
                sum.unanswered,
                sum.rejected,
                new TreeMap<>(sum.responses),
                seizures == 0 ? null : Double.valueOf((double) sum.answered / seizures),
                sum.pddMillis(0.5),
                sum.pddMillis(0.95),
                sum.pddSamples());
    }

    private final class Ring {
        private final long slotNanos;
        private final Bucket[] buckets;

        Ring(long slotNanos, int slots) {
            this.slotNanos = slotNanos;
            this.buckets = new Bucket[slots];
            for (int i = 0; i < slots; i++) {
                buckets[i] = new Bucket();
            }
        }

        private long slotOf(long nanos) {
            return Math.floorDiv(nanos - originNanos, slotNanos);
        }

        private Bucket bucket(long slot) {
            return buckets[(int) Math.floorMod(slot, (long) buckets.length)];
        }

        @Nullable Bucket at(long nanos) {
            long slot = slotOf(nanos);
            Bucket bucket = bucket(slot);
            if (bucket.slot > slot) {
                return null;
            }
            if (bucket.slot < slot) {
                bucket.reset(slot);
            }
            return bucket;
        }

        @Nullable Bucket held(long slot) {
            Bucket bucket = bucket(slot);
            return bucket.slot == slot ? bucket : null;
        }

        Bucket sum(long nanos, int slots) {
            Bucket sum = new Bucket();
            long last = slotOf(nanos);
            for (long slot = last - slots + 1; slot <= last; slot++) {
                Bucket bucket = held(slot);
                if (bucket != null) {
                    sum.add(bucket);
                }
            }
            return sum;
        }
    }
}
