package dev.signalbox.agent.decide.fleet.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class HabitTest {

    private static final long START = Long.MAX_VALUE - 10_000_000_000L;

    @Test
    void learnsTheUsualRateAndSeesItMissing() {
        Habit habit = steady(Habit.NONE, 0, 60, 5);

        assertThat(habit.learnt()).isTrue();
        assertThat(habit.callsPerSecond()).isCloseTo(5, within(0.01));
        // exp(-5 * gap) < 1e-3 from 1.38 s on.
        assertThat(habit.missing(at(61.3), 1)).isFalse();
        assertThat(habit.missing(at(61.5), 1)).isTrue();
        // With a tenth of the calls left it takes ten times as long.
        assertThat(habit.missing(at(73), 0.1)).isFalse();
        assertThat(habit.missing(at(75), 0.1)).isTrue();
        assertThat(habit.missing(at(10_000), 0)).isFalse();
    }

    @Test
    void aGapIsNoPartOfTheRateWhileItLasts() {
        Habit habit = steady(Habit.NONE, 0, 60, 5);
        Habit later = habit;
        for (int second = 61; second < 300; second++) {
            later = later.looked(300, at(second));
        }

        assertThat(later).isEqualTo(habit);
    }

    @Test
    void forgetsAnOldRate() {
        Habit habit = steady(steady(Habit.NONE, 0, 60, 10), 60, 360, 1);

        assertThat(habit.callsPerSecond()).isCloseTo(1, within(0.1));
    }

    @Test
    void littleIsNotBelieved() {
        assertThat(steady(Habit.NONE, 0, 20, 10).learnt()).isFalse();
        assertThat(steady(Habit.NONE, 0, 29, 1).learnt()).isFalse();
        assertThat(steady(Habit.NONE, 0, 31, 1).learnt()).isTrue();
    }

    @Test
    void ofLittleALongerGapSaysTheSame() {
        // 48 calls in 12 s: (12 / (12 + gap)) ^ 48 < 1e-3 from 1.9 s on.
        Habit habit = steady(Habit.NONE, 0, 12, 4);
        assertThat(habit.missing(at(13.7), 1)).isFalse();
        assertThat(habit.missing(at(14), 1)).isTrue();
        assertThat(habit.missing(at(14), 0.1)).isFalse();
        // 6 calls in 6 s: it takes 13 s.
        assertThat(steady(Habit.NONE, 0, 6, 1).missing(at(18), 1)).isFalse();
        assertThat(steady(Habit.NONE, 0, 6, 1).missing(at(20), 1)).isTrue();
        // Next to nothing says nothing.
        assertThat(steady(Habit.NONE, 0, 4, 1).missing(at(10_000), 1)).isFalse();
        assertThat(Habit.NONE.missing(at(10_000), 1)).isFalse();
    }

    @Test
    void countsThatBeginAnewAreNoBurstAndNoGap() {
        Habit habit = steady(Habit.NONE, 0, 60, 5);

        Habit restarted = habit.looked(2, at(61)).looked(7, at(62));

        assertThat(restarted.callsPerSecond()).isCloseTo(5, within(0.01));
        assertThat(restarted.gapSeconds(at(62))).isZero();
    }

    /** Looks once a second. */
    private static Habit steady(Habit before, int from, int until, int callsPerSecond) {
        Habit habit = before;
        long total = habit.total();
        for (int second = from; second <= until; second++) {
            total += second == from ? 0 : callsPerSecond;
            habit = habit.looked(total, at(second));
        }
        return habit;
    }

    private static long at(double seconds) {
        return START + Math.round(seconds * 1e9);
    }
}
