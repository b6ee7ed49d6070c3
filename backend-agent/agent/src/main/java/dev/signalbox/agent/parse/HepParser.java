package dev.signalbox.agent.parse;

import dev.signalbox.agent.parse.HepPacket.Chunk;
import dev.signalbox.agent.parse.ParseResult.Reason;
import dev.signalbox.agent.parse.ParseResult.Rejected;
import dev.signalbox.model.net.Datagram;
import dev.signalbox.model.net.EndpointCache;
import dev.signalbox.model.net.IpEndpoint;
import dev.signalbox.model.sip.MirrorTrust;
import dev.signalbox.model.sip.MirroredSip;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Reads HEP packets that mirror SIP (version 3 with magic {@code HEP3} or {@code EEP3}, and the
 * older 1 and 2), RTCP as JSON that names its call in the correlation id, and vq-rtcpxr; log lines
 * are told apart. Chunks may come in any order; unknown ones are skipped; IPv4 addresses are read
 * from 4 and from 16 bytes. Source: the HEP/EEP specification, revision 37, and what real senders
 * do.
 */
public final class HepParser {

    /** No SIP message is larger; a compressed one that grows beyond it is a bomb. */
    static final int INFLATED_BYTES_MAX = 256 << 10;

    private static final Map<ParseResult.Kind, ParseResult.Ignored> IGNORED =
            new EnumMap<>(ParseResult.Kind.class);

    static {
        for (ParseResult.Kind kind : ParseResult.Kind.values()) {
            IGNORED.put(kind, new ParseResult.Ignored(kind));
        }
    }

    private static final int PROTOCOL_RTCP_JSON = 5;

    /** Decimal 35, which real senders write. */
    private static final int PROTOCOL_VQ_RTCPXR = 0x23;

    /** As others write it; the specification has DNS here, so the text decides. */
    private static final int PROTOCOL_VQ_RTCPXR_OR_DNS = 0x35;

    private static final int PROTOCOL_LOG = 0x64;

    private final byte @Nullable [] key;
    private final Set<IpEndpoint> allow = new HashSet<>();
    private final boolean privateLink;
    private final EndpointCache senders = new EndpointCache();
    private final HepPacket packet = new HepPacket();
    private final SipParser sipParser = new SipParser();
    private final Datagram mirroredBytes = new Datagram();
    private final MirroredSip mirrored = new MirroredSip(sipParser.message());
    private final ParseResult.Parsed parsed = new ParseResult.Parsed(mirrored, null);

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

    /**
     * Reads one datagram. Never throws, whatever the bytes are.
     *
     * @return what it is; a message is another one after the next call
     */
    public ParseResult parse(Datagram datagram) {
        IpEndpoint sender = datagram.sender();
        if (!allow.contains(senders.of(sender.high(), sender.low(), 0))) {
            return new Rejected(Reason.STRANGER, sender.address());
        }
        Rejected unsound =
                packet.read(
                        datagram.bytes(),
                        datagram.from(),
                        datagram.length(),
                        datagram.arrivalNanos() / 1_000);
        if (unsound != null) {
            return unsound;
        }
        Rejected unkeyed = checkKey();
        if (unkeyed != null) {
            return unkeyed;
        }
        if (!packet.has(Chunk.PROTOCOL)) {
            return new Rejected(Reason.MISSING_CHUNK, "no protocol type");
        }
        boolean named = packet.protocol != PROTOCOL_RTCP_JSON || packet.has(Chunk.CORRELATION_ID);
        if (!isRead(packet.protocol) || !named) {
            return ignored(kind(packet.protocol));
        }
        if (packet.protocol == PROTOCOL_LOG && packet.has(Chunk.PAYLOAD)) {
            // Nothing of it is read: not who talked to whom, and no compressed text either.
            return new ParseResult.Log(packet.correlationId(), packet.payloadLength);
        }
        Rejected incomplete = checkWhole();
        if (incomplete != null) {
            return incomplete;
        }
        byte[] payload = packet.bytes;
        int from = packet.payloadFrom;
        int length = packet.payloadLength;
        if (packet.compressed) {
            Inflated inflated = inflate(payload, from, length);
            if (inflated.failure != null) {
                return inflated.failure;
            }
            payload = inflated.bytes;
            from = 0;
            length = inflated.length;
        }
        return switch (packet.protocol) {
            case HepPacket.PROTOCOL_SIP -> sip(payload, from, length, trust(datagram));
            case PROTOCOL_RTCP_JSON -> RtcpJson.parse(payload, from, length, envelope());
            default -> quality(payload, from, length);
        };
    }

    private static boolean isRead(int protocol) {
        return protocol == HepPacket.PROTOCOL_SIP
                || protocol == PROTOCOL_RTCP_JSON
                || protocol == PROTOCOL_VQ_RTCPXR
                || protocol == PROTOCOL_VQ_RTCPXR_OR_DNS
                || protocol == PROTOCOL_LOG;
    }

    /** The text of the SIP message that was parsed last, valid until the next call. */
    public Datagram mirroredBytes() {
        return mirroredBytes;
    }

    private @Nullable Rejected checkKey() {
        if (key == null) {
            return null;
        }
        if (!packet.has(Chunk.KEY)) {
            return new Rejected(Reason.MISSING_KEY, "no chunk 0x0e");
        }
        // Never quoted: a near miss would tell the key.
        return packet.isKeyed(key)
                ? null
                : new Rejected(Reason.WRONG_KEY, packet.keyLength + " bytes");
    }

    private MirrorTrust trust(Datagram datagram) {
        return key != null && (privateLink || datagram.secure() || isLoopback(datagram.sender()))
                ? MirrorTrust.AUTHENTICATED
                : MirrorTrust.PLAIN;
    }

    private static boolean isLoopback(IpEndpoint sender) {
        return sender.isV4()
                ? (sender.low() >>> 24 & 0xff) == 127
                : sender.high() == 0 && sender.low() == 1;
    }

    private @Nullable Rejected checkWhole() {
        if (!packet.has(Chunk.PAYLOAD) || packet.payloadLength == 0) {
            return new Rejected(Reason.NO_PAYLOAD, "no chunk 0x0f or 0x10");
        }
        Chunk missing = packet.missing();
        return missing == null ? null : new Rejected(Reason.MISSING_CHUNK, "no " + missing.title);
    }

    private Envelope envelope() {
        return new Envelope(
                packet.correlationId(), packet.source(), packet.destination(), packet.sentMicros());
    }

    private ParseResult quality(byte[] payload, int from, int length) {
        return VqRtcpXr.begins(payload, from, from + length)
                ? VqRtcpXr.parse(payload, from, from + length, envelope())
                : ignored(ParseResult.Kind.VQ_RTCPXR);
    }

    private ParseResult sip(byte[] payload, int from, int length, MirrorTrust trust) {
        mirroredBytes.set(payload, from, length, packet.source(), 0, false);
        return switch (sipParser.parse(payload, from, from + length)) {
            case SipResult.Message _ -> {
                mirrored.set(
                        packet.source(),
                        packet.destination(),
                        packet.sentMicros(),
                        trust,
                        packet.captureId);
                ParseResult quality = sipParser.quality(mirrored);
                yield quality == null ? parsed : new ParseResult.Parsed(mirrored, quality);
            }
            case SipResult.KeepAlive _ -> ignored(ParseResult.Kind.KEEP_ALIVE);
            case SipResult.Malformed(var reason, var detail) -> new Rejected(reason, detail);
        };
    }

    private static ParseResult.Ignored ignored(ParseResult.Kind kind) {
        return Objects.requireNonNull(IGNORED.get(kind));
    }

    private static ParseResult.Kind kind(int protocol) {
        return switch (protocol) {
            case 4 -> ParseResult.Kind.RTP;
            case 5 -> ParseResult.Kind.RTCP_JSON;
            case 0x22 -> ParseResult.Kind.MOS;
            default -> ParseResult.Kind.OTHER;
        };
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Inflated(byte[] bytes, int length, @Nullable Rejected failure) {
        static Inflated failed(Reason reason, String detail) {
            return new Inflated(new byte[0], 0, new Rejected(reason, detail));
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
                    return new Inflated(out, filled, null);
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
