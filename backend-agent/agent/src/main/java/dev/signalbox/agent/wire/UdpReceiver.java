package dev.signalbox.agent.wire;

import dev.signalbox.model.net.Datagram;
import dev.signalbox.model.net.IpEndpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes UDP datagrams off a socket into a bounded ring, on a thread of its own that does nothing
 * else. What does not fit is counted and dropped: a full ring never stops the socket.
 *
 * <p>One consumer thread calls {@link #await} and {@link #drain}; the counters may be read by any
 * thread.
 */
public final class UdpReceiver implements AutoCloseable {

    /** Bytes that may wait: some 25,000 SIP messages, a tenth of a second of a very busy region. */
    public static final int QUEUE_BYTES_DEFAULT = 16 << 20;

    /** Asked of the kernel, which grants what {@code net.core.rmem_max} allows. */
    private static final int SOCKET_BUFFER_BYTES = 8 << 20;

    /** One more than any UDP payload, so that nothing is ever cut off unseen. */
    private static final int DATAGRAM_BYTES = 65_536;

    /** Pause after a failed receive, so that a socket that keeps failing does not burn a core. */
    private static final long ERROR_PAUSE_NANOS = 10_000_000;

    private static final System.Logger LOG = System.getLogger(UdpReceiver.class.getName());

    private final DatagramChannel channel;
    private final InetSocketAddress localAddress;
    private final DatagramRing ring;
    private final AtomicLong received = new AtomicLong();
    private final AtomicLong droppedQueueFull = new AtomicLong();
    private final AtomicLong receiveErrors = new AtomicLong();
    private final Thread thread;

    /** The consumer while it sleeps, else null. */
    private volatile @Nullable Thread sleeper;

    private @Nullable InetSocketAddress lastSender;
    private IpEndpoint lastEndpoint = IpEndpoint.v4(0, 0);

    private UdpReceiver(DatagramChannel channel, int queueBytes) throws IOException {
        this.channel = channel;
        this.localAddress = (InetSocketAddress) channel.getLocalAddress();
        this.ring = new DatagramRing(queueBytes);
        this.thread =
                Thread.ofPlatform()
                        .daemon()
                        .name("udp-receiver-" + localAddress.getPort())
                        .unstarted(this::receive);
    }

    /**
     * Binds and starts to receive, with the default bound.
     *
     * @param listen numeric IPv4 or IPv6 address; port 0 takes a free one
     * @throws IOException when the address cannot be bound
     */
    public static UdpReceiver open(InetSocketAddress listen) throws IOException {
        return open(listen, QUEUE_BYTES_DEFAULT);
    }

    /**
     * Binds and starts to receive.
     *
     * @param queueBytes bytes that may wait for the consumer, heads of 32 bytes included; a power
     *     of two
     * @throws IOException when the address cannot be bound
     */
    public static UdpReceiver open(InetSocketAddress listen, int queueBytes) throws IOException {
        InetAddress address = listen.getAddress();
        if (address == null) {
            throw new IOException(
                    "\"" + listen + "\": not a numeric address. Example: 127.0.0.1:9060");
        }
        StandardProtocolFamily family =
                address.getAddress().length == 4
                        ? StandardProtocolFamily.INET
                        : StandardProtocolFamily.INET6;
        DatagramChannel channel = DatagramChannel.open(family);
        try {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, SOCKET_BUFFER_BYTES);
            channel.bind(listen);
            UdpReceiver receiver = new UdpReceiver(channel, queueBytes);
            receiver.thread.start();
            return receiver;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw new IOException("cannot listen on " + listen + ": " + e.getMessage(), e);
        }
    }

    /** Where it listens, with the port that was taken. */
    public InetSocketAddress localAddress() {
        return localAddress;
    }

    /**
     * Sleeps until a datagram waits, {@code wait} at most.
     *
     * @return true when one waits
     * @throws InterruptedException when the consumer's thread is interrupted
     */
    public boolean await(Duration wait) throws InterruptedException {
        long end = System.nanoTime() + wait.toNanos();
        while (ring.isEmpty()) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            sleeper = Thread.currentThread();
            // Whoever puts one in from here on sees the sleeper; what came before is seen here.
            if (ring.isEmpty()) {
                LockSupport.parkNanos(this, left);
            }
            sleeper = null;
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
        return true;
    }

    /**
     * Shows what waits, oldest first and at most {@code max}, without waiting. What is shown is
     * valid during the call that gets it.
     *
     * @return how many were shown
     */
    public int drain(Consumer<? super Datagram> taker, int max) {
        return ring.drain(taker, max);
    }

    /** Datagrams taken off the socket since the start, dropped ones included. */
    public long received() {
        return received.get();
    }

    /** Datagrams that found the queue full. */
    public long droppedQueueFull() {
        return droppedQueueFull.get();
    }

    /** Receives that failed. */
    public long receiveErrors() {
        return receiveErrors.get();
    }

    /** Stops receiving and frees the port. What waits can still be taken. */
    @Override
    public void close() throws IOException {
        channel.close();
    }

    private void receive() {
        ByteBuffer buffer = ByteBuffer.allocateDirect(DATAGRAM_BYTES);
        while (channel.isOpen()) {
            try {
                buffer.clear();
                if (channel.receive(buffer) instanceof InetSocketAddress sender) {
                    received.incrementAndGet();
                    buffer.flip();
                    offer(buffer, sender, System.nanoTime());
                }
            } catch (ClosedChannelException e) {
                return;
            } catch (IOException | RuntimeException | OutOfMemoryError e) {
                // The road must outlive whatever one packet or one moment does to it.
                if (receiveErrors.getAndIncrement() == 0) {
                    LOG.log(System.Logger.Level.WARNING, "receiving on " + localAddress, e);
                }
                LockSupport.parkNanos(ERROR_PAUSE_NANOS);
            }
        }
    }

    private void offer(ByteBuffer buffer, InetSocketAddress sender, long arrivalNanos) {
        // The channel gives the same object as long as the same sender speaks.
        if (!sender.equals(lastSender)) {
            lastSender = sender;
            lastEndpoint = IpEndpoint.of(sender.getAddress(), sender.getPort());
        }
        IpEndpoint from = lastEndpoint;
        if (!ring.offer(buffer, from.high(), from.low(), from.port(), arrivalNanos)) {
            droppedQueueFull.incrementAndGet();
            return;
        }
        Thread waiting = sleeper;
        if (waiting != null) {
            LockSupport.unpark(waiting);
        }
    }
}
