package dev.signalbox.agent.measure;

import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/** How often each of a few numbers occurred, without an object for each. */
final class IntCounts {

    private int[] keys = new int[4];
    private int[] counts = new int[4];
    private int size;

    /** {@code count} more of {@code key}, or fewer when it is below 0. */
    void add(int key, int count) {
        int at = Arrays.binarySearch(keys, 0, size, key);
        if (at < 0) {
            at = ~at;
            insert(at, key);
        }
        counts[at] += count;
    }

    private void insert(int at, int key) {
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, 2 * size);
            counts = Arrays.copyOf(counts, 2 * size);
        }
        System.arraycopy(keys, at, keys, at + 1, size - at);
        System.arraycopy(counts, at, counts, at + 1, size - at);
        keys[at] = key;
        counts[at] = 0;
        size++;
    }

    void addAll(IntCounts other) {
        for (int i = 0; i < other.size; i++) {
            add(other.keys[i], other.counts[i]);
        }
    }

    void clear() {
        size = 0;
    }

    /** Those that occurred, by number. */
    SortedMap<Integer, Long> toMap() {
        TreeMap<Integer, Long> map = new TreeMap<>();
        for (int i = 0; i < size; i++) {
            if (counts[i] != 0) {
                map.put(keys[i], (long) counts[i]);
            }
        }
        return map;
    }
}
