package dev.signalbox.agent.probe;

import dev.signalbox.model.measure.EdgeSight;
import dev.signalbox.model.policy.Thresholds;
import dev.signalbox.model.quorum.Word;
import dev.signalbox.model.time.Now;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which edges of other regions answer, with hysteresis: silent after {@code optionsMisses} misses
 * in a row, back after {@code optionsGood} answers in a row. One that never answered is unknown: it
 * may be asked in the wrong place. Used by one thread.
 */
public final class EdgeWatch {

    private static final class Track {
        private final int missesNeeded;
        private final int goodNeeded;
        private Word.Reach reach = Word.Reach.UNKNOWN;
        private boolean everAnswered;
        private int missesInARow;
        private int goodInARow;
        private int worstInARow;
        private EdgeProbe newest;
        private long newestNanos;

        Track(EdgeProbe first, Thresholds thresholds) {
            this.newest = first;
            this.missesNeeded = thresholds.optionsMisses();
            this.goodNeeded = thresholds.optionsGood();
        }

        void accept(EdgeProbe probe, long nanos) {
            newest = probe;
            newestNanos = nanos;
            everAnswered |= probe.good();
            missesInARow = probe.good() ? 0 : saturated(missesInARow);
            goodInARow = probe.good() ? saturated(goodInARow) : 0;
            if (missesInARow >= missesNeeded && everAnswered) {
                reach = Word.Reach.SILENT;
                worstInARow = missesInARow;
            } else if (goodInARow >= (reach == Word.Reach.SILENT ? goodNeeded : 1)) {
                reach = Word.Reach.ANSWERS;
            }
        }

        void stood() {
            if (reach != Word.Reach.SILENT && everAnswered) {
                missesInARow = 0;
            }
        }

        private static int saturated(int count) {
            return count == Integer.MAX_VALUE ? count : count + 1;
        }

        EdgeSight sight(String region) {
            return switch (reach) {
                case ANSWERS ->
                        new EdgeSight(
                                region,
                                reach,
                                missesInARow == 0
                                        ? "its edge answers OPTIONS, last in " + millis()
                                        : "its edge answers OPTIONS; missed " + missesInARow,
                                Math.max(1, goodInARow));
                case SILENT ->
                        new EdgeSight(
                                region,
                                reach,
                                worstInARow
                                        + " OPTIONS in a row to its edge missed or refused"
                                        + (goodInARow == 0
                                                ? ""
                                                : "; "
                                                        + goodInARow
                                                        + " answered since, "
                                                        + goodNeeded
                                                        + " are needed"),
                                worstInARow);
                case UNKNOWN ->
                        new EdgeSight(
                                region,
                                reach,
                                "its edge never answered OPTIONS; asked " + missesInARow + " times",
                                missesInARow);
            };
        }

        private String millis() {
            return String.format(Locale.ROOT, "%.0f ms", newest.tookMillis());
        }
    }

    private final Thresholds thresholds;
    private final SortedMap<String, Track> tracks = new TreeMap<>();
    private final SortedMap<String, String> notAsked;

    /**
     * @param notAsked edges that are not asked and why, {@link SipProber#edgesNotProbed}
     */
    public EdgeWatch(Thresholds thresholds, Map<String, String> notAsked) {
        this.thresholds = thresholds;
        this.notAsked = new TreeMap<>(notAsked);
    }

    /** The end of one OPTIONS. */
    public void accept(EdgeProbe probe, Now now) {
        tracks.computeIfAbsent(probe.region(), _ -> new Track(probe, thresholds))
                .accept(probe, now.nanos());
    }

    /** This agent stood still: what was not answered meanwhile nobody took in. */
    public void stood() {
        tracks.values().forEach(Track::stood);
    }

    /** Every edge that is or should be asked; one that was not asked lately is unknown. */
    public Collection<EdgeSight> sights(Now now) {
        SortedMap<String, EdgeSight> sights = new TreeMap<>();
        notAsked.forEach(
                (region, why) ->
                        sights.put(
                                region,
                                new EdgeSight(
                                        region,
                                        Word.Reach.UNKNOWN,
                                        "its edge is not asked: " + why,
                                        0)));
        tracks.forEach((region, track) -> sights.put(region, sight(region, track, now)));
        return sights.values();
    }

    private EdgeSight sight(String region, Track track, Now now) {
        long silentMillis = now.millisSince(track.newestNanos);
        return silentMillis <= thresholds.evidenceAgeMax().toMillis()
                ? track.sight(region)
                : new EdgeSight(
                        region,
                        Word.Reach.UNKNOWN,
                        "its edge was not asked for " + silentMillis / 1_000 + " s",
                        0);
    }
}
