package dev.signalbox.agent.parse;

import dev.signalbox.agent.parse.ParseResult.Reason;
import dev.signalbox.agent.parse.ParseResult.Rejected;
import dev.signalbox.model.net.EndpointCache;
import dev.signalbox.model.net.IpEndpoint;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The chunks of one HEP3 packet, or the header of an older one, read in one pass over its bytes.
 * Positions instead of copies: only what is asked for is turned into objects. Reused for the next
 * packet.
 */
final class HepPacket {

    static final int PROTOCOL_SIP = 1;

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

        private static final List<Chunk> OF_EVERY_MESSAGE =
                List.of(SOURCE, DESTINATION, SOURCE_PORT, DESTINATION_PORT, SECONDS);

        private static final int BITS_OF_EVERY_MESSAGE =
                OF_EVERY_MESSAGE.stream().mapToInt(c -> c.bit).sum();

        final int bit;
        final String title;

        Chunk(int bit, String title) {
            this.bit = bit;
            this.title = title;
        }
    }

    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final EndpointCache endpoints = new EndpointCache();

    byte[] bytes = {};
    int protocol;
    int captureId;
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

    /**
     * Reads all of the packet that begins at {@code from}; null when it is sound.
     *
     * @param arrivalMicros the time of a message that has none (version 1)
     */
    @Nullable Rejected read(byte[] newBytes, int from, int packetLength, long arrivalMicros) {
        bytes = newBytes;
        seen = 0;
        protocol = 0;
        captureId = 0;
        seconds = 0;
        micros = 0;
        correlationFrom = 0;
        correlationLength = 0;
        if (packetLength < HEADER) {
            return new Rejected(Reason.TRUNCATED, packetLength + " bytes");
        }
        int magic = number(from);
        if (magic != MAGIC_HEP3 && magic != MAGIC_EEP3) {
            return OldHep.begins(bytes, from)
                    ? OldHep.read(this, bytes, from, packetLength, arrivalMicros)
                    : new Rejected(Reason.BAD_MAGIC, "0x%08x".formatted(magic));
        }
        int total = shortNumber(from + 4);
        if (total != packetLength) {
            return new Rejected(
                    total > packetLength ? Reason.TRUNCATED : Reason.LENGTH_MISMATCH,
                    packetLength + " bytes, the header says " + total);
        }
        int end = from + total;
        int at = from + HEADER;
        while (at < end) {
            if (end - at < CHUNK_HEADER) {
                return new Rejected(Reason.BAD_CHUNK, (end - at) + " bytes left at the end");
            }
            int vendorAndType = number(at);
            int length = shortNumber(at + 4);
            if (length < CHUNK_HEADER || length > end - at) {
                return new Rejected(
                        Reason.BAD_CHUNK,
                        "chunk 0x%02x of length %d at %d"
                                .formatted(vendorAndType & 0xffff, length, at - from));
            }
            // Other vendors number their chunks as they like.
            if (vendorAndType >>> 16 == 0
                    && !chunk(vendorAndType, at + CHUNK_HEADER, length - CHUNK_HEADER)) {
                return new Rejected(
                        Reason.BAD_CHUNK,
                        "chunk 0x%02x of length %d, or twice".formatted(vendorAndType, length));
            }
            at += length;
        }
        return null;
    }

    /** A chunk that every mirrored message needs and this one has not, or null. */
    @Nullable Chunk missing() {
        if ((seen & Chunk.BITS_OF_EVERY_MESSAGE) == Chunk.BITS_OF_EVERY_MESSAGE) {
            return null;
        }
        return Chunk.OF_EVERY_MESSAGE.stream().filter(c -> !has(c)).findFirst().orElse(null);
    }

    boolean has(Chunk chunk) {
        return (seen & chunk.bit) != 0;
    }

    /** Compares in time that depends on the lengths alone. */
    boolean isKeyed(byte[] key) {
        int different = key.length ^ keyLength;
        for (int i = 0; i < keyLength; i++) {
            different |= bytes[keyFrom + i] ^ key[i % key.length];
        }
        return different == 0;
    }

    /** Empty when the sender gave none. */
    String correlationId() {
        return new String(bytes, correlationFrom, correlationLength, StandardCharsets.ISO_8859_1);
    }

    IpEndpoint source() {
        return endpoints.of(sourceHigh, sourceLow, sourcePort);
    }

    IpEndpoint destination() {
        return endpoints.of(destinationHigh, destinationLow, destinationPort);
    }

    long sentMicros() {
        return seconds * 1_000_000 + micros;
    }

    /** An address of 4 or 16 bytes. */
    void takeAddress(Chunk which, int from, int length) {
        address(which, length == 4, from, length);
    }

    void takePort(Chunk which, int from) {
        if (which == Chunk.SOURCE_PORT) {
            sourcePort = shortNumber(from);
        } else {
            destinationPort = shortNumber(from);
        }
        first(which);
    }

    void takeTime(long sent) {
        seconds = sent / 1_000_000;
        micros = sent % 1_000_000;
        first(Chunk.SECONDS);
    }

    /** What is mirrored is a SIP message, as it was sent. */
    void takeSip(int from, int length) {
        protocol = PROTOCOL_SIP;
        payloadFrom = from;
        payloadLength = length;
        compressed = false;
        first(Chunk.PROTOCOL);
        first(Chunk.PAYLOAD);
    }

    /** False when the chunk has an impossible length or was there before. */
    private boolean chunk(int type, int from, int length) {
        return switch (type) {
            case 0x03, 0x05 -> address(Chunk.SOURCE, type <= 0x04, from, length);
            case 0x04, 0x06 -> address(Chunk.DESTINATION, type <= 0x04, from, length);
            case 0x07 -> {
                sourcePort = length == 2 ? shortNumber(from) : 0;
                yield length == 2 && first(Chunk.SOURCE_PORT);
            }
            case 0x08 -> {
                destinationPort = length == 2 ? shortNumber(from) : 0;
                yield length == 2 && first(Chunk.DESTINATION_PORT);
            }
            case 0x09 -> {
                seconds = length == 4 ? number(from) & 0xffffffffL : 0;
                yield length == 4 && first(Chunk.SECONDS);
            }
            case 0x0a -> {
                micros = length == 4 ? number(from) & 0xffffffffL : 0;
                yield length == 4 && first(Chunk.MICROS);
            }
            case 0x0b -> {
                protocol = length == 1 ? bytes[from] & 0xff : 0;
                yield length == 1 && first(Chunk.PROTOCOL);
            }
            case 0x0c -> {
                int id = length == 4 ? number(from) : 0;
                // sngrep writes its id into the upper half.
                captureId = (id & 0xffff) == 0 ? id >>> 16 : id;
                yield true;
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
                // An empty one says as little as none.
                yield length == 0 || first(Chunk.CORRELATION_ID);
            }
            default -> true;
        };
    }

    /** IPv4 in 4 bytes or as ::ffff:a.b.c.d in 16, IPv6 in 16. */
    private boolean address(Chunk which, boolean v4, int from, int length) {
        long high;
        long low;
        if (v4 && length == 4) {
            high = 0;
            low = MAPPED | (number(from) & 0xffffffffL);
        } else if (length == 16) {
            high = (long) LONG.get(bytes, from);
            low = (long) LONG.get(bytes, from + 8);
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

    private int number(int from) {
        return (int) INT.get(bytes, from);
    }

    private int shortNumber(int from) {
        return (bytes[from] & 0xff) << 8 | (bytes[from + 1] & 0xff);
    }
}
