package dev.signalbox.world.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.signalbox.model.net.IpEndpoint;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HepPacketTest {

    private static final IpEndpoint SBC = IpEndpoint.of("127.0.0.1", 5060);
    private static final IpEndpoint CARRIER = IpEndpoint.of("192.0.2.7", 5091);

    private static byte[] packet(String sip) {
        ByteBuffer buffer = ByteBuffer.allocate(8_192);
        new HepPacket(2_001, "secret").write(buffer, SBC, CARRIER, 1_800_000_000_123_456L, sip);
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    @Test
    void chunksStandWhereTheFormatSays() {
        byte[] bytes = packet("OPTIONS sip:a SIP/2.0\r\n\r\n");
        ByteBuffer read = ByteBuffer.wrap(bytes);
        assertThat(new String(bytes, 0, 4, StandardCharsets.US_ASCII)).isEqualTo("HEP3");
        assertThat(read.getShort(4)).isEqualTo((short) bytes.length);
        read.position(6);
        StringBuilder types = new StringBuilder();
        while (read.hasRemaining()) {
            assertThat(read.getShort()).isZero();
            types.append(read.getShort()).append(' ');
            int bodyBytes = read.getShort() - 6;
            read.position(read.position() + bodyBytes);
        }
        assertThat(types.toString()).isEqualTo("1 2 3 4 7 8 9 10 11 12 14 15 ");
    }

    @Test
    void reportsCarryTheCallIdAsCorrelationId() {
        ByteBuffer buffer = ByteBuffer.allocate(8_192);
        new HepPacket(2_001, "secret")
                .writeReport(buffer, SBC, CARRIER, 1_800_000_000_123_456L, "c1@test", "{}");
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        assertThat(text)
                .startsWith("HEP3")
                .contains("\0\0\0\u000b\0\u0007\u0005")
                .contains("\0\0\0\u0011\0\rc1@test")
                .endsWith("\0\0\0\u000f\0\b{}");
    }

    @Test
    void tsharkReadsEveryMirroredSipMessage(@TempDir Path directory) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/tshark")), "tshark is not installed");
        VirtualRegion region = new VirtualRegion(1);
        region.runUntilSecond(30);
        List<VirtualRegion.Seen> messages = region.seen;
        Path capture = directory.resolve("hep.pcap");
        writePcap(
                capture,
                messages.stream()
                        .map(seen -> seen.sip().getBytes(StandardCharsets.UTF_8))
                        .toList());
        Process tshark =
                new ProcessBuilder(
                                "/usr/bin/tshark",
                                "-r",
                                capture.toString(),
                                "-d",
                                "udp.port==9060,sip",
                                "-T",
                                "fields",
                                "-e",
                                "sip.Call-ID",
                                "-e",
                                "sip.CSeq",
                                "-e",
                                "_ws.malformed",
                                "-e",
                                "sdp.media.port",
                                "-e",
                                "sip.Content-Length")
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .redirectOutput(directory.resolve("out").toFile())
                        .start();
        assertThat(tshark.waitFor(60, TimeUnit.SECONDS)).isTrue();
        List<String> lines = Files.readAllLines(directory.resolve("out"));
        assertThat(lines).hasSameSizeAs(messages);
        for (int i = 0; i < lines.size(); i++) {
            String[] fields = lines.get(i).split("\t", -1);
            assertThat(fields[0]).isEqualTo(messages.get(i).header("Call-ID"));
            assertThat(fields[1]).isEqualTo(messages.get(i).header("CSeq"));
            assertThat(fields[2]).as("malformed").isEmpty();
            // Bodies are whole: the SDP is found where there is one.
            assertThat(fields[3].isEmpty()).isEqualTo(fields[4].equals("0"));
        }
    }

    /** A capture of UDP packets to port 9060 (libpcap format, raw IPv4). */
    private static void writePcap(Path file, List<byte[]> payloads) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            ByteBuffer header = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
            header.putInt(0xa1b2c3d4).putShort((short) 2).putShort((short) 4);
            header.putInt(0).putInt(0).putInt(65_535).putInt(101);
            out.write(header.array());
            for (byte[] payload : payloads) {
                int length = 28 + payload.length;
                ByteBuffer record = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
                out.write(record.putInt(0).putInt(0).putInt(length).putInt(length).array());
                ByteBuffer ip = ByteBuffer.allocate(28);
                ip.put((byte) 0x45).put((byte) 0).putShort((short) length).putInt(0);
                ip.put((byte) 64).put((byte) 17).putShort((short) 0);
                ip.putInt(0x7f000001).putInt(0x7f000001);
                ip.putShort((short) 40_000).putShort((short) 9060);
                ip.putShort((short) (8 + payload.length)).putShort((short) 0);
                out.write(ip.array());
                out.write(payload);
            }
        }
    }
}
