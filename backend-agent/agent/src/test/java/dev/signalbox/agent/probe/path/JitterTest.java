package dev.signalbox.agent.probe.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class JitterTest {

    @Test
    void isTheRunningMeanOfRfc3550() {
        Jitter jitter = new Jitter();
        jitter.add(0, 1_000);
        assertThat(jitter.nanos()).isZero();
        jitter.add(20_000, 21_160);
        assertThat(jitter.nanos()).isCloseTo(10, within(1e-9));
        jitter.add(40_000, 41_000);
        assertThat(jitter.nanos()).isCloseTo(10 + (160 - 10) / 16.0, within(1e-9));
    }

    @Test
    void doesNotSeeAConstantDelayOrClocksThatDiffer() {
        Jitter jitter = new Jitter();
        for (int i = 0; i < 100; i++) {
            jitter.add(i * 20_000_000L, -9_000_000_000L + i * 20_000_000L);
        }
        assertThat(jitter.nanos()).isZero();
    }
}
