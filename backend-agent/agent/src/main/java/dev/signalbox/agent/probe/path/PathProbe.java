package dev.signalbox.agent.probe.path;

import dev.signalbox.model.media.PathInterval;
import dev.signalbox.model.time.Now;
import dev.signalbox.model.time.NowSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One socket, a thread that sends a train to every peer, and a thread that takes what arrives and
 * reflects the peers' trains.
 */
public final class PathProbe implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(PathProbe.class.getName());

    /** Asked of the kernel, which grants what {@code net.core.rmem_max} allows. */
    private static final int SOCKET_BUFFER_BYTES = 4 << 20;

    /** Longer than any packet of ours, so that longer ones are seen to be longer. */
    private static final int RECEIVE_BYTES = 2_048;

    private static final long INTERVAL_NANOS = 1_000_000_000;

    /** The last part of a wait is spun: parking alone overshoots by about this. */
    private static final long SPIN_NANOS = 120_000;

    private static final long ERROR_PAUSE_NANOS = 10_000_000;
    private static final long CLOSE_WAIT_MILLIS = 2_000;

    private final DatagramChannel channel;
    private final Selector selector;
    private final InetSocketAddress localAddress;
    private final List<PeerRoad> roads;
    private final PacketCodec sendCodec;
    private final Exchange exchange;
    private final Arrivals arrivals;
    private final Counts counts = new Counts();
    private final Consumer<PathInterval> sink;
    private final Thread sender;
    private final Thread receiver;
    private volatile boolean closed;

    private PathProbe(
            DatagramChannel channel,
            byte[] key,
            String region,
            List<Peer> peers,
            Now now,
            Consumer<PathInterval> sink)
            throws IOException {
        this.channel = channel;
        this.selector = Selector.open();
        this.localAddress = (InetSocketAddress) channel.getLocalAddress();
        this.sink = sink;
        // Later lives must have higher ids, so that packets of an earlier one are known as replays.
        long bootId = ChronoUnit.MICROS.between(java.time.Instant.EPOCH, now.wall());
        long beganNanos = System.nanoTime();
        this.roads = peers.stream().map(p -> new PeerRoad(region, p, bootId, beganNanos)).toList();
        this.sendCodec = new PacketCodec(key, bootId);
        this.exchange =
                new Exchange(
                        region, roads, new PacketCodec(key, ~bootId), counts, System::nanoTime);
        this.arrivals = new Arrivals(beganNanos);
        String name = "path-" + localAddress.getPort();
        this.sender = Thread.ofPlatform().daemon().name(name + "-send").unstarted(this::send);
        this.receiver =
                Thread.ofPlatform().daemon().name(name + "-receive").unstarted(this::receive);
    }

    /**
     * Binds the socket; nothing is sent or answered before {@link #start}.
     *
     * @param listen numeric address; port 0 takes a free one
     * @param key shared by all agents of the installation, at least 16 bytes
     * @param region of this agent
     * @param peers to probe and to answer; may be empty
     * @param sink gets one interval per peer and second, on the sending thread: it must not block
     * @throws IOException when the address cannot be bound
     * @throws IllegalArgumentException for a short key, or two peers with one region
     */
    public static PathProbe open(
            InetSocketAddress listen,
            byte[] key,
            String region,
            List<Peer> peers,
            NowSource clock,
            Consumer<PathInterval> sink)
            throws IOException {
        InetAddress address = listen.getAddress();
        if (address == null) {
            throw new IOException(
                    "\"" + listen + "\": not a numeric address. Example: 127.0.0.1:7090");
        }
        if (peers.stream().map(Peer::region).distinct().count() != peers.size()) {
            throw new IllegalArgumentException("path peers: a region twice");
        }
        DatagramChannel channel =
                DatagramChannel.open(
                        address.getAddress().length == 4
                                ? StandardProtocolFamily.INET
                                : StandardProtocolFamily.INET6);
        try {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, SOCKET_BUFFER_BYTES);
            channel.bind(listen);
            channel.configureBlocking(false);
            return new PathProbe(channel, key, region, peers, clock.now(), sink);
        } catch (IOException e) {
            channel.close();
            throw new IOException("cannot probe paths from " + listen + ": " + e.getMessage(), e);
        } catch (RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Starts to send and to answer. */
    public void start() throws IOException {
        channel.register(selector, SelectionKey.OP_READ);
        receiver.start();
        if (!roads.isEmpty()) {
            sender.start();
        }
    }

    /** Where it listens, with the port that was taken. */
    public InetSocketAddress localAddress() {
        return localAddress;
    }

    /** Everything sent, answered and refused since the start, by name ({@code path_bad_mac}). */
    public SortedMap<String, Long> counters() {
        return counts.byKey();
    }

    /** Ends both threads and frees the port. */
    @Override
    public void close() throws IOException {
        closed = true;
        LockSupport.unpark(sender);
        selector.close();
        channel.close();
        try {
            sender.join(CLOSE_WAIT_MILLIS);
            receiver.join(CLOSE_WAIT_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void send() {
        Pace pace = new Pace(roads.size(), System.nanoTime());
        while (!closed) {
            long nowNanos = awaitTurn(pace.dueNanos());
            if (closed) {
                return;
            }
            long skipped = pace.skip(nowNanos);
            for (long i = 0; i < skipped; i++) {
                counts.add(PathCounter.TURNS_SKIPPED);
            }
            PeerRoad road = roads.get(pace.peer());
            sendProbe(road, pace.turn(), nowNanos - pace.dueNanos() > Pace.LATE_NANOS);
            pace.next();
            report(road);
        }
    }

    private void sendProbe(PeerRoad road, long turn, boolean late) {
        long sentNanos = System.nanoTime();
        PathPacket probe = road.probe(turn, sentNanos, late);
        boolean sent = transmit(sendCodec.encode(probe), road.address());
        counts.add(PathCounter.PROBES_SENT);
        boolean heldUp = System.nanoTime() - sentNanos > Pace.LATE_NANOS;
        if (late || heldUp) {
            counts.add(PathCounter.PROBES_LATE);
        }
        if (!sent || heldUp) {
            road.voidProbe(probe.sequence());
        }
    }

    private void report(PeerRoad road) {
        PathInterval interval =
                road.report(System.nanoTime(), arrivals.heardThroughNanos(), INTERVAL_NANOS);
        if (interval == null) {
            return;
        }
        try {
            sink.accept(interval);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "handing on " + interval, e);
        }
    }

    private long awaitTurn(long dueNanos) {
        long nowNanos = System.nanoTime();
        while (nowNanos - dueNanos < 0 && !closed) {
            long leftNanos = dueNanos - nowNanos;
            if (leftNanos > SPIN_NANOS) {
                LockSupport.parkNanos(leftNanos - SPIN_NANOS);
            } else {
                Thread.onSpinWait();
            }
            nowNanos = System.nanoTime();
        }
        return nowNanos;
    }

    private void receive() {
        ByteBuffer buffer = ByteBuffer.allocateDirect(RECEIVE_BYTES);
        while (!closed) {
            try {
                selector.select(Arrivals.LOOK_UP_MILLIS);
                selector.selectedKeys().clear();
                drain(buffer);
            } catch (ClosedChannelException | ClosedSelectorException e) {
                return;
            } catch (IOException | RuntimeException | OutOfMemoryError e) {
                // The road must outlive whatever one packet or one moment does to it.
                counts.add(PathCounter.RECEIVE_FAILED);
                LOG.log(System.Logger.Level.DEBUG, "receiving on " + localAddress, e);
                LockSupport.parkNanos(ERROR_PAUSE_NANOS);
            }
        }
    }

    private void drain(ByteBuffer buffer) throws IOException {
        while (true) {
            long gapNanos = arrivals.awake(System.nanoTime());
            if (gapNanos > Arrivals.HELD_UP_NANOS) {
                counts.add(PathCounter.RECEIVER_HELD_UP);
            }
            if (gapNanos > Arrivals.STOOD_NANOS) {
                exchange.receiverStood();
            }
            buffer.clear();
            InetSocketAddress source = (InetSocketAddress) channel.receive(buffer);
            long nowNanos = System.nanoTime();
            if (source == null) {
                arrivals.drained(nowNanos);
                return;
            }
            buffer.flip();
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            byte @Nullable [] answer = exchange.take(bytes, source, nowNanos, arrivals.heldUp());
            if (answer != null) {
                transmit(answer, source);
            }
        }
    }

    private boolean transmit(byte[] bytes, InetSocketAddress to) {
        try {
            if (channel.send(ByteBuffer.wrap(bytes), to) == bytes.length) {
                return true;
            }
        } catch (ClosedChannelException e) {
            return false;
        } catch (IOException e) {
            // No way there from here. The probe counts: what cannot be sent does not arrive.
            counts.add(PathCounter.SEND_FAILED);
            return true;
        }
        counts.add(PathCounter.SEND_FAILED);
        return false;
    }
}
