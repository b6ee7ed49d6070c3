package dev.signalbox.model.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

class SecondCodecTest {

    @Property(tries = 200)
    void whatWasPackedComesBack(@ForAll byte[] before, @ForAll byte[] raw) throws IOException {
        byte[] packed = SecondCodec.pack(raw, before);
        assertThat(SecondCodec.unpack(packed, before, raw.length)).isEqualTo(raw);
    }

    /** The reason for it: what is far back in the second before is found, too. */
    @Example
    void aSecondLikeTheOneBeforeTakesNextToNothing() throws IOException {
        byte[] before = new byte[400_000];
        new Random(4).nextBytes(before);
        byte[] raw = before.clone();
        raw[7] ^= 1;
        raw[200_000] ^= 1;
        byte[] packed = SecondCodec.pack(raw, before);
        assertThat(packed.length).isLessThan(1_000);
        assertThat(SecondCodec.unpack(packed, before, raw.length)).isEqualTo(raw);
    }

    @Property(tries = 100)
    void whatWasCutIsAnError(@ForAll @Size(min = 20, max = 300) byte[] raw) {
        byte[] packed = SecondCodec.pack(raw, SecondCodec.nothing());
        assertUnpackFails(Arrays.copyOf(packed, packed.length / 2), raw.length);
        assertUnpackFails(packed, raw.length - 1);
        assertUnpackFails(packed, raw.length + 1);
    }

    @Example
    void anotherSecondBeforeItIsFound() {
        byte[] before = "Northwind rejects 38 % of its calls".getBytes(StandardCharsets.UTF_8);
        byte[] raw = "Northwind rejects 39 % of its calls".getBytes(StandardCharsets.UTF_8);
        byte[] other = "Southwind rejects 11 % of all calls".getBytes(StandardCharsets.UTF_8);
        byte[] packed = SecondCodec.pack(raw, before);
        assertThatThrownBy(() -> SecondCodec.unpack(packed, other, raw.length))
                .isInstanceOf(IOException.class);
    }

    @Example
    void aSecondThatClaimsTooMuchIsNotUnpacked() {
        byte[] bomb = SecondCodec.pack(new byte[1 << 20], SecondCodec.nothing());
        assertThat(bomb.length).isLessThan(200);
        assertUnpackFails(bomb, 1_000);
        assertThatThrownBy(
                        () ->
                                SecondCodec.unpack(
                                        bomb, SecondCodec.nothing(), SecondCodec.RAW_BYTES_MAX + 1))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("67108865 bytes; at most 67108864");
    }

    private static void assertUnpackFails(byte[] packed, int rawBytes) {
        assertThatThrownBy(() -> SecondCodec.unpack(packed, SecondCodec.nothing(), rawBytes))
                .isInstanceOf(IOException.class);
    }
}
