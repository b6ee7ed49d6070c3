package dev.signalbox.model.measure;

/**
 * All that is known of the calls of one trunk, destination or service in one sliding window; those
 * of several add up to those of a carrier or a region.
 *
 * @param windowMillis length of the window: 10,000, 60,000, 300,000 or 3,600,000
 * @param pddMillis post-dial delay (RFC 6076 successful SRD): first INVITE to the first provisional
 *     response other than 100, or to 200, in milliseconds
 * @param failureMillis failed SRD: first INVITE to a final failure that no provisional response
 *     came before
 * @param talkMillis session duration (RFC 6076 SDT): 2xx to BYE
 * @param mos of calls that ended, on the scale of ITU-T G.107 narrowband, by what RTCP told of them
 * @param mosPoor of these, those below 3.5
 */
public record CallMetrics(
        long windowMillis,
        CallCounts counts,
        Quantiles pddMillis,
        Quantiles failureMillis,
        Quantiles talkMillis,
        Quantiles mos,
        long mosPoor) {

    /** Practice guides: below this a call is flagged. */
    public static final double MOS_GOOD = 3.5;

    /** Nothing happened in this window. */
    public static CallMetrics none(long windowMillis) {
        return new CallMetrics(
                windowMillis,
                CallCounts.NONE,
                Quantiles.NONE,
                Quantiles.NONE,
                Quantiles.NONE,
                Quantiles.NONE,
                0);
    }

    /** New calls a second, over the whole window. */
    public double callsPerSecond() {
        return counts.attempts() * 1e3 / windowMillis;
    }

    /** Average call duration: the mean of the session durations. */
    public Average acdMillis() {
        return new Average(counts.talkMillis(), talkMillis.count());
    }

    /** The share of scored calls that were poor. */
    public Ratio poorRatio() {
        return new Ratio(mosPoor, Math.max(mosPoor, mos.count()));
    }

    /**
     * Both together.
     *
     * @throws IllegalArgumentException when they are not of the same window
     */
    public CallMetrics plus(CallMetrics other) {
        if (windowMillis != other.windowMillis) {
            throw new IllegalArgumentException(
                    "windows of " + windowMillis + " and " + other.windowMillis + " ms");
        }
        return new CallMetrics(
                windowMillis,
                counts.plus(other.counts),
                pddMillis.plus(other.pddMillis),
                failureMillis.plus(other.failureMillis),
                talkMillis.plus(other.talkMillis),
                mos.plus(other.mos),
                mosPoor + other.mosPoor);
    }
}
