package dev.signalbox.agent.measure;

import dev.signalbox.model.measure.CallMetrics;
import dev.signalbox.model.measure.WindowMeasures;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sliding windows over calls of one kind, for example those of one trunk in one direction: rings of
 * slots of 1 s, 5 s and 1 min on arrival time. A window ends with the slot that is running, so it
 * is up to one slot shorter than its name.
 */
final class CallWindows {

    static final long SLOT_NANOS = 5_000_000_000L;
    private static final long FINE_NANOS = 1_000_000_000L;
    private static final int FINE_SLOTS = 10;
    private static final int SLOTS_MINUTE = 12;
    private static final int SLOTS_FIVE_MINUTES = 60;
    private static final long MINUTE_NANOS = 60_000_000_000L;
    private static final int MINUTES = 60;

    private final Ring fine;
    private final Ring slots;
    private final Ring minutes;
    private final long originNanos;

    CallWindows(long originNanos) {
        this.originNanos = originNanos;
        this.fine = new Ring(FINE_NANOS, FINE_SLOTS);
        this.slots = new Ring(SLOT_NANOS, SLOTS_FIVE_MINUTES);
        this.minutes = new Ring(MINUTE_NANOS, MINUTES);
    }

    /** Counts something in the slots of {@code nanos}; what is older than a ring is lost there. */
    void count(long nanos, Consumer<Bucket> change) {
        count(fine, nanos, change);
        count(slots, nanos, change);
        count(minutes, nanos, change);
    }

    private static void count(Ring ring, long nanos, Consumer<Bucket> change) {
        Bucket bucket = ring.at(nanos);
        if (bucket != null) {
            change.accept(bucket);
        }
    }

    /** One more message; of each the history alone needs to know that there was any. */
    void seen(long nanos) {
        Bucket bucket = slots.at(nanos);
        if (bucket != null) {
            bucket.messages++;
        }
    }

    /** New calls per second over the last 10 s, or since the start when that is less. */
    double callsPerSecond(long nanos) {
        Bucket sum = new Bucket();
        fine.addTo(sum, nanos, FINE_SLOTS);
        long running = Math.floorMod(nanos - originNanos, FINE_NANOS);
        long covered = Math.min(nanos - originNanos, (FINE_SLOTS - 1) * FINE_NANOS + running);
        return sum.attempts * 1e9 / Math.max(covered, FINE_NANOS);
    }

    /** Adds the counts of one 5 s slot. */
    void addSlot(long slot, Bucket sum) {
        Bucket bucket = slots.held(slot);
        if (bucket != null) {
            sum.add(bucket);
        }
    }

    /** 10 s, 1 min and 5 min of several together. */
    static List<WindowMeasures> windows(List<CallWindows> all, long nanos) {
        List<WindowMeasures> windows = new ArrayList<>(3);
        sums(all, nanos, 3).forEach(w -> windows.add(w.sum.measures(w.millis)));
        return List.copyOf(windows);
    }

    /** 10 s, 1 min, 5 min and 1 h. */
    List<CallMetrics> metrics(long nanos) {
        List<CallMetrics> windows = new ArrayList<>(4);
        sums(List.of(this), nanos, 4).forEach(w -> windows.add(w.sum.metrics(w.millis)));
        return List.copyOf(windows);
    }

    private record Window(long millis, Bucket sum) {}

    private static List<Window> sums(List<CallWindows> all, long nanos, int count) {
        List<Window> windows = new ArrayList<>(count);
        for (long millis : new long[] {10_000, 60_000, 300_000, 3_600_000}) {
            if (windows.size() < count) {
                Bucket sum = new Bucket();
                all.forEach(each -> each.addTo(sum, nanos, millis));
                windows.add(new Window(millis, sum));
            }
        }
        return windows;
    }

    private void addTo(Bucket sum, long nanos, long millis) {
        switch ((int) millis) {
            case 10_000 -> fine.addTo(sum, nanos, FINE_SLOTS);
            case 60_000 -> slots.addTo(sum, nanos, SLOTS_MINUTE);
            case 300_000 -> slots.addTo(sum, nanos, SLOTS_FIVE_MINUTES);
            default -> minutes.addTo(sum, nanos, MINUTES);
        }
    }

    private final class Ring {
        private final long slotNanos;

        /** Made when they are first needed: most destinations have few calls. */
        private final @Nullable Bucket[] buckets;

        Ring(long slotNanos, int slots) {
            this.slotNanos = slotNanos;
            this.buckets = new @Nullable Bucket[slots];
        }

        private long slotOf(long nanos) {
            return Math.floorDiv(nanos - originNanos, slotNanos);
        }

        private int index(long slot) {
            return (int) Math.floorMod(slot, (long) buckets.length);
        }

        @Nullable Bucket at(long nanos) {
            long slot = slotOf(nanos);
            int index = index(slot);
            Bucket bucket = buckets[index];
            if (bucket == null) {
                bucket = new Bucket();
                buckets[index] = bucket;
            }
            if (bucket.slot > slot) {
                return null;
            }
            if (bucket.slot < slot) {
                bucket.reset(slot);
            }
            return bucket;
        }

        @Nullable Bucket held(long slot) {
            Bucket bucket = buckets[index(slot)];
            return bucket != null && bucket.slot == slot ? bucket : null;
        }

        void addTo(Bucket sum, long nanos, int slots) {
            long last = slotOf(nanos);
            for (long slot = last - slots + 1; slot <= last; slot++) {
                Bucket bucket = held(slot);
                if (bucket != null) {
                    sum.add(bucket);
                }
            }
        }
    }
}
