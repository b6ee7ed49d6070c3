package dev.signalbox.analyze;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A pcap file of raw IPv4 with UDP, made here: a datagram every 100 ms. */
final class MadePcap {

    private static final int RAW = 101;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int packets;

    MadePcap() {
        out.writeBytes(
                ByteBuffer.allocate(24)
                        .putInt(0xa1b2c3d4)
                        .putInt(0x00020004)
                        .putInt(0)
                        .putInt(0)
                        .putInt(65_535)
                        .putInt(RAW)
                        .array());
    }

    /** From 10.0.0.{@code from} to 10.0.0.{@code to}. */
    MadePcap udp(int from, int fromPort, int to, int toPort, byte[] payload) {
        int length = 28 + payload.length;
        out.writeBytes(
                ByteBuffer.allocate(16 + length)
                        .putInt(1_700_000_000 + packets / 10)
                        .putInt(packets % 10 * 100_000)
                        .putInt(length)
                        .putInt(length)
                        .putShort((short) 0x4500)
                        .putShort((short) length)
                        .putInt(77 << 16)
                        .putShort((short) 0x4011)
                        .putShort((short) 0)
                        .putInt(0x0a000000 | from)
                        .putInt(0x0a000000 | to)
                        .putShort((short) fromPort)
                        .putShort((short) toPort)
                        .putShort((short) (8 + payload.length))
                        .putShort((short) 0)
                        .put(payload)
                        .array());
        packets++;
        return this;
    }

    MadePcap sip(int from, int to, String message) {
        return udp(from, 5060, to, 5060, message.getBytes(StandardCharsets.ISO_8859_1));
    }

    byte[] bytes() {
        return out.toByteArray();
    }
}
