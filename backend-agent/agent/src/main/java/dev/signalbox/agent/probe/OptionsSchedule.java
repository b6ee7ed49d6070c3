package dev.signalbox.agent.probe;

import dev.signalbox.model.policy.Thresholds;
import dev.signalbox.model.target.Target;
import java.util.SplittableRandom;

/**
 * When OPTIONS go to one trunk: every interval, spread by a tenth so that many trunks and agents do
 * not fall into step; three at once on suspicion; every second while they are missed, until the
 * trunk has answered often enough to be believed again. Pure: time comes in.
 */
final class OptionsSchedule {

    static final int BURST = 3;
    static final long BURST_GAP_NANOS = 150_000_000L;
    private static final long BURST_AGAIN_NANOS = 1_000_000_000L;
    private static final long FAILING_INTERVAL_NANOS = 1_000_000_000L;
    private static final double SPREAD = 0.1;

    private final long intervalNanos;
    private final int goodNeeded;
    private final SplittableRandom spread;
    private long nextNanos;
    private long burstNanos;
    private int burstLeft;
    private boolean burstBefore;
    private long lastBurstNanos;
    private boolean answeredBefore;
    private boolean failing;
    private int goodInARow;

    /**
     * @param firstNanos when the first one goes
     */
    OptionsSchedule(Target.Trunk trunk, Thresholds thresholds, long firstNanos) {
        this.intervalNanos = thresholds.optionsInterval().toNanos();
        this.goodNeeded = thresholds.optionsGood();
        this.spread = new SplittableRandom(trunk.id().hashCode());
        this.nextNanos = firstNanos;
    }

    /** True when one is to be sent now; asked again until it is false. */
    boolean due(long nowNanos) {
        if (burstLeft > 0 && nowNanos - burstNanos >= 0) {
            burstLeft--;
            burstNanos = nowNanos + BURST_GAP_NANOS;
            return true;
        }
        if (nowNanos - nextNanos >= 0) {
            nextNanos = nowNanos + spreadInterval();
            return true;
        }
        return false;
    }

    /** When {@link #due} may be true next. */
    long wakeNanos() {
        return burstLeft > 0 && burstNanos - nextNanos < 0 ? burstNanos : nextNanos;
    }

    /** Asks at once, but not again within a second. */
    void suspect(long nowNanos) {
        if (burstBefore && nowNanos - lastBurstNanos < BURST_AGAIN_NANOS) {
            return;
        }
        burstBefore = true;
        lastBurstNanos = nowNanos;
        burstLeft = BURST;
        burstNanos = nowNanos;
    }

    /** An OPTIONS came to its end. */
    void result(boolean good, long nowNanos) {
        if (good) {
            answeredBefore = true;
            goodInARow++;
            if (goodInARow >= goodNeeded) {
                failing = false;
            }
            return;
        }
        goodInARow = 0;
        if (answeredBefore && !failing) {
            failing = true;
            suspect(nowNanos);
            long soonNanos = nowNanos + spreadInterval();
            nextNanos = soonNanos - nextNanos < 0 ? soonNanos : nextNanos;
        }
    }

    /** True when it answered before, was missed, and has not answered since. */
    boolean silent() {
        return failing && goodInARow == 0;
    }

    private long spreadInterval() {
        long base = failing ? Math.min(FAILING_INTERVAL_NANOS, intervalNanos) : intervalNanos;
        return (long) (base * spread.nextDouble(1 - SPREAD, 1 + SPREAD));
    }
}
