package dev.signalbox.agent.measure.ai;

import java.util.Arrays;

/**
 * Spans that were counted lately: an exporter that got no answer sends its batch again. Holds the
 * newest 65,536 at least and twice as many at most, in 2 MiB.
 */
final class SeenSpans {

    private static final int GENERATION = 65_536;
    private static final int MASK = 2 * GENERATION - 1;

    private long[] young = new long[2 * GENERATION];
    private long[] old = new long[2 * GENERATION];
    private int count;

    /**
     * Remembers a span.
     *
     * @return false when it was remembered already
     */
    boolean add(String traceId, String spanId) {
        long key = key(traceId, spanId);
        if (holds(old, key) || holds(young, key)) {
            return false;
        }
        if (count == GENERATION) {
            long[] oldest = old;
            old = young;
            young = oldest;
            Arrays.fill(young, 0);
            count = 0;
        }
        young[place(young, key)] = key;
        count++;
        return true;
    }

    /** Never 0, which marks a free place. */
    private static long key(String traceId, String spanId) {
        long key = 0xcbf29ce484222325L;
        key = mixed(key, traceId);
        key = mixed(key, spanId);
        key = (key ^ (key >>> 33)) * 0xff51afd7ed558ccdL;
        key ^= key >>> 33;
        return key == 0 ? 1 : key;
    }

    /** FNV-1a. */
    private static long mixed(long key, String text) {
        long mixed = key;
        for (int i = 0; i < text.length(); i++) {
            mixed = (mixed ^ text.charAt(i)) * 0x100000001b3L;
        }
        return mixed;
    }

    private static boolean holds(long[] table, long key) {
        return table[place(table, key)] == key;
    }

    private static int place(long[] table, long key) {
        int place = (int) (key & MASK);
        while (table[place] != 0 && table[place] != key) {
            place = (place + 1) & MASK;
        }
        return place;
    }
}
