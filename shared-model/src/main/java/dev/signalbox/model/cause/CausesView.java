package dev.signalbox.model.cause;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Why the calls of one region ended.
 *
 * @param groups by service and tag
 * @param history slices of 10 s of the last 10 min, oldest first
 * @param unknownEndings what no table knows, with how often it came; at most 50
 */
public record CausesView(
        List<CauseGroup> groups, List<CauseSlice> history, SortedMap<String, Long> unknownEndings) {

    /** Nothing ended yet. */
    public static final CausesView NONE = new CausesView(List.of(), List.of(), new TreeMap<>());

    public CausesView {
        groups = List.copyOf(groups);
        history = List.copyOf(history);
        unknownEndings = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(unknownEndings));
    }
}
