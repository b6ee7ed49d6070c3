package dev.signalbox.model.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ByteTextTest {

    private final ByteText text = new ByteText();

    private static ByteText of(byte[] bytes, int from, int to) {
        ByteText text = new ByteText();
        text.set(bytes, from, to);
        return text;
    }

    private static ByteText of(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return of(bytes, 0, bytes.length);
    }

    @Test
    void absentIsNotEmpty() {
        assertThat(text.isPresent()).isFalse();
        assertThat(text.isEmpty()).isTrue();
        assertThat(text.is("")).isFalse();
        assertThat(text).hasToString("");
        text.set(new byte[] {1}, 1, 1);
        assertThat(text.isPresent()).isTrue();
        assertThat(text.isEmpty()).isTrue();
        assertThat(text.is("")).isTrue();
        text.clear();
        assertThat(text.isPresent()).isFalse();
        assertThat(text.length()).isZero();
    }

    @Test
    void comparesEveryByteExactly() {
        ByteText call = of("\u00ffcall-1@x");
        assertThat(call.is("\u00ffcall-1@x")).isTrue();
        assertThat(call.is("\u00ffcall-1@X")).isFalse();
        assertThat(call.is("\u00ffcall-1@")).isFalse();
        assertThat(call).hasToString("\u00ffcall-1@x");
        assertThat(call.charAt(0)).isEqualTo('\u00ff');
    }

    @Property(tries = 500)
    void theHashIsOfTheTextAndNotOfItsPlace(
            @ForAll @Size(max = 60) byte[] bytes, @ForAll @IntRange(max = 40) int offset) {
        byte[] elsewhere = new byte[bytes.length + offset + 9];
        System.arraycopy(bytes, 0, elsewhere, offset, bytes.length);
        ByteText here = of(bytes, 0, bytes.length);
        ByteText there = of(elsewhere, offset, offset + bytes.length);
        assertThat(there.hash(7)).isEqualTo(here.hash(7));
        assertThat(there.is(here.toString())).isTrue();
    }

    @Test
    void textsThatDifferALittleHaveOtherHashes() {
        Set<Long> hashes = new HashSet<>();
        Set<Integer> lowBits = new HashSet<>();
        for (int i = 0; i < 100_000; i++) {
            long hash = of("7d4e2c1a-" + i + "@192.0.2.10").hash(1);
            hashes.add(hash);
            lowBits.add((int) hash & 0xffff);
        }
        for (int length = 0; length < 40; length++) {
            hashes.add(of("\0".repeat(length)).hash(1));
        }
        assertThat(hashes).hasSize(100_040);
        // Of 65,536 places 100,000 texts by chance leave a fifth empty.
        assertThat(lowBits).hasSizeGreaterThan(50_000);
        assertThat(of("a").hash(1)).isNotEqualTo(of("a").hash(2));
    }
}
