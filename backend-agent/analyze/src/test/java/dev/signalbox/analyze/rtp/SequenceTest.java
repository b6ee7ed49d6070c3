package dev.signalbox.analyze.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SequenceTest {

    private final Sequence sequence = new Sequence();

    @Test
    void wrapIsNoLoss() {
        take(65_534, 65_535, 0, 1);
        assertCounts(4, 4, 0, 0, 0);
    }

    @Test
    void lateAndDoubledAreNoLoss() {
        take(10, 12, 11, 12, 13);
        assertCounts(5, 4, 0, 1, 0);
    }

    @Test
    void runsOfLossAreBursts() {
        take(1, 2, 6, 7, 9);
        assertCounts(5, 9, 4, 0, 2);
    }

    @Test
    void aLatePacketSplitsABurst() {
        take(1, 5, 3);
        assertCounts(3, 5, 2, 0, 2);
    }

    @Test
    void restartInsideOneSourceIsNoLoss() {
        take(100, 101, 40_000, 40_001, 40_002);
        assertCounts(5, 5, 0, 0, 0);
    }

    @Test
    void oneStrangeNumberIsNoRestart() {
        take(100, 101, 40_000, 102, 103);
        assertCounts(4, 4, 0, 0, 0);
    }

    private void take(int... numbers) {
        for (int number : numbers) {
            sequence.accept(number);
        }
    }

    private void assertCounts(int packets, int expected, int lost, int duplicates, int bursts) {
        assertThat(
                        new long[] {
                            sequence.packets(),
                            sequence.expected(),
                            sequence.lost(),
                            sequence.duplicates(),
                            sequence.bursts()
                        })
                .containsExactly(packets, expected, lost, duplicates, bursts);
    }
}
