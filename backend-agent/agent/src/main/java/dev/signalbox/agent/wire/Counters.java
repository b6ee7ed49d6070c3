package dev.signalbox.agent.wire;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts by reason, from any thread. Reasons are words of ours, so their number is bounded. */
final class Counters {

    private final ConcurrentSkipListMap<String, LongAdder> counts = new ConcurrentSkipListMap<>();

    void add(String reason) {
        add(reason, 1);
    }

    void add(String reason, long count) {
        counts.computeIfAbsent(reason, _ -> new LongAdder()).add(count);
    }

    long of(String reason) {
        LongAdder count = counts.get(reason);
        return count == null ? 0 : count.sum();
    }

    SortedMap<String, Long> all() {
        SortedMap<String, Long> all = new TreeMap<>();
        counts.forEach((reason, count) -> all.put(reason, count.sum()));
        return all;
    }
}
