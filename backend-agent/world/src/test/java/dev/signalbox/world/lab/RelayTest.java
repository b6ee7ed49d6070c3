package dev.signalbox.world.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RelayTest {

    private final DatagramSocket carrier = socket();
    private final DatagramSocket rejecting = socket();
    private final DatagramSocket sbc = socket();
    private final DatagramSocket probe = socket();
    private InetSocketAddress trunk = new InetSocketAddress(0);
    private Relay relay;

    RelayTest() throws IOException {
        try (DatagramSocket free = socket()) {
            trunk = address(free);
        }
        relay = new Relay(trunk, address(carrier), address(rejecting));
    }

    @BeforeEach
    void notDiverting() {
        relay.divert(false);
    }

    @AfterEach
    void close() {
        relay.close();
        carrier.close();
        rejecting.close();
        sbc.close();
        probe.close();
    }

    private static DatagramSocket socket() throws IOException {
        DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        socket.setSoTimeout(10_000);
        return socket;
    }

    private static InetSocketAddress address(DatagramSocket socket) {
        return new InetSocketAddress(socket.getLocalAddress(), socket.getLocalPort());
    }

    private void send(DatagramSocket from, String method, String callId) throws IOException {
        byte[] bytes =
                (method + " sip:x@y SIP/2.0\r\nCall-ID: " + callId + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII);
        from.send(new DatagramPacket(bytes, bytes.length, trunk));
    }

    private static DatagramPacket receive(DatagramSocket at) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[2000], 2000);
        at.receive(packet);
        return packet;
    }

    private static void expect(DatagramSocket at, String method, String callId) throws IOException {
        DatagramPacket packet = receive(at);
        assertThat(new String(packet.getData(), 0, packet.getLength(), StandardCharsets.US_ASCII))
                .startsWith(method)
                .contains("Call-ID: " + callId + "\r\n");
    }

    @Test
    void divertsOnlyCallsThatBegin() throws IOException {
        send(sbc, "INVITE", "old");
        expect(carrier, "INVITE", "old");
        relay.divert(true);
        send(sbc, "INVITE", "new");
        expect(rejecting, "INVITE", "new");
        send(sbc, "ACK", "new");
        expect(rejecting, "ACK", "new");
        send(sbc, "BYE", "old");
        expect(carrier, "BYE", "old");
        send(sbc, "INVITE", "old");
        expect(carrier, "INVITE", "old");
        send(sbc, "OPTIONS", "ping");
        expect(carrier, "OPTIONS", "ping");
        relay.divert(false);
        send(sbc, "ACK", "new");
        expect(rejecting, "ACK", "new");
        send(sbc, "INVITE", "newer");
        expect(carrier, "INVITE", "newer");
    }

    @Test
    void answersComeFromTheTrunksAddressToWhoeverAsked() throws IOException {
        send(sbc, "OPTIONS", "one");
        DatagramPacket one = receive(carrier);
        send(probe, "OPTIONS", "two");
        DatagramPacket two = receive(carrier);
        byte[] answer = "SIP/2.0 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        carrier.send(new DatagramPacket(answer, answer.length, two.getSocketAddress()));
        assertThat(receive(probe).getSocketAddress()).isEqualTo(trunk);
        carrier.send(new DatagramPacket(answer, answer.length, one.getSocketAddress()));
        assertThat(receive(sbc).getSocketAddress()).isEqualTo(trunk);
    }

    @Test
    void goesOnWhenAProgramHasEnded() throws IOException {
        rejecting.close();
        relay.divert(true);
        for (int i = 0; i < 20; i++) {
            send(sbc, "INVITE", "lost" + i);
        }
        send(sbc, "OPTIONS", "ping");
        expect(carrier, "OPTIONS", "ping");
    }
}
