package dev.signalbox.agent.probe.path;

import dev.signalbox.model.media.PathInterval;
import dev.signalbox.model.target.Target;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Everything between this agent and one peer: our train and its book, the peer's train and what is
 * answered to it. The sending and the receiving thread meet here.
 */
final class PeerRoad {

    /** Half of the peer's train in a second tells that the way back works. */
    private static final double HEARD_PER_SECOND_MIN = 25;

    private final InetSocketAddress address;
    private final long ownHash;
    private final long peerHash;
    private final long bootId;
    private final int probeSsrc;
    private final int reflectionSsrc;
    private final TrainBook book;
    private final PeerTrain peerTrain;
    private final long beganNanos;
    private int reflections;
    private long reportedNanos;

    PeerRoad(String region, Peer peer, long bootId, long nowNanos) {
        this.address = peer.address();
        this.ownHash = PacketCodec.regionHash(region);
        this.peerHash = PacketCodec.regionHash(peer.region());
        this.bootId = bootId;
        long mixed = (bootId ^ peerHash) * 0x9E3779B97F4A7C15L;
        this.probeSsrc = (int) (mixed >>> 32);
        this.reflectionSsrc = (int) mixed;
        this.book = new TrainBook(new Target.Path(region, peer.region()), nowNanos);
        this.peerTrain = new PeerTrain(nowNanos);
        this.beganNanos = nowNanos;
        this.reportedNanos = nowNanos;
    }

    InetSocketAddress address() {
        return address;
    }

    InetAddress host() {
        return address.getAddress();
    }

    long peerHash() {
        return peerHash;
    }

    /**
     * The next probe of our train, written into the book.
     *
     * @param turn how many turns of 20 ms the train has had, which is its media clock
     */
    synchronized PathPacket probe(long turn, long nowNanos, boolean late) {
        long sequence = book.send(nowNanos, late);
        PathPacket.Rtp rtp =
                new PathPacket.Rtp(
                        (int) sequence & 0xffff, (int) (turn * Pace.TICKS_PER_TURN), probeSsrc);
        return new PathPacket(rtp, ownHash, peerHash, bootId, sequence, nowNanos, late, null);
    }

    synchronized void voidProbe(long sequence) {
        book.voidProbe(sequence);
    }

    synchronized void receiverStood() {
        book.shadow();
    }

    /** Null when the probe may be answered, or why not. */
    synchronized @Nullable PathCounter accept(PathPacket probe, long nowNanos, boolean heldUp) {
        boolean stood = peerTrain.stoodBefore(probe, nowNanos);
        PathCounter refused = peerTrain.accept(probe, nowNanos, heldUp);
        if (stood && refused == null) {
            book.peerStood(nowNanos);
        }
        return refused;
    }

    /** The answer to a probe that was just accepted. */
    synchronized PathPacket reflection(
            PathPacket probe, long receivedNanos, boolean heldUp, long nowNanos) {
        reflections++;
        PathPacket.Rtp rtp =
                new PathPacket.Rtp(
                        reflections & 0xffff,
                        (int) ((nowNanos - beganNanos) / Pace.NANOS_PER_TICK),
                        reflectionSsrc);
        PathPacket.Reflection at =
                new PathPacket.Reflection(
                        receivedNanos, nowNanos, heldUp, peerTrain.jitterNanos(), peerTrain.seen());
        return new PathPacket(
                rtp,
                ownHash,
                peerHash,
                probe.bootId(),
                probe.sequence(),
                probe.sentNanos(),
                probe.late(),
                at);
    }

    /** False when the reflection is of nothing that is awaited. */
    synchronized boolean returned(
            PathPacket packet, PathPacket.Reflection at, long nowNanos, boolean heldUp) {
        return packet.bootId() == bootId && book.returned(packet, at, nowNanos, heldUp);
    }

    /**
     * What the time since the last report came to; null while less than {@code intervalNanos} has
     * passed.
     */
    synchronized @Nullable PathInterval report(
            long nowNanos, long heardThroughNanos, long intervalNanos) {
        long passedNanos = nowNanos - reportedNanos;
        if (passedNanos < intervalNanos) {
            return null;
        }
        boolean heard = peerTrain.arrived() >= HEARD_PER_SECOND_MIN * (passedNanos / 1e9);
        reportedNanos = nowNanos;
        return book.report(nowNanos, heardThroughNanos, heard, peerTrain.report());
    }
}
