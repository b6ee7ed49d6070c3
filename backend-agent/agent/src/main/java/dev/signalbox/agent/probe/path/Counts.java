package dev.signalbox.agent.probe.path;

import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/** The counters of a probe; any thread. */
final class Counts {

    private final Map<PathCounter, LongAdder> counters = new EnumMap<>(PathCounter.class);

    Counts() {
        for (PathCounter counter : PathCounter.values()) {
            counters.put(counter, new LongAdder());
        }
    }

    void add(PathCounter counter) {
        LongAdder adder = counters.get(counter);
        if (adder != null) {
            adder.increment();
        }
    }

    SortedMap<String, Long> byKey() {
        SortedMap<String, Long> result = new TreeMap<>();
        counters.forEach((counter, adder) -> result.put(counter.key(), adder.sum()));
        return result;
    }
}
