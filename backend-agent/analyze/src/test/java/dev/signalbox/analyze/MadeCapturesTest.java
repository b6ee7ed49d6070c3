package dev.signalbox.analyze;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.analyze.capture.CaptureResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Captures made here: link layers, byte orders, fragments, TCP, damage. */
class MadeCapturesTest {

    private static final int ETHERNET = 1;
    private static final int RAW = 101;
    private static final String INVITE =
            """
            INVITE sip:+493012345678@b SIP/2.0\r
            Via: SIP/2.0/UDP a;branch=z9hG4bK1\r
            From: <sip:+4989765432@a>;tag=1\r
            To: <sip:b@b>\r
            Call-ID: made\r
            CSeq: 1 INVITE\r
            Content-Length: 3\r
            \r
            abc""";
    private static final String OK =
            """
            SIP/2.0 200 OK\r
            Via: SIP/2.0/UDP a;branch=z9hG4bK1\r
            From: <sip:+4989765432@a>;tag=1\r
            To: <sip:b@b>;tag=2\r
            Call-ID: made\r
            CSeq: 1 INVITE\r
            Content-Length: 0\r
            \r
            """;

    @TempDir private Path directory;

    private final List<byte[]> frames = new ArrayList<>();

    @Test
    void bothByteOrdersAndBothResolutions() throws IOException {
        frames.add(udp(1, 2, INVITE));
        frames.add(udp(2, 1, OK));
        for (ByteOrder order : List.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)) {
            for (int magic : List.of(0xa1b2c3d4, 0xa1b23c4d)) {
                Findings found = analyzed(pcap(order, magic, RAW));
                assertThat(found.legs().getFirst().counts().asr().value()).isEqualTo(1);
                double step = magic == 0xa1b2c3d4 ? 100 : 0.1;
                assertThat(found.calls().getFirst().pddMillis()).isEqualTo(step);
            }
        }
    }

    @Test
    void vlanInVlan() throws IOException {
        byte[] tags = {
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            (byte) 0x88,
            (byte) 0xa8,
            0,
            7,
            (byte) 0x81,
            0,
            0,
            9,
            8,
            0
        };
        frames.add(joined(tags, udp(1, 2, INVITE)));
        assertThat(analyzed(pcap(ETHERNET)).sipMessages()).isEqualTo(1);
    }

    @Test
    void ipInIp() throws IOException {
        frames.add(ip(4, 7, 8, 0, 0, udp(1, 2, INVITE)));
        assertThat(analyzed(pcap(RAW)).calls().getFirst().from()).hasToString("10.0.0.1:5060");
    }

    @Test
    void fragmentsInAnyOrderAndOneThatIsLost() throws IOException {
        byte[] whole = datagram(INVITE);
        byte[] first = java.util.Arrays.copyOfRange(whole, 0, 80);
        byte[] rest = java.util.Arrays.copyOfRange(whole, 80, whole.length);
        frames.add(ip(17, 1, 2, 80, 0, rest));
        frames.add(ip(17, 1, 2, 0, 0x2000, first));
        frames.add(ip(17, 3, 2, 80, 0, rest));
        Findings found = analyzed(pcap(RAW));
        assertThat(found.sipMessages()).isEqualTo(1);
        assertThat(found.counters()).containsEntry("fragments_lost", 1L);
    }

    @Test
    void tcpOutOfOrderTwiceAndCutAnywhere() throws IOException {
        byte[] both = ("\r\n\r\n" + INVITE + INVITE.replace("made", "other")).getBytes(ISO_8859_1);
        frames.add(tcp(1, 2, 99, 2, new byte[0]));
        frames.add(tcp(1, 2, 150, 16, java.util.Arrays.copyOfRange(both, 50, 200)));
        frames.add(tcp(1, 2, 100, 16, java.util.Arrays.copyOfRange(both, 0, 60)));
        frames.add(tcp(1, 2, 100, 16, java.util.Arrays.copyOfRange(both, 0, 60)));
        frames.add(tcp(1, 2, 300, 16, java.util.Arrays.copyOfRange(both, 200, both.length)));
        Findings found = analyzed(pcap(RAW));
        assertThat(found.rejected()).isZero();
        assertThat(found.calls()).extracting(c -> c.callId()).containsExactly("made", "other");
    }

    @Test
    void afterALostSegmentTheNextMessageIsFound() throws IOException {
        byte[] message = INVITE.getBytes(ISO_8859_1);
        byte[] third = INVITE.replace("made", "third").getBytes(ISO_8859_1);
        frames.add(tcp(1, 2, 99, 2, new byte[0]));
        frames.add(tcp(1, 2, 100, 16, java.util.Arrays.copyOf(message, 90)));
        frames.add(tcp(1, 2, 900, 16, third));
        Findings found = analyzed(pcap(RAW));
        assertThat(found.calls()).extracting(c -> c.callId()).containsExactly("third");
        assertThat(found.counters()).containsEntry("tcp_gaps", 1L);
    }

    @Test
    void whatWasReadBeforeTheFileBreaksOffIsShown() throws IOException {
        frames.add(udp(1, 2, INVITE));
        frames.add(udp(2, 1, OK));
        byte[] whole = pcap(RAW);
        Findings found = analyzed(java.util.Arrays.copyOf(whole, whole.length - 10));
        assertThat(found.sipMessages()).isEqualTo(1);
        CaptureResult read = found.read();
        assertThat(read.packets()).isEqualTo(1);
        assertThat(read.problem()).contains("cut off at byte ").contains("1 packets were read");
    }

    @Test
    void otherFilesAreNamedAsSuch() throws IOException {
        assertThat(analyzed("GIF89a, no capture".getBytes(ISO_8859_1)).read().problem())
                .contains("neither pcap nor pcapng");
        assertThat(analyzed(new byte[0]).read().problem()).contains("0 bytes");
    }

    @Test
    void impossibleLengthsAreDamage() throws IOException {
        frames.add(udp(1, 2, INVITE));
        byte[] damaged = pcap(RAW);
        ByteBuffer.wrap(damaged).putInt(24 + 8, -1);
        assertThat(analyzed(damaged).read().problem()).contains("damaged at byte 24");
    }

    @Test
    void numbersAreMaskedUnlessTheyAreAskedFor() throws IOException {
        frames.add(udp(1, 2, INVITE));
        Path file = directory.resolve("numbers.pcap");
        Files.write(file, pcap(RAW));
        String masked = run("analyze", file.toString(), "--json", "--ladder", "made");
        assertThat(masked).contains("+493xxxxxxx78").doesNotContain("12345678");
        String open = run("analyze", file.toString(), "--json", "--numbers");
        assertThat(open).contains("+493012345678").contains("+4989765432");
    }

    private static String run(String... arguments) {
        java.io.StringWriter out = new java.io.StringWriter();
        java.io.PrintWriter writer = new java.io.PrintWriter(out);
        int code = AnalyzeMain.run(writer, writer, arguments);
        assertThat(code).as(out.toString()).isZero();
        return out.toString();
    }

    private Findings analyzed(byte[] bytes) throws IOException {
        Path file = directory.resolve("made.pcap");
        Files.write(file, bytes);
        return Captured.analyzed(file);
    }

    private byte[] pcap(int linkType) {
        return pcap(ByteOrder.BIG_ENDIAN, 0xa1b2c3d4, linkType);
    }

    /** A frame every 100,000 units of the fraction. */
    private byte[] pcap(ByteOrder order, int magic, int linkType) {
        int size = 24 + frames.stream().mapToInt(f -> f.length + 16).sum();
        ByteBuffer out = ByteBuffer.allocate(size).order(order);
        out.putInt(magic).putInt(0x00020004).putInt(0).putInt(0).putInt(65_535).putInt(linkType);
        int fraction = 0;
        for (byte[] frame : frames) {
            out.putInt(1_700_000_000).putInt(fraction).putInt(frame.length).putInt(frame.length);
            out.put(frame);
            fraction += 100_000;
        }
        return out.array();
    }

    private static byte[] udp(int from, int to, String payload) {
        return ip(17, from, to, 0, 0, datagram(payload));
    }

    private static byte[] datagram(String payload) {
        byte[] body = payload.getBytes(ISO_8859_1);
        return ByteBuffer.allocate(8 + body.length)
                .putShort((short) 5060)
                .putShort((short) 5060)
                .putShort((short) (8 + body.length))
                .putShort((short) 0)
                .put(body)
                .array();
    }

    private static byte[] tcp(int from, int to, int sequence, int flags, byte[] body) {
        byte[] segment =
                ByteBuffer.allocate(20 + body.length)
                        .putShort((short) 40_000)
                        .putShort((short) 5060)
                        .putInt(sequence)
                        .putInt(0)
                        .put((byte) 0x50)
                        .put((byte) flags)
                        .putShort((short) 0)
                        .putInt(0)
                        .put(body)
                        .array();
        return ip(6, from, to, 0, 0, segment);
    }

    private static byte[] ip(int protocol, int from, int to, int offset, int flags, byte[] body) {
        return ByteBuffer.allocate(20 + body.length)
                .putShort((short) 0x4500)
                .putShort((short) (20 + body.length))
                .putShort((short) 77)
                .putShort((short) (flags | offset / 8))
                .put((byte) 64)
                .put((byte) protocol)
                .putShort((short) 0)
                .putInt(0x0a000000 | from)
                .putInt(0x0a000000 | to)
                .put(body)
                .array();
    }

    private static byte[] joined(byte[] first, byte[] second) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(first);
        out.writeBytes(second);
        return out.toByteArray();
    }
}
