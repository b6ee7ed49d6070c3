package dev.signalbox.agent.decide;

import static dev.signalbox.agent.decide.Bench.A;
import static dev.signalbox.agent.decide.Bench.B;
import static dev.signalbox.agent.decide.BreakerBench.ACME;
import static dev.signalbox.agent.decide.BreakerBench.BASALT;
import static dev.signalbox.model.measure.Symptom.Kind.REJECTED_INVITES;
import static dev.signalbox.model.measure.Symptom.Source.MIRROR_AUTHENTICATED;
import static dev.signalbox.model.policy.Rules.Mode.ENFORCE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.agent.decide.fleet.guard.GuardMatrix;
import dev.signalbox.model.change.Origin;
import dev.signalbox.model.change.PlanKind;
import dev.signalbox.model.change.Scope;
import dev.signalbox.model.journal.GuardResult;
import dev.signalbox.model.journal.GuardResult.Verdict;
import dev.signalbox.model.journal.JournalRecord;
import dev.signalbox.model.measure.ProbeState;
import dev.signalbox.model.measure.Symptom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Guards inside a region: the ones that the matrix orders, for people and for automation. */
class RegionGuardsTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void automationIsAskedWhatTheMatrixOrdersOfATrunk() {
        Bench bench = new Bench(ENFORCE, A, B);
        bench.symptom(A, REJECTED_INVITES, MIRROR_AUTHENTICATED).pass(SECOND);
        List<GuardResult> guards = bench.all(JournalRecord.MoveDecided.class).getFirst().guards();
        assertThat(names(guards)).isEqualTo(ordered(Origin.AUTOMATIC, "last_usable_trunk"));
    }

    @Test
    void automationIsAskedWhatTheMatrixOrdersOfAProvider() {
        BreakerBench bench = new BreakerBench(ENFORCE, ACME, BASALT);
        bench.symptom(ACME, Symptom.Kind.PROVIDER_ERRORS).pass(SECOND);
        assertThat(names(bench.all(JournalRecord.BreakerChanged.class).getFirst().guards()))
                .isEqualTo(before("in_a_chain", ordered(Origin.AUTOMATIC, "last_usable_provider")));
    }

    @Test
    void peopleAreAskedWhatTheMatrixOrdersBothWays() {
        Bench trunks = new Bench(ENFORCE, A, B);
        assertThat(names(trunks.plan(PlanKind.FAILOVER_TRUNK, A).guards()))
                .isEqualTo(before("movable", ordered(Origin.MANUAL, "last_usable_trunk")));
        assertThat(names(trunks.plan(PlanKind.RETURN_TRUNK, A).guards()))
                .startsWith("movable", "is_out")
                .endsWith(ordered(Origin.MANUAL, "last_usable_trunk").toArray(String[]::new));
        BreakerBench providers = new BreakerBench(ENFORCE, ACME, BASALT);
        assertThat(names(providers.plan(PlanKind.FAILOVER_PROVIDER, ACME).guards()))
                .isEqualTo(before("in_a_chain", ordered(Origin.MANUAL, "last_usable_provider")));
        assertThat(names(providers.plan(PlanKind.RETURN_PROVIDER, ACME).guards()))
                .isEqualTo(before("is_out", ordered(Origin.MANUAL, "last_usable_trunk")));
    }

    @Test
    void staleEvidenceBlocksAPersonsProviderMoveToo() {
        BreakerBench bench = new BreakerBench(ENFORCE, ACME, BASALT);
        assertThat(freshness(bench).verdict()).isEqualTo(Verdict.PASS);
        assertThat(freshness(bench).detail()).contains("a person's reason counts");
        bench.symptom(ACME, Symptom.Kind.PROVIDER_SLOW).later(Duration.ofMinutes(10));
        assertThat(freshness(bench).verdict()).isEqualTo(Verdict.BLOCK);
    }

    private static GuardResult freshness(BreakerBench bench) {
        return guard(bench.plan(PlanKind.FAILOVER_PROVIDER, ACME).guards(), "fresh_evidence");
    }

    @Test
    void calledOnNobodyTheBrakeStopsAutomationAndWarnsPeople() {
        Bench bench = new Bench(ENFORCE, A, B).bound(new Bindings(Set.of(), "Ada", false));
        assertThat(guard(bench.plan(PlanKind.FAILOVER_TRUNK, A).guards(), "freeze_and_brake"))
                .extracting(GuardResult::verdict)
                .isEqualTo(Verdict.WARN);
        bench.symptom(A, REJECTED_INVITES, MIRROR_AUTHENTICATED).pass(SECOND);
        assertThat(
                        guard(
                                bench.all(JournalRecord.MoveRefused.class).getFirst().guards(),
                                "freeze_and_brake"))
                .extracting(GuardResult::verdict)
                .isEqualTo(Verdict.BLOCK);
    }

    @Test
    void theBrakeDoesNotChangeWhereCallsWouldGo() {
        Bench bench = new Bench(ENFORCE, A, B, Bench.C).bound(new Bindings(Set.of(), "Ada", false));
        bench.load(B, 99).symptom(A, REJECTED_INVITES, MIRROR_AUTHENTICATED).pass(SECOND);
        assertThat(bench.all(JournalRecord.MoveRefused.class).getFirst().sentence())
                .contains("its calls would go to Carrier C");
    }

    @Test
    void nothingIsGivenBackToWhatIsSeenToFail() {
        Bench bench = new Bench(ENFORCE, A, B);
        bench.byHand(PlanKind.FAILOVER_TRUNK, A).confirm();
        assertThat(back(bench, "target_green").verdict()).isEqualTo(Verdict.PASS);
        bench.symptom(A, REJECTED_INVITES, MIRROR_AUTHENTICATED);
        assertThat(back(bench, "target_green").verdict()).isEqualTo(Verdict.BLOCK);
        assertThat(back(bench, "anti_flap").verdict()).isEqualTo(Verdict.WARN);

        BreakerBench providers = new BreakerBench(ENFORCE, ACME, BASALT);
        providers.byHand(PlanKind.FAILOVER_PROVIDER, ACME);
        providers.symptom(ACME, Symptom.Kind.PROVIDER_ERRORS);
        List<GuardResult> guards = providers.plan(PlanKind.RETURN_PROVIDER, ACME).guards();
        assertThat(guard(guards, "is_out").verdict()).isEqualTo(Verdict.PASS);
        assertThat(guard(guards, "target_green").verdict()).isEqualTo(Verdict.BLOCK);
        assertThat(guard(guards, "anti_flap").verdict()).isEqualTo(Verdict.WARN);
    }

    @Test
    void aTargetThatNobodyTriedIsNamedAndStillBetterThanADeadRoad() {
        Bench bench = new Bench(ENFORCE, A, B);
        bench.probes(B, ProbeState.UNKNOWN, ProbeState.UNKNOWN);
        assertThat(guard(bench.plan(PlanKind.FAILOVER_TRUNK, A).guards(), "target_green"))
                .extracting(GuardResult::verdict)
                .as("it carries calls")
                .isEqualTo(Verdict.PASS);
        BreakerBench providers = new BreakerBench(ENFORCE, ACME, BASALT);
        GuardResult untried =
                guard(providers.plan(PlanKind.FAILOVER_PROVIDER, ACME).guards(), "target_green");
        assertThat(untried.verdict()).isEqualTo(Verdict.WARN);
        assertThat(untried.detail()).contains("Basalt has served no call");
    }

    @Test
    void nobodyClaimsThatEmergencyNumbersAreKnown() {
        assertThat(
                        guard(
                                        new Bench(ENFORCE, A, B)
                                                .plan(PlanKind.FAILOVER_TRUNK, A)
                                                .guards(),
                                        "emergency_calls")
                                .detail())
                .startsWith("no emergency number is configured");
    }

    private static GuardResult back(Bench bench, String name) {
        return guard(bench.plan(PlanKind.RETURN_TRUNK, A).guards(), name);
    }

    private static List<String> ordered(Origin origin, String lastUsable) {
        return GuardMatrix.asked(Scope.REGION, origin).stream()
                .map(guard -> guard.text(Scope.REGION))
                .map(name -> name.equals("last_usable_trunk") ? lastUsable : name)
                .toList();
    }

    private static List<String> before(String first, List<String> names) {
        List<String> all = new ArrayList<>(List.of(first));
        all.addAll(names);
        return all;
    }

    private static List<String> names(List<GuardResult> guards) {
        return guards.stream().map(GuardResult::guard).toList();
    }

    private static GuardResult guard(List<GuardResult> guards, String name) {
        return guards.stream().filter(g -> g.guard().equals(name)).findFirst().orElseThrow();
    }
}
