package dev.signalbox.world.route;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One table of Kamailio's {@code htable} module with its habits: an expired item is gone for a
 * reader of one key, and still in a dump until the sweep; giving it a new expiry brings it back.
 * Times are whole seconds since 1970, as in Kamailio. Not thread-safe.
 */
final class HashTable {

    /**
     * An item.
     *
     * @param value a String or a Long
     * @param expire second of its end, 0 for never
     */
    record Item(String name, Object value, long expire) {}

    private final String name;
    private final int size;
    private final long autoexpireSeconds;
    private final Map<String, Item> items = new LinkedHashMap<>();

    /**
     * @param sizeExponent the table has 2^sizeExponent slots; 2 to 31
     * @param autoexpireSeconds 0: items never expire, whatever they are told
     */
    HashTable(String name, int sizeExponent, long autoexpireSeconds) {
        this.name = name;
        this.size = 1 << sizeExponent;
        this.autoexpireSeconds = autoexpireSeconds;
    }

    String name() {
        return name;
    }

    /** Sets a value with the table's own expiry. */
    void set(String key, Object value, long nowSeconds) {
        long expire = autoexpireSeconds == 0 ? 0 : nowSeconds + autoexpireSeconds;
        items.put(key, new Item(key, value, expire));
    }

    /** Sets a value that ends after {@code seconds}; zero or less means the table's own expiry. */
    void set(String key, Object value, long seconds, long nowSeconds) {
        if (seconds <= 0) {
            set(key, value, nowSeconds);
            return;
        }
        // A table without expiry does not read the clock: its items get a date near 1970 and stay.
        long from = autoexpireSeconds == 0 ? 0 : nowSeconds;
        items.put(key, new Item(key, value, from + seconds));
    }

    /** Changes when an item ends; zero or less means never. Unknown keys are passed over. */
    void setExpiry(String key, long seconds, long nowSeconds) {
        if (autoexpireSeconds == 0) {
            return;
        }
        items.computeIfPresent(
                key,
                (_, item) ->
                        new Item(
                                item.name(),
                                item.value(),
                                seconds <= 0 ? 0 : nowSeconds + seconds));
    }

    /** The item, unless it has expired. */
    Optional<Item> get(String key, long nowSeconds) {
        return Optional.ofNullable(items.get(key)).filter(item -> !expired(item, nowSeconds));
    }

    /** Removes an item; false when there was none. */
    boolean delete(String key) {
        return items.remove(key) != null;
    }

    void flush() {
        items.clear();
    }

    /** Drops what has expired. */
    void sweep(long nowSeconds) {
        items.values().removeIf(item -> expired(item, nowSeconds));
    }

    /** All items by slot, in the order Kamailio lists them: by the hash of their names. */
    SortedMap<Integer, List<Item>> slots() {
        SortedMap<Integer, List<Item>> slots = new TreeMap<>();
        for (Item item : items.values()) {
            int slot = hash(item.name()) & (size - 1);
            slots.computeIfAbsent(slot, _ -> new ArrayList<>()).add(item);
        }
        for (List<Item> slot : slots.values()) {
            slot.sort(Comparator.comparingLong(item -> Integer.toUnsignedLong(hash(item.name()))));
        }
        return slots;
    }

    private boolean expired(Item item, long nowSeconds) {
        return autoexpireSeconds > 0 && item.expire() != 0 && item.expire() < nowSeconds;
    }

    /**
     * Kamailio's case-insensitive hash of a name: four bytes at a time, big-endian, mixed with a
     * shift by three; then folded.
     */
    static int hash(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        int hash = 0;
        int whole = bytes.length - bytes.length % 4;
        for (int i = 0; i < whole; i += 4) {
            hash += mix(word(bytes, i, 4));
        }
        if (whole < bytes.length) {
            hash += mix(word(bytes, whole, bytes.length - whole));
        }
        return hash + (hash >>> 11) + ((hash >>> 13) + (hash >>> 23));
    }

    private static int word(byte[] bytes, int from, int count) {
        int word = 0;
        for (int i = from; i < from + count; i++) {
            byte b = bytes[i];
            int lower = b >= 'A' && b <= 'Z' ? b | 0x20 : b;
            word = (word << 8) + lower;
        }
        return word;
    }

    private static int mix(int word) {
        return word ^ (word >>> 3);
    }
}
