package dev.signalbox.agent.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.model.measure.Symptom;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the tracker tells of calls, and inbound trunks that bring none. */
class CallEventsTest {

    private final Scene scene = new Scene();

    private List<CallEvent> events() {
        List<CallEvent> events = new ArrayList<>();
        scene.measures.drainCallEvents(events::add);
        return events;
    }

    @Test
    void aCallFromInviteToBye() {
        Scene.Leg leg = scene.call().invite().answer(100).answer(180).answer(180).answer(200).ack();
        leg.byeOfCallee();
        assertThat(events())
                .hasExactlyElementsOfTypes(
                        CallEvent.Attempted.class,
                        CallEvent.Progressed.class,
                        CallEvent.Answered.class,
                        CallEvent.Ended.class)
                .last()
                .satisfies(e -> assertThat(((CallEvent.Ended) e).byCarrier()).isTrue());
        assertThat(events()).isEmpty();
    }

    @Test
    void theSbcHangsUpAndACarriersCallIsInbound() {
        Scene.Leg leg = scene.callFromNorthwind().invite().answer(200).ack();
        leg.byeOfCallee();
        List<CallEvent> events = events();
        assertThat(events).allSatisfy(e -> assertThat(e.at().outbound()).isFalse());
        CallEvent.Answered answered = (CallEvent.Answered) events.get(1);
        assertThat(answered.local()).isEqualTo(Scene.SBC);
        assertThat(answered.carrier()).isEqualTo(Scene.NORTHWIND_END);
        assertThat(((CallEvent.Ended) events.getLast()).byCarrier()).isFalse();
    }

    @Test
    void refusedSilentAndChallengedCalls() {
        scene.call().invite().answer(183).answer(486, 17);
        scene.call().invite();
        scene.call().invite().answer(100).answer(407);
        scene.runUntil(20_000);
        List<CallEvent> events = events();
        assertThat(events)
                .filteredOn(CallEvent.Failed.class::isInstance)
                .extracting(e -> ((CallEvent.Failed) e).status())
                .containsExactly(486, 407);
        CallEvent.Failed busy =
                (CallEvent.Failed)
                        events.stream()
                                .filter(CallEvent.Failed.class::isInstance)
                                .findFirst()
                                .orElseThrow();
        assertThat(busy.q850Cause()).isEqualTo(17);
        assertThat(busy.progressed()).isTrue();
        assertThat(events).filteredOn(CallEvent.Unanswered.class::isInstance).hasSize(1);
    }

    @Test
    void eventsThatNobodyTakesAreBoundedAndCounted() {
        for (int i = 0; i < CallEvents.WAITING_MAX + 10; i++) {
            scene.call().invite();
        }
        assertThat(events()).hasSize(CallEvents.WAITING_MAX);
        assertThat(scene.measures.counters()).containsEntry("calls_call_event_dropped", 10L);
    }

    private void inbound(double from, double to, double everyMillis) {
        for (double at = from; at < to; at += everyMillis) {
            scene.at(at, () -> scene.callFromNorthwind().invite().answer(100));
        }
    }

    private boolean starved() {
        return scene.symptoms().stream().anyMatch(s -> s.kind() == Symptom.Kind.INBOUND_STARVED);
    }

    @Test
    void aStarvedCarrierIsSeenAlthoughItsOptionsAreGoodAndCallsOutGoOn() {
        for (double at = 500; at < 80_000; at += 2_000) {
            scene.at(at, () -> scene.options(200));
            scene.at(at + 10, scene::goodCall);
        }
        inbound(0, 50_000, 400);
        scene.runUntil(54_500);
        assertThat(starved()).isFalse();
        scene.runUntil(56_000);
        assertThat(starved()).isTrue();
        Symptom symptom =
                scene.symptoms().stream()
                        .filter(s -> s.kind() == Symptom.Kind.INBOUND_STARVED)
                        .findFirst()
                        .orElseThrow();
        assertThat(symptom.detail()).contains("usual are 2.5 calls/s; OPTIONS are still answered");
        scene.runUntil(60_000);
        inbound(60_000, 60_900, 400);
        scene.runUntil(60_500);
        assertThat(starved()).as("two calls are no return").isTrue();
        scene.runUntil(61_000);
        assertThat(starved()).isFalse();
    }

    @Test
    void callsThatWereSentElsewhereAreNotMissedAfterwardsEither() {
        inbound(0, 50_000, 400);
        scene.at(52_000, () -> scene.measures.callsAway(scene.now()));
        scene.runUntil(200_000);
        assertThat(starved()).as("they were sent elsewhere").isFalse();
        inbound(200_000, 210_000, 2_000);
        scene.runUntil(260_000);
        assertThat(starved()).as("what is usual is learnt anew").isFalse();
    }

    @Test
    void shortPausesOfABusyMachineHideNoStarvedCarrier() {
        inbound(0, 50_000, 400);
        scene.runUntil(53_000);
        scene.stand(1_500);
        scene.runUntil(56_000);
        scene.stand(1_500);
        assertThat(starved()).as("4.9 s in which somebody looked").isFalse();
        // Seen missing: 3 + 1.5 + 1.5 s; without the pauses it is said after 5.5 s.
        scene.runUntil(59_000);
        assertThat(starved()).isTrue();
    }

    @Test
    void callsThatCameWhileThisAgentStoodAreNotMissed() {
        inbound(0, 50_000, 400);
        scene.runUntil(50_000);
        scene.stand(54_000);
        scene.runUntil(109_000);
        assertThat(starved()).as("5 s since").isFalse();
        scene.runUntil(112_000);
        assertThat(starved()).as("what is usual is known as before").isTrue();
    }

    @Test
    void aQuietCarrierMayPauseForAsLongAsItsRateSays() {
        inbound(0, 300_000, 5_000);
        scene.runUntil(360_000);
        assertThat(starved()).as("13 calls are missing at most").isFalse();
        scene.runUntil(370_000);
        assertThat(starved()).isTrue();
    }

    @Test
    void withoutEnoughLearningNothingIsSaid() {
        inbound(0, 20_000, 200);
        scene.runUntil(400_000);
        assertThat(starved()).as("20 s are too short").isFalse();
        inbound(400_000, 440_000, 2_000);
        scene.runUntil(700_000);
        assertThat(starved()).as("20 calls are too few").isFalse();
    }
}
