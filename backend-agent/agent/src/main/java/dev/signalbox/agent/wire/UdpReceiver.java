package dev.signalbox.agent.wire;

import dev.signalbox.model.net.IpEndpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Takes UDP datagrams off a socket into a bounded ring, on a thread of its own that does nothing
 * else. What does not fit is counted and dropped: a full ring never stops the socket.
 */
final class UdpReceiver implements AutoCloseable {

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
    private final Bell bell;
    private final AtomicLong received = new AtomicLong();
    private final AtomicLong droppedQueueFull = new AtomicLong();
    private final AtomicLong receiveErrors = new AtomicLong();
    private final Thread thread;

    private @Nullable InetSocketAddress lastSender;
    private IpEndpoint lastEndpoint = IpEndpoint.v4(0, 0);

    private UdpReceiver(DatagramChannel channel, DatagramRing ring, Bell bell) throws IOException {
        this.channel = channel;
        this.localAddress = (InetSocketAddress) channel.getLocalAddress();
        this.ring = ring;
        this.bell = bell;
        this.thread =
                Thread.ofPlatform()
                        .daemon()
                        .name("udp-receiver-" + localAddress.getPort())
                        .unstarted(this::receive);
    }

    /**
     * Binds and starts to receive.
     *
     * @param listen numeric IPv4 or IPv6 address; port 0 takes a free one
     * @param ring this receiver alone puts into it
     * @param bell is rung for each datagram
     * @throws IOException when the address cannot be bound
     */
    static UdpReceiver open(InetSocketAddress listen, DatagramRing ring, Bell bell)
            throws IOException {
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
            UdpReceiver receiver = new UdpReceiver(channel, ring, bell);
            receiver.thread.start();
            return receiver;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw new IOException("cannot listen on " + listen + ": " + e.getMessage(), e);
        }
    }

    /** Where it listens, with the port that was taken. */
    InetSocketAddress localAddress() {
        return localAddress;
    }

    /** Datagrams taken off the socket since the start, dropped ones included. */
    long received() {
        return received.get();
    }

    /** Datagrams that found the queue full. */
    long droppedQueueFull() {
        return droppedQueueFull.get();
    }

    /** Receives that failed. */
    long receiveErrors() {
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
        if (!ring.offer(buffer, from.high(), from.low(), from.port(), arrivalNanos, false)) {
            droppedQueueFull.incrementAndGet();
            return;
        }
        bell.ring();
    }
}
