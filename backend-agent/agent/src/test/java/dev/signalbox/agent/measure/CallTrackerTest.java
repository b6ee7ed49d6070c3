package dev.signalbox.agent.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.model.measure.TrunkCounts;
import dev.signalbox.model.measure.WindowMeasures;
import dev.signalbox.model.policy.Thresholds;
import org.junit.jupiter.api.Test;

/** The counting rules: RFC 6076 on the carrier leg. */
class CallTrackerTest {

    private final Scene scene = new Scene();

    @Test
    void anAnsweredCall() {
        Scene.Leg leg = scene.call().invite();
        scene.runUntil(20);
        leg.answer(100);
        scene.runUntil(120);
        leg.answer(180);
        scene.runUntil(1000);
        leg.answer(200).ack();
        scene.runUntil(1100);

        assertThat(scene.window(0).attempts()).isEqualTo(1);
        assertThat(scene.window(0).finals()).isEqualTo(1);
        assertThat(scene.window(0).answered()).isEqualTo(1);
        assertThat(scene.window(0).asr()).isEqualTo(1.0);
        assertThat(scene.window(0).responses()).containsExactly(entry(200, 1L));
        assertThat(scene.window(0).pddSamples()).isEqualTo(1);
        assertThat(scene.window(0).pddMillisP50()).isCloseTo(120, within(3.0));
        assertThat(scene.northwind().counts()).isEqualTo(new TrunkCounts(1, 1, 0));
        assertThat(scene.northwind().liveCalls()).isEqualTo(1);
        assertThat(scene.measures.liveCalls()).isEqualTo(1);
        leg.bye();
        assertThat(scene.northwind().liveCalls()).isZero();
    }

    @Test
    void undefinedIsNullAndNeverZero() {
        WindowMeasures empty = scene.window(2);
        assertThat(empty.asr()).isNull();
        assertThat(empty.pddMillisP50()).isNull();
        assertThat(empty.pddMillisP95()).isNull();
        scene.call().invite().answer(100);
        assertThat(scene.window(0).asr()).as("still being set up").isNull();
    }

    @Test
    void retransmissionIsNoAttempt() {
        Scene.Leg leg = scene.call().invite().invite();
        leg.answer(100);
        leg.invite();
        leg.answer(180).answer(180).answer(200).answer(200).answer(200);
        assertThat(scene.window(0).attempts()).isEqualTo(1);
        assertThat(scene.window(0).finals()).isEqualTo(1);
        assertThat(scene.measures.counters()).containsEntry("calls_retransmission", 4L);
    }

    @Test
    void retryAfterChallengeIsTheSameAttempt() {
        Scene.Leg leg = scene.call().invite().answer(100).answer(401).ack();
        leg.retry().answer(100).answer(407);
        leg.retry().answer(183).answer(200);
        assertThat(scene.window(0).attempts()).isEqualTo(1);
        assertThat(scene.window(0).responses()).containsExactly(entry(200, 1L));
        scene.runUntil(20_000);
        assertThat(scene.window(1).responses()).containsExactly(entry(200, 1L));
    }

    @Test
    void aRetryMayComeAMinuteLater() {
        Scene.Leg leg = scene.call().invite().answer(407);
        scene.runUntil(60_000);
        assertThat(scene.window(2).responses()).containsExactly(entry(407, 1L));
        leg.retry().answer(403);
        assertThat(scene.window(2).attempts()).isEqualTo(1);
        assertThat(scene.window(2).responses()).containsExactly(entry(403, 1L));
    }

    @Test
    void aResponseToAnEarlierInviteOfTheSameCallAnswersThatInvite() {
        Scene.Leg leg = scene.call().invite();
        long first = leg.cseq;
        leg.retry();
        leg.answer(100);
        leg.cseq = first;
        leg.branch = "z9hG4bK-1";
        leg.answer(100);
        scene.runUntil(5_000);
        assertThat(scene.window(0).unanswered()).isZero();
    }

    @Test
    void challengeWithoutRetryIsTheEnd() {
        scene.call().invite().answer(407).answer(407);
        assertThat(scene.window(0).finals()).isZero();
        scene.runUntil(6_000);
        assertThat(scene.window(0).responses()).containsExactly(entry(407, 1L));
        assertThat(scene.window(0).rejected()).isZero();
        assertThat(scene.northwind().counts()).isEqualTo(new TrunkCounts(1, 0, 0));
    }

    @Test
    void theLastFinalDecides() {
        Scene.Leg leg = scene.call().invite().answer(503);
        assertThat(scene.northwind().counts()).isEqualTo(new TrunkCounts(1, 0, 1));
        leg.retry().answer(200);
        assertThat(scene.window(0).attempts()).isEqualTo(1);
        assertThat(scene.window(0).finals()).isEqualTo(1);
        assertThat(scene.window(0).responses()).containsExactly(entry(200, 1L));
        assertThat(scene.window(0).rejected()).isZero();
        assertThat(scene.northwind().counts()).isEqualTo(new TrunkCounts(1, 1, 0));
    }

    @Test
    void forkedAnswersCountOnce() {
        Scene.Leg leg = scene.call().invite().answer(180).answer(200);
        leg.answer(200).answer(487);
        assertThat(scene.window(0).responses()).containsExactly(entry(200, 1L));
        assertThat(scene.northwind().liveCalls()).isEqualTo(1);
    }

    @Test
    void reInviteIsNoAttempt() {
        Scene.Leg leg = scene.call().invite().answer(200).ack();
        leg.cseq = 2;
        leg.branch = "z9hG4bK-2";
        leg.request("INVITE", "to").answer(488);
        assertThat(scene.window(0).attempts()).isEqualTo(1);
        assertThat(scene.window(0).responses()).containsExactly(entry(200, 1L));
        assertThat(scene.northwind().liveCalls()).isEqualTo(1);
    }

    @Test
    void cancelledBeforeRingingSaysNothingOfTheCarrier() {
        Scene.Leg leg = scene.call().invite().answer(100);
        leg.request("CANCEL", null).answer(200, 0, "CANCEL").answer(487);
        assertThat(scene.window(0).responses()).containsExactly(entry(487, 1L));
        assertThat(scene.northwind().counts()).isEqualTo(new TrunkCounts(1, 0, 0));
    }

    @Test
    void eitherSideMayHangUp() {
        scene.call().invite().answer(200).ack().byeOfCallee();
        scene.callFromNorthwind().invite().answer(200).ack().byeOfCallee();
        assertThat(scene.northwind().liveCalls()).isZero();
    }

    @Test
    void anAnswerWithoutAckIsNoLiveCall() {
        scene.call().invite().answer(200);
        assertThat(scene.northwind().liveCalls()).isEqualTo(1);
        scene.runUntil(40_000);
        assertThat(scene.northwind().liveCalls()).isZero();
        assertThat(scene.measures.counters()).containsEntry("calls_call_without_ack", 1L);
    }

    @Test
    void aCallThatNeverEndsIsForgotten() {
        scene.call().invite().answer(200).ack();
        scene.runUntil(3.9 * 3_600_000);
        assertThat(scene.northwind().liveCalls()).isEqualTo(1);
        scene.runUntil(4.1 * 3_600_000);
        assertThat(scene.northwind().liveCalls()).isZero();
        assertThat(scene.measures.counters()).containsEntry("calls_call_without_bye", 1L);
    }

    @Test
    void theNumberOfCallsIsBounded() {
        Scene small = new Scene(Thresholds.DEFAULTS, 10);
        Scene.Leg live = small.call().invite().answer(200).ack();
        for (int i = 0; i < 100; i++) {
            small.call().invite();
        }
        assertThat(small.measures.counters()).containsEntry("calls_call_evicted", 91L);
        assertThat(small.northwind().liveCalls()).isEqualTo(1);
        live.bye();
        assertThat(small.northwind().liveCalls()).isZero();
    }

    @Test
    void otherLegsAreIgnoredAndCounted() {
        var caller = dev.signalbox.model.net.IpEndpoint.of("198.51.100.7", 5060);
        scene.new Leg("x", caller, Scene.SBC).invite().answer(500);
        scene.new Leg("y", Scene.BLUEFIN_END, Scene.SBC).invite();
        assertThat(scene.picture().trunks()).allMatch(t -> t.counts().attempts() == 0);
        assertThat(scene.measures.counters()).containsEntry("calls_other_leg", 3L);
    }

    @Test
    void ourOwnTestCallsAreNoCalls() {
        Scene.Leg leg = scene.call();
        leg.fromUser = "signalbox-test";
        leg.invite().answer(100).answer(180).answer(503);
        assertThat(scene.window(0).attempts()).isZero();
        assertThat(scene.window(0).responses()).isEmpty();
        scene.runUntil(5_000);
        assertThat(scene.window(0).unanswered()).isZero();
    }

    @Test
    void inboundCallsEnterTheWindowsAndAccuseNobody() {
        for (int i = 0; i < 10; i++) {
            scene.callFromNorthwind().invite().answer(503);
            scene.callFromNorthwind().invite();
        }
        scene.runUntil(4_000);
        assertThat(scene.window(0).attempts()).isEqualTo(20);
        assertThat(scene.window(0).responses()).containsExactly(entry(503, 10L));
        assertThat(scene.window(0).rejected()).isZero();
        assertThat(scene.window(0).unanswered()).isZero();
        assertThat(scene.northwind().counts()).isEqualTo(TrunkCounts.NONE);
        assertThat(scene.symptoms()).isEmpty();
    }

    @Test
    void theCarriersOwn408IsKeptApartFromSilence() {
        scene.call().invite().answer(100).answer(408);
        scene.call().invite();
        scene.runUntil(3_000);
        assertThat(scene.window(0).responses()).containsExactly(entry(408, 1L));
        assertThat(scene.window(0).rejected()).isEqualTo(1);
        assertThat(scene.window(0).unanswered()).isEqualTo(1);
        assertThat(scene.window(0).asr()).isZero();
        assertThat(scene.northwind().counts()).isEqualTo(new TrunkCounts(2, 0, 2));
    }

    @Test
    void aLateResponseTakesTheMissBack() {
        Scene.Leg leg = scene.call().invite();
        scene.runUntil(3_000);
        assertThat(scene.window(0).unanswered()).isEqualTo(1);
        assertThat(scene.northwind().counts()).isEqualTo(new TrunkCounts(1, 0, 1));
        leg.answer(180);
        assertThat(scene.window(0).unanswered()).isZero();
        assertThat(scene.northwind().counts()).isEqualTo(new TrunkCounts(1, 1, 0));
    }

    @Test
    void absurdDelaysAreDiscardedAndCounted() {
        Scene.Leg leg = scene.call().invite();
        leg.skewMillis = -50;
        leg.answer(180);
        Scene.Leg other = scene.call().invite();
        other.skewMillis = 3_600_000;
        other.answer(200);
        assertThat(scene.window(0).pddSamples()).isZero();
        assertThat(scene.window(0).pddMillisP50()).isNull();
        assertThat(scene.measures.counters()).containsEntry("calls_pdd_discarded", 2L);
    }

    @Test
    void windowsSlideOnArrivalTime() {
        scene.call().invite().answer(486);
        scene.runUntil(11_000);
        assertThat(scene.window(0).attempts()).isZero();
        assertThat(scene.window(1).attempts()).isEqualTo(1);
        scene.runUntil(61_000);
        assertThat(scene.window(1).attempts()).isZero();
        assertThat(scene.window(2).responses()).containsExactly(entry(486, 1L));
        scene.runUntil(301_000);
        assertThat(scene.window(2).attempts()).isZero();
        assertThat(scene.window(2).responses()).isEmpty();
        assertThat(scene.northwind().counts().attempts()).isEqualTo(1);
    }
}
