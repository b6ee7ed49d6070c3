package dev.signalbox.agent.act;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A carrier on loopback: answers OPTIONS, and INVITEs with one final response or later. */
final class TestCarrier implements AutoCloseable {

    private final DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    private final List<String> callIds = new CopyOnWriteArrayList<>();
    private final BlockingQueue<DatagramPacket> held = new LinkedBlockingQueue<>();

    /** What INVITEs get, for example {@code 486 Busy Here}; empty holds them. */
    volatile String answer = "486 Busy Here";

    TestCarrier() throws IOException {
        Thread.ofPlatform().daemon().name("carrier").start(this::run);
    }

    int port() {
        return socket.getLocalPort();
    }

    boolean saw(String callId) {
        return callIds.contains(callId);
    }

    /** Waits for an INVITE that is held. */
    DatagramPacket awaitHeld() throws IOException, InterruptedException {
        DatagramPacket invite = held.poll(10, TimeUnit.SECONDS);
        if (invite == null) {
            throw new IOException("no INVITE is held");
        }
        return invite;
    }

    @Override
    public void close() {
        socket.close();
    }

    private void run() {
        try {
            while (true) {
                DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
                socket.receive(packet);
                String text = text(packet);
                if (text.startsWith("OPTIONS ")) {
                    respond(packet, "200 OK");
                } else if (text.startsWith("INVITE ")) {
                    callIds.add(TestCaller.header(text, "Call-ID"));
                    if (answer.isEmpty()) {
                        held.add(packet);
                    } else {
                        respond(packet, answer);
                    }
                }
            }
        } catch (SocketException e) {
            // Closed: the end of the test.
            return;
        } catch (IOException e) {
            throw new IllegalStateException("carrier", e);
        }
    }

    void respond(DatagramPacket request, String response) throws IOException {
        StringBuilder text = new StringBuilder("SIP/2.0 ").append(response).append("\r\n");
        for (String line : text(request).split("\r\n", -1)) {
            if (line.startsWith("Via:")
                    || line.startsWith("From:")
                    || line.startsWith("Call-ID:")
                    || line.startsWith("CSeq:")) {
                text.append(line).append("\r\n");
            } else if (line.startsWith("To:")) {
                text.append(line).append(";tag=carrier").append(port()).append("\r\n");
            }
        }
        text.append("Content-Length: 0\r\n\r\n");
        byte[] bytes = text.toString().getBytes(StandardCharsets.US_ASCII);
        socket.send(new DatagramPacket(bytes, bytes.length, request.getSocketAddress()));
    }

    private static String text(DatagramPacket packet) {
        return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.US_ASCII);
    }
}
