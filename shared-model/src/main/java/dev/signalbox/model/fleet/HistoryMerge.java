package dev.signalbox.model.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The course of one region, put together from slices: no two overlap, what was never reported stays
 * a gap, nothing older than half an hour is kept. For one thread.
 */
final class HistoryMerge {

    static final Duration KEPT = Duration.ofMinutes(30);

    private final TreeMap<Instant, HistoryPoint> byStart = new TreeMap<>();
    private List<HistoryPoint> points = List.of();

    /** Adds slices that are newer than all that came before: they replace what they overlap. */
    void replace(List<HistoryPoint> slices) {
        for (HistoryPoint slice : slices) {
            overlapping(slice).forEach(byStart::remove);
            byStart.put(slice.start(), slice);
        }
        trim();
    }

    /** Adds slices of an older report: they only fill gaps. */
    void fill(List<HistoryPoint> slices) {
        for (HistoryPoint slice : slices) {
            if (overlapping(slice).isEmpty()) {
                byStart.put(slice.start(), slice);
            }
        }
        trim();
    }

    /** All slices, oldest first. */
    List<HistoryPoint> points() {
        return points;
    }

    private List<Instant> overlapping(HistoryPoint slice) {
        List<Instant> starts =
                new ArrayList<>(byStart.subMap(slice.start(), true, end(slice), false).keySet());
        Map.Entry<Instant, HistoryPoint> before = byStart.lowerEntry(slice.start());
        if (before != null && end(before.getValue()).isAfter(slice.start())) {
            starts.add(before.getKey());
        }
        return starts;
    }

    private void trim() {
        if (!byStart.isEmpty()) {
            byStart.headMap(byStart.lastKey().minus(KEPT), true).clear();
        }
        points = List.copyOf(byStart.values());
    }

    private static Instant end(HistoryPoint slice) {
        return slice.start().plusMillis(Math.max(1, slice.lengthMillis()));
    }
}
