package dev.signalbox.agent.decide;

import static dev.signalbox.agent.decide.Bench.A;
import static dev.signalbox.agent.decide.Bench.B;
import static dev.signalbox.agent.decide.Bench.C;
import static dev.signalbox.model.measure.Symptom.Kind.INBOUND_STARVED;
import static dev.signalbox.model.measure.Symptom.Kind.OPTIONS_MISSED;
import static dev.signalbox.model.measure.Symptom.Kind.REJECTED_INVITES;
import static dev.signalbox.model.measure.Symptom.Kind.UNANSWERED_INVITES;
import static dev.signalbox.model.measure.Symptom.Source.MIRROR_AUTHENTICATED;
import static dev.signalbox.model.measure.Symptom.Source.MIRROR_PLAIN;
import static dev.signalbox.model.measure.Symptom.Source.PROBE;
import static dev.signalbox.model.policy.Rules.Mode.ENFORCE;
import static dev.signalbox.model.policy.Rules.Mode.OBSERVE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.model.journal.DecisionState;
import dev.signalbox.model.journal.DiagnosisCode;
import dev.signalbox.model.journal.GuardResult;
import dev.signalbox.model.journal.JournalRecord;
import dev.signalbox.model.journal.JournalRecord.MoveDecided;
import dev.signalbox.model.journal.JournalRecord.MoveKind;
import dev.signalbox.model.journal.JournalRecord.MoveRefused;
import dev.signalbox.model.measure.ProbeState;
import dev.signalbox.model.policy.Trunk;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DeciderTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void healthyTrunksAreLeftAlone() {
        Bench bench = new Bench(ENFORCE, A, B);
        for (int i = 0; i < 600; i++) {
            bench.calls(A, 20, 0).calls(B, 3, 0).pass(SECOND);
        }
        assertThat(bench.records).hasSize(1).first().isInstanceOf(JournalRecord.AgentStarted.class);
    }

    @Test
    void frozenTrunkIsDiagnosedAndTakenOut() {
        Bench bench = new Bench(ENFORCE, A, B);
        bench.symptom(A, UNANSWERED_INVITES, MIRROR_AUTHENTICATED).pass(SECOND);

        var opened = bench.all(JournalRecord.DiagnosisOpened.class).getFirst();
        assertThat(opened.code()).isEqualTo(DiagnosisCode.TRUNK_NOT_ANSWERING);
        assertThat(opened.sentence()).startsWith("Carrier A does not answer in lab");
        MoveDecided moved = bench.all(MoveDecided.class).getFirst();
        assertThat(moved.kind()).isEqualTo(MoveKind.EXCLUDE);
        assertThat(moved.to()).containsExactly(B);
        assertThat(moved.after().sharePercent(A)).isZero();
        assertThat(moved.after().epoch()).isEqualTo(1);
        assertThat(moved.diagnosisId()).isEqualTo("lab-1/2");
        assertThat(bench.actions)
                .containsExactly(new Step.Action.SetRoutes(moved.before(), moved.after()));
        assertThat(bench.state().routesDecisionId()).isEqualTo("lab-1/3");
    }

    @Test
    void rejectingOutranksSilence() {
        Bench bench = new Bench(ENFORCE, A, B);
        bench.symptom(A, UNANSWERED_INVITES, MIRROR_AUTHENTICATED)
                .symptom(A, REJECTED_INVITES, MIRROR_AUTHENTICATED)
                .pass(SECOND);
        assertThat(bench.all(JournalRecord.DiagnosisOpened.class))
                .extracting(JournalRecord.DiagnosisOpened::code)
                .containsExactly(DiagnosisCode.TRUNK_REJECTING);
    }

    @Test
    void oneKindOfEvidenceFromAnUnauthenticatedMirrorMovesNothing() {
        Bench bench = new Bench(ENFORCE, A, B);
        bench.symptom(A, UNANSWERED_INVITES, MIRROR_PLAIN).pass(SECOND).pass(SECOND);
        assertThat(bench.all(MoveDecided.class)).isEmpty();
        assertThat(bench.all(MoveRefused.class)).hasSize(1);
        assertThat(bench.all(MoveRefused.class).getFirst().key()).isEqualTo("evidence");

        bench.symptom(A, OPTIONS_MISSED, PROBE).pass(SECOND);
        assertThat(bench.all(MoveDecided.class)).hasSize(1);
    }

    @Test
    void missedOptionsAloneMoveNothing() {
        Bench bench = new Bench(ENFORCE, A, B);
        bench.symptom(A, OPTIONS_MISSED, PROBE).pass(SECOND);
        assertThat(bench.all(MoveDecided.class)).isEmpty();
        assertThat(bench.all(MoveRefused.class).getFirst().sentence())
                .contains("only one kind of evidence");
    }

    @Test
    void theLastUsableTrunkStays() {
        Bench bench = new Bench(ENFORCE, A, B);
        bench.symptom(A, UNANSWERED_INVITES, MIRROR_AUTHENTICATED)
                .symptom(B, UNANSWERED_INVITES, MIRROR_AUTHENTICATED)
                .pass(SECOND);
        assertThat(bench.all(MoveDecided.class)).isEmpty();
        assertThat(bench.all(MoveRefused.class))
                .allSatisfy(r -> assertThat(r.key()).contains("last_usable_trunk"))
                .hasSize(2);
    }

    @Test
    void theSecondTrunkStaysWhenTheFirstIsOut() {
        Bench bench = new Bench(ENFORCE, A, B);
        excluded(bench, ProbeState.FAILING);
        bench.pass(Duration.ofMinutes(2))
                .symptom(B, REJECTED_INVITES, MIRROR_AUTHENTICATED)
                .pass(SECOND);
        assertThat(bench.all(MoveDecided.class)).extracting(MoveDecided::target).containsExactly(A);
        assertThat(bench.all(MoveRefused.class).getLast().target()).isEqualTo(B);
        assertThat(bench.state().routes().sharePercent(B)).isEqualTo(100);
    }

    @Test
    void observingRuleSaysWhatItWouldDoAndDoesNothing() {
        Bench bench = new Bench(OBSERVE, A, B);
        bench.symptom(A, REJECTED_INVITES, MIRROR_AUTHENTICATED).pass(SECOND).pass(SECOND);
        assertThat(bench.actions).isEmpty();
        MoveRefused refused = bench.all(MoveRefused.class).getFirst();
        assertThat(bench.all(MoveRefused.class)).hasSize(1);
        assertThat(refused.mode()).isEqualTo(OBSERVE);
        assertThat(refused.to()).containsExactly(B);
    }

    @Test
    void brakeStopsAutomationUntilReleased() {
        Bench bench = new Bench(ENFORCE, A, B);
        bench.input(new Input.SetBrake("ann", "maintenance"));
        bench.symptom(A, REJECTED_INVITES, MIRROR_AUTHENTICATED).pass(SECOND);
        assertThat(bench.all(MoveDecided.class)).isEmpty();
        assertThat(bench.all(MoveRefused.class).getFirst().key()).isEqualTo("brake");

        bench.input(new Input.ReleaseBrake("ann", "done")).pass(SECOND);
        assertThat(bench.all(MoveDecided.class)).hasSize(1);
    }

    @Test
    void brakeTwiceIsOneRecord() {
        Bench bench = new Bench(ENFORCE, A, B);
        bench.input(new Input.SetBrake("ann", "x")).input(new Input.SetBrake("bob", "y"));
        assertThat(bench.all(JournalRecord.BrakeSet.class)).hasSize(1);
    }

    @Test
    void staleMirrorMovesNothing() {
        Bench bench = new Bench(ENFORCE, A, B);
        bench.symptom(A, REJECTED_INVITES, MIRROR_AUTHENTICATED)
                .later(Duration.ofSeconds(11))
                .ask();
        assertThat(bench.all(MoveDecided.class)).isEmpty();
        assertThat(bench.all(MoveRefused.class).getFirst().key()).isEqualTo("fresh_evidence");
    }

    @Test
    void targetWithoutCapacityIsPassedOver() {
        Bench bench = new Bench(ENFORCE, A, B, C);
        bench.load(A, 40).load(B, 70);
        bench.symptom(A, REJECTED_INVITES, MIRROR_AUTHENTICATED).pass(SECOND);
        assertThat(bench.all(MoveDecided.class).getFirst().to()).containsExactly(C);
    }

    @Test
    void noTargetWithCapacityMovesNothing() {
        Bench bench = new Bench(ENFORCE, A, B);
        bench.load(A, 40).load(B, 70);
        bench.symptom(A, REJECTED_INVITES, MIRROR_AUTHENTICATED).pass(SECOND);
        assertThat(bench.all(MoveDecided.class)).isEmpty();
        assertThat(bench.all(MoveRefused.class).getFirst().sentence())
                .contains("110 % of 100 channels");
    }

    @Test
    void weakerEncryptionMovesNothing() {
        Bench bench =
                new Bench(ENFORCE, A, B).policyTrunks(t -> t.target().equals(A) ? secured(t) : t);
        bench.symptom(A, REJECTED_INVITES, MIRROR_AUTHENTICATED).pass(SECOND);
        assertThat(bench.all(MoveDecided.class)).isEmpty();
        assertThat(bench.all(MoveRefused.class).getFirst().guards())
                .contains(
                        new GuardResult(
                                "encryption_parity",
                                GuardResult.Verdict.HARD,
                                "TLS to unencrypted"));
    }

    @Test
    void aTargetThatFailsRightAfterTheMoveStopsAutomation() {
        Bench bench = new Bench(ENFORCE, A, B, C);
        bench.symptom(A, REJECTED_INVITES, MIRROR_AUTHENTICATED).pass(SECOND).confirm();
        bench.symptom(B, REJECTED_INVITES, MIRROR_AUTHENTICATED).pass(Duration.ofSeconds(20));
        assertThat(bench.all(MoveDecided.class)).hasSize(1);
        assertThat(bench.all(MoveRefused.class).getFirst().key()).isEqualTo("problem_follows");
        // After a minute it is a failure of its own.
        bench.pass(Duration.ofSeconds(60));
        assertThat(bench.all(MoveDecided.class)).hasSize(2);
    }

    @Test
    void oneChangeAtATime() {
        Bench bench = new Bench(ENFORCE, A, B, C);
        bench.symptom(A, REJECTED_INVITES, MIRROR_AUTHENTICATED)
                .symptom(B, REJECTED_INVITES, MIRROR_AUTHENTICATED)
                .pass(SECOND);
        assertThat(bench.all(MoveDecided.class)).hasSize(1);
        bench.confirm().pass(SECOND);
        assertThat(bench.all(MoveDecided.class))
                .extracting(MoveDecided::target)
                .containsExactly(A, B);
        assertThat(bench.all(MoveRefused.class)).isEmpty();
    }

    @Test
    void routerThatStaysSilentDoesNotStopTheOthers() {
        Bench bench = new Bench(ENFORCE, A, B, C);
        bench.symptom(A, REJECTED_INVITES, MIRROR_AUTHENTICATED).pass(SECOND);
        bench.pass(Duration.ofSeconds(70)).symptom(B, REJECTED_INVITES, MIRROR_AUTHENTICATED);
        bench.pass(SECOND);
        assertThat(bench.all(MoveDecided.class))
                .extracting(MoveDecided::target)
                .containsExactly(A, B);
        bench.confirm();
        assertThat(bench.state().pending()).isNull();
        assertThat(bench.state().moved().values()).allMatch(DecisionState.Moved::confirmed);
    }

    @Test
    void pendingDecisionIsConfirmedOnceAfterARestart() {
        Bench bench = new Bench(ENFORCE, A, B);
        bench.symptom(A, UNANSWERED_INVITES, MIRROR_AUTHENTICATED).pass(SECOND);
        bench.restart(SECOND);
        assertThat(bench.state().pending()).isNotNull();
        String id = bench.state().routesDecisionId();
        bench.confirm();
        bench.input(new Input.Applied(id, bench.state().routes(), 1));
        assertThat(bench.all(JournalRecord.MoveApplied.class)).hasSize(1);
        assertThat(bench.all(MoveDecided.class)).hasSize(1);
    }

    @Test
    void symptomsThatPassWithoutAMoveCloseTheDiagnosis() {
        Bench bench = new Bench(OBSERVE, A, B);
        bench.symptom(A, REJECTED_INVITES, MIRROR_AUTHENTICATED).pass(SECOND);
        bench.well(A).calls(A, 1, 0).pass(SECOND);
        assertThat(bench.all(JournalRecord.DiagnosisClosed.class)).hasSize(1);
    }

    @Test
    void anAgentThatHasJustStartedCallsNothingWell() {
        Bench bench = new Bench(OBSERVE, A, B);
        bench.symptom(A, REJECTED_INVITES, MIRROR_AUTHENTICATED).pass(SECOND);
        bench.restart(SECOND).well(A).probes(A, ProbeState.GOOD, ProbeState.UNKNOWN).pass(SECOND);
        assertThat(bench.all(JournalRecord.DiagnosisClosed.class)).isEmpty();
        bench.calls(A, 1, 0).pass(SECOND);
        assertThat(bench.all(JournalRecord.DiagnosisClosed.class)).hasSize(1);
    }

    /** Calls that carriers send count as no attempts of ours. */
    @Test
    void aStarvedInboundTrunkIsOverWhenItsCallsComeAgain() {
        Bench bench = new Bench(OBSERVE, A, B);
        bench.symptom(A, INBOUND_STARVED, MIRROR_AUTHENTICATED).pass(SECOND);
        assertThat(bench.all(JournalRecord.DiagnosisOpened.class)).hasSize(1);
        assertThat(bench.all(JournalRecord.MoveDecided.class)).isEmpty();
        bench.pass(Duration.ofSeconds(30));
        assertThat(bench.all(JournalRecord.DiagnosisClosed.class)).isEmpty();
        bench.well(A).pass(SECOND);
        assertThat(bench.all(JournalRecord.DiagnosisClosed.class)).hasSize(1);
    }

    private static Bench excluded(Bench bench, ProbeState options) {
        return bench.symptom(A, UNANSWERED_INVITES, MIRROR_AUTHENTICATED)
                .ask()
                .confirm()
                .probes(A, options, ProbeState.UNKNOWN);
    }

    private static Trunk secured(Trunk t) {
        return new Trunk(
                t.target(),
                t.direction(),
                t.uri(),
                t.endpoint(),
                t.transport(),
                t.channels(),
                t.callsPerSecondMax(),
                Trunk.Security.TLS,
                t.testNumber());
    }
}
