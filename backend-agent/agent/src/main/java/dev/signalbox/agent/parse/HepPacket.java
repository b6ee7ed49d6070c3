package dev.signalbox.agent.parse;

import dev.signalbox.agent.parse.ParseResult.Reason;
import dev.signalbox.agent.parse.ParseResult.Rejected;
import dev.signalbox.model.net.IpEndpoint;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The chunks of one HEP3 packet, read in one pass over its bytes. Positions instead of copies: only
 * what is asked for is turned into objects.
 */
final class HepPacket {

    /** Magic and total length. */
    private static final int HEADER = 6;

    /** Vendor, type and length of a chunk. */
    private static final int CHUNK_HEADER = 6;

    private static final int MAGIC_HEP3 = 0x48455033;
    private static final int MAGIC_EEP3 = 0x45455033;
    private static final long MAPPED = 0xffffL << 32;

    /** What is read; a packet holds each at most once, whatever chunk type it comes in. */
    enum Chunk {
        SOURCE(1, "source address"),
        DESTINATION(2, "destination address"),
        SOURCE_PORT(4, "source port"),
        DESTINATION_PORT(8, "destination port"),
        SECONDS(16, "time stamp"),
        MICROS(32, "microseconds"),
        PROTOCOL(64, "protocol type"),
        KEY(128, "key"),
        PAYLOAD(256, "payload"),
        CORRELATION_ID(512, "correlation id");

        static final List<Chunk> OF_EVERY_MESSAGE =
                List.of(SOURCE, DESTINATION, SOURCE_PORT, DESTINATION_PORT, SECONDS);

        final int bit;
        final String title;

        Chunk(int bit, String title) {
            this.bit = bit;
            this.title = title;
        }
    }

    final byte[] bytes;
    int protocol;
    int keyLength;
    int payloadFrom;
    int payloadLength;
    boolean compressed;
    private int seen;
    private int keyFrom;
    private int correlationFrom;
    private int correlationLength;
    private long sourceHigh;
    private long sourceLow;
    private long destinationHigh;
    private long destinationLow;
    private int sourcePort;
    private int destinationPort;
    private long seconds;
    private long micros;

    HepPacket(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Reads all chunks; null when the packet is sound. */
    @Nullable Rejected read() {
        if (bytes.length < HEADER) {
            return new Rejected(Reason.TRUNCATED, bytes.length + " bytes");
        }
        int magic = (int) unsigned(0, 4);
        if (magic != MAGIC_HEP3 && magic != MAGIC_EEP3) {
            return badMagic();
        }
        int total = (int) unsigned(4, 2);
        if (total > bytes.length) {
            return new Rejected(
                    Reason.TRUNCATED, bytes.length + " bytes, the header says " + total);
        }
        if (total < bytes.length) {
            return new Rejected(
                    Reason.LENGTH_MISMATCH, bytes.length + " bytes, the header says " + total);
        }
        int at = HEADER;
        while (at < total) {
            if (total - at < CHUNK_HEADER) {
                return new Rejected(Reason.BAD_CHUNK, (total - at) + " bytes left at the end");
            }
            int length = (int) unsigned(at + 4, 2);
            if (length < CHUNK_HEADER || length > total - at) {
                return new Rejected(
                        Reason.BAD_CHUNK,
                        "chunk 0x%02x of length %d at %d"
                                .formatted(unsigned(at + 2, 2), length, at));
            }
            // Other vendors number their chunks as they like.
            if (unsigned(at, 2) == 0
                    && !chunk(
                            (int) unsigned(at + 2, 2), at + CHUNK_HEADER, length - CHUNK_HEADER)) {
                return new Rejected(
                        Reason.BAD_CHUNK,
                        "chunk 0x%02x of length %d, or twice"
                                .formatted(unsigned(at + 2, 2), length));
            }
            at += length;
        }
        return null;
    }

    boolean has(Chunk chunk) {
        return (seen & chunk.bit) != 0;
    }

    byte[] key() {
        return Arrays.copyOfRange(bytes, keyFrom, keyFrom + keyLength);
    }

    /** Empty when the sender gave none. */
    String correlationId() {
        return new String(bytes, correlationFrom, correlationLength, StandardCharsets.ISO_8859_1);
    }

    IpEndpoint source() {
        return new IpEndpoint(sourceHigh, sourceLow, sourcePort);
    }

    IpEndpoint destination() {
        return new IpEndpoint(destinationHigh, destinationLow, destinationPort);
    }

    long sentMicros() {
        return seconds * 1_000_000 + micros;
    }

    private Rejected badMagic() {
        // Versions 1 and 2 start with the version and the length of their fixed header.
        int header = bytes[1];
        boolean old =
                (bytes[0] == 1 || bytes[0] == 2)
                        && (header == 16 || header == 28 || header == 40 || header == 52);
        return old
                ? new Rejected(Reason.OLD_VERSION, "HEP version " + bytes[0])
                : new Rejected(Reason.BAD_MAGIC, "0x%08x".formatted(unsigned(0, 4)));
    }

    /** False when the chunk has an impossible length or was there before. */
    private boolean chunk(int type, int from, int length) {
        return switch (type) {
            case 0x03, 0x05 -> address(Chunk.SOURCE, type, from, length);
            case 0x04, 0x06 -> address(Chunk.DESTINATION, type, from, length);
            case 0x07 -> {
                sourcePort = number(from, length, 2);
                yield length == 2 && first(Chunk.SOURCE_PORT);
            }
            case 0x08 -> {
                destinationPort = number(from, length, 2);
                yield length == 2 && first(Chunk.DESTINATION_PORT);
            }
            case 0x09 -> {
                seconds = number(from, length, 4) & 0xffffffffL;
                yield length == 4 && first(Chunk.SECONDS);
            }
            case 0x0a -> {
                micros = number(from, length, 4) & 0xffffffffL;
                yield length == 4 && first(Chunk.MICROS);
            }
            case 0x0b -> {
                protocol = number(from, length, 1);
                yield length == 1 && first(Chunk.PROTOCOL);
            }
            case 0x0e -> {
                keyFrom = from;
                keyLength = length;
                yield first(Chunk.KEY);
            }
            case 0x0f, 0x10 -> {
                payloadFrom = from;
                payloadLength = length;
                compressed = type == 0x10;
                yield first(Chunk.PAYLOAD);
            }
            case 0x11 -> {
                correlationFrom = from;
                correlationLength = length;
                yield first(Chunk.CORRELATION_ID);
            }
            default -> true;
        };
    }

    /** IPv4 in 4 bytes or as ::ffff:a.b.c.d in 16, IPv6 in 16. */
    private boolean address(Chunk which, int type, int from, int length) {
        boolean v4 = type <= 0x04;
        long high;
        long low;
        if (v4 && length == 4) {
            high = 0;
            low = MAPPED | unsigned(from, 4);
        } else if (length == 16) {
            high = unsigned(from, 8);
            low = unsigned(from + 8, 8);
        } else {
            return false;
        }
        if (which == Chunk.SOURCE) {
            sourceHigh = high;
            sourceLow = low;
        } else {
            destinationHigh = high;
            destinationLow = low;
        }
        return first(which);
    }

    private boolean first(Chunk chunk) {
        boolean before = has(chunk);
        seen |= chunk.bit;
        return !before;
    }

    /** A number of {@code wanted} bytes, 0 when the chunk has another length. */
    private int number(int from, int length, int wanted) {
        return length == wanted ? (int) unsigned(from, wanted) : 0;
    }

    private long unsigned(int from, int count) {
        long value = 0;
        for (int i = from; i < from + count; i++) {
            value = value << 8 | (bytes[i] & 0xff);
        }
        return value;
    }
}
