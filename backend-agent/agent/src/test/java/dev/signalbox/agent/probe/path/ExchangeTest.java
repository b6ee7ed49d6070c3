package dev.signalbox.agent.probe.path;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExchangeTest {

    private static final InetSocketAddress PEER = address("192.0.2.10", 7090);
    private final Counts counts = new Counts();
    private final PacketCodec codec = new PacketCodec(PacketCodecTest.KEY, 3);
    private final PeerRoad road = new PeerRoad("eu-central", new Peer("us-east", PEER), 500, 0);
    private final Exchange exchange =
            new Exchange("eu-central", List.of(road), codec, counts, () -> 2_000);

    private static InetSocketAddress address(String host, int port) {
        try {
            return new InetSocketAddress(InetAddress.getByName(host), port);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private byte @Nullable [] take(byte[] bytes, InetSocketAddress source) {
        return exchange.take(bytes, source, 1_000, false);
    }

    private void refused(byte[] bytes, InetSocketAddress source, String counter) {
        long before = counts.byKey().getOrDefault(counter, 0L);
        assertThat(take(bytes, source)).isNull();
        assertThat(counts.byKey().get(counter)).isEqualTo(before + 1);
    }

    private static PathPacket between(String from, String to) {
        PathPacket probe = PacketCodecTest.probe(1);
        return new PathPacket(
                probe.rtp(),
                PacketCodec.regionHash(from),
                PacketCodec.regionHash(to),
                77,
                1,
                20,
                false,
                null);
    }

    @Test
    void aPeerIsAnsweredFromAnyPortWithAsManyBytes() {
        byte[] probe = codec.encode(PacketCodecTest.probe(1));
        byte[] answer = Objects.requireNonNull(take(probe, address("192.0.2.10", 40_000)));
        assertThat(answer).hasSameSizeAs(probe);
        assertThat(codec.authentic(answer)).isTrue();
        PathPacket packet = Objects.requireNonNull(PacketCodec.decode(answer));
        assertThat(packet.reflection())
                .isEqualTo(
                        new PathPacket.Reflection(
                                1_000, 2_000, false, 0, new SeenWindow(1, 1, 2, 0, 0, 0)));
        assertThat(packet.sequence()).isEqualTo(1);
        assertThat(counts.byKey().get("path_reflected")).isOne();
    }

    @Test
    void aStrangerGetsNothing() {
        refused(
                codec.encode(PacketCodecTest.probe(1)),
                address("192.0.2.99", 7090),
                "path_unknown_peer");
    }

    @Test
    void aForeignRegionGetsNothing() {
        refused(codec.encode(between("mars", "eu-central")), PEER, "path_unknown_peer");
        refused(codec.encode(between("us-east", "mars")), PEER, "path_not_for_us");
    }

    @Test
    void aWrongKeyGetsNothing() {
        byte[] key = PacketCodecTest.KEY.clone();
        key[3] ^= 1;
        refused(new PacketCodec(key, 1).encode(PacketCodecTest.probe(1)), PEER, "path_bad_mac");
    }

    @Test
    void aReplayGetsNothing() {
        byte[] probe = codec.encode(PacketCodecTest.probe(1));
        assertThat(take(probe, PEER)).isNotNull();
        refused(probe, PEER, "path_replayed");
    }

    @Test
    void anOversizedOrEmptyPacketGetsNothing() {
        byte[] probe = codec.encode(PacketCodecTest.probe(1));
        refused(java.util.Arrays.copyOf(probe, 173), PEER, "path_malformed");
        refused(java.util.Arrays.copyOf(probe, 171), PEER, "path_malformed");
        refused(new byte[0], PEER, "path_malformed");
    }

    @Test
    void ourOwnProbeIsNotReflectedBackToUs() {
        PathPacket own = road.probe(1, 10, false);
        refused(codec.encode(own), PEER, "path_unknown_peer");
    }

    @Test
    void aReflectionIsNeverAnsweredAndCountsOnce() {
        PathPacket own = road.probe(1, 10, false);
        PathPacket reflection =
                new PathPacket(
                        own.rtp(),
                        own.to(),
                        own.from(),
                        own.bootId(),
                        own.sequence(),
                        own.sentNanos(),
                        false,
                        new PathPacket.Reflection(
                                5, 6, false, 0, new SeenWindow(1, 1, 2, 0, 0, 0)));
        byte[] bytes = codec.encode(reflection);
        refused(bytes, PEER, "path_returned");
        refused(bytes, PEER, "path_stray_reflection");
    }

    @Property(tries = 500)
    void noiseGetsNothing(@ForAll @Size(min = 160, max = 180) byte[] noise) {
        assertThat(take(noise, PEER)).isNull();
    }
}
