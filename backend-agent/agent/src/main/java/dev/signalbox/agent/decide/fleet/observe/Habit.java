package dev.signalbox.agent.decide.fleet.observe;

/**
 * How often new calls usually come to this region, learnt look by look. A gap is no part of the
 * rate while it lasts, so that silence does not become usual.
 *
 * @param known whether anything was seen yet
 * @param total new calls at the newest look, since the agent began
 * @param newestNanos when the newest of them was first seen, monotonic
 * @param callsPerSecond moving average over about a minute
 * @param calls and
 * @param seconds that it was learnt from
 */
record Habit(
        boolean known,
        long total,
        long newestNanos,
        double callsPerSecond,
        long calls,
        double seconds) {

    static final Habit NONE = new Habit(false, 0, 0, 0, 0, 0);

    /** {@code -ln(1e-3)}: calls that should have come when a gap is no chance. */
    static final double MISSING_CALLS = -Math.log(1e-3);

    static final long CALLS_MIN = 30;
    static final double SECONDS_MIN = 30;

    /** From so much on a long enough gap says something, though the rate is not known well. */
    static final long CALLS_SOME = 5;

    static final double SECONDS_SOME = 5;
    private static final double MEMORY_SECONDS = 60;

    /** This habit after one more look. */
    Habit looked(long totalNow, long nanos) {
        if (!known || totalNow < total) {
            // The first look, or the counts began anew.
            return new Habit(true, totalNow, nanos, callsPerSecond, calls, seconds);
        }
        if (totalNow == total) {
            return this;
        }
        double passed = Math.max(1e-3, gapSeconds(nanos));
        long came = totalNow - total;
        // At first an average over all, later one that forgets.
        double weight =
                Math.max(1 - Math.exp(-passed / MEMORY_SECONDS), passed / (seconds + passed));
        double rate = callsPerSecond + weight * (came / passed - callsPerSecond);
        return new Habit(true, totalNow, nanos, rate, calls + came, seconds + passed);
    }

    /** This habit after nobody looked for a while: the gap begins anew. */
    Habit stood(long nanos) {
        return known ? new Habit(true, total, nanos, callsPerSecond, calls, seconds) : this;
    }

    /** Whether the rate rests on enough to be believed. */
    boolean learnt() {
        return calls >= CALLS_MIN && seconds >= SECONDS_MIN;
    }

    /** Seconds without a new call. */
    double gapSeconds(long nanos) {
        return (nanos - newestNanos) / 1e9;
    }

    /**
     * Whether so long a gap happens by chance less than once in a thousand (arrivals taken as a
     * Poisson process). A region that dies soon after its agent began is not silent for ever about
     * it: what little was learnt counts, with all that may be wrong in it (of {@code calls} in
     * {@code seconds} none follow in a gap with the chance {@code (seconds / (seconds + gap)) ^
     * calls}).
     *
     * @param homeRatio of the usual calls that should still come here, 0 to 1
     */
    boolean missing(long nanos, double homeRatio) {
        double gap = gapSeconds(nanos) * homeRatio;
        if (learnt()) {
            return callsPerSecond * gap > MISSING_CALLS;
        }
        return calls >= CALLS_SOME
                && seconds >= SECONDS_SOME
                && calls * Math.log1p(gap / seconds) > MISSING_CALLS;
    }
}
