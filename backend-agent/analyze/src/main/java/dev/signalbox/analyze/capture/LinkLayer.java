package dev.signalbox.analyze.capture;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Finds the IP packet in a frame: Ethernet with VLAN tags (also stacked), PPPoE and MPLS, Linux
 * cooked captures (1 and 2), null and loopback, raw IP.
 */
public final class LinkLayer implements FrameTaker {

    private final InternetLayer next;
    private final SortedMap<String, Long> skipped = new TreeMap<>();

    /** Hands IP packets on. */
    public LinkLayer(InternetLayer next) {
        this.next = next;
    }

    /** Frames that carry no IP, by what they are. */
    public SortedMap<String, Long> skipped() {
        return skipped;
    }

    @Override
    public void frame(byte[] bytes, int from, int length, int linkType, long micros) {
        int end = from + length;
        switch (linkType) {
            case 0, 108 -> ip(bytes, from + 4, end, micros);
            case 12, 14, 101, 228, 229 -> ip(bytes, from, end, micros);
            case 1 -> typed(bytes, from + 12, from + 14, end, micros);
            case 113 -> typed(bytes, from + 14, from + 16, end, micros);
            case 276 -> typed(bytes, from, from + 20, end, micros);
            default -> skip("link type " + linkType);
        }
    }

    /** A protocol by its EtherType, which stands at {@code typeAt}. */
    private void typed(byte[] bytes, int typeAt, int bodyAt, int end, long micros) {
        int at = typeAt;
        int body = bodyAt;
        while (body <= end && at + 2 <= end) {
            int type = number(bytes, at);
            switch (type) {
                case 0x0800, 0x86dd -> {
                    ip(bytes, body, end, micros);
                    return;
                }
                // A VLAN tag: two bytes of tag, then the next EtherType.
                case 0x8100, 0x88a8, 0x9100, 0x9200 -> {
                    at = body + 2;
                    body += 4;
                }
                case 0x8864 -> {
                    // PPPoE session header and PPP protocol.
                    ip(bytes, body + 8, end, micros);
                    return;
                }
                case 0x8847, 0x8848 -> {
                    ip(bytes, afterLabels(bytes, body, end), end, micros);
                    return;
                }
                default -> {
                    skip("ethertype 0x%04x".formatted(type));
                    return;
                }
            }
        }
        skip("short frame");
    }

    /** After the label of the bottom of an MPLS stack (RFC 3032). */
    private static int afterLabels(byte[] bytes, int from, int end) {
        int at = from;
        while (at + 4 <= end) {
            boolean bottom = (bytes[at + 2] & 1) != 0;
            at += 4;
            if (bottom) {
                return at;
            }
        }
        return end;
    }

    private void ip(byte[] bytes, int from, int end, long micros) {
        if (from >= end) {
            skip("short frame");
        } else if (!next.packet(bytes, from, end, micros)) {
            skip("not IP");
        }
    }

    private void skip(String what) {
        // Bounded: numbers of types are 16 bits, and most are never seen.
        if (skipped.size() < 64 || skipped.containsKey(what)) {
            skipped.merge(what, 1L, Long::sum);
        }
    }

    private static int number(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
    }
}
