package dev.signalbox.dashboards.part.history;

import java.time.Instant;

/**
 * What happened in one bin of time, over all regions that count.
 *
 * @param known false when a region has no data here: nothing else in the bin means anything then
 * @param callsPerSecond new calls per second
 * @param finals attempts that ended being set up
 * @param answered of these, answered
 * @param infrastructureFailures unanswered or rejected by a carrier
 * @param liveCalls answered calls at the end of the bin
 * @param pddMillisP95 post-dial delay of the worst region, NaN without samples
 */
public record HistoryBin(
        Instant start,
        boolean known,
        double callsPerSecond,
        long finals,
        long answered,
        long infrastructureFailures,
        long liveCalls,
        double pddMillisP95) {

    /** Answered of all finals, 0 to 1; NaN when there were none. */
    public double answeredRatio() {
        return known && finals > 0 ? (double) answered / finals : Double.NaN;
    }

    /** Attempts that ended for a reason of caller or callee (busy, no answer, hung up). */
    public long otherFailures() {
        return Math.max(0, finals - answered - infrastructureFailures);
    }

    static HistoryBin unknown(Instant start) {
        return new HistoryBin(start, false, Double.NaN, 0, 0, 0, 0, Double.NaN);
    }
}
