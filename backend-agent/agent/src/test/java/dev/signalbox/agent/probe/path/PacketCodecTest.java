package dev.signalbox.agent.probe.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PacketCodecTest {

    static final byte[] KEY = "0123456789abcdef".getBytes(java.nio.charset.StandardCharsets.UTF_8);

    private final PacketCodec codec = new PacketCodec(KEY, 1);

    static PathPacket probe(long sequence) {
        return new PathPacket(
                new PathPacket.Rtp((int) sequence & 0xffff, (int) sequence * 160, 0xCAFE),
                PacketCodec.regionHash("us-east"),
                PacketCodec.regionHash("eu-central"),
                77,
                sequence,
                sequence * 20_000_000,
                false,
                null);
    }

    @Test
    void aProbeIsRtpWithTwentyMillisecondsOfG711() {
        byte[] bytes = codec.encode(probe(0x1_0203L));
        assertThat(bytes).hasSize(172);
        assertThat(Arrays.copyOf(bytes, 12))
                .containsExactly(0x80, 0, 2, 3, 0, 0xA1, 0x41, 0xE0, 0, 0, 0xCA, 0xFE);
        assertThat(PacketCodec.decode(bytes)).isEqualTo(probe(0x1_0203L));
        assertThat(codec.authentic(bytes)).isTrue();
    }

    @Test
    void aReflectionIsReadAsItWasWrittenAndIsAsLongAsAProbe() {
        PathPacket probe = probe(5);
        PathPacket reflection =
                new PathPacket(
                        probe.rtp(),
                        probe.to(),
                        probe.from(),
                        probe.bootId(),
                        probe.sequence(),
                        probe.sentNanos(),
                        true,
                        new PathPacket.Reflection(
                                1, 2, true, 3, new SeenWindow(1, 5, -1, 8, Long.MIN_VALUE, 7)));
        byte[] bytes = codec.encode(reflection);
        assertThat(bytes).hasSize(172);
        assertThat(PacketCodec.decode(bytes)).isEqualTo(reflection);
    }

    @Property(tries = 300)
    void noBitCanBeChanged(@ForAll @IntRange(max = 172 * 8 - 1) int bit) {
        byte[] bytes = codec.encode(probe(9));
        bytes[bit / 8] ^= (byte) (1 << bit % 8);
        assertThat(codec.authentic(bytes)).isFalse();
    }

    @Property(tries = 300)
    void whatIsNoPacketIsNoPacket(@ForAll @Size(max = 400) byte[] bytes) {
        PathPacket packet = PacketCodec.decode(bytes);
        assertThat(packet == null || bytes.length == 172).isTrue();
    }

    @Test
    void anotherKeyIsNotBelieved() {
        byte[] otherKey = KEY.clone();
        otherKey[0]++;
        assertThat(codec.authentic(new PacketCodec(otherKey, 1).encode(probe(1)))).isFalse();
    }

    @Test
    void aShortKeyIsRefused() {
        assertThatThrownBy(() -> new PacketCodec(new byte[15], 1))
                .hasMessage("path key of 15 bytes: at least 16");
    }
}
