package dev.signalbox.dashboards.part.history;

import dev.signalbox.model.fleet.HistoryPoint;
import dev.signalbox.model.fleet.RegionEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * The last minutes of all regions that count, in bins of equal length. Regions that are stale do
 * not count, unless all are.
 *
 * @param from start of the first bin
 * @param to the present
 * @param binMillis length of a bin
 * @param bins oldest first, without holes: what is not known is a bin that says so
 */
public record FleetHistory(Instant from, Instant to, long binMillis, List<HistoryBin> bins) {

    /** Spans that are shown, the shortest that holds all data first. */
    private static final List<Duration> SPANS =
            List.of(
                    Duration.ofMinutes(2),
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(10),
                    Duration.ofMinutes(30));

    private static final int BINS_MAX = 90;

    /** Slices arrive a little after they end: so many bins at the end may be incomplete. */
    private static final int LATE_BINS = 2;

    public FleetHistory {
        bins = List.copyOf(bins);
    }

    /** Merges the histories of {@code entries} up to {@code now}. */
    public static FleetHistory of(List<RegionEntry> entries, Instant now) {
        List<RegionEntry> counted = entries.stream().filter(entry -> !entry.stale()).toList();
        if (counted.isEmpty()) {
            counted = entries;
        }
        Instant first = now;
        long sliceMillis = 1000;
        for (RegionEntry entry : counted) {
            for (HistoryPoint point : entry.view().history()) {
                first = point.start().isBefore(first) ? point.start() : first;
                sliceMillis = Math.max(sliceMillis, point.lengthMillis());
            }
        }
        Duration span = span(Duration.between(first, now));
        long binMillis = Math.ceilDiv(span.toMillis(), BINS_MAX * sliceMillis) * sliceMillis;
        long lastBin = Math.floorDiv(now.toEpochMilli(), binMillis);
        long firstBin = Math.floorDiv(now.minus(span).toEpochMilli(), binMillis);
        List<HistoryBin> bins = bins(counted, firstBin, lastBin, binMillis);
        for (int i = 0; i < LATE_BINS && !bins.isEmpty() && !bins.getLast().known(); i++) {
            bins.removeLast();
        }
        return new FleetHistory(Instant.ofEpochMilli(firstBin * binMillis), now, binMillis, bins);
    }

    private static Duration span(Duration data) {
        return SPANS.stream()
                .filter(span -> span.compareTo(data) >= 0)
                .findFirst()
                .orElse(SPANS.getLast());
    }

    private static List<HistoryBin> bins(
            List<RegionEntry> counted, long firstBin, long lastBin, long binMillis) {
        List<Map<Long, Sum>> regions = new ArrayList<>();
        for (RegionEntry entry : counted) {
            Map<Long, Sum> sums = new TreeMap<>();
            for (HistoryPoint point : entry.view().history()) {
                long bin = Math.floorDiv(point.start().toEpochMilli(), binMillis);
                if (bin >= firstBin) {
                    sums.computeIfAbsent(bin, _ -> new Sum()).add(point);
                }
            }
            if (!sums.isEmpty()) {
                regions.add(sums);
            }
        }
        List<HistoryBin> bins = new ArrayList<>();
        Map<Integer, Boolean> begun = new HashMap<>();
        for (long bin = firstBin; bin <= lastBin; bin++) {
            Instant start = Instant.ofEpochMilli(bin * binMillis);
            List<Sum> present = new ArrayList<>();
            boolean whole = !regions.isEmpty();
            for (int i = 0; i < regions.size(); i++) {
                Sum sum = regions.get(i).get(bin);
                if (sum != null) {
                    present.add(sum);
                    begun.put(i, true);
                } else if (begun.containsKey(i)) {
                    whole = false;
                }
            }
            bins.add(
                    whole && !present.isEmpty()
                            ? Sum.total(start, present)
                            : HistoryBin.unknown(start));
        }
        return bins;
    }

    /** True when there is nothing to show. */
    public boolean isEmpty() {
        return bins.stream().noneMatch(HistoryBin::known);
    }

    /** One figure over time; NaN where it is not known. */
    public List<Double> course(ToDoubleFunction<HistoryBin> figure) {
        return bins.stream()
                .map(bin -> bin.known() ? figure.applyAsDouble(bin) : Double.NaN)
                .toList();
    }

    /**
     * The bins that show what is usual: all but the last {@code recent}, empty when they are fewer
     * than six (too few to call anything usual).
     */
    public List<HistoryBin> before(Duration recent) {
        Instant until = to.minus(recent);
        List<HistoryBin> older =
                bins.stream()
                        .filter(HistoryBin::known)
                        .filter(bin -> bin.start().plusMillis(binMillis).isBefore(until))
                        .toList();
        return older.size() < 6 ? List.of() : older;
    }

    /** Words for the length of the whole, for example {@code Last 30 minutes}. */
    public String title() {
        return "Last " + Math.round(Duration.between(from, to).toSeconds() / 60.0) + " minutes";
    }

    /** One region in one bin. */
    private static final class Sum {
        private long millis;
        private long attempts;
        private long finals;
        private long answered;
        private long infrastructureFailures;
        private long liveCalls;
        private double pddMillisP95 = Double.NaN;

        void add(HistoryPoint point) {
            millis += point.lengthMillis();
            attempts += point.attempts();
            finals += point.finals();
            answered += point.answered();
            infrastructureFailures += point.infrastructureFailures();
            liveCalls = point.liveCalls();
            if (point.pddMillisP95() != null) {
                pddMillisP95 = worse(pddMillisP95, point.pddMillisP95());
            }
        }

        static HistoryBin total(Instant start, List<Sum> regions) {
            double perSecond = 0;
            Sum all = new Sum();
            for (Sum region : regions) {
                perSecond += region.attempts * 1000.0 / region.millis;
                all.finals += region.finals;
                all.answered += region.answered;
                all.infrastructureFailures += region.infrastructureFailures;
                all.liveCalls += region.liveCalls;
                all.pddMillisP95 = worse(all.pddMillisP95, region.pddMillisP95);
            }
            return new HistoryBin(
                    start,
                    true,
                    perSecond,
                    all.finals,
                    all.answered,
                    all.infrastructureFailures,
                    all.liveCalls,
                    all.pddMillisP95);
        }

        private static double worse(double a, double b) {
            return Double.isNaN(a) ? b : Double.isNaN(b) ? a : Math.max(a, b);
        }
    }
}
