package dev.signalbox.agent.decide;

import static dev.signalbox.agent.decide.Bench.A;
import static dev.signalbox.agent.decide.Bench.B;
import static dev.signalbox.model.measure.Symptom.Kind.REJECTED_INVITES;
import static dev.signalbox.model.measure.Symptom.Kind.UNANSWERED_INVITES;
import static dev.signalbox.model.measure.Symptom.Source.MIRROR_AUTHENTICATED;
import static dev.signalbox.model.policy.Rules.Mode.ENFORCE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.model.journal.JournalRecord.MoveDecided;
import dev.signalbox.model.journal.JournalRecord.MoveRefused;
import dev.signalbox.model.measure.ProbeState;
import dev.signalbox.model.policy.Trunk;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a trunk comes back, and how its return is undone. */
class ReturnTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void returnIsPacedAndNeedsCoolDownAndProofOfLife() {
        Bench bench = excluded(new Bench(ENFORCE, A, B), ProbeState.FAILING);
        bench.pass(Duration.ofMinutes(10));
        assertThat(stages(bench)).containsExactly(0);

        bench.probes(A, ProbeState.GOOD, ProbeState.UNKNOWN).well(A).ask();
        assertThat(stages(bench)).containsExactly(0, 1);
        bench.confirm().pass(Duration.ofSeconds(10));
        assertThat(stages(bench)).as("no calls yet").containsExactly(0, 1);
        for (int share : new int[] {10, 50, 100}) {
            bench.calls(A, 3, 0).pass(Duration.ofSeconds(9));
            bench.pass(SECOND);
            assertThat(stages(bench)).last().isEqualTo(share);
            bench.confirm();
        }
        assertThat(stages(bench)).containsExactly(0, 1, 10, 50, 100);
        assertThat(bench.state().diagnoses()).containsKey(A);
        bench.calls(A, 20, 0).pass(Duration.ofSeconds(10));
        assertThat(bench.state().diagnoses()).isEmpty();
        assertThat(bench.state().routes().sharePercents()).isEmpty();
    }

    @Test
    void noReturnBeforeTheCoolDownIsOver() {
        Bench bench = excluded(new Bench(ENFORCE, A, B), ProbeState.GOOD);
        bench.well(A).pass(Duration.ofSeconds(59));
        assertThat(stages(bench)).containsExactly(0);
        bench.pass(SECOND);
        assertThat(stages(bench)).containsExactly(0, 1);
    }

    @Test
    void rejectingTrunkWithTestNumberReturnsOnTestCallsOnly() {
        Bench bench =
                new Bench(ENFORCE, A, B).policyTrunks(t -> t.target().equals(A) ? callable(t) : t);
        bench.symptom(A, REJECTED_INVITES, MIRROR_AUTHENTICATED).pass(SECOND).confirm();
        bench.probes(A, ProbeState.GOOD, ProbeState.FAILING).pass(Duration.ofMinutes(5));
        assertThat(stages(bench)).as("OPTIONS never refute rejections").containsExactly(0);
        bench.probes(A, ProbeState.GOOD, ProbeState.GOOD).ask();
        assertThat(stages(bench)).containsExactly(0, 1);
    }

    @Test
    void badStageTakesOutAgainWithDoubledCoolDown() {
        Bench bench = excluded(new Bench(ENFORCE, A, B), ProbeState.GOOD);
        bench.well(A).pass(Duration.ofSeconds(60)).confirm();
        bench.calls(A, 1, 2).pass(SECOND);
        assertThat(stages(bench)).containsExactly(0, 1, 0);
        assertThat(bench.all(MoveDecided.class).getLast().exclusions()).isEqualTo(2);
        bench.confirm().pass(Duration.ofSeconds(119));
        assertThat(stages(bench)).containsExactly(0, 1, 0);
        bench.pass(SECOND);
        assertThat(stages(bench)).containsExactly(0, 1, 0, 1);
    }

    @Test
    void trunkThatCameBackDeadIsTakenOutAgainByItsOwnCalls() {
        Bench bench = new Bench(ENFORCE, A, B);
        bench.probes(A, ProbeState.UNPROBEABLE, ProbeState.UNKNOWN)
                .symptom(A, REJECTED_INVITES, MIRROR_AUTHENTICATED)
                .pass(SECOND)
                .confirm();
        // A quiet hour: every stage passes without one call, and the old symptom never ends.
        for (int i = 0; i < 5 && !stages(bench).getLast().equals(100); i++) {
            bench.pass(Duration.ofSeconds(121)).confirm();
        }
        assertThat(stages(bench)).containsExactly(0, 1, 10, 50, 100);
        bench.calls(A, 0, 5).pass(SECOND);
        assertThat(stages(bench)).last().isEqualTo(0);
        assertThat(bench.all(MoveDecided.class).getLast().exclusions()).isEqualTo(2);
    }

    @Test
    void badStageStaysWhenThereIsNoOtherRoad() {
        Bench bench = excluded(new Bench(ENFORCE, A, B), ProbeState.GOOD);
        bench.well(A).pass(Duration.ofSeconds(60)).confirm();
        bench.symptom(B, UNANSWERED_INVITES, MIRROR_AUTHENTICATED).pass(SECOND);
        bench.calls(A, 6, 2).pass(SECOND);
        assertThat(stages(bench)).containsExactly(0, 1);
        assertThat(bench.all(MoveRefused.class).getLast().target()).isEqualTo(A);
        assertThat(bench.all(MoveRefused.class).getLast().key()).isEqualTo("last_usable_trunk");
    }

    @Test
    void provenTrunkReturnsAtOnceWhenTheOthersFail() {
        Bench bench = excluded(new Bench(ENFORCE, A, B), ProbeState.GOOD);
        bench.well(A).pass(Duration.ofSeconds(30));
        assertThat(stages(bench)).containsExactly(0);
        bench.symptom(B, REJECTED_INVITES, MIRROR_AUTHENTICATED).pass(SECOND);
        assertThat(stages(bench)).containsExactly(0, 100);
        bench.confirm().pass(SECOND);
        assertThat(bench.all(MoveDecided.class).getLast().target()).isEqualTo(A);
    }

    @Test
    void trunkWithoutProofStaysOutAlsoWhenTheOthersFail() {
        Bench bench = excluded(new Bench(ENFORCE, A, B), ProbeState.FAILING);
        bench.pass(Duration.ofSeconds(30));
        bench.symptom(B, REJECTED_INVITES, MIRROR_AUTHENTICATED).pass(SECOND);
        assertThat(stages(bench)).containsExactly(0);
    }

    @Test
    void oldSymptomsOfATrunkThatCameBackDoNotTakeItOutAgain() {
        Bench bench = excluded(new Bench(ENFORCE, A, B), ProbeState.GOOD);
        for (int i = 0; i < 4; i++) {
            bench.calls(A, 3, 0).pass(Duration.ofSeconds(60)).confirm();
        }
        bench.pass(SECOND);
        assertThat(stages(bench)).containsExactly(0, 1, 10, 50, 100);
        bench.symptom(A, REJECTED_INVITES, MIRROR_AUTHENTICATED).pass(SECOND);
        assertThat(stages(bench)).as("a new symptom does").last().isEqualTo(0);
    }

    @Test
    void jumpsOfTheWallClockChangeNoDecision() {
        Bench bench = excluded(new Bench(ENFORCE, A, B), ProbeState.GOOD);
        bench.well(A);
        bench.wallJump(Duration.ofHours(-5)).pass(Duration.ofSeconds(59));
        assertThat(stages(bench)).containsExactly(0);
        bench.wallJump(Duration.ofHours(9)).ask();
        assertThat(stages(bench)).containsExactly(0);
        bench.pass(SECOND);
        assertThat(stages(bench)).containsExactly(0, 1);
    }

    @Test
    void restartContinuesTheCoolDownAndKeepsTheDecision() {
        Bench bench = excluded(new Bench(ENFORCE, A, B), ProbeState.GOOD);
        String decision = bench.state().routesDecisionId();
        bench.well(A).pass(Duration.ofSeconds(20)).restart(Duration.ofSeconds(20));
        assertThat(bench.state().routesDecisionId()).isEqualTo(decision);
        assertThat(bench.state().routes().sharePercent(A)).isZero();
        bench.pass(Duration.ofSeconds(19));
        assertThat(stages(bench)).containsExactly(0);
        // The pause is counted by the wall clock from the last record, so at least 20 of these 21
        // s.
        bench.pass(Duration.ofSeconds(22));
        assertThat(stages(bench)).containsExactly(0, 1);
    }

    private static Bench excluded(Bench bench, ProbeState options) {
        return bench.symptom(A, UNANSWERED_INVITES, MIRROR_AUTHENTICATED)
                .ask()
                .confirm()
                .probes(A, options, ProbeState.UNKNOWN);
    }

    private static List<Integer> stages(Bench bench) {
        return bench.all(MoveDecided.class).stream().map(m -> m.after().sharePercent(A)).toList();
    }

    private static Trunk callable(Trunk t) {
        return new Trunk(
                t.target(),
                t.direction(),
                t.uri(),
                t.endpoint(),
                t.transport(),
                t.channels(),
                t.callsPerSecondMax(),
                t.security(),
                "+4969555010");
    }
}
