package dev.signalbox.analyze.capture;

import dev.signalbox.model.net.EndpointCache;
import dev.signalbox.model.net.IpEndpoint;
import org.jspecify.annotations.Nullable;

/**
 * IPv4 (RFC 791) and IPv6 with extension headers (RFC 8200), IP in IP (RFC 2003, RFC 2473),
 * fragments put together; UDP and TCP inside.
 */
public final class InternetLayer {

    private static final int NESTED_MAX = 4;
    private static final int HOP_BY_HOP = 0;
    private static final int IPV4 = 4;
    private static final int TCP = 6;
    private static final int UDP = 17;
    private static final int IPV6 = 41;
    private static final int ROUTING = 43;
    private static final int FRAGMENT = 44;
    private static final int AUTHENTICATION = 51;
    private static final int DESTINATION_OPTIONS = 60;
    private static final long MAPPED = 0xffffL << 32;

    private final PayloadTaker taker;
    private final TcpStreams streams;
    private final Fragments fragments = new Fragments();
    private final EndpointCache endpoints = new EndpointCache();
    private int depth;
    private long sourceHigh;
    private long sourceLow;
    private long destinationHigh;
    private long destinationLow;

    /** Hands payloads on. */
    public InternetLayer(PayloadTaker taker) {
        this.taker = taker;
        this.streams = new TcpStreams(taker);
    }

    /** Fragments that never became a packet, so far. */
    public long fragmentsLost() {
        return fragments.lost();
    }

    /** Pieces of TCP streams that the capture does not have, so far. */
    public long streamGaps() {
        return streams.gaps();
    }

    /** Nothing comes after this: what waits for lost segments goes on without them. */
    public void finish() {
        streams.finish();
    }

    /** False when it is no IP packet. */
    boolean packet(byte[] bytes, int from, int end, long micros) {
        int version = (bytes[from] & 0xff) >>> 4;
        if (version == 4 && end - from >= 20) {
            v4(bytes, from, end, micros);
        } else if (version == 6 && end - from >= 40) {
            v6(bytes, from, end, micros);
        } else {
            return false;
        }
        return true;
    }

    private void v4(byte[] bytes, int from, int end, long micros) {
        int header = (bytes[from] & 15) * 4;
        int total = number(bytes, from + 2);
        // Segmentation offload leaves the total length 0; shorter frames are padded.
        int packetEnd = total == 0 ? end : Math.min(end, from + total);
        int body = from + header;
        if (header < 20 || body > packetEnd) {
            return;
        }
        sourceHigh = 0;
        sourceLow = MAPPED | word(bytes, from + 12);
        destinationHigh = 0;
        destinationLow = MAPPED | word(bytes, from + 16);
        int protocol = bytes[from + 9] & 0xff;
        int flags = number(bytes, from + 6);
        int offset = (flags & 0x1fff) * 8;
        boolean more = (flags & 0x2000) != 0;
        if (offset == 0 && !more) {
            transport(protocol, bytes, body, packetEnd, micros);
            return;
        }
        long id = number(bytes, from + 4);
        piece(protocol, id, offset, more, bytes, body, packetEnd, micros);
    }

    private void v6(byte[] bytes, int from, int end, long micros) {
        int length = number(bytes, from + 4);
        int packetEnd = length == 0 ? end : Math.min(end, from + 40 + length);
        sourceHigh = longWord(bytes, from + 8);
        sourceLow = longWord(bytes, from + 16);
        destinationHigh = longWord(bytes, from + 24);
        destinationLow = longWord(bytes, from + 32);
        int protocol = bytes[from + 6] & 0xff;
        int at = from + 40;
        while (at + 8 <= packetEnd) {
            switch (protocol) {
                case HOP_BY_HOP, ROUTING, DESTINATION_OPTIONS -> {
                    protocol = bytes[at] & 0xff;
                    at += ((bytes[at + 1] & 0xff) + 1) * 8;
                }
                case AUTHENTICATION -> {
                    protocol = bytes[at] & 0xff;
                    at += ((bytes[at + 1] & 0xff) + 2) * 4;
                }
                case FRAGMENT -> {
                    int flags = number(bytes, at + 2);
                    int next = bytes[at] & 0xff;
                    int offset = flags & 0xfff8;
                    boolean more = (flags & 1) != 0;
                    if (offset == 0 && !more) {
                        // RFC 6946: a fragment that is the whole.
                        protocol = next;
                        at += 8;
                    } else {
                        long id = word(bytes, at + 4);
                        piece(next, id, offset, more, bytes, at + 8, packetEnd, micros);
                        return;
                    }
                }
                default -> {
                    transport(protocol, bytes, at, packetEnd, micros);
                    return;
                }
            }
        }
    }

    private void piece(
            int protocol,
            long id,
            int offset,
            boolean more,
            byte[] bytes,
            int from,
            int end,
            long micros) {
        Fragments.Key key =
                new Fragments.Key(
                        sourceHigh, sourceLow, destinationHigh, destinationLow, protocol, id);
        byte @Nullable [] whole = fragments.add(key, offset, more, bytes, from, end, micros);
        if (whole != null) {
            transport(protocol, whole, 0, whole.length, micros);
        }
    }

    private void transport(int protocol, byte[] bytes, int from, int end, long micros) {
        switch (protocol) {
            case UDP -> udp(bytes, from, end, micros);
            case TCP -> tcp(bytes, from, end, micros);
            case IPV4, IPV6 -> {
                if (depth < NESTED_MAX && from < end) {
                    depth++;
                    packet(bytes, from, end, micros);
                    depth--;
                }
            }
            default -> {}
        }
    }

    private void udp(byte[] bytes, int from, int end, long micros) {
        if (end - from < 8) {
            return;
        }
        int length = number(bytes, from + 4);
        int payloadEnd = length < 8 ? end : Math.min(end, from + length);
        if (payloadEnd > from + 8) {
            taker.datagram(
                    bytes,
                    from + 8,
                    payloadEnd - from - 8,
                    endpoints.of(sourceHigh, sourceLow, number(bytes, from)),
                    endpoints.of(destinationHigh, destinationLow, number(bytes, from + 2)),
                    micros);
        }
    }

    private void tcp(byte[] bytes, int from, int end, long micros) {
        if (end - from < 20) {
            return;
        }
        int body = from + ((bytes[from + 12] & 0xff) >>> 4) * 4;
        if (body < from + 20 || body > end) {
            return;
        }
        IpEndpoint source = endpoints.of(sourceHigh, sourceLow, number(bytes, from));
        IpEndpoint destination =
                endpoints.of(destinationHigh, destinationLow, number(bytes, from + 2));
        int sequence = (int) word(bytes, from + 4);
        streams.segment(
                source, destination, sequence, bytes[from + 13] & 0xff, bytes, body, end, micros);
    }

    private static int number(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
    }

    private static long word(byte[] bytes, int at) {
        return (long) number(bytes, at) << 16 | number(bytes, at + 2);
    }

    private static long longWord(byte[] bytes, int at) {
        return word(bytes, at) << 32 | word(bytes, at + 4);
    }
}
