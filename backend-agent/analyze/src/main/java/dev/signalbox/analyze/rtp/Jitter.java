package dev.signalbox.analyze.rtp;

/**
 * Interarrival jitter of one clock (RFC 3550 section 6.4.1 and appendix A.8), twice: with arrival
 * in whole ticks, as receivers compute it, and in the capture's microseconds, which does not add
 * the rounding to the jitter. Packets that repeat a time stamp (one event or frame in several
 * packets) and jumps of the time stamp say nothing of the network and are left out.
 */
final class Jitter {

    private static final int REMEMBERED = 10;

    /** Nothing is this late and still comes: the sender's clock has jumped. */
    private static final double JUMP_SECONDS = 5;

    /** At a talk spurt's begin, clocks that stood still in silence catch up. */
    private static final double SPURT_JUMP_SECONDS = 0.2;

    final int clockHz;
    private final long[] stamps = new long[REMEMBERED];
    private long taken;
    private long previousMicros;
    private long previousStamp;
    private double ticks;
    private double ticksSum;
    private double fine;
    private double fineSum;
    private double fineMax;
    private long samples;

    Jitter(int clockHz) {
        this.clockHz = clockHz;
    }

    /**
     * A packet.
     *
     * @param stamp RTP time stamp
     * @param marked begin of a talk spurt
     */
    void accept(long micros, long stamp, boolean marked) {
        int known = (int) Math.min(taken, REMEMBERED);
        for (int i = 0; i < known; i++) {
            if (stamps[i] == stamp) {
                return;
            }
        }
        stamps[(int) (taken % REMEMBERED)] = stamp;
        taken++;
        if (taken > 1) {
            // Time stamps wrap at 32 bits.
            int stampStep = (int) (stamp - previousStamp);
            double fineStep = (micros - previousMicros) * (clockHz / 1e6);
            double distance = Math.abs(fineStep - stampStep);
            double seconds = distance / clockHz;
            if (seconds <= (marked ? SPURT_JUMP_SECONDS : JUMP_SECONDS)) {
                long step = wholeTicks(micros) - wholeTicks(previousMicros);
                ticks += (Math.abs(step - stampStep) - ticks) / 16;
                fine += (distance - fine) / 16;
                ticksSum += ticks;
                fineSum += fine;
                fineMax = Math.max(fineMax, fine);
                samples++;
            }
        }
        previousMicros = micros;
        previousStamp = stamp;
    }

    /** After a restart of the sender nothing can be compared with what was before. */
    void restart() {
        taken = 0;
    }

    long samples() {
        return samples;
    }

    /** Milliseconds, 0 without samples. */
    double meanMillis() {
        return samples == 0 ? 0 : fineSum / samples * 1e3 / clockHz;
    }

    double maxMillis() {
        return fineMax * 1e3 / clockHz;
    }

    double nowMillis() {
        return fine * 1e3 / clockHz;
    }

    /** Ticks, with arrival in whole ticks. */
    double meanTicks() {
        return samples == 0 ? 0 : ticksSum / samples;
    }

    private long wholeTicks(long micros) {
        // In two parts: microseconds since 1970 times the clock are more than 63 bits.
        return micros / 1_000_000 * clockHz + micros % 1_000_000 * clockHz / 1_000_000;
    }
}
