package dev.signalbox.agent.probe;

import dev.signalbox.model.net.IpEndpoint;
import dev.signalbox.model.policy.Trunk;
import dev.signalbox.model.target.Target;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/** A carrier on loopback that answers OPTIONS and calls as a test tells it to. */
final class FakeCarrier implements AutoCloseable {

    /** How it treats OPTIONS. */
    enum Options {
        ANSWER,
        REFUSE,
        SILENT,
        /** Keeps them, and answers with the next {@link #thaw}. */
        FREEZE
    }

    /** How it treats calls. */
    enum Calls {
        RING,
        /** Rings, and answers although a CANCEL comes. */
        RING_THEN_ANSWER_ANYWAY,
        ANSWER,
        REFUSE,
        SILENT,
        /** 100 Trying and nothing more until it is cancelled. */
        TRY,
        /** Keeps them, and rings with the next {@link #thaw}. */
        FREEZE
    }

    volatile Options options = Options.ANSWER;
    volatile Calls calls = Calls.RING;

    private final DatagramSocket socket;
    private final Thread thread;
    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private final List<String> all = new CopyOnWriteArrayList<>();
    private final Map<String, String> invites = new ConcurrentHashMap<>();
    private final Set<String> up = ConcurrentHashMap.newKeySet();
    private final Map<String, SocketAddress> frozen = new ConcurrentHashMap<>();

    FakeCarrier() throws IOException {
        socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        thread = new Thread(this::serve, "fake-carrier");
        thread.start();
    }

    Trunk trunk(String carrier, @Nullable String testNumber) {
        int port = socket.getLocalPort();
        return new Trunk(
                new Target.Trunk("lab", carrier),
                Trunk.Direction.OUTBOUND,
                "sip:127.0.0.1:" + port,
                IpEndpoint.of("127.0.0.1", port),
                Trunk.Transport.UDP,
                10,
                10,
                Trunk.Security.NONE,
                testNumber);
    }

    /** The next request's method, in order of arrival. */
    BlockingQueue<String> received() {
        return received;
    }

    /** Every request so far, as text. */
    List<String> all() {
        return all;
    }

    /** Calls that this carrier believes to be up or being set up. */
    Set<String> up() {
        return up;
    }

    /** Answers everything that was frozen. */
    void thaw() {
        options = Options.ANSWER;
        calls = Calls.RING;
        frozen.forEach(this::handle);
        frozen.clear();
    }

    private void serve() {
        byte[] buffer = new byte[8_192];
        while (!socket.isClosed()) {
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            try {
                socket.receive(packet);
            } catch (IOException e) {
                return;
            }
            String text =
                    new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
            handle(text, packet.getSocketAddress());
        }
    }

    private void handle(String text, SocketAddress from) {
        String method = text.substring(0, text.indexOf(' '));
        String callId = header(text, "Call-ID").orElseThrow();
        all.add(text);
        switch (method) {
            case "OPTIONS" -> options(text, from);
            case "INVITE" -> {
                if (invites.putIfAbsent(callId, text) == null || calls != Calls.SILENT) {
                    invited(callId, text, from);
                }
            }
            case "CANCEL" -> cancelled(callId, text, from);
            case "BYE" -> {
                up.remove(callId);
                reply(text, "200 OK", from);
            }
            default -> {}
        }
        received.add(method);
    }

    private void options(String text, SocketAddress from) {
        switch (options) {
            case ANSWER -> reply(text, "200 OK", from);
            case REFUSE -> reply(text, "503 Service Unavailable", from);
            case SILENT -> {}
            case FREEZE -> frozen.put(text, from);
        }
    }

    private void invited(String callId, String text, SocketAddress from) {
        switch (calls) {
            case RING, RING_THEN_ANSWER_ANYWAY -> {
                up.add(callId);
                reply(text, "100 Trying", from);
                reply(text, "180 Ringing", from);
            }
            case ANSWER -> {
                up.add(callId);
                reply(text, "200 OK", from);
            }
            case REFUSE -> reply(text, "503 Service Unavailable", from);
            case SILENT -> {}
            case TRY -> {
                up.add(callId);
                reply(text, "100 Trying", from);
            }
            case FREEZE -> frozen.put(text, from);
        }
    }

    private void cancelled(String callId, String text, SocketAddress from) {
        String invite = invites.get(callId);
        reply(text, "200 OK", from);
        if (invite == null) {
            return;
        }
        if (calls == Calls.RING_THEN_ANSWER_ANYWAY) {
            reply(invite, "200 OK", from);
        } else {
            up.remove(callId);
            reply(invite, "487 Request Terminated", from);
        }
    }

    private void reply(String request, String status, SocketAddress to) {
        String tag = status.startsWith("100") ? "" : ";tag=far";
        String text =
                ("SIP/2.0 " + status + "\r\n")
                        + ("Via: " + header(request, "Via").orElseThrow() + "\r\n")
                        + ("From: " + header(request, "From").orElseThrow() + "\r\n")
                        + ("To: " + header(request, "To").orElseThrow().replace(";tag=far", ""))
                        + (tag + "\r\n")
                        + ("Call-ID: " + header(request, "Call-ID").orElseThrow() + "\r\n")
                        + ("CSeq: " + header(request, "CSeq").orElseThrow() + "\r\n")
                        + ("Contact: <sip:far@127.0.0.1:" + socket.getLocalPort() + ">\r\n")
                        + "Content-Length: 0\r\n\r\n";
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try {
            socket.send(new DatagramPacket(bytes, bytes.length, to));
        } catch (IOException e) {
            // The test is over.
            return;
        }
    }

    static Optional<String> header(String text, String name) {
        return text.lines()
                .filter(line -> line.startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst();
    }

    @Override
    public void close() throws InterruptedException {
        socket.close();
        thread.join();
    }
}
