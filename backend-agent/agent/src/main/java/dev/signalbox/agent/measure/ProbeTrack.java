package dev.signalbox.agent.measure;

import dev.signalbox.model.measure.ProbeState;

/**
 * The state of one kind of probe of one trunk, with hysteresis: lost by misses in a row, won back
 * by more answers in a row.
 */
final class ProbeTrack {

    /** Test calls in a row that prove a trunk alive. */
    static final int TEST_CALLS_GOOD = 3;

    private final int missesNeeded;
    private final int goodNeeded;
    private ProbeState state = ProbeState.UNKNOWN;
    private boolean everAnswered;
    private boolean failed;
    private int missesInARow;
    private int goodInARow;

    /**
     * Nothing probed yet.
     *
     * @param missesNeeded misses in a row that fail the trunk
     * @param goodNeeded answers in a row that make it good
     */
    ProbeTrack(int missesNeeded, int goodNeeded) {
        this.missesNeeded = missesNeeded;
        this.goodNeeded = goodNeeded;
    }

    ProbeState state() {
        return state;
    }

    /** True from the misses on until it has answered often enough again. */
    boolean failed() {
        return failed;
    }

    int missesInARow() {
        return missesInARow;
    }

    /**
     * The end of one probe.
     *
     * @param good it proved the trunk alive
     * @param answered something came back, be it a refusal
     */
    void accept(boolean good, boolean answered) {
        everAnswered |= answered;
        if (good) {
            missesInARow = 0;
            goodInARow++;
        } else {
            goodInARow = 0;
            missesInARow++;
        }
        state = next();
        failed = state == ProbeState.FAILING || (failed && state != ProbeState.GOOD);
    }

    /** What was good before proves nothing any more: it must prove itself anew. */
    void restart() {
        goodInARow = 0;
        if (state == ProbeState.GOOD) {
            state = ProbeState.RECOVERING;
        }
    }

    /** The misses in a row prove nothing. */
    void forgetMisses() {
        missesInARow = 0;
    }

    private ProbeState next() {
        if (goodInARow >= goodNeeded) {
            return ProbeState.GOOD;
        }
        if (missesInARow >= missesNeeded) {
            return everAnswered ? ProbeState.FAILING : ProbeState.UNPROBEABLE;
        }
        if (goodInARow > 0) {
            // Answers in a row that were never interrupted by enough misses keep a good one good.
            return state == ProbeState.GOOD ? ProbeState.GOOD : ProbeState.RECOVERING;
        }
        return state == ProbeState.RECOVERING && failed ? ProbeState.FAILING : state;
    }
}
