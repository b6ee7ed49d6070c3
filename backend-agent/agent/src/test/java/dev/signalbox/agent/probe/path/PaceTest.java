package dev.signalbox.agent.probe.path;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTest {

    private static final long MILLI = 1_000_000;

    @Test
    void peersAreSpreadOverTheTwentyMilliseconds() {
        Pace pace = new Pace(4, 0);
        for (int turn = 0; turn < 3; turn++) {
            for (int peer = 0; peer < 4; peer++) {
                assertThat(pace.peer()).isEqualTo(peer);
                assertThat(pace.turn()).isEqualTo(turn);
                assertThat(pace.dueNanos()).isEqualTo((turn * 20 + peer * 5) * MILLI);
                pace.next();
            }
        }
    }

    @Test
    void missedTurnsAreSkippedAndNotMadeUpFor() {
        Pace pace = new Pace(2, 0);
        pace.next();
        assertThat(pace.skip(15 * MILLI)).isZero();
        assertThat(pace.skip(1_000 * MILLI)).isEqualTo(98);
        assertThat(pace.peer()).isEqualTo(1);
        assertThat(pace.dueNanos()).isEqualTo(990 * MILLI);
    }
}
