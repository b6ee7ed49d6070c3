package dev.signalbox.agent.probe.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.model.target.Target;
import dev.signalbox.model.time.NowSource;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class PathProbeTest {

    private static final InetSocketAddress ANY =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private final Intervals ofNear = new Intervals();
    private final Intervals ofFar = new Intervals();

    private static PathProbe probe(
            String region, String peer, InetSocketAddress peerAddress, Intervals intervals)
            throws IOException {
        return PathProbe.open(
                ANY,
                PacketCodecTest.KEY,
                region,
                List.of(new Peer(peer, peerAddress)),
                NowSource.system(),
                intervals::add);
    }

    private PathProbe near(TwoWayRelay relay) throws IOException {
        return probe("eu-central", "us-east", relay.forNear(), ofNear);
    }

    private PathProbe far(TwoWayRelay relay) throws IOException {
        return probe("us-east", "eu-central", relay.forFar(), ofFar);
    }

    @Test
    void sixPercentOfLossInOneDirectionIsFoundInThatDirectionByBothEnds() throws Exception {
        SplittableRandom random = new SplittableRandom(20_260_101);
        try (TwoWayRelay relay = new TwoWayRelay(p -> random.nextDouble() < 0.06 ? -1 : 0);
                PathProbe near = near(relay);
                PathProbe far = far(relay)) {
            relay.start(near.localAddress(), far.localAddress());
            far.start();
            near.start();
            ofNear.await(i -> i.forward().expected() >= 400);
            ofFar.await(i -> i.back().expected() >= 400);
            assertThat(100.0 * ofNear.forward().lost() / ofNear.forward().expected())
                    .isBetween(4.0, 8.0);
            assertThat(ofNear.back().lost())
                    .as("%s%n%s%n%s", ofNear, near.counters(), far.counters())
                    .isZero();
            assertThat(100.0 * ofFar.back().lost() / ofFar.back().expected()).isBetween(3.0, 9.0);
            assertThat(ofFar.forward().lost()).isZero();
            assertThat(ofNear.newest().out()).isEqualTo(new Target.Path("eu-central", "us-east"));
            assertThat(ofNear.newest().roundTripMillis()).isNotNull();
            assertThat(far.counters().get("path_reflected")).isPositive();
            assertThat(near.counters().get("path_stray_reflection")).isZero();
        }
    }

    @Test
    void aDeadWayThereIsToldWhileTheWayBackWorks() throws Exception {
        AtomicBoolean cut = new AtomicBoolean();
        try (TwoWayRelay relay = new TwoWayRelay(p -> cut.get() ? -1 : 0);
                PathProbe near = near(relay);
                PathProbe far = far(relay)) {
            relay.start(near.localAddress(), far.localAddress());
            far.start();
            near.start();
            ofNear.await(i -> i.forward().expected() >= 20);
            ofFar.await(i -> i.forward().expected() >= 20);
            cut.set(true);
            ofNear.await(
                    i -> {
                        var forward = i.newest().forward();
                        return forward != null
                                && forward.expected() >= 25
                                && forward.lost() == forward.expected();
                    });
            assertThat(ofNear.newest().back()).isNotNull();
            ofFar.await(i -> i.newest().forward() == null && i.newest().back() == null);
            cut.set(false);
            ofNear.await(
                    i -> {
                        var forward = i.newest().forward();
                        return forward != null && forward.lost() == 0;
                    });
        }
    }

    @Test
    void aPeerThatIsNotThereIsNeitherGoodNorBad() throws Exception {
        try (DatagramSocket silent = new DatagramSocket(ANY);
                PathProbe near =
                        probe(
                                "eu-central",
                                "us-east",
                                (InetSocketAddress) silent.getLocalSocketAddress(),
                                ofNear)) {
            near.start();
            ofNear.await(Intervals::any);
            ofNear.await(i -> near.counters().getOrDefault("path_probes_sent", 0L) > 100);
            assertThat(ofNear.newest().forward()).isNull();
            assertThat(ofNear.newest().back()).isNull();
            assertThat(ofNear.newest().roundTripMillis()).isNull();
        }
    }

    /** Each of these gets no byte; the honest probe sent last is answered, alone. */
    @Test
    void strangersGetNoByteBack() throws Exception {
        try (DatagramSocket peer = new DatagramSocket(ANY);
                DatagramSocket stranger =
                        new DatagramSocket(0, InetAddress.getByName("127.0.0.2"));
                PathProbe probe =
                        probe(
                                "eu-central",
                                "us-east",
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), 9),
                                ofNear)) {
            probe.start();
            PacketCodec codec = new PacketCodec(PacketCodecTest.KEY, 1);
            PacketCodec wrong = new PacketCodec(new byte[16], 1);
            InetSocketAddress to = probe.localAddress();
            byte[] honest = codec.encode(PacketCodecTest.probe(1));
            send(stranger, honest, to);
            send(peer, wrong.encode(PacketCodecTest.probe(2)), to);
            send(peer, java.util.Arrays.copyOf(honest, 1_400), to);
            send(peer, new byte[60_000], to);
            send(peer, honest, to);
            send(peer, honest, to);
            byte[] answer = receive(peer);
            assertThat(answer).hasSameSizeAs(honest);
            byte[] last = codec.encode(PacketCodecTest.probe(3));
            send(peer, last, to);
            PathPacket next = Objects.requireNonNull(PacketCodec.decode(receive(peer)));
            assertThat(next.sequence()).isEqualTo(3);
            stranger.setSoTimeout(1);
            assertThatThrownBy(() -> receive(stranger)).isInstanceOf(SocketTimeoutException.class);
            assertThat(probe.counters())
                    .containsEntry("path_unknown_peer", 1L)
                    .containsEntry("path_bad_mac", 1L)
                    .containsEntry("path_malformed", 2L)
                    .containsEntry("path_replayed", 1L)
                    .containsEntry("path_reflected", 2L);
        }
    }

    @Test
    void aTakenPortAndAnUnresolvedPeerAreClearErrors() throws Exception {
        try (DatagramSocket taken = new DatagramSocket(ANY)) {
            InetSocketAddress listen = (InetSocketAddress) taken.getLocalSocketAddress();
            assertThatThrownBy(
                            () ->
                                    PathProbe.open(
                                            listen,
                                            PacketCodecTest.KEY,
                                            "eu-central",
                                            List.of(),
                                            NowSource.system(),
                                            i -> {}))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("cannot probe paths from");
        }
        assertThatThrownBy(() -> new Peer("us-east", InetSocketAddress.createUnresolved("host", 1)))
                .hasMessageContaining("path peer us-east \"host\"");
    }

    private static void send(DatagramSocket from, byte[] bytes, InetSocketAddress to)
            throws IOException {
        from.send(new DatagramPacket(bytes, bytes.length, to));
    }

    private static byte[] receive(DatagramSocket socket) throws IOException {
        if (socket.getSoTimeout() == 0) {
            socket.setSoTimeout(20_000);
        }
        DatagramPacket packet = new DatagramPacket(new byte[65_000], 65_000);
        socket.receive(packet);
        return java.util.Arrays.copyOf(packet.getData(), packet.getLength());
    }
}
