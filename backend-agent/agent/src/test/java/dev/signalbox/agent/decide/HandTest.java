package dev.signalbox.agent.decide;

import static dev.signalbox.agent.decide.Bench.A;
import static dev.signalbox.agent.decide.Bench.B;
import static dev.signalbox.model.measure.Symptom.Kind.REJECTED_INVITES;
import static dev.signalbox.model.measure.Symptom.Source.MIRROR_AUTHENTICATED;
import static dev.signalbox.model.policy.Rules.Mode.ENFORCE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.model.change.Plan;
import dev.signalbox.model.change.PlanKind;
import dev.signalbox.model.journal.GuardResult;
import dev.signalbox.model.journal.GuardResult.Verdict;
import dev.signalbox.model.journal.JournalRecord.HandSet;
import dev.signalbox.model.journal.JournalRecord.MoveDecided;
import dev.signalbox.model.journal.JournalRecord.MoveRefused;
import dev.signalbox.model.measure.ProbeState;
import dev.signalbox.model.policy.Trunk;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What people move inside a region, and what automation leaves to them. */
class HandTest {

    @Test
    void aTrunkThatIsTakenOutByHandStaysOutUntilItIsTakenBack() {
        Bench bench = new Bench(ENFORCE, A, B).probes(A, ProbeState.GOOD, ProbeState.UNKNOWN);
        bench.byHand(PlanKind.FAILOVER_TRUNK, A).confirm();

        MoveDecided out = bench.all(MoveDecided.class).getLast();
        assertThat(out.after().sharePercent(A)).isZero();
        assertThat(out.to()).containsExactly(B);
        assertThat(out.sentence()).contains("as ada asked for");
        assertThat(out.diagnosisId())
                .isEqualTo(Objects.requireNonNull(bench.state().hands().get(A)).id());
        bench.pass(Duration.ofHours(2));
        assertThat(shares(bench)).as("automation does not take it back").containsExactly(0);

        bench.byHand(PlanKind.RETURN_TRUNK, A);
        assertThat(shares(bench)).as("at once: no cool-down").containsExactly(0, 1);
        for (int i = 0; i < 3; i++) {
            bench.confirm().calls(A, 3, 0).pass(Duration.ofSeconds(10));
        }
        assertThat(shares(bench)).containsExactly(0, 1, 10, 50, 100);
        assertThat(bench.state().hands()).isEmpty();
    }

    @Test
    void itStaysOutOverARestart() {
        Bench bench = new Bench(ENFORCE, A, B).probes(A, ProbeState.GOOD, ProbeState.UNKNOWN);
        bench.byHand(PlanKind.FAILOVER_TRUNK, A).confirm().restart(Duration.ofMinutes(20));
        bench.pass(Duration.ofMinutes(20));
        assertThat(shares(bench)).containsExactly(0);
        assertThat(bench.state().heldOut(A)).isTrue();
    }

    @Test
    void thePlanSaysWhereCallsGoAndWhatTheyLoad() {
        Plan plan = new Bench(ENFORCE, A, B).plan(PlanKind.FAILOVER_TRUNK, A);
        assertThat(plan.moves())
                .singleElement()
                .satisfies(
                        move -> {
                            assertThat(move.to()).isEqualTo(B);
                            assertThat(move.callsPerMinute()).isEqualTo(120);
                        });
        assertThat(plan.loads().getFirst().callsPerMinuteAfter()).isEqualTo(240);
        assertThat(plan.loads().getFirst().capacityRatio()).isEqualTo(4.0 / 50);
        assertThat(plan.liveCalls()).isEqualTo(10);
        assertThat(plan.guards())
                .extracting(GuardResult::guard)
                .contains("single_flight", "last_usable_trunk", "encryption_parity", "movable");
        assertThat(plan.guards()).allMatch(GuardResult::allowsAutomation);
    }

    @Test
    void theLastUsableTrunkIsNotTakenOutByAnybody() {
        Plan plan = new Bench(ENFORCE, A).plan(PlanKind.FAILOVER_TRUNK, A);
        assertThat(guard(plan, "last_usable_trunk").verdict()).isEqualTo(Verdict.HARD);
        assertThat(plan.moves()).isEmpty();
    }

    @Test
    void whatACarrierSendsIsNotMovedByOurRouter() {
        Bench bench =
                new Bench(ENFORCE, A, B).policyTrunks(t -> t.target().equals(A) ? inbound(t) : t);
        assertThat(guard(bench.plan(PlanKind.FAILOVER_TRUNK, A), "movable").verdict())
                .isEqualTo(Verdict.HARD);
    }

    @Test
    void whatIsNotOutIsNotTakenBack() {
        Plan plan = new Bench(ENFORCE, A, B).plan(PlanKind.RETURN_TRUNK, A);
        assertThat(guard(plan, "is_out").verdict()).isEqualTo(Verdict.HARD);
    }

    @Test
    void automationLeavesAPinnedTrunkAloneAndSaysWhy() {
        Bench bench = new Bench(ENFORCE, A, B).bound(new Bindings(Set.of(A), "", false));
        bench.symptom(A, REJECTED_INVITES, MIRROR_AUTHENTICATED).pass(Duration.ofSeconds(1));
        assertThat(bench.all(MoveDecided.class)).isEmpty();
        MoveRefused refused = bench.all(MoveRefused.class).getLast();
        assertThat(refused.key()).isEqualTo("pin");
        assertThat(refused.sentence()).contains("an operator has pinned it");

        bench.bound(Bindings.NONE).pass(Duration.ofSeconds(1));
        assertThat(shares(bench)).containsExactly(0);
    }

    @Test
    void theFleetsBrakeStopsThisRegionToo() {
        Bench bench = new Bench(ENFORCE, A, B).bound(new Bindings(Set.of(), "Ada", false));
        bench.symptom(A, REJECTED_INVITES, MIRROR_AUTHENTICATED).pass(Duration.ofSeconds(1));
        assertThat(bench.all(MoveDecided.class)).isEmpty();
        assertThat(bench.all(MoveRefused.class).getLast().key()).isEqualTo("brake");
    }

    @Test
    void aPersonMovesAPinnedTrunkUnderTheBrakeAndIsWarned() {
        Bench bench = new Bench(ENFORCE, A, B).bound(new Bindings(Set.of(A), "Ada", false));
        Plan plan = bench.plan(PlanKind.FAILOVER_TRUNK, A);
        assertThat(guard(plan, "freeze_and_brake").verdict()).isEqualTo(Verdict.WARN);
        assertThat(guard(plan, "freeze_and_brake").detail())
                .contains("automation is stopped", "is pinned");
        bench.byHand(PlanKind.FAILOVER_TRUNK, A);
        assertThat(shares(bench)).containsExactly(0);
        assertThat(bench.all(HandSet.class).getFirst().person().name()).isEqualTo("ada");
    }

    private static GuardResult guard(Plan plan, String name) {
        return plan.guards().stream()
                .filter(guard -> guard.guard().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<Integer> shares(Bench bench) {
        return bench.all(MoveDecided.class).stream().map(m -> m.after().sharePercent(A)).toList();
    }

    private static Trunk inbound(Trunk trunk) {
        return new Trunk(
                trunk.target(),
                Trunk.Direction.INBOUND,
                trunk.uri(),
                trunk.endpoint(),
                trunk.transport(),
                trunk.channels(),
                trunk.callsPerSecondMax(),
                trunk.security(),
                trunk.testNumber());
    }
}
