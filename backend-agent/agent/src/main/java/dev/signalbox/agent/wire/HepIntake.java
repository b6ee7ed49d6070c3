package dev.signalbox.agent.wire;

import dev.signalbox.model.net.Datagram;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where mirrored packets come in: UDP always, TCP and TLS when asked for. Each road has a thread
 * that puts packets into a bounded ring of its own, and nothing else.
 *
 * <p>One consumer thread calls {@link #await} and {@link #drain}; the counters may be read by any
 * thread.
 */
public final class HepIntake implements AutoCloseable {

    /** Bytes that may wait from UDP: some 12,000 SIP messages, a tenth of a very busy second. */
    static final int UDP_BYTES = 8 << 20;

    /** A sender over TCP waits when there is no room. */
    static final int TCP_BYTES = 1 << 20;

    /**
     * A listening address for TLS.
     *
     * @param listen port 0 takes a free one
     * @param certificate PEM, with those that lead to its authority
     * @param key its private key, PEM, PKCS #8
     */
    public record Tls(InetSocketAddress listen, Path certificate, Path key) {}

    private final Bell bell = new Bell();
    private final List<DatagramRing> rings = new ArrayList<>();
    private final UdpReceiver udp;
    private final @Nullable TcpReceiver tcp;
    private final @Nullable TcpReceiver tls;

    private HepIntake(
            InetSocketAddress listen,
            @Nullable InetSocketAddress tcpListen,
            @Nullable Tls tlsListen,
            int udpBytes)
            throws IOException {
        List<AutoCloseable> opened = new ArrayList<>();
        try {
            udp = UdpReceiver.open(listen, ring(udpBytes), bell);
            opened.add(udp);
            tcp = tcpListen == null ? null : TcpReceiver.open(tcpListen, ring(TCP_BYTES), bell);
            if (tcp != null) {
                opened.add(tcp);
            }
            tls = tlsListen == null ? null : TcpReceiver.open(tlsListen, ring(TCP_BYTES), bell);
        } catch (IOException | RuntimeException e) {
            closeAll(opened, e);
            throw e;
        }
    }

    private static void closeAll(List<AutoCloseable> opened, Exception why) {
        for (AutoCloseable one : opened) {
            try {
                one.close();
            } catch (Exception e) {
                why.addSuppressed(e);
            }
        }
    }

    private DatagramRing ring(int bytes) {
        DatagramRing ring = new DatagramRing(bytes);
        rings.add(ring);
        return ring;
    }

    /**
     * Binds and starts to receive.
     *
     * @param udp numeric IPv4 or IPv6 address; port 0 takes a free one
     * @param tcp the same, null for none
     * @param tls null for none
     * @throws IOException in words when an address cannot be bound or a certificate not be read
     */
    public static HepIntake open(
            InetSocketAddress udp, @Nullable InetSocketAddress tcp, @Nullable Tls tls)
            throws IOException {
        return new HepIntake(udp, tcp, tls, UDP_BYTES);
    }

    static HepIntake open(InetSocketAddress udp, int udpBytes) throws IOException {
        return new HepIntake(udp, null, null, udpBytes);
    }

    /** Where it listens over UDP, with the port that was taken. */
    public InetSocketAddress udpAddress() {
        return udp.localAddress();
    }

    /** Where it listens over TCP, null when it does not. */
    public @Nullable InetSocketAddress tcpAddress() {
        return tcp == null ? null : tcp.localAddress();
    }

    /** Where it listens over TLS, null when it does not. */
    public @Nullable InetSocketAddress tlsAddress() {
        return tls == null ? null : tls.localAddress();
    }

    /**
     * Sleeps until a packet waits, {@code wait} at most.
     *
     * @return true when one waits
     * @throws InterruptedException when the consumer's thread is interrupted
     */
    public boolean await(Duration wait) throws InterruptedException {
        return bell.await(this::waits, wait.toNanos());
    }

    private boolean waits() {
        for (int i = 0; i < rings.size(); i++) {
            if (!rings.get(i).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /**
     * Shows what waits, the oldest of each road first and at most {@code max} of each, without
     * waiting. What is shown is valid during the call that gets it.
     *
     * @return how many were shown
     */
    public int drain(Consumer<? super Datagram> taker, int max) {
        int taken = 0;
        for (int i = 0; i < rings.size(); i++) {
            taken += rings.get(i).drain(taker, max);
        }
        return taken;
    }

    /** Packets off all roads since the start, those that were dropped included. */
    public long received() {
        return udp.received()
                + (tcp == null ? 0 : tcp.received())
                + (tls == null ? 0 : tls.received());
    }

    /** Counts since the start, by reason. */
    public SortedMap<String, Long> counters() {
        SortedMap<String, Long> all = new TreeMap<>();
        if (tcp != null) {
            tcp.counters().forEach((reason, count) -> all.merge("tcp_" + reason, count, Long::sum));
        }
        if (tls != null) {
            tls.counters().forEach((reason, count) -> all.merge("tls_" + reason, count, Long::sum));
        }
        all.put("received", received());
        all.put("dropped_queue_full", udp.droppedQueueFull());
        all.put("receive_errors", udp.receiveErrors());
        return all;
    }

    /** Stops receiving and frees the ports. What waits can still be taken. */
    @Override
    public void close() throws IOException {
        udp.close();
        if (tcp != null) {
            tcp.close();
        }
        if (tls != null) {
            tls.close();
        }
    }
}
