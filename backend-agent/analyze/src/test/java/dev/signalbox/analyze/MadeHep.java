package dev.signalbox.analyze;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A HEP3 packet from 192.0.2.10:5060 to 192.0.2.20:5060, made here. */
final class MadeHep {

    private MadeHep() {}

    static byte[] packet(int protocol, String correlationId, byte[] payload) {
        ByteArrayOutputStream chunks = new ByteArrayOutputStream();
        chunk(chunks, 3, new byte[] {(byte) 192, 0, 2, 10});
        chunk(chunks, 4, new byte[] {(byte) 192, 0, 2, 20});
        chunk(chunks, 7, new byte[] {0x13, (byte) 0xc4});
        chunk(chunks, 8, new byte[] {0x13, (byte) 0xc4});
        chunk(chunks, 9, new byte[] {0x65, 0x53, (byte) 0xf1, 0});
        chunk(chunks, 0x0b, new byte[] {(byte) protocol});
        chunk(chunks, 0x0f, payload);
        if (!correlationId.isEmpty()) {
            chunk(chunks, 0x11, correlationId.getBytes(StandardCharsets.US_ASCII));
        }
        return ByteBuffer.allocate(6 + chunks.size())
                .put("HEP3".getBytes(StandardCharsets.US_ASCII))
                .putShort((short) (6 + chunks.size()))
                .put(chunks.toByteArray())
                .array();
    }

    private static void chunk(ByteArrayOutputStream out, int type, byte[] body) {
        out.writeBytes(
                ByteBuffer.allocate(6 + body.length)
                        .putShort((short) 0)
                        .putShort((short) type)
                        .putShort((short) (6 + body.length))
                        .put(body)
                        .array());
    }
}
