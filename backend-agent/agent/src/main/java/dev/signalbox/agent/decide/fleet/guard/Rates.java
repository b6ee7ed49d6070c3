package dev.signalbox.agent.decide.fleet.guard;

import dev.signalbox.model.fleet.HistoryPoint;
import dev.signalbox.model.fleet.RegionView;
import dev.signalbox.model.fleet.TrunkView;
import dev.signalbox.model.measure.WindowMeasures;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** New calls per second of a region, from its report. */
public final class Rates {

    private static final long BUCKET_MILLIS = 60_000;

    /** A minute of which less is known says nothing about its peak. */
    private static final long COVERED_MILLIS_MIN = 10_000;

    /** Below this share of what was usual in the last half hour the source has fallen silent. */
    private static final double FALLEN_RATIO = 0.25;

    private Rates() {}

    /** New calls of one trunk per second, over the longest window its agent has run for. */
    static double usualPerSecond(RegionView view, TrunkView trunk) {
        return perSecond(view, trunk, Long.MAX_VALUE);
    }

    /** New calls of one trunk per second, over the last minute or as long as its agent runs. */
    static double lastMinutePerSecond(RegionView view, TrunkView trunk) {
        return perSecond(view, trunk, BUCKET_MILLIS);
    }

    /** As {@link #lastMinutePerSecond(RegionView, TrunkView)}, of a region. */
    static double lastMinutePerSecond(RegionView view) {
        return view.trunks().stream().mapToDouble(t -> lastMinutePerSecond(view, t)).sum();
    }

    private static double perSecond(RegionView view, TrunkView trunk, long millisMax) {
        long upMillis = Duration.between(view.agent().startedAt(), view.measuredAt()).toMillis();
        WindowMeasures chosen = null;
        for (WindowMeasures window : trunk.windows()) {
            if (chosen == null || window.windowMillis() <= Math.min(upMillis, millisMax)) {
                chosen = window;
            }
        }
        return chosen == null
                ? trunk.callsPerSecond()
                : chosen.attempts() * 1000.0 / chosen.windowMillis();
    }

    /**
     * New calls of a region per second, over the last five minutes or as long as its agent runs;
     * from the last half hour where they have stopped.
     */
    public static double usualPerSecond(RegionView view) {
        double now = view.trunks().stream().mapToDouble(t -> usualPerSecond(view, t)).sum();
        double before = meanPerSecond(view.history());
        return now < before * FALLEN_RATIO ? before : now;
    }

    /**
     * New calls per second before most of them were gone: the mean of the minutes of the last half
     * hour that had at least half of the busiest one.
     */
    static double beforePerSecond(RegionView view) {
        Collection<Double> minutes = minutes(view).values();
        double peak = minutes.stream().mapToDouble(Double::doubleValue).max().orElse(0);
        return minutes.stream()
                .filter(perSecond -> perSecond >= peak / 2)
                .mapToDouble(Double::doubleValue)
                .average()
                .orElse(0);
    }

    /** New calls per second in each minute of the last half hour, by its number. */
    static SortedMap<Long, Double> minutes(RegionView view) {
        SortedMap<Long, long[]> sums = new TreeMap<>();
        for (HistoryPoint slice : view.history()) {
            long[] minute =
                    sums.computeIfAbsent(
                            slice.start().toEpochMilli() / BUCKET_MILLIS, _ -> new long[2]);
            minute[0] += slice.attempts();
            minute[1] += slice.lengthMillis();
        }
        SortedMap<Long, Double> minutes = new TreeMap<>();
        sums.forEach(
                (number, sum) -> {
                    if (sum[1] >= COVERED_MILLIS_MIN) {
                        minutes.put(number, sum[0] * 1000.0 / sum[1]);
                    }
                });
        return minutes;
    }

    /** Answered calls at the same time: the most of the last half hour. */
    static int peakLiveCalls(RegionView view) {
        return Math.max(
                view.liveCalls(),
                view.history().stream().mapToInt(HistoryPoint::liveCalls).max().orElse(0));
    }

    /** New calls in the longest window. */
    static long attempts(RegionView view) {
        return view.trunks().stream()
                .mapToLong(
                        t ->
                                t.windows().stream()
                                        .mapToLong(WindowMeasures::attempts)
                                        .max()
                                        .orElse(0))
                .sum();
    }

    /** The mean of the slices that had calls. */
    private static double meanPerSecond(List<HistoryPoint> history) {
        long attempts = 0;
        long millis = 0;
        for (HistoryPoint slice : history) {
            if (slice.attempts() > 0) {
                attempts += slice.attempts();
                millis += slice.lengthMillis();
            }
        }
        return millis == 0 ? 0 : attempts * 1000.0 / millis;
    }
}
