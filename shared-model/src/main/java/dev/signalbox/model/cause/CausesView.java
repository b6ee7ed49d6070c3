package dev.signalbox.model.cause;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Why the calls of one region ended.
 *
 * @param groups by service and tag
 * @param history slices of 10 s of the last 10 min, oldest first
 * @param unknownEndings what no table knows, with how often it came; at most 50
 * @param unknownProviders what spans name and the policy does not have, as {@code
 *     stage/name/region}, with how often it came; at most 50
 */
public record CausesView(
        List<CauseGroup> groups,
        List<CauseSlice> history,
        SortedMap<String, Long> unknownEndings,
        SortedMap<String, Long> unknownProviders) {

    /** Nothing ended yet. */
    public static final CausesView NONE = new CausesView(List.of(), List.of(), new TreeMap<>());

    public CausesView {
        groups = List.copyOf(groups);
        history = List.copyOf(history);
        unknownEndings = Collections.unmodifiableSortedMap(new TreeMap<>(unknownEndings));
        unknownProviders = Collections.unmodifiableSortedMap(new TreeMap<>(unknownProviders));
    }

    /** Without unknown providers. */
    public CausesView(
            List<CauseGroup> groups,
            List<CauseSlice> history,
            SortedMap<String, Long> unknownEndings) {
        this(groups, history, unknownEndings, new TreeMap<>());
    }

    /** The same with these unknown providers. */
    public CausesView withUnknownProviders(SortedMap<String, Long> providers) {
        return new CausesView(groups, history, unknownEndings, providers);
    }
}
