package dev.signalbox.agent.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.model.measure.EdgeSight;
import dev.signalbox.model.policy.Thresholds;
import dev.signalbox.model.quorum.Word.Reach;
import dev.signalbox.model.time.Now;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EdgeWatchTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private final EdgeWatch watch = new EdgeWatch(Thresholds.DEFAULTS, Map.of());
    private Now now = new Now(Long.MAX_VALUE - 1_000, NOON);

    @Test
    void silentAfterThreeMissesAndBackAfterFiveAnswers() {
        answer();
        assertThat(sight().reach()).isEqualTo(Reach.ANSWERS);
        assertThat(sight().sentence()).isEqualTo("its edge answers OPTIONS, last in 2 ms");

        miss(2);
        assertThat(sight().reach()).isEqualTo(Reach.ANSWERS);
        miss(1);
        assertThat(sight())
                .isEqualTo(
                        new EdgeSight(
                                "eu-west",
                                Reach.SILENT,
                                "3 OPTIONS in a row to its edge missed or refused",
                                3));

        for (int i = 0; i < 4; i++) {
            answer();
        }
        assertThat(sight().reach()).isEqualTo(Reach.SILENT);
        assertThat(sight().sentence()).endsWith("; 4 answered since, 5 are needed");
        answer();
        assertThat(sight().reach()).isEqualTo(Reach.ANSWERS);
    }

    @Test
    void oneThatNeverAnsweredIsUnknown() {
        miss(100);

        assertThat(sight().reach()).isEqualTo(Reach.UNKNOWN);
        assertThat(sight().sentence())
                .isEqualTo("its edge never answered OPTIONS; asked 100 times");
        answer();
        assertThat(sight().reach()).isEqualTo(Reach.ANSWERS);
    }

    @Test
    void anAnswerInBetweenBeginsTheCountAnew() {
        answer();
        miss(2);
        answer();
        miss(2);

        assertThat(sight().reach()).isEqualTo(Reach.ANSWERS);
    }

    @Test
    void oneThatWasNotAskedLatelyIsUnknown() {
        answer();
        now = now.plus(Duration.ofSeconds(11));

        assertThat(sight().reach()).isEqualTo(Reach.UNKNOWN);
        assertThat(sight().sentence()).isEqualTo("its edge was not asked for 11 s");
        answer();
        assertThat(sight().reach()).isEqualTo(Reach.ANSWERS);
    }

    @Test
    void oneThatCannotBeAskedSaysWhy() {
        EdgeWatch tls =
                new EdgeWatch(Thresholds.DEFAULTS, Map.of("us-east", "TLS is not probed yet"));

        assertThat(tls.sights(now))
                .containsExactly(
                        new EdgeSight(
                                "us-east",
                                Reach.UNKNOWN,
                                "its edge is not asked: TLS is not probed yet",
                                0));
    }

    private void answer() {
        accept(new EdgeProbe("eu-west", true, 200, 2));
    }

    private void miss(int times) {
        for (int i = 0; i < times; i++) {
            accept(new EdgeProbe("eu-west", false, 0, 500));
        }
    }

    private void accept(EdgeProbe probe) {
        now = now.plus(Duration.ofSeconds(1));
        watch.accept(probe, now);
    }

    private EdgeSight sight() {
        return watch.sights(now).iterator().next();
    }
}
