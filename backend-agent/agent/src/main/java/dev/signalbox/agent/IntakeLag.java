package dev.signalbox.agent;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.DDSketches;
import dev.signalbox.model.net.Datagram;
import java.util.Map;

/**
 * How long mirrored packets wait from the wire until they are measured, over the last minute. Of a
 * batch only the oldest packet's wait is taken, for all of them: an upper bound, one look at the
 * clock for a thousand packets. Used by the core's thread.
 */
final class IntakeLag {

    private static final double ACCURACY = 0.01;
    private static final int BINS_MAX = 512;
    private static final long SLOT_NANOS = 10_000_000_000L;
    private static final int SLOTS = 6;
    private static final double QUANTILE = 0.99;

    private final DDSketch[] slots = new DDSketch[SLOTS];
    private final long[] slotNumbers = new long[SLOTS];
    private boolean any;
    private long oldestNanos;

    IntakeLag() {
        for (int i = 0; i < SLOTS; i++) {
            slots[i] = DDSketches.collapsingLowestDense(ACCURACY, BINS_MAX);
            slotNumbers[i] = Long.MIN_VALUE;
        }
    }

    /** One more packet of the batch. */
    void taken(Datagram datagram) {
        long arrival = datagram.arrivalNanos();
        if (!any || arrival - oldestNanos < 0) {
            any = true;
            oldestNanos = arrival;
        }
    }

    /**
     * The batch has been measured.
     *
     * @param packets in it
     * @param nanos now, by the clock of the packets' arrival
     */
    void measured(int packets, long nanos) {
        if (any) {
            any = false;
            slot(nanos).accept(Math.max(0, nanos - oldestNanos) / 1e3, packets);
        }
    }

    /**
     * {@code lag_p99_micros}: 99 of 100 packets of the last minute were measured within so many
     * microseconds of their arrival; nothing without packets.
     */
    Map<String, Long> counters(long nanos) {
        DDSketch all = DDSketches.collapsingLowestDense(ACCURACY, BINS_MAX);
        long newest = Math.floorDiv(nanos, SLOT_NANOS);
        for (int i = 0; i < SLOTS; i++) {
            if (slotNumbers[i] > newest - SLOTS && slotNumbers[i] <= newest) {
                all.mergeWith(slots[i]);
            }
        }
        return all.isEmpty()
                ? Map.of()
                : Map.of("lag_p99_micros", Math.round(all.getValueAtQuantile(QUANTILE)));
    }

    private DDSketch slot(long nanos) {
        long number = Math.floorDiv(nanos, SLOT_NANOS);
        int at = (int) Math.floorMod(number, (long) SLOTS);
        if (slotNumbers[at] != number) {
            slotNumbers[at] = number;
            slots[at] = DDSketches.collapsingLowestDense(ACCURACY, BINS_MAX);
        }
        return slots[at];
    }
}
