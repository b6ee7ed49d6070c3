package dev.signalbox.world.lab;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Stands at a trunk's address and hands packets to the carrier's program behind it, unchanged.
 * While diverting, calls that begin go to a rejecting gateway instead, whole dialogs of them;
 * everything else goes on. Each peer gets a socket of its own towards each program, so answers find
 * their way back and the programs see their peers apart.
 */
final class Relay implements AutoCloseable {

    private static final int CALLS_REMEMBERED = 100_000;
    private static final int PACKET_BYTES_MAX = 65_535;

    private record Way(SocketAddress peer, boolean diverted) {}

    private final InetSocketAddress carrier;
    private final InetSocketAddress rejecting;
    private final Selector selector;
    private final DatagramChannel front;
    private final Map<Way, DatagramChannel> ways = new HashMap<>();
    private final ByteBuffer packet = ByteBuffer.allocate(PACKET_BYTES_MAX);
    private final Thread thread;
    private volatile boolean diverting;

    /** Call-ID to whether the call was diverted when it began. */
    private final Map<String, Boolean> calls =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                    return size() > CALLS_REMEMBERED;
                }
            };

    Relay(InetSocketAddress trunk, InetSocketAddress carrier, InetSocketAddress rejecting)
            throws IOException {
        this.carrier = carrier;
        this.rejecting = rejecting;
        selector = Selector.open();
        front = DatagramChannel.open().bind(trunk);
        front.configureBlocking(false);
        front.register(selector, SelectionKey.OP_READ);
        thread = Thread.ofPlatform().daemon().name("relay-" + trunk.getPort()).start(this::run);
    }

    /** From now on calls that begin are diverted, or no longer. */
    void divert(boolean on) {
        diverting = on;
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            selector.close();
            front.close();
        } catch (IOException e) {
            throw new IllegalStateException("closing a relay", e);
        }
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted() && selector.isOpen()) {
                selector.select();
                for (SelectionKey key : selector.selectedKeys()) {
                    if (key.attachment() == null) {
                        fromPeers();
                    } else if (key.attachment() instanceof SocketAddress peer) {
                        fromProgram((DatagramChannel) key.channel(), peer);
                    }
                }
                selector.selectedKeys().clear();
            }
        } catch (java.nio.channels.ClosedSelectorException e) {
            // Closed while selecting: the end.
            return;
        } catch (IOException e) {
            throw new IllegalStateException("relay of " + carrier, e);
        } finally {
            for (DatagramChannel way : ways.values()) {
                try {
                    way.close();
                } catch (IOException e) {
                    System.getLogger(Relay.class.getName())
                            .log(System.Logger.Level.DEBUG, "closing a way", e);
                }
            }
        }
    }

    private void fromPeers() throws IOException {
        packet.clear();
        for (SocketAddress peer = front.receive(packet);
                peer != null;
                peer = front.receive(packet)) {
            packet.flip();
            String text =
                    new String(packet.array(), 0, packet.limit(), StandardCharsets.ISO_8859_1);
            send(way(new Way(peer, diverted(text))));
            packet.clear();
        }
    }

    private void fromProgram(DatagramChannel way, SocketAddress peer) throws IOException {
        while (true) {
            packet.clear();
            try {
                if (way.read(packet) <= 0) {
                    return;
                }
            } catch (java.net.PortUnreachableException e) {
                // The program has ended: silence, as on a real wire.
                return;
            }
            packet.flip();
            front.send(packet, peer);
        }
    }

    private void send(DatagramChannel way) throws IOException {
        try {
            way.write(packet);
        } catch (java.net.PortUnreachableException e) {
            // The program has ended: silence, as on a real wire.
            packet.clear();
        }
    }

    private DatagramChannel way(Way way) throws IOException {
        DatagramChannel known = ways.get(way);
        if (known != null) {
            return known;
        }
        DatagramChannel fresh = DatagramChannel.open();
        fresh.bind(new InetSocketAddress(carrier.getAddress(), 0));
        fresh.connect(way.diverted() ? rejecting : carrier);
        fresh.configureBlocking(false);
        fresh.register(selector, SelectionKey.OP_READ, way.peer());
        ways.put(way, fresh);
        return fresh;
    }

    private boolean diverted(String text) {
        String callId = callId(text);
        Boolean known = calls.get(callId);
        if (known != null) {
            return known;
        }
        if (!text.startsWith("INVITE ")) {
            return false;
        }
        boolean divert = diverting;
        calls.put(callId, divert);
        return divert;
    }

    private static String callId(String text) {
        int headersEnd = text.indexOf("\r\n\r\n");
        String headers = headersEnd < 0 ? text : text.substring(0, headersEnd);
        for (String line : headers.split("\r\n", -1)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                String name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
                if (name.equals("call-id") || name.equals("i")) {
                    return line.substring(colon + 1).strip();
                }
            }
        }
        return "";
    }
}
