package dev.signalbox.agent.probe.path;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.Arrays;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Stands between two agents, with a socket towards each, and hands packets on: those from {@code
 * near} to {@code far} after a look at them, the others unchanged.
 */
final class TwoWayRelay implements AutoCloseable {

    /** What becomes of a packet on its way from near to far. */
    interface Fate {
        /** Microseconds of delay, below 0 to drop it. */
        long delayMicros(byte[] packet);
    }

    private final DatagramSocket nearSide = socket();
    private final DatagramSocket farSide = socket();
    private final ScheduledExecutorService delays = Executors.newSingleThreadScheduledExecutor();
    private final Fate fate;

    TwoWayRelay(Fate fate) throws IOException {
        this.fate = fate;
    }

    private static DatagramSocket socket() throws IOException {
        return new DatagramSocket(0, InetAddress.getLoopbackAddress());
    }

    /** What near believes to be far's address. */
    InetSocketAddress forNear() {
        return (InetSocketAddress) nearSide.getLocalSocketAddress();
    }

    /** What far believes to be near's address. */
    InetSocketAddress forFar() {
        return (InetSocketAddress) farSide.getLocalSocketAddress();
    }

    void start(InetSocketAddress near, InetSocketAddress far) {
        Thread.ofPlatform().daemon().start(() -> pump(nearSide, farSide, far, fate));
        Thread.ofPlatform().daemon().start(() -> pump(farSide, nearSide, near, packet -> 0));
    }

    private void pump(DatagramSocket in, DatagramSocket out, InetSocketAddress to, Fate what) {
        DatagramPacket packet = new DatagramPacket(new byte[2_000], 2_000);
        while (!in.isClosed()) {
            try {
                packet.setLength(2_000);
                in.receive(packet);
                byte[] bytes = Arrays.copyOf(packet.getData(), packet.getLength());
                long delayMicros = what.delayMicros(bytes);
                if (delayMicros == 0) {
                    send(out, bytes, to);
                } else if (delayMicros > 0) {
                    ScheduledFuture<?> later =
                            delays.schedule(
                                    () -> send(out, bytes, to), delayMicros, TimeUnit.MICROSECONDS);
                    assert !later.isCancelled();
                }
            } catch (SocketException | RejectedExecutionException e) {
                if (!in.isClosed()) {
                    throw new IllegalStateException(e);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static void send(DatagramSocket out, byte[] bytes, InetSocketAddress to) {
        try {
            out.send(new DatagramPacket(bytes, bytes.length, to));
        } catch (IOException e) {
            if (!out.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() {
        nearSide.close();
        farSide.close();
        delays.shutdownNow();
    }
}
