package dev.signalbox.agent.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PlainWordsTest {

    static Stream<Arguments> texts() {
        return Stream.of(
                Arguments.of("edge dead", "edge dead"),
                Arguments.of("  edge \t dead \n", "edge dead"),
                Arguments.of("a\u001b[31mb\nc", "a [31mb c"),
                Arguments.of("fine\r\napproved by grace", "fine approved by grace"),
                Arguments.of("a\u0085b\u2028c\u2029d\u0000e\u009bf", "a b c d e f"),
                // Turns the direction of writing.
                Arguments.of("safe\u202eesrever", "safe esrever"),
                Arguments.of("lone \ud800 half", "lone half"),
                Arguments.of("Grüße, 東京 \ud83d\ude80", "Grüße, 東京 \ud83d\ude80"),
                Arguments.of("\n\u001b", ""));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void isOneLineOfWhatShows(String text, String plain) {
        assertThat(PlainWords.of(text)).isEqualTo(plain);
    }
}
