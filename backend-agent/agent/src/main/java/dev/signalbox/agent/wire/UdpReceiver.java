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
import java.util.Collection;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Takes UDP datagrams off a socket into a bounded queue, on a thread of its own that does nothing
 * else. What does not fit is counted and dropped: a full queue never stops the socket. The queue is
 * bounded in packets and in bytes, because one datagram may have 65,507 bytes.
 *
 * <p>One consumer thread calls {@link #poll} and {@link #drainTo}; the counters may be read by any
 * thread.
 */
public final class UdpReceiver implements AutoCloseable {

    /** Packets that may wait: more than half a second of a very busy region. */
    public static final int QUEUE_PACKETS_DEFAULT = 32_768;

    /** Bytes that may wait. */
    public static final long QUEUE_BYTES_DEFAULT = 24L << 20;

    /** Asked of the kernel, which grants what {@code net.core.rmem_max} allows. */
    private static final int SOCKET_BUFFER_BYTES = 8 << 20;

    /** One more than any UDP payload, so that nothing is ever cut off unseen. */
    private static final int DATAGRAM_BYTES = 65_536;

    /** Pause after a failed receive, so that a socket that keeps failing does not burn a core. */
    private static final long ERROR_PAUSE_NANOS = 10_000_000;

    private static final System.Logger LOG = System.getLogger(UdpReceiver.class.getName());

    private final DatagramChannel channel;
    private final InetSocketAddress localAddress;
    private final BlockingQueue<Datagram> queue;
    private final long queueBytesMax;
    private final AtomicLong queueBytes = new AtomicLong();
    private final AtomicLong received = new AtomicLong();
    private final AtomicLong droppedQueueFull = new AtomicLong();
    private final AtomicLong receiveErrors = new AtomicLong();
    private final Thread thread;

    private UdpReceiver(DatagramChannel channel, int queuePackets, long queueBytesMax)
            throws IOException {
        this.channel = channel;
        this.localAddress = (InetSocketAddress) channel.getLocalAddress();
        this.queue = new ArrayBlockingQueue<>(queuePackets);
        this.queueBytesMax = queueBytesMax;
        this.thread =
                Thread.ofPlatform()
                        .daemon()
                        .name("udp-receiver-" + localAddress.getPort())
                        .unstarted(this::receive);
    }

    /**
     * Binds and starts to receive, with the default bounds.
     *
     * @param listen numeric IPv4 or IPv6 address; port 0 takes a free one
     * @throws IOException when the address cannot be bound
     */
    public static UdpReceiver open(InetSocketAddress listen) throws IOException {
        return open(listen, QUEUE_PACKETS_DEFAULT, QUEUE_BYTES_DEFAULT);
    }

    /**
     * Binds and starts to receive.
     *
     * @param queuePackets packets that may wait for the consumer, at least 1
     * @param queueBytesMax bytes that may wait for the consumer
     * @throws IOException when the address cannot be bound
     */
    public static UdpReceiver open(InetSocketAddress listen, int queuePackets, long queueBytesMax)
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
            UdpReceiver receiver = new UdpReceiver(channel, queuePackets, queueBytesMax);
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
     * The oldest waiting datagram, or null when none came within {@code wait}.
     *
     * @throws InterruptedException when the consumer's thread is interrupted
     */
    public @Nullable Datagram poll(Duration wait) throws InterruptedException {
        Datagram datagram = queue.poll(Math.max(0, wait.toNanos()), TimeUnit.NANOSECONDS);
        if (datagram != null) {
            queueBytes.addAndGet(-datagram.bytes().length);
        }
        return datagram;
    }

    /**
     * Moves what waits, oldest first and at most {@code max}, without waiting.
     *
     * @return how many were moved
     */
    public int drainTo(Collection<? super Datagram> into, int max) {
        int moved = 0;
        while (moved < max) {
            Datagram datagram = queue.poll();
            if (datagram == null) {
                break;
            }
            queueBytes.addAndGet(-datagram.bytes().length);
            into.add(datagram);
            moved++;
        }
        return moved;
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
        int length = buffer.remaining();
        // Only this thread adds, so the sum can only shrink between the check and the offer.
        if (queueBytes.get() + length > queueBytesMax || queue.remainingCapacity() == 0) {
            droppedQueueFull.incrementAndGet();
            return;
        }
        byte[] bytes = new byte[length];
        buffer.get(bytes);
        queueBytes.addAndGet(length);
        IpEndpoint from = IpEndpoint.of(sender.getAddress(), sender.getPort());
        if (!queue.offer(new Datagram(bytes, from, arrivalNanos))) {
            queueBytes.addAndGet(-length);
            droppedQueueFull.incrementAndGet();
        }
    }
}
