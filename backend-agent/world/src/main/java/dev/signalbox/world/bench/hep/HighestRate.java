package dev.signalbox.world.bench.hep;

import java.io.IOException;
import java.util.function.Consumer;

/** Searches the highest rate at which nothing is lost, step by step. */
final class HighestRate {

    static final int FIRST = 20_000;
    static final int MOST = 2_000_000;

    /** The sender itself could not send more evenly. */
    private static final double OFFERED_MIN = 0.9;

    private static final double GROWTH = 1.5;
    private static final int HALVINGS = 4;

    /** One step. */
    @FunctionalInterface
    interface Step {
        UdpBench.Result run(int messagesPerSecond) throws IOException, InterruptedException;
    }

    private HighestRate() {}

    /**
     * Searches.
     *
     * @param told of each step
     * @return the best step without loss; the first one when even that lost
     */
    static UdpBench.Result search(Step step, Consumer<UdpBench.Result> told)
            throws IOException, InterruptedException {
        UdpBench.Result best = run(step, FIRST, told);
        int good = FIRST;
        int bad = MOST;
        if (!isGood(best)) {
            return best;
        }
        for (int rate = grown(FIRST); rate < bad; rate = grown(rate)) {
            UdpBench.Result result = run(step, rate, told);
            if (isGood(result)) {
                best = result;
                good = rate;
            } else {
                bad = rate;
            }
        }
        for (int i = 0; i < HALVINGS; i++) {
            UdpBench.Result result = run(step, (good + bad) / 2, told);
            if (isGood(result)) {
                best = result;
                good = result.asked();
            } else {
                bad = result.asked();
            }
        }
        return best;
    }

    private static int grown(int rate) {
        return (int) (rate * GROWTH);
    }

    private static UdpBench.Result run(Step step, int rate, Consumer<UdpBench.Result> told)
            throws IOException, InterruptedException {
        UdpBench.Result result = step.run(rate);
        told.accept(result);
        return result;
    }

    private static boolean isGood(UdpBench.Result result) {
        return result.nothingLost() && result.offered() >= OFFERED_MIN * result.asked();
    }
}
