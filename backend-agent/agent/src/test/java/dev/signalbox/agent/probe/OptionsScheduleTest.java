package dev.signalbox.agent.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.model.policy.Thresholds;
import dev.signalbox.model.target.Target;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OptionsScheduleTest {

    private static final long MILLI = 1_000_000L;
    private static final Target.Trunk TRUNK = new Target.Trunk("lab", "northwind");

    private final OptionsSchedule schedule = new OptionsSchedule(TRUNK, Thresholds.DEFAULTS, 0);

    @Test
    void aTrunkThatIsWellIsAskedEveryTwoSecondsOutOfStep() {
        List<Long> sent = run(0, 60_000, true);

        assertThat(sent).hasSizeBetween(28, 34);
        assertThat(gaps(sent)).allMatch(gap -> gap >= 1_790 && gap <= 2_210);
        assertThat(gaps(sent).stream().distinct().count()).isGreaterThan(10);
    }

    @Test
    void aTrunkThatWasWellIsAskedThreeTimesAtTheFirstMissAndThenEverySecond() {
        run(0, 10_000, true);
        List<Long> sent = run(10_000, 40_000, false);

        assertThat(gaps(sent.subList(1, 4))).containsOnly(150L);
        assertThat(gaps(sent.subList(5, sent.size()))).allMatch(gap -> gap <= 1_110);
        assertThat(schedule.silent()).isTrue();
    }

    @Test
    void aTrunkThatNeverAnsweredIsNotHammered() {
        List<Long> sent = run(0, 60_000, false);

        assertThat(gaps(sent)).allMatch(gap -> gap >= 1_790);
        assertThat(schedule.silent()).isFalse();
    }

    @Test
    void itIsAskedEverySecondUntilItAnsweredFiveTimesInARow() {
        run(0, 10_000, true);
        run(10_000, 20_000, false);
        List<Long> sent = run(20_000, 40_000, true);

        assertThat(gaps(sent).subList(0, 4)).allMatch(gap -> gap <= 1_110);
        assertThat(gaps(sent).subList(5, sent.size() - 1)).allMatch(gap -> gap >= 1_790);
        assertThat(schedule.silent()).isFalse();
    }

    /** Asks every 10 ms; every probe ends at once, or as a miss half a second later. */
    private List<Long> run(long fromMillis, long toMillis, boolean good) {
        List<Long> sent = new ArrayList<>();
        List<Long> pending = new ArrayList<>();
        for (long now = fromMillis; now < toMillis; now += 10) {
            while (!pending.isEmpty() && now - pending.getFirst() >= 500) {
                pending.removeFirst();
                schedule.result(false, now * MILLI);
            }
            while (schedule.due(now * MILLI)) {
                sent.add(now);
                if (good) {
                    schedule.result(true, now * MILLI);
                } else {
                    pending.add(now);
                }
            }
        }
        return sent;
    }

    private static List<Long> gaps(List<Long> sent) {
        List<Long> gaps = new ArrayList<>();
        for (int i = 1; i < sent.size(); i++) {
            gaps.add(sent.get(i) - sent.get(i - 1));
        }
        return gaps;
    }
}
