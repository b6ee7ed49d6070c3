package dev.signalbox.world.path;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The road between two agents. Each knows the other by a socket of ours: what one sends to its
 * socket leaves by the other's, so both see their peer where they were told it is, and every packet
 * of a direction takes the same way, probes and reflections alike.
 */
public final class PathRelay {

    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private static final int PACKET_BYTES_MAX = 65_535;
    private static final int PACKETS_PER_TURN_MAX = 64;

    private final PathRelays.Station one;
    private final PathRelays.Station other;
    private final Way fromOne;
    private final Way fromOther;

    /**
     * Packets of one direction.
     *
     * @param carried all that were sent this way
     * @param lost of these, lost on purpose
     */
    public record Counts(long carried, long lost) {}

    PathRelay(
            PathRelays.Station one,
            PathRelays.Station other,
            Selector selector,
            SplittableRandom random)
            throws IOException {
        this.one = one;
        this.other = other;
        DatagramChannel oneFront = bind();
        DatagramChannel otherFront = bind();
        fromOne = new Way(oneFront, one.address(), otherFront, other.address(), random.split());
        fromOther = new Way(otherFront, other.address(), oneFront, one.address(), random.split());
        oneFront.register(selector, SelectionKey.OP_READ, fromOne);
        otherFront.register(selector, SelectionKey.OP_READ, fromOther);
    }

    boolean joins(String from, String to) {
        return (one.region().equals(from) && other.region().equals(to))
                || (one.region().equals(to) && other.region().equals(from));
    }

    InetSocketAddress front(String from) {
        return way(from).frontAddress;
    }

    void lose(String from, double lossRatio) {
        way(from).lossRatio = lossRatio;
    }

    Counts counts(String from) {
        Way way = way(from);
        return new Counts(way.carried.get(), way.lost.get());
    }

    private Way way(String from) {
        return one.region().equals(from) ? fromOne : fromOther;
    }

    void close() throws IOException {
        fromOne.front.close();
        fromOther.front.close();
    }

    private static DatagramChannel bind() throws IOException {
        DatagramChannel socket = DatagramChannel.open(StandardProtocolFamily.INET);
        socket.configureBlocking(false);
        return socket.bind(new InetSocketAddress(LOOPBACK, 0));
    }

    /** One direction. Carried by the relays' thread. */
    static final class Way {
        private final DatagramChannel front;
        private final InetSocketAddress frontAddress;
        private final InetSocketAddress sender;
        private final DatagramChannel exit;
        private final InetSocketAddress receiver;
        private final SplittableRandom random;
        private final ByteBuffer packet = ByteBuffer.allocateDirect(PACKET_BYTES_MAX);
        private final AtomicLong carried = new AtomicLong();
        private final AtomicLong lost = new AtomicLong();
        private volatile double lossRatio;

        Way(
                DatagramChannel front,
                InetSocketAddress sender,
                DatagramChannel exit,
                InetSocketAddress receiver,
                SplittableRandom random)
                throws IOException {
            this.front = front;
            this.frontAddress = (InetSocketAddress) front.getLocalAddress();
            this.sender = sender;
            this.exit = exit;
            this.receiver = receiver;
            this.random = random;
        }

        /** Takes what has arrived, so many at a time that the other ways are not starved. */
        void carry() throws IOException {
            for (int i = 0; i < PACKETS_PER_TURN_MAX; i++) {
                packet.clear();
                SocketAddress from = front.receive(packet);
                if (from == null) {
                    return;
                }
                // A road has two ends: what a stranger sends is not carried.
                if (!from.equals(sender)) {
                    continue;
                }
                packet.flip();
                carried.incrementAndGet();
                if (random.nextDouble() < lossRatio) {
                    lost.incrementAndGet();
                } else {
                    exit.send(packet, receiver);
                }
            }
        }
    }
}
