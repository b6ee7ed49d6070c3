package dev.signalbox.world.trouble;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Sends datagrams to an agent no faster than it takes them off its socket, so that every one
 * arrives and can be counted.
 */
final class HepSender implements AutoCloseable {

    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private static final int SBC_PORT = 5_060;
    private static final int BURST = 10;
    private static final Path SOCKETS = Path.of("/proc/net/udp");

    private final DatagramChannel channel;
    private final InetSocketAddress agent;
    private long sent;

    HepSender(String from, InetSocketAddress agent) throws IOException {
        this.channel = DatagramChannel.open();
        this.channel.bind(new InetSocketAddress(InetAddress.ofLiteral(from), 0));
        this.agent = agent;
    }

    void send(byte[] datagram) throws IOException {
        sendUnpaced(datagram);
        if (sent % BURST == 0 || datagram.length > 10_000) {
            awaitTaken();
        }
    }

    void sendUnpaced(byte[] datagram) throws IOException {
        channel.send(ByteBuffer.wrap(datagram), agent);
        sent++;
    }

    long sent() {
        return sent;
    }

    /** The kernel says how many bytes wait at the agent's socket. */
    private void awaitTaken() {
        String port = String.format(Locale.ROOT, ":%04X ", agent.getPort());
        Await.until("the agent takes its datagrams", () -> waiting(port) == 0);
    }

    private static long waiting(String port) {
        try {
            return Files.readAllLines(SOCKETS).stream()
                    .filter(line -> line.indexOf(port) > 0 && line.indexOf(port) < 20)
                    .mapToLong(line -> Long.parseLong(line.strip().split("[ :]+")[7], 16))
                    .sum();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    static boolean canPace() {
        return Files.isReadable(SOCKETS);
    }

    /** A whole call to the carrier at {@code carrierPort}: INVITE, 100, 180, 200. */
    static byte[][] call(int number, int carrierPort, String key) {
        String headers =
                """
                Via: SIP/2.0/UDP 127.0.0.1:5060;branch=z9hG4bKt%1$d\r
                From: <sip:+4969555001@127.0.0.1>;tag=f%1$d\r
                To: <sip:+4930123%1$d@127.0.0.1>%2$s\r
                Call-ID: trouble-%1$d@example\r
                CSeq: 1 INVITE\r
                Max-Forwards: 69\r
                Content-Length: 0\r
                \r
                """;
        String asked = headers.formatted(number, "");
        String answered = headers.formatted(number, ";tag=t" + number);
        String invite = "INVITE sip:+4930123%d@127.0.0.1 SIP/2.0\r\n".formatted(number) + asked;
        return new byte[][] {
            hep(SBC_PORT, carrierPort, key, invite),
            hep(carrierPort, SBC_PORT, key, "SIP/2.0 100 Trying\r\n" + asked),
            hep(carrierPort, SBC_PORT, key, "SIP/2.0 180 Ringing\r\n" + answered),
            hep(carrierPort, SBC_PORT, key, "SIP/2.0 200 OK\r\n" + answered)
        };
    }

    /** HEP3 around a SIP message. */
    static byte[] hep(int sourcePort, int destinationPort, String key, String sip) {
        byte[] payload = sip.getBytes(StandardCharsets.UTF_8);
        byte[] secret = key.getBytes(StandardCharsets.UTF_8);
        long micros = System.currentTimeMillis() * 1_000;
        ByteBuffer buffer = ByteBuffer.allocate(200 + payload.length + secret.length);
        buffer.put(new byte[] {'H', 'E', 'P', '3'}).putShort((short) 0);
        chunk(buffer, 0x01, 1).put((byte) 2);
        chunk(buffer, 0x02, 1).put((byte) 17);
        chunk(buffer, 0x03, 4).put(LOOPBACK.getAddress());
        chunk(buffer, 0x04, 4).put(LOOPBACK.getAddress());
        chunk(buffer, 0x07, 2).putShort((short) sourcePort);
        chunk(buffer, 0x08, 2).putShort((short) destinationPort);
        chunk(buffer, 0x09, 4).putInt((int) (micros / 1_000_000));
        chunk(buffer, 0x0a, 4).putInt((int) (micros % 1_000_000));
        chunk(buffer, 0x0b, 1).put((byte) 1);
        chunk(buffer, 0x0c, 4).putInt(2_001);
        if (secret.length > 0) {
            chunk(buffer, 0x0e, secret.length).put(secret);
        }
        chunk(buffer, 0x0f, payload.length).put(payload);
        buffer.putShort(4, (short) buffer.position());
        byte[] bytes = new byte[buffer.position()];
        buffer.flip().get(bytes);
        return bytes;
    }

    private static ByteBuffer chunk(ByteBuffer buffer, int type, int bodyBytes) {
        return buffer.putShort((short) 0).putShort((short) type).putShort((short) (6 + bodyBytes));
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
