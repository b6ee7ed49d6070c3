package dev.signalbox.agent.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

class SecondCodecTest {

    @Property(tries = 200)
    void whatWasPackedComesBack(@ForAll byte[] first, @ForAll byte[] next) throws IOException {
        byte[] dictionary = SecondCodec.dictionary(first);
        byte[] packed = SecondCodec.compress(next, dictionary);
        assertThat(SecondCodec.restore(packed, dictionary, next.length)).isEqualTo(next);
    }

    @Property(tries = 100)
    void whatWasCutIsAnError(@ForAll @Size(min = 20, max = 300) byte[] raw) {
        byte[] packed = SecondCodec.compress(raw, SecondCodec.none());
        assertThatThrownBy(
                        () ->
                                SecondCodec.restore(
                                        Arrays.copyOf(packed, packed.length / 2),
                                        SecondCodec.none(),
                                        raw.length))
                .isInstanceOf(IOException.class);
    }
}
