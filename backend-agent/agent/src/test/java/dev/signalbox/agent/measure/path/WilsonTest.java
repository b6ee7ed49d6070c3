package dev.signalbox.agent.measure.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class WilsonTest {

    @Test
    void matchesPublishedValues() {
        // Newcombe 1998, table I: 81/263, 15/148, 1/29.
        assertThat(Wilson.lower(81, 263)).isCloseTo(0.2553, within(5e-5));
        assertThat(Wilson.lower(15, 148)).isCloseTo(0.0624, within(5e-5));
        assertThat(Wilson.lower(1, 29)).isCloseTo(0.0061, within(5e-5));
        assertThat(Wilson.lower(0, 20)).isZero();
        assertThat(Wilson.lower(0, 0)).isZero();
    }
}
