package dev.signalbox.analyze.capture;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts IP fragments together (RFC 791, RFC 8200 section 4.5), in any order. Bounded in number, in
 * bytes and in time: the oldest packet that is not whole yet makes room.
 */
final class Fragments {

    static final int PACKETS_MAX = 512;
    static final long WAIT_MICROS = 30_000_000;
    private static final int BYTES_MAX = 65_535;
    private static final int UNIT = 8;

    /** What the fragments of one packet have in common. */
    record Key(
            long sourceHigh,
            long sourceLow,
            long destinationHigh,
            long destinationLow,
            int protocol,
            long id) {}

    private static final class Packet {
        final long firstMicros;
        byte[] bytes = new byte[4_096];
        final BitSet units = new BitSet();
        int total = -1;

        Packet(long firstMicros) {
            this.firstMicros = firstMicros;
        }
    }

    private final Map<Key, Packet> waiting = new LinkedHashMap<>();
    private long lost;

    long lost() {
        return lost + waiting.size();
    }

    /** The whole packet when this was the last piece of it, else null. */
    byte @Nullable [] add(
            Key key, int offset, boolean more, byte[] bytes, int from, int end, long micros) {
        int length = end - from;
        if (offset + length > BYTES_MAX || length <= 0) {
            return null;
        }
        forget(micros);
        Packet packet = waiting.computeIfAbsent(key, _ -> new Packet(micros));
        if (offset + length > packet.bytes.length) {
            packet.bytes =
                    Arrays.copyOf(packet.bytes, Math.max(offset + length, 2 * packet.bytes.length));
        }
        System.arraycopy(bytes, from, packet.bytes, offset, length);
        packet.units.set(offset / UNIT, (offset + length + UNIT - 1) / UNIT);
        if (!more) {
            packet.total = offset + length;
        }
        int needed = (packet.total + UNIT - 1) / UNIT;
        if (packet.total < 0 || packet.units.nextClearBit(0) < needed) {
            return null;
        }
        waiting.remove(key);
        return Arrays.copyOf(packet.bytes, packet.total);
    }

    private void forget(long micros) {
        Iterator<Packet> oldest = waiting.values().iterator();
        while (oldest.hasNext()) {
            boolean tooMany = waiting.size() >= PACKETS_MAX;
            boolean tooOld = micros - oldest.next().firstMicros > WAIT_MICROS;
            if (!tooMany && !tooOld) {
                return;
            }
            oldest.remove();
            lost++;
        }
    }
}
