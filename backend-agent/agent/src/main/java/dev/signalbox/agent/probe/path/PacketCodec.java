package dev.signalbox.agent.probe.path;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.SplittableRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads packets. All have 172 bytes, like 20 ms of G.711: an RTP header (RFC 3550:
 * version 2, payload type 0) and 160 bytes of payload, whose last 16 are a truncated HMAC-SHA256
 * over everything before them. For one thread.
 */
final class PacketCodec {

    /** Length of every packet. */
    static final int BYTES = 172;

    /** Shorter keys are refused. */
    static final int KEY_BYTES_MIN = 16;

    private static final int MAC_BYTES = 16;
    private static final int SIGNED_BYTES = BYTES - MAC_BYTES;
    private static final byte RTP_VERSION_2 = (byte) 0x80;
    private static final byte PAYLOAD_TYPE_PCMU = 0;
    private static final int MAGIC_VERSION_1 = 0x53425031;
    private static final byte PROBE = 1;
    private static final byte REFLECTION = 2;
    private static final byte FLAG_LATE = 1;
    private static final byte FLAG_HELD_UP = 2;

    private final Mac mac;
    private final SplittableRandom padding;

    /**
     * @param key shared by all agents, at least {@link #KEY_BYTES_MIN} bytes
     * @param seed of the padding
     */
    PacketCodec(byte[] key, long seed) {
        if (key.length < KEY_BYTES_MIN) {
            throw new IllegalArgumentException(
                    "path key of " + key.length + " bytes: at least " + KEY_BYTES_MIN);
        }
        try {
            mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256, which every JDK has", e);
        }
        padding = new SplittableRandom(seed);
    }

    /** How a region's name travels: the first 8 bytes of its SHA-256. */
    static long regionHash(String region) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(region.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(hash).getLong();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("SHA-256, which every JDK has", e);
        }
    }

    /** The packet with its MAC. */
    byte[] encode(PathPacket packet) {
        byte[] bytes = new byte[BYTES];
        ByteBuffer out = ByteBuffer.wrap(bytes);
        PathPacket.Reflection reflection = packet.reflection();
        out.put(RTP_VERSION_2).put(PAYLOAD_TYPE_PCMU);
        out.putShort((short) packet.rtp().sequence());
        out.putInt(packet.rtp().timestamp()).putInt(packet.rtp().ssrc());
        out.putInt(MAGIC_VERSION_1);
        out.put(reflection == null ? PROBE : REFLECTION);
        out.put(flags(packet));
        out.putLong(packet.from()).putLong(packet.to());
        out.putLong(packet.bootId()).putLong(packet.sequence()).putLong(packet.sentNanos());
        if (reflection != null) {
            out.putLong(reflection.receivedNanos()).putLong(reflection.reflectedNanos());
            out.putLong(reflection.jitterNanos());
            SeenWindow seen = reflection.seen();
            out.putLong(seen.first()).putLong(seen.highest());
            out.putLong(seen.bits0()).putLong(seen.bits1());
            out.putLong(seen.bits2()).putLong(seen.bits3());
        }
        while (out.position() < SIGNED_BYTES) {
            out.put((byte) padding.nextInt());
        }
        out.put(mac(bytes), 0, MAC_BYTES);
        return bytes;
    }

    /** The packet without a look at its MAC; null when it is none of ours. */
    static @Nullable PathPacket decode(byte[] bytes) {
        if (bytes.length != BYTES) {
            return null;
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        if (in.get() != RTP_VERSION_2 || in.get() != PAYLOAD_TYPE_PCMU) {
            return null;
        }
        PathPacket.Rtp rtp = new PathPacket.Rtp(in.getShort() & 0xffff, in.getInt(), in.getInt());
        if (in.getInt() != MAGIC_VERSION_1) {
            return null;
        }
        byte kind = in.get();
        byte flags = in.get();
        long from = in.getLong();
        long to = in.getLong();
        long bootId = in.getLong();
        long sequence = in.getLong();
        long sentNanos = in.getLong();
        if ((kind != PROBE && kind != REFLECTION) || sequence < 1) {
            return null;
        }
        boolean late = (flags & FLAG_LATE) != 0;
        PathPacket.Reflection reflection = kind == PROBE ? null : reflection(in, flags);
        return new PathPacket(rtp, from, to, bootId, sequence, sentNanos, late, reflection);
    }

    /** Whether somebody with the key wrote these {@link #BYTES} bytes. */
    boolean authentic(byte[] bytes) {
        byte[] expected = Arrays.copyOf(mac(bytes), MAC_BYTES);
        byte[] found = Arrays.copyOfRange(bytes, SIGNED_BYTES, BYTES);
        return MessageDigest.isEqual(expected, found);
    }

    private static PathPacket.Reflection reflection(ByteBuffer in, byte flags) {
        long receivedNanos = in.getLong();
        long reflectedNanos = in.getLong();
        long jitterNanos = in.getLong();
        SeenWindow seen =
                new SeenWindow(
                        in.getLong(),
                        in.getLong(),
                        in.getLong(),
                        in.getLong(),
                        in.getLong(),
                        in.getLong());
        boolean heldUp = (flags & FLAG_HELD_UP) != 0;
        return new PathPacket.Reflection(receivedNanos, reflectedNanos, heldUp, jitterNanos, seen);
    }

    private static byte flags(PathPacket packet) {
        int flags = packet.late() ? FLAG_LATE : 0;
        PathPacket.Reflection reflection = packet.reflection();
        if (reflection != null && reflection.heldUp()) {
            flags |= FLAG_HELD_UP;
        }
        return (byte) flags;
    }

    private byte[] mac(byte[] bytes) {
        mac.update(bytes, 0, SIGNED_BYTES);
        return mac.doFinal();
    }
}
