package dev.signalbox.agent.measure.cause;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.agent.measure.CallScore;
import dev.signalbox.model.media.Codec;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a call was worth, by what was told of its media. */
class CallScoreTest {

    private final Desk desk = new Desk();

    private List<CallScore> scores() {
        List<CallScore> scores = new ArrayList<>();
        desk.causes.drainScores(scores::add);
        return scores;
    }

    private CallScore only() {
        List<CallScore> scores = scores();
        assertThat(scores).hasSize(1);
        return scores.getFirst();
    }

    private void answered(String codec) {
        desk.all(
                desk.attempted("c", Desk.NORTHWIND),
                desk.answered("c", Desk.NORTHWIND, new Codec(codec, 8_000)));
    }

    @Test
    void lossOfAllIntervalsMakesTheScore() {
        answered("PCMA");
        for (int i = 0; i < 10; i++) {
            // Half of the intervals lose a tenth: 5 % of the call, and none of its last reports.
            desk.accept(desk.rtcp("c", 5 * i, 250L * i + 1, i < 5 ? 0.1 : 0, 25, 8));
        }
        desk.all(desk.ended("c", true, 16));
        desk.pass(6);
        CallScore score = only();
        assertThat(score.trunk()).isEqualTo(Desk.NORTHWIND);
        // G.711 without concealment at 5 %: published 2.1696.
        assertThat(score.mos()).isCloseTo(2.1696, within(1e-4));
        assertThat(score.falseAnswer()).isFalse();
    }

    @Test
    void aCodecOfAnotherScaleHasNoScore() {
        answered("opus");
        desk.all(desk.rtcp("c", 5, 250L, 0.05, 12, 8), desk.ended("c", true, 16));
        desk.pass(6);
        assertThat(only().mos()).isNull();
    }

    @Test
    void withoutAWordOfLossThereIsNoScore() {
        answered("PCMA");
        desk.all(desk.ended("c", true, 16));
        desk.pass(6);
        assertThat(only().mos()).isNull();
    }

    @Test
    void aCallIsScoredOnce() {
        answered("PCMA");
        desk.all(desk.rtcp("c", 5, 250L, 0, 0, 8), desk.ended("c", true, 16));
        desk.pass(6);
        assertThat(scores()).hasSize(1);
        desk.all(desk.outcome("o", "c", null, "reprompt-loop"));
        desk.pass(6);
        assertThat(scores()).isEmpty();
    }

    @Test
    void aCallThatNobodyAnsweredHasNone() {
        desk.all(
                desk.attempted("c", Desk.NORTHWIND),
                desk.failed("c", Desk.NORTHWIND, 486, 17, true));
        desk.pass(6);
        assertThat(scores()).isEmpty();
    }

    @Test
    void answeredAndNobodyThereIsAFalseAnswer() {
        answered("PCMA");
        desk.pass(3);
        desk.all(desk.received("c", 0L), desk.ended("c", true, 16));
        desk.pass(6);
        assertThat(only().falseAnswer()).isTrue();
    }

    @Test
    void audioOrALongCallIsNoFalseAnswer() {
        answered("PCMA");
        desk.pass(3);
        desk.all(desk.received("c", 12L), desk.ended("c", true, 16));
        desk.pass(6);
        assertThat(only().falseAnswer()).isFalse();
        desk.all(
                desk.attempted("d", Desk.NORTHWIND),
                desk.answered("d", Desk.NORTHWIND, new Codec("PCMA", 8_000)));
        desk.pass(11);
        desk.all(desk.received("d", 0L), desk.ended("d", true, 16));
        desk.pass(6);
        assertThat(only().falseAnswer()).isFalse();
    }

    @Test
    void silenceIsNotKnownWhereNobodyCountsPackets() {
        answered("PCMA");
        desk.pass(3);
        desk.all(desk.received("c", null), desk.ended("c", true, 16));
        desk.pass(6);
        assertThat(only().falseAnswer()).isFalse();
    }
}
