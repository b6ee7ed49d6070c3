package dev.signalbox.agent.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.model.measure.CallCounts;
import dev.signalbox.model.measure.CallMetrics;
import dev.signalbox.model.measure.WilsonInterval;
import dev.signalbox.model.policy.Trunk.Direction;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 6076, E.411 and E.425 on the carrier leg, by windows of up to an hour. */
class CallMetricsTest {

    private static final int TEN_SECONDS = 0;
    private static final int FIVE_MINUTES = 2;
    private static final int HOUR = 3;

    private final Scene scene = new Scene();

    private CallMetrics sent(int window) {
        return scene.metrics(Direction.OUTBOUND, "", window);
    }

    /** A call that gets these responses, 100 ms apart, and is acknowledged. */
    private Scene.Leg call(int... responses) {
        Scene.Leg leg = scene.call();
        leg.invite();
        for (int status : responses) {
            scene.runUntil(scene.millis + 100);
            leg.answer(status);
        }
        leg.ack();
        return leg;
    }

    @Test
    void ratiosOfAMixOfEndings() {
        call(180, 200);
        call(180, 200);
        call(180, 486);
        call(180, 487);
        call(487);
        call(180, 408);
        call(503);
        call(404);
        call(302);
        scene.call().invite();
        scene.runUntil(scene.millis + 5_000);
        CallCounts counts = sent(HOUR).counts();
        assertThat(counts.attempts()).isEqualTo(10);
        assertThat(counts.unanswered()).isEqualTo(1);
        assertThat(counts.responses())
                .isEqualTo(Map.of(200, 2L, 486, 1L, 487, 2L, 408, 1L, 503, 1L, 404, 1L, 302, 1L));
        assertThat(counts.asr().value()).isEqualTo(2 / 10.0);
        // Answered, busy, and two that rang.
        assertThat(counts.ner().value()).isEqualTo(5 / 10.0);
        assertThat(counts.ser().value()).isEqualTo(2 / 9.0);
        assertThat(counts.seer().value()).isEqualTo(3 / 9.0);
        // The one that nobody answered is not the carrier's 408.
        assertThat(counts.isa().value()).isEqualTo(2 / 10.0);
        WilsonInterval interval = Objects.requireNonNull(counts.asr().interval());
        assertThat(interval.low()).isCloseTo(0.0567, within(1e-4));
        assertThat(interval.high()).isCloseTo(0.5098, within(1e-4));
    }

    @ParameterizedTest
    @CsvSource({
        // A cause outranks the status: a gateway's 480 for no circuit, its 503 for a busy line.
        "480, 34, 0",
        "503, 17, 1",
        "480, 0, 1",
        "480, 19, 1",
        "500, 41, 0",
        "603, 21, 1"
    })
    void aCauseOutranksTheStatusInNetworkEffectiveness(int status, int cause, long delivered) {
        scene.call().invite().answer(status, cause);
        CallCounts counts = sent(TEN_SECONDS).counts();
        assertThat(counts.delivered()).isEqualTo(delivered);
        assertThat(counts.causes()).isEqualTo(cause == 0 ? Map.of() : Map.of(cause, 1L));
    }

    @Test
    void undefinedStaysUndefined() {
        assertThat(sent(HOUR).counts().asr().value()).isNull();
        assertThat(sent(HOUR).counts().asr().interval()).isNull();
        assertThat(sent(HOUR).acdMillis().value()).isNull();
        assertThat(sent(HOUR).pddMillis().value(0.5)).isNull();
        assertThat(sent(HOUR).poorRatio().value()).isNull();
    }

    @Test
    void anHourHoldsWhatFiveMinutesHaveForgotten() {
        call(180, 200);
        scene.runUntil(scene.millis + 6 * 60_000);
        call(180, 486);
        assertThat(sent(FIVE_MINUTES).counts().seizures()).isEqualTo(1);
        assertThat(sent(HOUR).counts().seizures()).isEqualTo(2);
        scene.runUntil(scene.millis + 56 * 60_000);
        assertThat(sent(HOUR).counts().seizures()).isEqualTo(1);
        scene.runUntil(scene.millis + 6 * 60_000);
        assertThat(sent(HOUR).counts().seizures()).isZero();
    }

    @Test
    void theLastFinalResponseDecides() {
        Scene.Leg leg = scene.call();
        leg.invite().answer(503, 42).ack();
        assertThat(sent(HOUR).counts().isa().value()).isEqualTo(1);
        leg.retry().answer(200).ackOfAnswer();
        CallCounts counts = sent(HOUR).counts();
        assertThat(counts.responses()).isEqualTo(Map.of(200, 1L));
        assertThat(counts.causes()).isEmpty();
        assertThat(counts.attempts()).isEqualTo(1);
        assertThat(counts.ner().value()).isEqualTo(1);
    }

    @Test
    void delaysOfAnsweredAndFailedCallsAreApart() {
        Scene.Leg good = scene.call().invite();
        scene.runUntil(800);
        good.answer(180);
        Scene.Leg bad = scene.call().invite();
        scene.runUntil(3_000);
        bad.answer(503).ack();
        good.answer(200).ackOfAnswer();
        CallMetrics metrics = sent(TEN_SECONDS);
        assertThat(metrics.pddMillis().count()).isEqualTo(1);
        assertThat(metrics.pddMillis().value(0.5)).isCloseTo(800, within(8.0));
        assertThat(metrics.failureMillis().count()).isEqualTo(1);
        assertThat(metrics.failureMillis().value(0.5)).isCloseTo(2_200, within(22.0));
    }

    @Test
    void completedCallsAndTheirLength() {
        Scene.Leg one = call(200);
        Scene.Leg two = call(200);
        call(200);
        scene.runUntil(10_000);
        one.bye();
        scene.runUntil(40_000);
        two.byeOfCallee();
        call(503);
        CallMetrics metrics = sent(HOUR);
        assertThat(metrics.counts().completed()).isEqualTo(2);
        // The third call goes on and is no part of it.
        assertThat(metrics.counts().scr().value()).isEqualTo(2 / 3.0);
        // Answered after 100 and 200 ms.
        assertThat(metrics.acdMillis().value()).isCloseTo((9_900 + 39_800) / 2.0, within(1.0));
        assertThat(metrics.talkMillis().value(1)).isCloseTo(39_800, within(400.0));
    }

    @Test
    void aCallThatWasNeverAcknowledgedIsDropped() {
        scene.call().invite().answer(200);
        scene.runUntil(40_000);
        CallCounts counts = sent(HOUR).counts();
        assertThat(counts.dropped()).isEqualTo(1);
        assertThat(counts.scr().value()).isZero();
    }

    @Test
    void callsThatWeSendAndCallsThatComeAreApart() {
        call(503);
        Scene.Leg received = scene.callFromNorthwind();
        received.invite().answer(200).ackOfAnswer();
        assertThat(sent(HOUR).counts().asr().value()).isZero();
        CallMetrics inbound = scene.metrics(Direction.INBOUND, "", HOUR);
        assertThat(inbound.counts().asr().value()).isEqualTo(1);
        assertThat(inbound.counts().attempts()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "+4969123, +49", "004969123, +49", "+12125550100, +1", "+353155512, +353", "+77001, +7",
        "069123, national", "bob, national", "+, national", "+29, national", "+2901, +290"
    })
    void destinationsAreToldApartByCountry(String called, String prefix) {
        Scene.Leg leg = scene.call();
        leg.requestUser = called;
        leg.invite().answer(404);
        CallCounts there = scene.metrics(Direction.OUTBOUND, prefix, HOUR).counts();
        assertThat(there.responses()).isEqualTo(Map.of(404, 1L));
    }

    @Test
    void countriesWithoutEndAreCountedTogether() {
        for (int code = 200; code < 1_000; code++) {
            Scene.Leg leg = scene.call();
            leg.requestUser = "+" + code + "1";
            leg.invite();
        }
        long rows =
                scene.measures.metrics(scene.now()).rows().stream()
                        .filter(row -> row.target().equals(Scene.NORTHWIND))
                        .count();
        // Both directions, the named ones and the rest.
        assertThat(rows).isEqualTo(2 + Destinations.DESTINATIONS_MAX + 1);
        long others =
                scene.metrics(Direction.OUTBOUND, Destinations.OTHER, HOUR).counts().attempts();
        assertThat(others).isPositive();
        long all =
                scene.measures.metrics(scene.now()).rows().stream()
                        .filter(row -> !row.prefix().isEmpty())
                        .mapToLong(row -> row.windows().getLast().counts().attempts())
                        .sum();
        assertThat(all).isEqualTo(800);
    }

    @Test
    void codecsByWhatAnswersChose() {
        for (String format : new String[] {"8", "8", "0"}) {
            Scene.Leg leg = scene.call();
            leg.invite();
            leg.body = "v=0\r\nm=audio 4000 RTP/AVP " + format + "\r\n";
            leg.answer(200);
        }
        call(200);
        assertThat(sent(HOUR).counts().codecs()).isEqualTo(Map.of("PCMA", 2L, "PCMU", 1L));
    }

    @Test
    void namesOfCodecsAreBounded() {
        for (int i = 0; i < 40; i++) {
            Scene.Leg leg = scene.call();
            leg.invite();
            leg.body = "v=0\r\nm=audio 4000 RTP/AVP 96\r\na=rtpmap:96 X" + i + "/8000\r\n";
            leg.answer(200);
        }
        Map<String, Long> codecs = sent(HOUR).counts().codecs();
        assertThat(codecs).hasSize(17).containsEntry("other", 24L);
    }

    @Test
    void scoresOfCallsMakeTheTrunksDistribution() {
        for (double mos : new double[] {4.4, 4.4, 4.4, 3.6, 3.4}) {
            scene.measures.accept(new CallScore(Scene.NORTHWIND, true, mos, false), scene.now());
        }
        scene.measures.accept(new CallScore(Scene.NORTHWIND, true, null, true), scene.now());
        scene.measures.accept(new CallScore(Scene.NORTHWIND, false, 1.0, false), scene.now());
        CallMetrics metrics = sent(HOUR);
        assertThat(metrics.mos().count()).isEqualTo(5);
        assertThat(metrics.mos().value(0.5)).isCloseTo(4.4, within(0.045));
        assertThat(metrics.poorRatio().value()).isEqualTo(1 / 5.0);
        assertThat(metrics.counts().falseAnswers()).isEqualTo(1);
    }
}
