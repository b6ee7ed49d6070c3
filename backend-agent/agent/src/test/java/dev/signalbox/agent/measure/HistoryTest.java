package dev.signalbox.agent.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.model.fleet.HistoryPoint;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HistoryTest {

    private final Scene scene = new Scene();

    @Test
    void slicesOfFiveSecondsWithGapsWhereNothingWasSeen() {
        scene.runUntil(1_000);
        Scene.Leg leg = scene.call().invite();
        scene.at(1_200, () -> leg.answer(180));
        scene.at(2_000, () -> leg.answer(200).ack());
        scene.at(2_500, () -> scene.call().invite().answer(503));
        scene.at(12_000, leg::bye);
        scene.runUntil(16_000);
        assertThat(scene.measures.history())
                .extracting(HistoryPoint::start)
                .containsExactly(Scene.START, Scene.START.plusSeconds(10));
        HistoryPoint first = scene.measures.history().getFirst();
        assertThat(first.attempts()).isEqualTo(2);
        assertThat(first.finals()).isEqualTo(2);
        assertThat(first.answered()).isEqualTo(1);
        assertThat(first.infrastructureFailures()).isEqualTo(1);
        assertThat(first.liveCalls()).isEqualTo(1);
        assertThat(first.pddMillisP95()).isCloseTo(200, within(4.0));
        HistoryPoint last = scene.measures.history().getLast();
        assertThat(last.attempts()).isZero();
        assertThat(last.liveCalls()).isZero();
        assertThat(last.pddMillisP95()).isNull();
    }

    @Test
    void keepsHalfAnHour() {
        for (int i = 0; i < 40 * 60; i += 2) {
            scene.at(i * 1_000.0, () -> scene.call().invite().answer(486));
        }
        scene.runUntil(40 * 60_000);
        assertThat(scene.measures.history()).hasSize(360);
        assertThat(scene.measures.history().getFirst().start())
                .isEqualTo(Scene.START.plus(Duration.ofMinutes(10)));
    }

    @Test
    void callsPerSecondCountTheTimeSinceTheStart() {
        for (int i = 0; i < 80; i++) {
            scene.at(i * 50.0, () -> scene.call().invite());
        }
        scene.runUntil(4_000);
        assertThat(scene.northwind().callsPerSecond()).isCloseTo(20, within(0.5));
    }
}
