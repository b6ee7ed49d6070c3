package dev.signalbox.agent.probe.path;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.model.media.PathInterval;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** One agent's side of a road while the peer stands still, or the road is broken. */
class PeerRoadTest {

    private static final long TURN_NANOS = 20_000_000;
    private static final long SECOND = 1_000_000_000;

    private final PeerRoad road =
            new PeerRoad(
                    "eu-central",
                    new Peer(
                            "us-east",
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 7090)),
                    500,
                    0);
    private final Seen there = new Seen(1);
    private long nowNanos;
    private long sequence;
    private long peerSequence;

    /** Turns in which both send, and of ours some arrive. */
    private void turns(int turns, boolean arrives, boolean peerSends) {
        for (int i = 0; i < turns; i++) {
            nowNanos += TURN_NANOS;
            sequence = road.probe(nowNanos / TURN_NANOS, nowNanos, false).sequence();
            if (peerSends) {
                peerSequence++;
                road.accept(ofPeer(peerSequence), nowNanos, false);
            }
            if (arrives) {
                there.add(sequence);
                PathPacket.Reflection at =
                        new PathPacket.Reflection(1, 2, false, 0, there.window());
                assertThat(road.returned(ofOurs(sequence), at, nowNanos, false)).isTrue();
            }
        }
    }

    private static PathPacket ofPeer(long sequence) {
        return packet(5, sequence);
    }

    private static PathPacket ofOurs(long sequence) {
        return packet(500, sequence);
    }

    private static PathPacket packet(long bootId, long sequence) {
        PathPacket any = PacketCodecTest.probe(sequence);
        return new PathPacket(
                any.rtp(), any.from(), any.to(), bootId, sequence, any.sentNanos(), false, null);
    }

    private PathInterval.Direction forward() {
        PathInterval interval = Objects.requireNonNull(road.report(nowNanos, nowNanos, SECOND));
        return Objects.requireNonNull(interval.forward());
    }

    @Test
    void whatThePeersKernelDroppedWhileItStoodIsNotLostOnTheWay() {
        turns(50, true, true);
        assertThat(forward().lost()).isZero();
        turns(100, false, false);
        turns(10, false, true);
        turns(90, true, true);
        assertThat(forward().lost()).isZero();
    }

    @Test
    void whatABrokenRoadDroppedIsLost() {
        turns(50, true, true);
        assertThat(forward().lost()).isZero();
        turns(100, false, false);
        peerSequence += 100;
        turns(50, true, true);
        assertThat(forward().lost()).isEqualTo(100);
    }
}
