package dev.signalbox.model.ai;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What became of one export of spans. */
public sealed interface SpanExport {

    /**
     * It could be read.
     *
     * @param facts in the order of the spans
     * @param ignored spans that say nothing of interest, by reason
     * @param rejected spans that could not be used, by reason
     */
    record Read(
            List<WorkerFact> facts,
            SortedMap<String, Integer> ignored,
            SortedMap<String, Integer> rejected)
            implements SpanExport {

        public Read {
            facts = List.copyOf(facts);
            ignored = Collections.unmodifiableSortedMap(new TreeMap<>(ignored));
            rejected = Collections.unmodifiableSortedMap(new TreeMap<>(rejected));
        }

        /** All spans that could not be used. */
        public int rejectedSpans() {
            return rejected.values().stream().mapToInt(Integer::intValue).sum();
        }
    }

    /**
     * It is no export of spans.
     *
     * @param detail for people: what was wrong, and where
     */
    record Malformed(String detail) implements SpanExport {}
}
