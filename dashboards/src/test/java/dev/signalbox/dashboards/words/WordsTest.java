package dev.signalbox.dashboards.words;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.model.fleet.TrunkState;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WordsTest {

    private static final Instant NOW = Instant.parse("2026-11-20T03:12:44Z");

    @Test
    void undefinedIsAHyphenAndNeverZero() {
        assertThat(Numbers.percent(null)).isEqualTo("-");
        assertThat(Numbers.percent(Double.NaN)).isEqualTo("-");
        assertThat(Numbers.millis(null)).isEqualTo("-");
        assertThat(Numbers.seconds(Double.NaN)).isEqualTo("-");
    }

    @Test
    void almostAllIsNotAll() {
        assertThat(Numbers.percent(0.99996)).isEqualTo("99.9");
        assertThat(Numbers.percent(1.0)).isEqualTo("100");
        assertThat(Numbers.percent(0.912)).isEqualTo("91.2");
    }

    @Test
    void timesAreUtcAndSayTheDayWhenItIsAnother() {
        assertThat(Times.clock(NOW)).isEqualTo("03:12:44");
        assertThat(Times.clockOrDay(NOW.minusSeconds(60), NOW)).isEqualTo("03:11:44");
        assertThat(Times.clockOrDay(NOW.minusSeconds(4 * 3600), NOW)).isEqualTo("19 Nov 23:12:44");
    }

    @Test
    void elapsedTimeNeverRunsBackwards() {
        assertThat(Times.elapsed(NOW.minusSeconds(14), NOW)).isEqualTo("00:14");
        assertThat(Times.elapsed(NOW.minusSeconds(3723), NOW)).isEqualTo("1:02:03");
        assertThat(Times.elapsed(NOW.plusSeconds(5), NOW)).isEqualTo("00:00");
    }

    @Test
    void agesHaveUnits() {
        assertThat(Times.age(420)).isEqualTo("0.4 s");
        assertThat(Times.age(41_000)).isEqualTo("41 s");
        assertThat(Times.age(720_000)).isEqualTo("12 min");
    }

    @Test
    void statesAreWordsAndSayHowFarAReturnIs() {
        for (TrunkState state : TrunkState.values()) {
            assertThat(States.trunk(state, 10)).doesNotContain(state.name()).isNotBlank();
        }
        assertThat(States.trunk(TrunkState.RETURNING, 10)).isEqualTo("returning, 10 %");
    }
}
