package dev.signalbox.analyze.rtp;

import java.util.BitSet;

/**
 * Which sequence numbers came (RFC 3550 appendix A.1): wraps, restarts of the sender, late and
 * doubled packets are not loss. Loss is counted when a later packet shows it and taken back when
 * the missing one comes after all.
 */
final class Sequence {

    /** What became of a packet. */
    enum Verdict {
        IN_ORDER,
        /** After a gap. */
        AFTER_LOSS,
        LATE,
        DUPLICATE,
        /** Out of all order; when the next one follows it, the sender has restarted. */
        ODD,
        RESTART
    }

    private static final int FORWARD_MAX = 3_000;
    private static final int WINDOW = 1_024;

    private final BitSet came = new BitSet(WINDOW);
    private boolean begun;
    private long base;
    private long newest;
    private int odd = -1;
    private long expectedBefore;
    private long packets;
    private long duplicates;
    private long lost;
    private long bursts;

    Verdict accept(int number) {
        if (!begun) {
            begun = true;
            begin(number);
            packets++;
            return Verdict.IN_ORDER;
        }
        int step = (short) (number - (int) newest);
        if (step > 0 && step < FORWARD_MAX) {
            odd = -1;
            return forward(step);
        }
        if (step <= 0 && -step < WINDOW - 1) {
            return back(newest + step);
        }
        if (number == odd) {
            expectedBefore += newest - base + 1;
            // The odd one before is the first of the new run.
            begin((number - 1) & 0xffff);
            newest++;
            came.set(slot(newest));
            packets++;
            odd = -1;
            return Verdict.RESTART;
        }
        // Counted once the next one has proved it.
        odd = (number + 1) & 0xffff;
        return Verdict.ODD;
    }

    private void begin(int number) {
        came.clear();
        base = number;
        newest = number;
        came.set(slot(newest));
        packets += odd >= 0 ? 1 : 0;
    }

    private Verdict forward(int step) {
        for (int i = 1; i < step; i++) {
            came.clear(slot(newest + i));
        }
        newest += step;
        came.set(slot(newest));
        packets++;
        if (step == 1) {
            return Verdict.IN_ORDER;
        }
        lost += step - 1;
        bursts++;
        return Verdict.AFTER_LOSS;
    }

    private Verdict back(long place) {
        packets++;
        if (place < base) {
            long gap = base - place - 1;
            lost += gap;
            bursts += gap > 0 ? 1 : 0;
            for (long i = place + 1; i < base; i++) {
                came.clear(slot(i));
            }
            base = place;
            came.set(slot(place));
            return Verdict.LATE;
        }
        if (came.get(slot(place))) {
            duplicates++;
            return Verdict.DUPLICATE;
        }
        came.set(slot(place));
        lost--;
        boolean before = came.get(slot(place - 1));
        boolean after = came.get(slot(place + 1));
        bursts += before && after ? -1 : before || after ? 0 : 1;
        return Verdict.LATE;
    }

    private static int slot(long place) {
        return (int) Math.floorMod(place, (long) WINDOW);
    }

    long newest() {
        return newest & 0xffff;
    }

    long packets() {
        return packets;
    }

    long duplicates() {
        return duplicates;
    }

    long expected() {
        return begun ? expectedBefore + newest - base + 1 : 0;
    }

    long lost() {
        return lost;
    }

    /** Runs of lost packets. */
    long bursts() {
        return bursts;
    }
}
