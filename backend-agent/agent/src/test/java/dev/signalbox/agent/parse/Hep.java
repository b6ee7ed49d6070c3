package dev.signalbox.agent.parse;

import dev.signalbox.model.net.Datagram;
import dev.signalbox.model.net.IpEndpoint;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Deflater;

/** Writes HEP3 packets, sound or not, chunk by chunk. */
final class Hep {

    static final IpEndpoint SENDER = IpEndpoint.of("127.0.0.1", 33_333);

    static final String INVITE =
            """
            INVITE sip:+4930555@192.0.2.20 SIP/2.0
            Via: SIP/2.0/UDP 192.0.2.10:5060;branch=z9hG4bK-1
            From: "Anna" <sip:anna@example.com>;tag=a1
            To: <sip:+4930555@192.0.2.20>
            Call-ID: call-1@192.0.2.10
            CSeq: 7 INVITE
            Content-Length: 0

            """
                    .replace("\n", "\r\n");

    private Hep() {}

    static byte[] chunk(int vendor, int type, byte[] body) {
        return ByteBuffer.allocate(6 + body.length)
                .putShort((short) vendor)
                .putShort((short) type)
                .putShort((short) (6 + body.length))
                .put(body)
                .array();
    }

    static byte[] chunk(int type, byte[] body) {
        return chunk(0, type, body);
    }

    static byte[] chunk(int type, String body) {
        return chunk(type, body.getBytes(StandardCharsets.ISO_8859_1));
    }

    static byte[] number(int type, int bytes, long value) {
        byte[] body = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            body[i] = (byte) (value >>> (8 * (bytes - 1 - i)));
        }
        return chunk(type, body);
    }

    /** The chunks of a keyed INVITE from 192.0.2.10:5060 to 192.0.2.20:5062. */
    static List<byte[]> chunks(byte[] payload) {
        List<byte[]> chunks = new ArrayList<>();
        chunks.add(number(0x01, 1, 2));
        chunks.add(number(0x02, 1, 17));
        chunks.add(chunk(0x03, new byte[] {(byte) 192, 0, 2, 10}));
        chunks.add(chunk(0x04, new byte[] {(byte) 192, 0, 2, 20}));
        chunks.add(number(0x07, 2, 5060));
        chunks.add(number(0x08, 2, 5062));
        chunks.add(number(0x09, 4, 1_700_000_000L));
        chunks.add(number(0x0a, 4, 123_456));
        chunks.add(number(0x0b, 1, 1));
        chunks.add(number(0x0c, 4, 2001));
        chunks.add(chunk(0x0e, "secret"));
        chunks.add(chunk(0x0f, payload));
        return chunks;
    }

    static List<byte[]> chunks(String payload) {
        return chunks(payload.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The same chunks with one of another type or content in place of the one of {@code type}. */
    static List<byte[]> with(List<byte[]> chunks, int type, byte[] instead) {
        return chunks.stream().map(c -> c[3] == type ? instead : c).toList();
    }

    static List<byte[]> without(List<byte[]> chunks, int type) {
        return chunks.stream().filter(c -> c[3] != type).toList();
    }

    static byte[] packet(String magic, List<byte[]> chunks) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(magic.getBytes(StandardCharsets.US_ASCII));
        int total = 6 + chunks.stream().mapToInt(c -> c.length).sum();
        out.write(total >>> 8);
        out.write(total);
        chunks.forEach(out::writeBytes);
        return out.toByteArray();
    }

    static byte[] packet(List<byte[]> chunks) {
        return packet("HEP3", chunks);
    }

    static Datagram datagram(byte[] bytes) {
        return new Datagram(bytes, SENDER, 0);
    }

    static byte[] zlib(byte[] bytes) {
        Deflater deflater = new Deflater();
        deflater.setInput(bytes);
        deflater.finish();
        byte[] out = new byte[bytes.length + 100];
        int length = deflater.deflate(out);
        deflater.end();
        return Arrays.copyOf(out, length);
    }
}
