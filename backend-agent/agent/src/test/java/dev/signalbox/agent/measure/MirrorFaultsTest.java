package dev.signalbox.agent.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.model.measure.TrunkCounts;
import org.junit.jupiter.api.Test;

/** Mirrors lose, repeat, reorder and double packets; no carrier is blamed for it. */
class MirrorFaultsTest {

    private final Scene scene = new Scene();

    private void counts(String event, long count) {
        assertThat(scene.measures.counters().getOrDefault("calls_" + event, 0L))
                .as(event)
                .isEqualTo(count);
    }

    @Test
    void responsesThatOvertakeTheirInviteBelongToIt() {
        Scene.Leg leg = scene.call();
        leg.answer(100).answer(183);
        scene.runUntil(40);
        leg.invite();
        scene.runUntil(5_000);
        leg.answer(200).ackOfAnswer();
        counts("reordered", 2);
        assertThat(scene.window(0).attempts()).isEqualTo(1);
        assertThat(scene.window(0).unanswered()).isZero();
        assertThat(scene.northwind().counts()).isEqualTo(new TrunkCounts(1, 1, 0));
        assertThat(scene.window(0).responses()).containsExactly(entry(200, 1L));
    }

    @Test
    void responsesOfLongAgoBelongToNobody() {
        Scene.Leg leg = scene.call();
        leg.answer(503);
        scene.runUntil(600);
        leg.invite();
        counts("reordered", 0);
        assertThat(scene.window(0).responses()).isEmpty();
    }

    @Test
    void earlyResponsesAreBounded() {
        EarlyResponses early = new EarlyResponses();
        Scene.Leg first = scene.call();
        first.answer(180);
        for (int i = 0; i < 3 * EarlyResponses.CALLS_MAX; i++) {
            scene.call().answer(180);
        }
        first.invite();
        counts("reordered", 0);
        assertThat(early.take(1, 0)).isEmpty();
    }

    @Test
    void anAckProvesTheAnswerThatTheMirrorLost() {
        Scene.Leg leg = scene.call().invite();
        scene.runUntil(300);
        leg.ackOfAnswer();
        scene.runUntil(10_000);
        counts("mirror_gap", 1);
        assertThat(scene.window(1).unanswered()).isZero();
        assertThat(scene.window(1).responses()).containsExactly(entry(200, 1L));
        assertThat(scene.window(1).pddSamples()).isZero();
        assertThat(scene.northwind().liveCalls()).isEqualTo(1);
        leg.bye();
        assertThat(scene.northwind().liveCalls()).isZero();
    }

    @Test
    void anAckOfAFailureProvesOnlyThatTheCarrierSpoke() {
        Scene.Leg leg = scene.call().invite();
        leg.ack();
        scene.runUntil(10_000);
        counts("mirror_gap", 1);
        assertThat(scene.window(1).unanswered()).isZero();
        assertThat(scene.window(1).responses()).isEmpty();
        assertThat(scene.northwind().liveCalls()).isZero();
    }

    @Test
    void aHangUpOfTheCalleeProvesAnAnswerAndOneOfTheCallerDoesNot() {
        scene.call().invite().answer(100).byeOfCallee();
        counts("mirror_gap", 1);
        assertThat(scene.window(0).responses()).containsExactly(entry(200, 1L));
        // RFC 3261 section 15: a caller may end an early dialog with BYE.
        scene.call().invite().answer(183).bye();
        counts("mirror_gap", 1);
        assertThat(scene.window(0).answered()).isEqualTo(1);
        assertThat(scene.northwind().liveCalls()).isZero();
    }

    @Test
    void aTrunkWhoseResponsesTheMirrorLosesIsNotUnanswered() {
        for (int i = 0; i < 20; i++) {
            Scene.Leg leg = scene.call().invite();
            scene.at(scene.millis + 50, leg::ackOfAnswer);
            scene.runUntil(scene.millis + 100);
        }
        scene.runUntil(scene.millis + 10_000);
        assertThat(scene.symptoms()).isEmpty();
        counts("mirror_gap", 20);
    }

    @Test
    void twoMirrorsOfOneLegCountOnceAndByOneClock() {
        Scene.Leg leg = scene.call();
        both(leg, leg::invite);
        scene.runUntil(20);
        both(leg, () -> leg.answer(100));
        scene.runUntil(200);
        // The second mirror is first now, and its clock is an hour ahead.
        scene.captureId = 2002;
        leg.skewMillis = 3_600_000;
        leg.answer(180);
        scene.captureId = 2001;
        leg.skewMillis = 0;
        leg.answer(180);
        both(leg, () -> leg.answer(200));
        both(leg, leg::ackOfAnswer);
        assertThat(scene.window(0).attempts()).isEqualTo(1);
        assertThat(scene.window(0).responses()).containsExactly(entry(200, 1L));
        assertThat(scene.window(0).pddMillisP50()).isCloseTo(200, within(3.0));
        assertThat(scene.northwind().liveCalls()).isEqualTo(1);
        both(leg, leg::byeOfCallee);
        assertThat(scene.northwind().liveCalls()).isZero();
        counts("retransmission", 0);
        // The INVITE, the answer and the hang-up.
        counts("duplicate", 3);
    }

    private void both(Scene.Leg leg, Runnable message) {
        scene.captureId = 2001;
        message.run();
        scene.captureId = 2002;
        leg.skewMillis = 3_600_000;
        message.run();
        leg.skewMillis = 0;
        scene.captureId = 2001;
    }

    @Test
    void aCallerWhoHeardNothingForSecondsIsCountedApart() {
        Scene.Leg quick = scene.call().invite().answer(100);
        scene.runUntil(3_000);
        quick.request("CANCEL", null).answer(487);
        counts("cancelled_unheard", 0);
        Scene.Leg slow = scene.call().invite().answer(100);
        Scene.Leg ringing = scene.call().invite().answer(100).answer(180);
        scene.runUntil(8_000);
        ringing.request("CANCEL", null).answer(487);
        counts("cancelled_unheard", 0);
        slow.request("CANCEL", null).answer(487);
        counts("cancelled_unheard", 1);
        counts("cancelled", 3);
        // Suspected moves nothing.
        assertThat(scene.northwind().counts().failed()).isZero();
    }

    @Test
    void whenCancelAndAnswerCrossTheAnswerStands() {
        Scene.Leg leg = scene.call().invite().answer(100).answer(180);
        leg.request("CANCEL", null).answer(200, 0, "CANCEL").answer(200).ackOfAnswer();
        assertThat(scene.window(0).responses()).containsExactly(entry(200, 1L));
        assertThat(scene.northwind().liveCalls()).isEqualTo(1);
        leg.bye();
        assertThat(scene.northwind().liveCalls()).isZero();
    }

    @Test
    void theSecondAnswerOfAForkedCallIsEndedAndTheCallGoesOn() {
        Scene.Leg leg = scene.call().invite().answer(180);
        leg.answer(200).ackOfAnswer();
        leg.toTag = "fork";
        leg.answer(200).ackOfAnswer().bye();
        counts("fork_answered", 1);
        counts("fork_ended", 1);
        assertThat(scene.window(0).answered()).isEqualTo(1);
        assertThat(scene.northwind().liveCalls()).isEqualTo(1);
        leg.toTag = "to";
        leg.bye();
        assertThat(scene.northwind().liveCalls()).isZero();
    }
}
