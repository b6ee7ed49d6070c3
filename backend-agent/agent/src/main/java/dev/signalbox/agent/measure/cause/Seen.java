package dev.signalbox.agent.measure.cause;

/**
 * A memory of the newest keys in a fixed amount of space: a key may be forgotten once another one
 * needs its place, and is never taken for one that was not added (but for 64-bit collisions).
 */
final class Seen {

    private final long[] places;

    /**
     * @param placesPowerOfTwo how many keys fit at best, 8 bytes each
     */
    Seen(int placesPowerOfTwo) {
        this.places = new long[placesPowerOfTwo];
    }

    /** Remembers a key. @return false when it is remembered already */
    boolean add(long key) {
        int place = place(key);
        if (places[place] == key) {
            return false;
        }
        places[place] = key;
        return true;
    }

    boolean has(long key) {
        return places[place(key)] == key;
    }

    private int place(long key) {
        return (int) (key ^ key >>> 32) & (places.length - 1);
    }

    /** FNV-1a with 64 bits, mixed once more; never 0. */
    static long key(String... parts) {
        long hash = 0xcbf29ce484222325L;
        for (String part : parts) {
            for (int i = 0; i < part.length(); i++) {
                hash = (hash ^ part.charAt(i)) * 0x100000001b3L;
            }
            hash = (hash ^ 0x1f) * 0x100000001b3L;
        }
        hash ^= hash >>> 29;
        return hash == 0 ? 1 : hash;
    }
}
