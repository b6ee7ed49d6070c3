package dev.signalbox.agent.parse;

import dev.signalbox.agent.parse.HepPacket.Chunk;
import dev.signalbox.agent.parse.ParseResult.Reason;
import dev.signalbox.agent.parse.ParseResult.Rejected;
import dev.signalbox.model.net.Datagram;
import dev.signalbox.model.net.IpEndpoint;
import dev.signalbox.model.sip.MirrorTrust;
import dev.signalbox.model.sip.MirroredSip;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Reads HEP version 3 packets (magic {@code HEP3} or {@code EEP3}) that mirror SIP, and RTCP as
 * JSON that names its call in the correlation id. Chunks may come in any order; unknown ones are
 * skipped; IPv4 addresses are read from 4 and from 16 bytes. Source: the HEP/EEP specification,
 * revision 37, and what real senders do.
 */
public final class HepParser {

    /** No SIP message is larger; a compressed one that grows beyond it is a bomb. */
    static final int INFLATED_BYTES_MAX = 256 << 10;

    private static final int PROTOCOL_SIP = 1;
    private static final int PROTOCOL_RTCP_JSON = 5;

    private final byte @Nullable [] key;
    private final Set<IpEndpoint> allow = new HashSet<>();
    private final boolean privateLink;

    /**
     * A parser for one listening address.
     *
     * @param key the shared secret that packets must carry (chunk 0x0e), null when senders are not
     *     keyed
     * @param allow numeric addresses that senders may have; empty allows none
     * @param privateLink the operator declares the link private: keyed senders on it are believed
     *     as on loopback
     * @throws IllegalArgumentException when an allowed address is not numeric
     */
    public HepParser(@Nullable String key, Collection<String> allow, boolean privateLink) {
        this.key = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
        for (String address : allow) {
            this.allow.add(IpEndpoint.of(address, 0));
        }
        this.privateLink = privateLink;
    }

    /** Reads one datagram. Never throws, whatever the bytes are. */
    public ParseResult parse(Datagram datagram) {
        IpEndpoint sender = datagram.sender();
        if (!allow.contains(new IpEndpoint(sender.high(), sender.low(), 0))) {
            return new Rejected(Reason.STRANGER, sender.address());
        }
        HepPacket packet = new HepPacket(datagram.bytes());
        Rejected unsound = packet.read();
        if (unsound != null) {
            return unsound;
        }
        Rejected unkeyed = checkKey(packet);
        if (unkeyed != null) {
            return unkeyed;
        }
        if (!packet.has(Chunk.PROTOCOL)) {
            return new Rejected(Reason.MISSING_CHUNK, "no protocol type");
        }
        boolean rtcp = packet.protocol == PROTOCOL_RTCP_JSON && !packet.correlationId().isEmpty();
        if (packet.protocol != PROTOCOL_SIP && !rtcp) {
            return new ParseResult.Ignored(kind(packet.protocol));
        }
        Rejected incomplete = checkWhole(packet);
        if (incomplete != null) {
            return incomplete;
        }
        Inflated payload =
                packet.compressed
                        ? inflate(packet.bytes, packet.payloadFrom, packet.payloadLength)
                        : new Inflated(
                                packet.bytes, packet.payloadFrom, packet.payloadLength, null);
        if (payload.failure != null) {
            return payload.failure;
        }
        return rtcp ? rtcp(packet, payload) : sip(packet, payload, trust(sender));
    }

    private @Nullable Rejected checkKey(HepPacket packet) {
        if (key == null) {
            return null;
        }
        if (!packet.has(Chunk.KEY)) {
            return new Rejected(Reason.MISSING_KEY, "no chunk 0x0e");
        }
        // Compared in constant time, and never quoted: a near miss would tell the key.
        return MessageDigest.isEqual(key, packet.key())
                ? null
                : new Rejected(Reason.WRONG_KEY, packet.keyLength + " bytes");
    }

    private MirrorTrust trust(IpEndpoint sender) {
        return key != null && (privateLink || isLoopback(sender))
                ? MirrorTrust.AUTHENTICATED
                : MirrorTrust.PLAIN;
    }

    private static boolean isLoopback(IpEndpoint sender) {
        return sender.isV4()
                ? (sender.low() >>> 24 & 0xff) == 127
                : sender.high() == 0 && sender.low() == 1;
    }

    private static @Nullable Rejected checkWhole(HepPacket packet) {
        if (!packet.has(Chunk.PAYLOAD) || packet.payloadLength == 0) {
            return new Rejected(Reason.NO_PAYLOAD, "no chunk 0x0f or 0x10");
        }
        for (Chunk needed : Chunk.OF_EVERY_MESSAGE) {
            if (!packet.has(needed)) {
                return new Rejected(Reason.MISSING_CHUNK, "no " + needed.title);
            }
        }
        return null;
    }

    private static ParseResult rtcp(HepPacket packet, Inflated payload) {
        return RtcpJson.parse(
                payload.bytes,
                payload.from,
                payload.length,
                new RtcpJson.Envelope(
                        packet.correlationId(),
                        packet.source(),
                        packet.destination(),
                        packet.sentMicros()));
    }

    private static ParseResult sip(HepPacket packet, Inflated payload, MirrorTrust trust) {
        return switch (SipParser.parse(
                payload.bytes, payload.from, payload.from + payload.length)) {
            case SipResult.Message(var message) ->
                    new ParseResult.Parsed(
                            new MirroredSip(
                                    packet.source(),
                                    packet.destination(),
                                    packet.sentMicros(),
                                    trust,
                                    message));
            case SipResult.KeepAlive() -> new ParseResult.Ignored(ParseResult.Kind.KEEP_ALIVE);
            case SipResult.Malformed(var reason, var detail) -> new Rejected(reason, detail);
        };
    }

    private static ParseResult.Kind kind(int protocol) {
        return switch (protocol) {
            case 4 -> ParseResult.Kind.RTP;
            case 5 -> ParseResult.Kind.RTCP_JSON;
            case 0x22 -> ParseResult.Kind.MOS;
            case 0x35 -> ParseResult.Kind.VQ_RTCPXR;
            case 0x64 -> ParseResult.Kind.LOG;
            default -> ParseResult.Kind.OTHER;
        };
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Inflated(byte[] bytes, int from, int length, @Nullable Rejected failure) {
        static Inflated failed(Reason reason, String detail) {
            return new Inflated(new byte[0], 0, 0, new Rejected(reason, detail));
        }
    }

    private static Inflated inflate(byte[] bytes, int from, int length) {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(bytes, from, length);
            byte[] out = new byte[Math.min(INFLATED_BYTES_MAX, Math.max(1024, 8 * length))];
            int filled = 0;
            while (true) {
                int more = inflater.inflate(out, filled, out.length - filled);
                filled += more;
                if (inflater.finished()) {
                    return new Inflated(out, 0, filled, null);
                }
                if (filled == INFLATED_BYTES_MAX) {
                    return Inflated.failed(
                            Reason.OVERSIZED, "more than " + INFLATED_BYTES_MAX + " bytes");
                }
                if (filled == out.length) {
                    out = Arrays.copyOf(out, Math.min(INFLATED_BYTES_MAX, 2 * filled));
                } else if (more == 0) {
                    return Inflated.failed(Reason.BAD_COMPRESSION, "zlib data ends early");
                }
            }
        } catch (DataFormatException e) {
            return Inflated.failed(Reason.BAD_COMPRESSION, "not zlib data");
        } finally {
            inflater.end();
        }
    }
}
