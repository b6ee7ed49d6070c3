package dev.signalbox.agent.decide;

import static dev.signalbox.agent.decide.BreakerBench.ACME;
import static dev.signalbox.agent.decide.BreakerBench.AMERICAN;
import static dev.signalbox.agent.decide.BreakerBench.BASALT;
import static dev.signalbox.model.measure.Symptom.Kind.PROVIDER_ERRORS;
import static dev.signalbox.model.measure.Symptom.Kind.PROVIDER_QUOTA;
import static dev.signalbox.model.measure.Symptom.Kind.PROVIDER_SLOW;
import static dev.signalbox.model.policy.Rules.Mode.ENFORCE;
import static dev.signalbox.model.policy.Rules.Mode.OBSERVE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.signalbox.model.ai.BreakerState;
import dev.signalbox.model.ai.Rung;
import dev.signalbox.model.ai.Stage;
import dev.signalbox.model.journal.DecisionState;
import dev.signalbox.model.journal.DiagnosisCode;
import dev.signalbox.model.journal.GuardResult;
import dev.signalbox.model.journal.JournalRecord;
import dev.signalbox.model.journal.JournalRecord.BreakerApplied;
import dev.signalbox.model.journal.JournalRecord.BreakerChanged;
import dev.signalbox.model.journal.JournalRecord.DiagnosisClosed;
import dev.signalbox.model.journal.JournalRecord.DiagnosisOpened;
import dev.signalbox.model.journal.JournalRecord.MoveRefused;
import dev.signalbox.model.journal.JournalRecord.ServiceShift;
import dev.signalbox.model.policy.Rules;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class BreakerTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void providersThatAreWellAreLeftAlone() {
        BreakerBench bench = new BreakerBench(ENFORCE, ACME, BASALT);
        for (int i = 0; i < 600; i++) {
            bench.calls(ACME, 20, 1, 0, 0).pass(SECOND);
        }
        assertThat(bench.records).hasSize(1);
    }

    @Test
    void failingProviderIsDiagnosedAndLeftForTheNextOfItsChain() {
        BreakerBench bench = failing(new BreakerBench(ENFORCE, ACME, BASALT));

        assertThat(bench.all(JournalRecord.DiagnosisOpened.class))
                .extracting(JournalRecord.DiagnosisOpened::code)
                .containsExactly(DiagnosisCode.PROVIDER_FAILING);
        BreakerChanged opened = bench.all(BreakerChanged.class).getFirst();
        assertThat(opened.from()).isEqualTo(BreakerState.CLOSED);
        assertThat(opened.to()).isEqualTo(BreakerState.OPEN);
        assertThat(opened.sharePercent()).isZero();
        assertThat(opened.openings()).isEqualTo(1);
        assertThat(opened.diagnosisId()).isEqualTo("lab-1/2");
        assertThat(opened.services())
                .containsExactly(
                        new ServiceShift(
                                "bookings", Stage.LLM, ACME, BASALT, Rung.PRIMARY, Rung.DEGRADED));
        assertThat(opened.sentence())
                .isEqualTo(
                        "New calls in lab go to Basalt instead of Acme; Bookings can only greet and capture the intent meanwhile");
        assertThat(opened.guards())
                .extracting(GuardResult::guard)
                .contains(
                        "evidence",
                        "fresh_evidence",
                        "in_a_chain",
                        "residency",
                        "last_usable_provider",
                        "problem_follows");
        assertThat(bench.actions).containsExactly(new Step.Action.TellWorkers());
        assertThat(bench.route().inUse(Stage.LLM)).contains(BASALT);
        assertThat(Objects.requireNonNull(bench.state().diagnoses().get(ACME)).decisions())
                .containsExactly("lab-1/3");
    }

    @Test
    void deadProviderIsLeftEvenWhenNobodyTakesItsPlace() {
        BreakerBench bench = failing(new BreakerBench(ENFORCE, ACME));
        BreakerChanged opened = bench.all(BreakerChanged.class).getFirst();
        assertThat(opened.services().getFirst().after()).isNull();
        assertThat(opened.services().getFirst().rungAfter()).isEqualTo(Rung.HUMAN_QUEUE);
        assertThat(opened.sentence())
                .isEqualTo("New calls in lab go to the human queue instead of Acme");
        assertThat(bench.route().transferTo()).isEqualTo("+4969555900");
    }

    @Test
    void lastProviderThatStillServesMostCallsIsNotLeft() {
        BreakerBench bench = failing(new BreakerBench(ENFORCE, ACME).deadShare(ACME, 0.3));
        assertThat(bench.breaker(ACME)).isEqualTo(BreakerState.CLOSED);
        assertThat(bench.all(MoveRefused.class))
                .extracting(MoveRefused::key)
                .containsExactly("last_usable_provider");
        bench.deadShare(ACME, 0.8).pass(SECOND);
        assertThat(bench.breaker(ACME)).isEqualTo(BreakerState.OPEN);

        BreakerBench two = failing(new BreakerBench(ENFORCE, ACME, BASALT).deadShare(ACME, 0.3));
        assertThat(two.breaker(ACME)).isEqualTo(BreakerState.OPEN);
    }

    @Test
    void bothDeadTheLadderGoesDownToPeople() {
        BreakerBench bench = failing(new BreakerBench(ENFORCE, ACME, BASALT));
        bench.symptom(BASALT, PROVIDER_ERRORS).pass(SECOND);
        assertThat(bench.breaker(BASALT)).isEqualTo(BreakerState.OPEN);
        assertThat(bench.route().rung()).isEqualTo(Rung.HUMAN_QUEUE);
    }

    @Test
    void slowProviderIsLeftOnlyForAnotherOne() {
        BreakerBench alone = new BreakerBench(ENFORCE, ACME);
        alone.symptom(ACME, PROVIDER_SLOW).pass(SECOND).pass(SECOND);
        assertThat(alone.all(BreakerChanged.class)).isEmpty();
        assertThat(alone.all(MoveRefused.class))
                .singleElement()
                .satisfies(
                        r -> {
                            assertThat(r.key()).isEqualTo("last_usable_provider");
                            assertThat(r.target()).isEqualTo(ACME);
                        });

        BreakerBench two = new BreakerBench(ENFORCE, ACME, BASALT);
        two.symptom(ACME, PROVIDER_SLOW).pass(SECOND);
        assertThat(two.transcript()).isEqualTo("open 0");
        assertThat(two.all(JournalRecord.DiagnosisOpened.class).getFirst().code())
                .isEqualTo(DiagnosisCode.PROVIDER_SLOW);
    }

    @Test
    void providerOverItsQuotaIsLeftOnlyForAnotherOne() {
        BreakerBench alone = new BreakerBench(ENFORCE, ACME);
        alone.symptom(ACME, PROVIDER_QUOTA).pass(SECOND);
        assertThat(alone.all(MoveRefused.class).getFirst().key()).isEqualTo("last_usable_provider");
        BreakerBench two = new BreakerBench(ENFORCE, ACME, BASALT);
        two.symptom(ACME, PROVIDER_QUOTA).pass(SECOND);
        assertThat(two.breaker(ACME)).isEqualTo(BreakerState.OPEN);
    }

    @Test
    void slowProviderIsNotLeftForOneThatIsNotWellEither() {
        BreakerBench bench = new BreakerBench(ENFORCE, ACME, BASALT);
        bench.symptom(BASALT, PROVIDER_SLOW).symptom(ACME, PROVIDER_SLOW).pass(SECOND);
        assertThat(bench.all(BreakerChanged.class)).isEmpty();
        assertThat(bench.all(MoveRefused.class))
                .extracting(MoveRefused::key)
                .containsExactly("problem_follows", "problem_follows");
    }

    @Test
    void slowProviderThatDiesIsLeftAfterAll() {
        BreakerBench bench = new BreakerBench(ENFORCE, ACME);
        bench.symptom(ACME, PROVIDER_SLOW).pass(SECOND);
        assertThat(bench.breaker(ACME)).isEqualTo(BreakerState.CLOSED);
        bench.symptom(ACME, PROVIDER_ERRORS).pass(SECOND);
        assertThat(bench.breaker(ACME)).isEqualTo(BreakerState.OPEN);
        assertThat(bench.all(DiagnosisClosed.class))
                .extracting(DiagnosisClosed::code, DiagnosisClosed::sentence)
                .containsExactly(
                        tuple(
                                DiagnosisCode.PROVIDER_SLOW,
                                "It has come to worse in lab: Acme fails"));
        assertThat(bench.state().diagnoses().get(ACME))
                .extracting(DecisionState.OpenDiagnosis::code)
                .isEqualTo(DiagnosisCode.PROVIDER_FAILING);
    }

    @Test
    void diagnosisThatMovedCallsKeepsItsNameWhateverComesAfter() {
        BreakerBench bench = new BreakerBench(ENFORCE, ACME, BASALT);
        bench.symptom(ACME, PROVIDER_SLOW).pass(SECOND);
        assertThat(bench.breaker(ACME)).isEqualTo(BreakerState.OPEN);
        bench.symptom(ACME, PROVIDER_ERRORS).pass(SECOND);
        assertThat(bench.all(DiagnosisClosed.class)).isEmpty();
    }

    @Test
    void providerThatDiesAndIsOnlyLateAfterwardsIsNotRenamed() {
        BreakerBench bench = new BreakerBench(OBSERVE, ACME);
        bench.symptom(ACME, PROVIDER_ERRORS).pass(SECOND);
        bench.well(ACME).symptom(ACME, PROVIDER_SLOW).pass(SECOND);
        assertThat(bench.all(DiagnosisOpened.class))
                .extracting(DiagnosisOpened::code)
                .containsExactly(DiagnosisCode.PROVIDER_FAILING);
    }

    @Test
    void decisionThatNobodyHasFollowedIsKnownAfterARestart() {
        BreakerBench bench = failing(new BreakerBench(ENFORCE, ACME, BASALT));
        String id = Objects.requireNonNull(bench.state().breakers().get(ACME)).decisionId();
        bench.restart(SECOND);
        assertThat(bench.state().unfollowed()).isEqualTo(id);
        bench.input(new Input.WorkersFollow(id, 12.5));
        assertThat(bench.state().unfollowed()).isEmpty();
    }

    @Test
    void providerOfAnotherJurisdictionIsNeverChosen() {
        BreakerBench bench = failing(new BreakerBench(ENFORCE, ACME, AMERICAN));
        assertThat(bench.all(BreakerChanged.class).getFirst().services().getFirst().after())
                .isNull();
        assertThat(bench.route().inUse(Stage.LLM)).isEmpty();
        assertThat(bench.route().rung()).isEqualTo(Rung.HUMAN_QUEUE);

        BreakerBench slow = new BreakerBench(ENFORCE, ACME, AMERICAN);
        slow.symptom(ACME, PROVIDER_SLOW).pass(SECOND);
        assertThat(slow.all(MoveRefused.class).getFirst().key()).isEqualTo("last_usable_provider");
    }

    @Test
    void providerThatNobodyHereMayUseMovesNothing() {
        BreakerBench bench = new BreakerBench(ENFORCE, ACME, AMERICAN);
        bench.symptom(AMERICAN, PROVIDER_ERRORS).pass(SECOND);
        assertThat(bench.all(BreakerChanged.class)).isEmpty();
        assertThat(bench.all(MoveRefused.class).getFirst().key()).isEqualTo("in_a_chain");
    }

    @Test
    void observingRuleSaysWhatItWouldDoOnce() {
        BreakerBench bench = failing(new BreakerBench(OBSERVE, ACME, BASALT));
        bench.pass(SECOND).pass(SECOND);
        assertThat(bench.actions).isEmpty();
        assertThat(bench.all(MoveRefused.class))
                .singleElement()
                .satisfies(
                        r -> {
                            assertThat(r.key()).isEqualTo("observe");
                            assertThat(r.mode()).isEqualTo(OBSERVE);
                            assertThat(r.to()).containsExactly(BASALT);
                            assertThat(r.sentence())
                                    .isEqualTo(
                                            "Acme in lab keeps its new calls: this rule only observes; its new calls would go to Basalt");
                        });
    }

    @Test
    void eachRuleHasItsOwnMode() {
        Rules failingOnly = new Rules(OBSERVE, OBSERVE, ENFORCE, OBSERVE, OBSERVE);
        BreakerBench bench = new BreakerBench(failingOnly, ACME, BASALT);
        bench.symptom(ACME, PROVIDER_SLOW).symptom(BASALT, PROVIDER_QUOTA).pass(SECOND);
        assertThat(bench.all(BreakerChanged.class)).isEmpty();
        bench.symptom(ACME, PROVIDER_ERRORS).pass(SECOND);
        assertThat(bench.transcript()).isEqualTo("open 0");
    }

    @Test
    void brakeStopsOpeningUntilReleasedAndLeavesTheWayBackAsItIs() {
        BreakerBench bench = new BreakerBench(ENFORCE, ACME, BASALT);
        bench.input(new Input.SetBrake("ann", "maintenance"));
        failing(bench).pass(SECOND);
        assertThat(bench.all(BreakerChanged.class)).isEmpty();
        assertThat(bench.all(MoveRefused.class))
                .extracting(MoveRefused::key)
                .containsExactly("brake");

        bench.input(new Input.ReleaseBrake("ann", "done")).pass(SECOND);
        assertThat(bench.transcript()).isEqualTo("open 0");

        bench.input(new Input.SetBrake("ann", "again")).well(ACME).pass(Duration.ofMinutes(5));
        assertThat(bench.transcript()).isEqualTo("open 0");
        bench.input(new Input.ReleaseBrake("ann", "done")).pass(SECOND);
        assertThat(bench.transcript()).isEqualTo("open 0 -> trial 0");
    }

    @Test
    void staleEvidenceMovesNothing() {
        BreakerBench bench = new BreakerBench(ENFORCE, ACME, BASALT);
        bench.symptom(ACME, PROVIDER_ERRORS).later(Duration.ofSeconds(11)).ask();
        assertThat(bench.all(BreakerChanged.class)).isEmpty();
        assertThat(bench.all(MoveRefused.class).getFirst().key()).isEqualTo("fresh_evidence");
    }

    @Test
    void workersFollowIsNewsOnce() {
        BreakerBench bench = failing(new BreakerBench(ENFORCE, ACME, BASALT));
        String id = Objects.requireNonNull(bench.state().breakers().get(ACME)).decisionId();
        bench.input(new Input.WorkersFollow("lab-1/99", 5));
        assertThat(bench.all(BreakerApplied.class)).isEmpty();
        bench.input(new Input.WorkersFollow(id, 12.5)).input(new Input.WorkersFollow(id, 40));
        assertThat(bench.all(BreakerApplied.class))
                .singleElement()
                .satisfies(a -> assertThat(a.tookMillis()).isEqualTo(12.5));
        assertThat(Objects.requireNonNull(bench.state().breakers().get(ACME)).applied()).isTrue();
    }

    private static BreakerBench failing(BreakerBench bench) {
        return bench.symptom(ACME, PROVIDER_ERRORS).pass(SECOND);
    }
}
