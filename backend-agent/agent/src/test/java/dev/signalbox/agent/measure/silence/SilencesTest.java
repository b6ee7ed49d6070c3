package dev.signalbox.agent.measure.silence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.agent.measure.CallEvent;
import dev.signalbox.model.ai.CallResult;
import dev.signalbox.model.ai.Stage;
import dev.signalbox.model.ai.WorkerFact;
import dev.signalbox.model.cause.SilenceView;
import dev.signalbox.model.measure.Symptom;
import dev.signalbox.model.media.MirroredRtcp;
import dev.signalbox.model.net.IpEndpoint;
import dev.signalbox.model.policy.Policy;
import dev.signalbox.model.policy.Rules;
import dev.signalbox.model.policy.Service;
import dev.signalbox.model.policy.Thresholds;
import dev.signalbox.model.target.Target;
import dev.signalbox.model.time.Now;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Callers who hear nothing, in virtual time. */
class SilencesTest {

    private static final Target.Trunk TRUNK = new Target.Trunk("eu-central", "northwind");
    private static final IpEndpoint SBC = IpEndpoint.of("192.0.2.10", 5060);
    private static final IpEndpoint CARRIER = IpEndpoint.of("192.0.2.20", 5060);
    private static final Instant START = Instant.parse("2026-01-05T10:00:00Z");

    private static final int CALLS_MAX = 200;

    private final Silences silences =
            new Silences(
                    new Policy(
                            "test",
                            "",
                            List.of(),
                            List.of(),
                            List.of(),
                            List.of(),
                            List.of(
                                    new Service(
                                            "bookings",
                                            "Bookings",
                                            List.of("EU"),
                                            List.of("eu-central"),
                                            Map.of(),
                                            null,
                                            null)),
                            Thresholds.DEFAULTS,
                            Rules.OBSERVING),
                    CALLS_MAX);
    private Now now = new Now(Long.MAX_VALUE - Duration.ofSeconds(30).toNanos(), START);
    private Duration clockError = Duration.ZERO;
    private int spans;

    private boolean pass(double seconds) {
        boolean changed = false;
        for (double left = seconds; left > 0; left -= 0.1) {
            now = now.plus(Duration.ofMillis(100));
            changed |= silences.advance(now);
        }
        return changed;
    }

    private SilenceView view() {
        return silences.view(now);
    }

    private void answered(String callId) {
        silences.accept(
                new CallEvent.Answered(
                        new CallEvent.At(callId, TRUNK, true, now.nanos()), SBC, CARRIER, null),
                now);
    }

    /** A span that ended {@code agoMillis} ago. */
    private void span(String callId, Stage stage, double agoMillis, CallResult result) {
        double millis = 300;
        silences.accept(
                new WorkerFact.ProviderCall(
                        new WorkerFact.Origin(
                                "trace-" + callId,
                                "span-" + ++spans,
                                callId,
                                "bookings",
                                now.wall()
                                        .plus(clockError)
                                        .minusMillis(Math.round(agoMillis + millis)),
                                millis),
                        stage,
                        new WorkerFact.ProviderName("acme", null, null),
                        "m",
                        result == CallResult.OK ? Double.valueOf(100) : null,
                        result),
                now);
    }

    private void rtcp(String callId, String source, String destination, long packets) {
        silences.accept(
                new MirroredRtcp(
                        callId,
                        IpEndpoint.of(source, 30_001),
                        IpEndpoint.of(destination, 20_001),
                        now.wall(),
                        packets,
                        List.of()),
                now);
    }

    @Test
    void theAgentsTurnWithoutASoundIsSilenceUntilItSpeaks() {
        answered("c");
        span("c", Stage.STT, 0, CallResult.OK);
        pass(1.9);
        assertThat(view().silentNow()).isZero();
        assertThat(view().judged()).isEqualTo(1);
        span("c", Stage.LLM, 0, CallResult.TIMEOUT);
        pass(3);
        assertThat(view().silentNow()).isEqualTo(1);
        assertThat(view().longestMillis()).isBetween(4_500L, 5_200L);
        assertThat(view().calls().getFirst().reason())
                .isEqualTo("waits for LLM acme, which failed");
        assertThat(view().begunLastFiveMinutes()).isEqualTo(1);
        span("c", Stage.TTS, 0, CallResult.OK);
        pass(0.2);
        assertThat(view().silentNow()).isZero();
        assertThat(silences.counters()).doesNotContainKey("silence_taken_back");
    }

    @Test
    void anAnswerInTimeIsNoSilenceEvenWhenItsSpanIsLate() {
        answered("c");
        span("c", Stage.STT, 0, CallResult.OK);
        pass(4.5);
        assertThat(view().silentNow()).isEqualTo(1);
        span("c", Stage.TTS, 3_500, CallResult.OK);
        pass(0.2);
        assertThat(view().silentNow()).isZero();
        assertThat(view().begunLastFiveMinutes()).isZero();
        assertThat(silences.counters()).containsEntry("silence_taken_back", 1L);
        span("c", Stage.STT, 0, CallResult.OK);
        pass(4.5);
        assertThat(view().silentNow()).as("the lag of spans has been learnt").isZero();
        pass(2);
        assertThat(view().silentNow()).isEqualTo(1);
    }

    @Test
    void aClockHoursOffIsNotBelieved() {
        clockError = Duration.ofHours(-3);
        answered("c");
        span("c", Stage.STT, 0, CallResult.OK);
        pass(1);
        assertThat(view().silentNow()).isZero();
        span("c", Stage.TTS, 0, CallResult.OK);
        pass(10);
        assertThat(view().silentNow()).isZero();
        span("c", Stage.STT, 0, CallResult.OK);
        pass(5);
        assertThat(view().silentNow()).isEqualTo(1);
    }

    @Test
    void anAnswerThatWasReportedBeforeItsQuestionIsAnAnswer() {
        answered("c");
        span("c", Stage.TTS, 100, CallResult.OK);
        span("c", Stage.STT, 900, CallResult.OK);
        pass(10);
        assertThat(view().silentNow()).isZero();
    }

    @Test
    void ourSidesRtpThatStopsIsSilenceAndTheCarriersIsNot() {
        answered("c");
        answered("d");
        for (int i = 1; i <= 5; i++) {
            rtcp("c", "192.0.2.10", "192.0.2.20", i < 3 ? 100L * i : 300);
            rtcp("c", "192.0.2.20", "192.0.2.10", 100L * i);
            rtcp("d", "192.0.2.10", "192.0.2.20", 100L * i);
            rtcp("d", "192.0.2.20", "192.0.2.10", 300);
            pass(2);
        }
        assertThat(view().calls())
                .singleElement()
                .satisfies(
                        call -> {
                            assertThat(call.callId()).isEqualTo("c");
                            assertThat(call.reason()).isEqualTo("our side sends no RTP");
                        });
        rtcp("c", "192.0.2.10", "192.0.2.20", 350);
        pass(0.2);
        assertThat(view().silentNow()).isZero();
    }

    @Test
    void whereAddressesDoNotTellASideThatStopsAloneCounts() {
        answered("c");
        for (int i = 1; i <= 5; i++) {
            rtcp("c", "198.51.100.1", "203.0.113.1", 300);
            rtcp("c", "203.0.113.1", "198.51.100.1", 100L * i);
            pass(2);
        }
        assertThat(view().silentNow()).isEqualTo(1);
    }

    @Test
    void threeSilentCallsMakeTheSymptomAndTheirEndEndsIt() {
        for (String call : List.of("a", "b", "c")) {
            answered(call);
            span(call, Stage.STT, 0, CallResult.OK);
        }
        assertThat(pass(5)).isTrue();
        Symptom symptom = silences.services(now).getFirst().symptoms().getFirst();
        assertThat(symptom.kind()).isEqualTo(Symptom.Kind.SILENT_CALLS);
        assertThat(symptom.detail()).isEqualTo("3 of 3 callers hear nothing in the agent's turn");
        for (String call : List.of("a", "b", "c")) {
            silences.accept(
                    new CallEvent.Ended(new CallEvent.At(call, TRUNK, true, now.nanos()), true, 0),
                    now);
        }
        assertThat(pass(4)).isTrue();
        assertThat(silences.services(now).getFirst().symptoms()).isEmpty();
        assertThat(view().live()).isZero();
    }

    @Test
    void whatWasSaidWhileThisAgentStoodIsNoSilence() {
        for (String call : List.of("a", "b", "c")) {
            answered(call);
            span(call, Stage.STT, 0, CallResult.OK);
        }
        now = now.plus(Duration.ofSeconds(6));
        silences.stood(now);
        span("a", Stage.STT, 2_000, CallResult.OK);
        assertThat(pass(10)).isFalse();
        assertThat(view().silentNow()).isZero();
        for (String call : List.of("a", "b", "c")) {
            span(call, Stage.STT, 0, CallResult.OK);
        }
        assertThat(pass(10)).as("asked since").isTrue();
        assertThat(view().silentNow()).isEqualTo(3);
    }

    @Test
    void callsWithoutAnEndAndFloodsStayBounded() {
        for (int i = 0; i < CALLS_MAX + 50; i++) {
            answered("call-" + i);
        }
        assertThat(view().live()).isEqualTo(CALLS_MAX);
        assertThat(silences.counters()).containsEntry("silence_evicted", 50L);
        pass(125);
        assertThat(view().live()).isZero();
    }
}
