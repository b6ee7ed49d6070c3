package dev.signalbox.world.lab;

import static dev.signalbox.world.lab.Fault.CARRIER_A;
import static dev.signalbox.world.lab.Fault.CARRIER_B;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.model.target.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EvaluationTest {

    private static final long SECOND = 1_000_000;
    private static final long START = 1_000 * SECOND;
    private static final long FAULT = START + 10 * SECOND;

    private final List<Observed.Call> calls = new ArrayList<>();
    private final List<Observed.Leg> legs = new ArrayList<>();
    private final List<Observed.Injected> faults = new ArrayList<>();

    /** A call that rings {@code pddMillis} after it was sent and ends with {@code code}. */
    private void call(long sentMicros, long pddMillis, int code, Target.Trunk... trunks) {
        String id = "c" + calls.size();
        long ringing = sentMicros + pddMillis * 1000;
        calls.add(new Observed.Call(id, 200, sentMicros, ringing, code, ringing + SECOND));
        for (int i = 0; i < trunks.length; i++) {
            legs.add(new Observed.Leg(sentMicros + 2 * SECOND * i, id, trunks[i]));
        }
    }

    private void fault(Fault.Kind kind, long atMicros) {
        faults.add(
                new Observed.Injected(
                        new Fault(kind, CARRIER_A, Duration.ofNanos((atMicros - START) * 1000)),
                        atMicros));
    }

    private Evaluation.Effect effect(List<AgentRecords.Diagnosed> diagnoses) {
        return evaluation().effects(diagnoses).getFirst();
    }

    private Evaluation evaluation() {
        return new Evaluation(new Observed(START, START + 40 * SECOND, calls, legs, faults));
    }

    private void healthyCalls() {
        for (int i = 0; i < 100; i++) {
            call(START + i * SECOND / 12, 100, 200, CARRIER_A);
        }
    }

    @Test
    void aRetryAtTheOtherCarrierIsNoReroute() {
        healthyCalls();
        fault(Fault.Kind.FREEZE, FAULT);
        call(FAULT + 100_000, 2100, 200, CARRIER_A, CARRIER_B);
        call(FAULT + 900_000, 2100, 200, CARRIER_A, CARRIER_B);
        call(FAULT + 1_200_000, 100, 200, CARRIER_B);
        Evaluation.Effect effect =
                effect(
                        List.of(
                                new AgentRecords.Diagnosed(FAULT - SECOND, CARRIER_A, "earlier"),
                                new AgentRecords.Diagnosed(FAULT + 5, CARRIER_B, "other"),
                                new AgentRecords.Diagnosed(FAULT + 800_000, CARRIER_A, "this")));
        assertThat(effect.reroutedMillis()).isEqualTo(1200);
        assertThat(effect.lastCallToFaultyMillis()).isEqualTo(900);
        assertThat(effect.detectedMillis()).isEqualTo(800);
        assertThat(effect.callsFailed()).isZero();
    }

    @Test
    void withoutARerouteThereIsNoNumberAndRetriesBackToTheFaultyCount() {
        healthyCalls();
        fault(Fault.Kind.REJECT503, FAULT);
        call(FAULT + 300_000, 150, 200, CARRIER_A, CARRIER_B);
        Evaluation.Effect effect = effect(List.of());
        assertThat(effect.reroutedMillis()).isNull();
        assertThat(effect.detectedMillis()).isNull();
        assertThat(effect.lastCallToFaultyMillis()).isEqualTo(300);
    }

    @Test
    void callsThatWereUnderWayAndFailedCountUntilHealed() {
        healthyCalls();
        call(FAULT - 500_000, 1000, 408, CARRIER_A);
        fault(Fault.Kind.FREEZE, FAULT);
        call(FAULT + SECOND, 100, 503, CARRIER_A, CARRIER_B);
        fault(Fault.Kind.HEAL, FAULT + 5 * SECOND);
        call(FAULT + 6 * SECOND, 100, 503, CARRIER_A);
        calls.add(new Observed.Call("silent", 200, FAULT + SECOND, null, null, null));
        assertThat(effect(List.of()).callsFailed()).isEqualTo(3);
        assertThat(evaluation().failed()).isEqualTo(4);
        assertThat(evaluation().effects(List.of()).getLast().callsFailed()).isNull();
    }

    @Test
    void aBusyCalleeIsNoFailure() {
        calls.add(new Observed.Call("busy", 486, START, null, 486, START + 1));
        assertThat(evaluation().failed()).isZero();
        assertThat(evaluation().answered()).isZero();
        assertThat(evaluation().attempted()).isEqualTo(1);
    }

    @Test
    void addedDelayIsOfTheTenSecondsAfterAndNullWithTooFewCalls() {
        healthyCalls();
        fault(Fault.Kind.FREEZE, FAULT);
        assertThat(effect(List.of()).addedPddMillisP95()).isNull();
        for (int i = 0; i < 90; i++) {
            call(FAULT + i * SECOND / 10, 100, 200, CARRIER_B);
        }
        for (int i = 0; i < 10; i++) {
            call(FAULT + i * SECOND / 10, 2100, 200, CARRIER_A, CARRIER_B);
        }
        for (int i = 0; i < 500; i++) {
            call(FAULT + 11 * SECOND + i, 100, 200, CARRIER_B);
        }
        assertThat(effect(List.of()).addedPddMillisP95()).isEqualTo(2000);
    }

    @Test
    void theCallersLogIsReadLineByLine() {
        List<Observed.Call> read =
                CallerLog.read(
                        List.of(
                                "1-9@127.0.0.1 1795152648.000000 13806.000000 sent +498910000086",
                                "1-9@127.0.0.1 1795152648.000000 92446.000000 ringing",
                                "1-9@127.0.0.1 1795152648.000000 99999.000000 ringing",
                                "1-9@127.0.0.1 1795152649.000000 1.000000 final 486",
                                "2-9@127.0.0.1 1795152649.000000 5.000000 sent +498910000100",
                                "something else",
                                "3-9@127.0.0.1 x y sent +1"));
        assertThat(read)
                .containsExactly(
                        new Observed.Call(
                                "1-9@127.0.0.1",
                                486,
                                1_795_152_648_013_806L,
                                1_795_152_648_092_446L,
                                486,
                                1_795_152_649_000_001L),
                        new Observed.Call(
                                "2-9@127.0.0.1", 200, 1_795_152_649_000_005L, null, null, null));
    }

    @Test
    void theSbcsLogKeepsTheFirstInvitePerCallAndTrunkAndNoTestCalls() {
        List<Observed.Leg> read =
                Capture.legsOfLog(
                        List.of(
                                "1(2) NOTICE: <script>: lab-leg 100.000002 b sip:127.0.0.1:92 +49",
                                "1(2) NOTICE: <script>: lab-leg 100.000001 a sip:127.0.0.1:91 +49",
                                "1(2) NOTICE: <script>: lab-leg 100.000009 a sip:127.0.0.1:91 +49",
                                "lab-leg 101.000000 t sip:127.0.0.1:91 signalbox-test",
                                "rubbish"),
                        Map.of(91, CARRIER_A, 92, CARRIER_B));
        assertThat(read)
                .containsExactly(
                        new Observed.Leg(100_000_001, "a", CARRIER_A),
                        new Observed.Leg(100_000_002, "b", CARRIER_B));
    }
}
