package dev.signalbox.agent.measure.cause;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.agent.measure.CallEvent;
import dev.signalbox.model.ai.CallResult;
import dev.signalbox.model.cause.CallVerdict;
import dev.signalbox.model.cause.CauseGroup;
import dev.signalbox.model.cause.CausesView;
import dev.signalbox.model.cause.Tag;
import dev.signalbox.model.measure.Symptom;
import dev.signalbox.model.media.Codec;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Joining and judging by rule. */
class CallCausesTest {

    private final Desk desk = new Desk();

    private void talk(String callId) {
        desk.all(desk.attempted(callId, Desk.NORTHWIND), desk.answered(callId, Desk.NORTHWIND));
    }

    @Test
    void aCallThatFailsOnOneTrunkAndIsAnsweredOnTheNextIsNoFailure() {
        desk.all(
                desk.attempted("c", Desk.NORTHWIND),
                desk.failed("c", Desk.NORTHWIND, 503, 0, false));
        desk.pass(1);
        desk.accept(desk.attempted("c", Desk.BLUEFIN));
        desk.pass(5);
        desk.accept(desk.answered("c", Desk.BLUEFIN));
        desk.pass(20);
        assertThat(desk.verdicts()).isEmpty();
        desk.accept(new CallEvent.Ended(desk.at("c", Desk.BLUEFIN), true, 16));
        desk.pass(6);
        assertThat(desk.verdict().tag()).isEqualTo(Tag.USER_HANGUP);
        assertThat(desk.verdict().trunk()).isEqualTo(Desk.BLUEFIN);
        assertThat(desk.verdict().evidence()).contains("SIP trunk:eu-central/northwind: 503");
    }

    @Test
    void aLateSecondTrunkTakesTheVerdictBack() {
        desk.all(
                desk.attempted("c", Desk.NORTHWIND),
                desk.failed("c", Desk.NORTHWIND, 503, 0, false));
        desk.pass(4);
        assertThat(desk.verdict().tag()).isEqualTo(Tag.SIP_ROUTE);
        desk.accept(desk.attempted("c", Desk.BLUEFIN));
        desk.pass(1);
        assertThat(desk.verdicts()).isEmpty();
        assertThat(desk.causes.view(desk.now).groups()).isEmpty();
        desk.accept(desk.failed("c", Desk.BLUEFIN, 486, 17, true));
        desk.pass(4);
        assertThat(desk.verdict().tag()).isEqualTo(Tag.CALLEE_UNAVAILABLE);
    }

    @Test
    void noResponseAtAllIsARouteUntilOneComes() {
        desk.all(desk.attempted("c", Desk.NORTHWIND));
        desk.accept(new CallEvent.Unanswered(desk.at("c", Desk.NORTHWIND)));
        desk.pass(4);
        assertThat(desk.verdict().tag()).isEqualTo(Tag.SIP_ROUTE);
        desk.accept(new CallEvent.Progressed(desk.at("c", Desk.NORTHWIND)));
        desk.pass(1);
        assertThat(desk.verdicts()).isEmpty();
    }

    @Test
    void aCallerWhoGivesUpAfterFourSecondsWithoutRingingIsSuspectedToHaveMetABrokenRoad() {
        desk.accept(desk.attempted("c", Desk.NORTHWIND));
        desk.pass(4.5);
        desk.accept(desk.failed("c", Desk.NORTHWIND, 487, 0, false));
        desk.pass(4);
        assertThat(desk.verdict().tag()).isEqualTo(Tag.SIP_ROUTE);
        assertThat(desk.verdict().suspected()).isTrue();
    }

    @Test
    void sipAloneDecidesAfterAGraceWhenNoOutcomeComes() {
        talk("c");
        desk.accept(desk.ended("c", false, 0));
        desk.pass(4);
        assertThat(desk.verdicts()).isEmpty();
        desk.pass(2);
        assertThat(desk.verdict().tag()).isEqualTo(Tag.AGENT_DONE);
    }

    @Test
    void misunderstoodOnALossyCallIsMediaSuspectedWithNumbers() {
        talk("c");
        desk.all(
                desk.rtcp("c", 5, 250L, 0.05, 6, 40),
                desk.rtcp("c", 10, 500L, 0.07, 14, 40),
                desk.outcome("o", "c", null, "misunderstood"));
        desk.pass(3);
        CallVerdict verdict = desk.verdict();
        assertThat(verdict.tag()).isEqualTo(Tag.MEDIA);
        assertThat(verdict.suspected()).isTrue();
        assertThat(verdict.given()).isEqualTo(Tag.MISUNDERSTOOD);
        assertThat(verdict.reason()).contains("6.0 % loss");
    }

    @Test
    void jitterAboveThirtyMillisecondsIsBadMediaToo() {
        talk("c");
        desk.all(desk.rtcp("c", 5, 250L, 0, 0, 400), desk.outcome("o", "c", null, "reprompt-loop"));
        desk.pass(3);
        assertThat(desk.verdict().tag()).isEqualTo(Tag.MEDIA);
    }

    @Test
    void jitterIsInTicksOfTheClockThatTheAnswerChose() {
        // 400 ticks are 8 ms of Opus and 50 ms of G.711; without an answer nobody knows.
        desk.all(
                desk.attempted("c", Desk.NORTHWIND),
                desk.answered("c", Desk.NORTHWIND, new Codec("opus", 48_000)),
                desk.rtcp("c", 5, 250L, 0, 0, 400),
                desk.outcome("o", "c", null, "reprompt-loop"));
        desk.pass(3);
        assertThat(desk.verdict().tag()).isEqualTo(Tag.REPROMPT_LOOP);
        assertThat(desk.verdict().evidence())
                .contains("Media: 0.0 % loss, 8 ms jitter over its last 1 RTCP reports");
    }

    @Test
    void jitterOfAnUnknownClockIsNotJudged() {
        desk.all(
                desk.rtcp("c", 5, 250L, 0, 0, 4_000),
                desk.outcome("o", "c", null, "reprompt-loop"));
        desk.pass(3);
        assertThat(desk.verdict().tag()).isEqualTo(Tag.REPROMPT_LOOP);
        assertThat(desk.verdict().evidence().getLast()).contains("jitter unknown");
    }

    @Test
    void oneLostPacketDoesNotSpoilACall() {
        talk("c");
        desk.all(
                desk.rtcp("c", 2, 100L, 0.012, 1, 8),
                desk.outcome("o", "c", null, "misunderstood"));
        desk.pass(3);
        assertThat(desk.verdict().tag()).isEqualTo(Tag.MISUNDERSTOOD);
        assertThat(desk.verdict().suspected()).isFalse();
    }

    @Test
    void slowSttMakesAnIntentFailureAiSlowByTheProvidersOwnLimit() {
        talk("c");
        desk.all(
                desk.stt("t", "c", 2, 1400),
                desk.stt("t", "c", 6, 550),
                desk.stt("t", "c", 9, 1500),
                desk.tts("t", "c", 11),
                desk.conversation("t", "c", 14),
                desk.outcome("o", "c", null, "misunderstood"));
        desk.pass(3);
        assertThat(desk.verdict().tag()).isEqualTo(Tag.AI_SLOW);
        assertThat(desk.verdict().reason())
                .isEqualTo(
                        "STT clearwater: 2 of 3 first responses later than 600 ms, slowest 1500 ms");
    }

    @Test
    void oneSlowCallOfManyIsNoReason() {
        talk("c");
        for (int i = 0; i < 8; i++) {
            desk.accept(desk.stt("t", "c", 2 * i, i == 0 ? 1400 : 200));
        }
        desk.all(desk.conversation("t", "c", 20), desk.outcome("o", "c", null, "misunderstood"));
        desk.pass(3);
        assertThat(desk.verdict().tag()).isEqualTo(Tag.MISUNDERSTOOD);
    }

    @Test
    void failingProvidersOutrankSlowOnesAndQuotaIsNoDeath() {
        talk("c");
        desk.all(
                desk.stt("t", "c", 2, 1400),
                desk.llm("t", "c", 3, CallResult.SERVER_ERROR),
                desk.llm("t", "c", 4, CallResult.TIMEOUT),
                desk.outcome("o", "c", null, "handoff-requested"));
        desk.pass(7);
        assertThat(desk.verdict().tag()).isEqualTo(Tag.AI_DOWN);
        assertThat(desk.verdict().reason())
                .isEqualTo("LLM acme: 2 of 2 calls failed (1 server error, 1 timeout)");
        talk("d");
        desk.all(
                desk.llm("u", "d", 3, CallResult.QUOTA),
                desk.outcome("o2", "d", null, "handoff-requested"));
        desk.pass(7);
        assertThat(desk.verdicts().getLast().tag()).isEqualTo(Tag.AI_QUOTA);
    }

    @Test
    void aContentCallerWhoHangsUpStaysIntentWhateverWentWrongBefore() {
        talk("c");
        desk.all(
                desk.llm("t", "c", 3, CallResult.SERVER_ERROR),
                desk.llm("t", "c", 4, CallResult.SERVER_ERROR),
                desk.llm("t", "c", 9, CallResult.OK),
                desk.tts("t", "c", 10),
                desk.conversation("t", "c", 14),
                desk.outcome("o", "c", null, "customer-ended-call"));
        desk.pass(3);
        assertThat(desk.verdict().tag()).isEqualTo(Tag.USER_HANGUP);
    }

    @Test
    void aHangUpRightAfterTheProviderFailedIsAiDown() {
        talk("c");
        desk.all(
                desk.stt("t", "c", 2, 200),
                desk.llm("t", "c", 3, CallResult.SERVER_ERROR),
                desk.conversation("t", "c", 6),
                desk.outcome("o", "c", null, "customer-ended-call"));
        desk.pass(3);
        assertThat(desk.verdict().tag()).isEqualTo(Tag.AI_DOWN);
        assertThat(desk.verdict().suspected()).isTrue();
    }

    @Test
    void aStreamThatStopsBecauseTheProviderFailedIsAiDownAndNotMedia() {
        talk("c");
        desk.all(
                desk.stt("t", "c", 2, 200),
                desk.llm("t", "c", 3, CallResult.SERVER_ERROR),
                desk.rtcp("c", 4, 200L, 0, 0, 8),
                desk.rtcp("c", 6, 200L, 0, 0, 8),
                desk.rtcp("c", 8, 200L, 0, 0, 8),
                desk.conversation("t", "c", 8),
                desk.outcome("o", "c", null, "customer-ended-call"));
        desk.pass(3);
        assertThat(desk.verdict().tag()).isEqualTo(Tag.AI_DOWN);
        assertThat(String.join("; ", desk.verdict().evidence())).contains("sent no RTP");
    }

    @Test
    void aHangUpAfterMoreThanFourSilentSecondsIsSuspected() {
        talk("c");
        desk.all(
                desk.stt("t", "c", 2, 200),
                desk.conversation("t", "c", 8),
                desk.outcome("o", "c", null, "customer-ended-call"));
        desk.pass(3);
        assertThat(desk.verdict().tag()).isEqualTo(Tag.PLATFORM);
        assertThat(desk.verdict().suspected()).isTrue();
        assertThat(desk.verdict().reason()).contains("5.8 s");
    }

    @Test
    void ambiguousIsDecidedByTheSameCallsFactsElseStaysAmbiguous() {
        desk.accept(desk.outcome("o", "c", null, "silence-timed-out"));
        desk.accept(desk.outcome("p", "d", null, "silence-timed-out"));
        desk.all(
                desk.rtcp("d", 4, 200L, 0, 0, 8),
                desk.rtcp("d", 6, 200L, 0, 0, 8),
                desk.rtcp("d", 8, 200L, 0, 0, 8));
        desk.pass(3);
        assertThat(desk.verdicts())
                .extracting(CallVerdict::tag)
                .containsExactlyInAnyOrder(Tag.SILENCE, Tag.MEDIA);
    }

    @Test
    void anOutcomeOfATraceMeetsItsCallThroughTheConversationSpan() {
        desk.accept(desk.outcome("o", null, "t", "misunderstood"));
        desk.pass(3);
        assertThat(desk.verdict().callId()).isEqualTo("t");
        talk("c");
        desk.all(desk.rtcp("c", 5, 250L, 0.05, 6, 40), desk.rtcp("c", 9, 250L, 0.05, 9, 40));
        desk.pass(1);
        desk.accept(desk.conversation("t", "c", 12));
        desk.pass(1);
        assertThat(desk.verdict().callId()).isEqualTo("c");
        assertThat(desk.verdict().tag()).isEqualTo(Tag.MEDIA);
        assertThat(total(desk.causes.view(desk.now))).as("counted once").isEqualTo(1);
    }

    @Test
    void aReleaseThatMisunderstandsRaisesItsSymptomAndItGoesAgain() {
        boolean changed = false;
        for (int i = 0; i < 60; i++) {
            desk.accept(
                    desk.outcome(
                            "o" + i, "c" + i, null, i % 2 == 0 ? "misunderstood" : "agent-done"));
            changed |= desk.pass(0.5);
        }
        assertThat(changed).isTrue();
        Symptom symptom = desk.causes.services(desk.now).getFirst().symptoms().getFirst();
        assertThat(symptom.kind()).isEqualTo(Symptom.Kind.INTENT_FAILURES);
        assertThat(symptom.source()).isEqualTo(Symptom.Source.OUTCOMES);
        assertThat(symptom.detail()).contains("failed for what was said");
        assertThat(desk.pass(70)).isTrue();
        assertThat(desk.causes.services(desk.now).getFirst().symptoms()).isEmpty();
    }

    @Test
    void slowSttRaisesNoIntentSymptomEvenWhenItsSpansComeAfterTheOutcome() {
        boolean changed = false;
        List<Object> late = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            desk.accept(desk.stt("t" + i, "c" + i, 1, 1400));
            desk.accept(desk.outcome("o" + i, "c" + i, null, "misunderstood"));
            late.add(desk.stt("t" + i, "c" + i, 3, 1500));
            late.add(desk.conversation("t" + i, "c" + i, 9));
            if (i >= 8) {
                desk.all(late.removeFirst(), late.removeFirst());
            }
            changed |= desk.pass(0.5);
        }
        assertThat(changed).isFalse();
    }

    @Test
    void anOutcomeThatComesAfterTheVerdictBySipCountsLikeAnyOther() {
        for (int i = 0; i < 30; i++) {
            talk("c" + i);
            desk.all(
                    desk.stt("t" + i, "c" + i, 1, 200),
                    desk.conversation("t" + i, "c" + i, 3),
                    desk.ended("c" + i, true, 0));
        }
        desk.pass(6);
        assertThat(desk.verdicts()).hasSize(30);
        for (int i = 0; i < 30; i++) {
            desk.accept(desk.outcome("o" + i, "c" + i, null, "misunderstood"));
        }
        assertThat(desk.pass(3)).isTrue();
        Symptom symptom = desk.causes.services(desk.now).getFirst().symptoms().getFirst();
        assertThat(symptom.detail()).startsWith("30 of 30 conversations");
    }

    private static long total(CausesView view) {
        return view.groups().stream().mapToLong(CauseGroup::total).sum();
    }
}
