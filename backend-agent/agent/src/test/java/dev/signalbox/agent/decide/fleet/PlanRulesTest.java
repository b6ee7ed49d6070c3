package dev.signalbox.agent.decide.fleet;

import static dev.signalbox.agent.decide.fleet.RulesRun.ADA;
import static dev.signalbox.agent.decide.fleet.RulesRun.BEA;
import static dev.signalbox.agent.decide.fleet.RulesRun.BLOCK;
import static dev.signalbox.agent.decide.fleet.RulesRun.HARD;
import static dev.signalbox.agent.decide.fleet.RulesRun.PASS;
import static dev.signalbox.agent.decide.fleet.RulesRun.VIC;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.model.change.Person;
import dev.signalbox.model.change.Plan;
import dev.signalbox.model.change.PlanKind;
import dev.signalbox.model.change.Role;
import dev.signalbox.model.journal.GuardResult;
import dev.signalbox.model.quorum.FleetAnswer.Code;
import dev.signalbox.model.quorum.FleetCommand;
import dev.signalbox.model.quorum.FleetRecord;
import dev.signalbox.model.quorum.Phase;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanRulesTest {

    private final RulesRun run = new RulesRun().joined();

    @Test
    void aPlanWaitsAQuarterOfAnHour() {
        String id = run.proposed(run.evacuation(PASS));
        assertThat(run.change(id).phase()).isEqualTo(Phase.PROPOSED);
        assertThat(run.change(id).hash()).hasSize(64);
        assertThat(run.change(id).expiresAt()).isEqualTo(run.now.plus(Duration.ofMinutes(15)));
    }

    @Test
    void aViewerPlansNothingAndIsOnRecord() {
        Plan plan = run.plan(PlanKind.DRAIN_REGION, "eu-central", "eu-west", VIC);
        assertThat(run.refusal(propose(plan))).isEqualTo(Code.NOT_ALLOWED);
        assertThat(run.last())
                .isEqualTo(
                        new FleetRecord.AttemptRefused(
                                run.now,
                                "vic (viewer)",
                                "plan to drain Frankfurt",
                                "not_allowed",
                                "vic is viewer: this needs the role operator or above."));
    }

    @Test
    void whatAHardGuardForbidsIsRefusedAndOnRecord() {
        assertThat(run.refusal(propose(run.evacuation(PASS, HARD)))).isEqualTo(Code.BLOCKED);
        assertThat(run.state.changes()).isEmpty();
        assertThat(((FleetRecord.AttemptRefused) run.last()).sentence())
                .contains("residency")
                .contains("may not go to US");
    }

    @Test
    void aPlanNeedsEveryGuardOfItsKindOnce() {
        Plan whole = run.drain();
        List<GuardResult> some = whole.guards().subList(0, 3);
        assertThat(run.refusal(propose(whole.withGuards(some)))).isEqualTo(Code.INVALID);
        assertThat(((FleetRecord.AttemptRefused) run.last()).sentence())
                .startsWith("Every guard of its kind has to be judged, each once; not judged: ")
                .contains("residency");
        assertThat(run.state.changes()).isEmpty();
        assertThat(run.refusal(propose(whole.withGuards(List.of())))).isEqualTo(Code.INVALID);
        assertThat(run.refusal(propose(whole))).isNull();
    }

    @Test
    void aPlanOfOlderRoutesIsStale() {
        Plan old = run.drain(PASS);
        run.carriedOut(run.running(PASS));
        assertThat(run.refusal(propose(old))).isEqualTo(Code.STALE_PLAN);
    }

    @Test
    void aPlanOfRegionsThatAreBusyIsRefused() {
        run.running(PASS);
        Plan other = run.plan(PlanKind.DRAIN_REGION, "eu-west", "us-east", BEA);
        assertThat(run.refusal(propose(other))).isEqualTo(Code.BUSY);
        assertThat(((FleetRecord.AttemptRefused) run.last()).sentence())
                .contains("for Dublin")
                .contains("(drain Frankfurt) of ada is running");
    }

    @Test
    void aPlanThatChangesNothingOrHasNoWholeStagesIsInvalid() {
        Plan home = run.plan(PlanKind.RETURN_REGION, "eu-central", "eu-central", ADA);
        assertThat(run.refusal(propose(home))).isEqualTo(Code.INVALID);
        assertThat(run.refusal(propose(Plans.stages(run.drain(PASS), 10, 50))))
                .isEqualTo(Code.INVALID);
        assertThat(run.refusal(propose(Plans.stages(run.drain(PASS), 50, 10, 100))))
                .isEqualTo(Code.INVALID);
        assertThat(run.refusal(propose(Plans.stages(run.drain(PASS))))).isEqualTo(Code.INVALID);
        assertThat(run.refusal(propose(Plans.stages(run.drain(PASS), 1, 100)))).isNull();
    }

    @Test
    void anOlderPlanOfTheSamePersonIsMadeAnew() {
        String first = run.proposed(run.drain(PASS));
        String second = run.proposed(run.drain(PASS));
        assertThat(run.change(first).phase()).isEqualTo(Phase.DISCARDED);
        assertThat(run.change(first).detail()).isEqualTo("made anew");
        assertThat(run.change(second).phase()).isEqualTo(Phase.PROPOSED);
    }

    @Test
    void anEvacuationNeedsASecondPerson() {
        String id = run.proposed(run.evacuation(PASS));
        assertThat(run.refusal(start(id))).isEqualTo(Code.NOT_APPROVED);
        run.approved(id);
        assertThat(run.refusal(start(id))).isNull();
        assertThat(run.change(id).phase()).isEqualTo(Phase.RUNNING);
        assertThat(run.change(id).before()).isEqualTo(run.state.table());
    }

    @Test
    void theSamePersonIsNotASecondOneHoweverTheNameIsWritten() {
        String id = run.proposed(run.evacuation(PASS));
        Person again = new Person(" Ada ", Role.ADMINISTRATOR);
        assertThat(run.refusal(approve(id, again))).isEqualTo(Code.SAME_PERSON);
        assertThat(run.refusal(start(id))).isEqualTo(Code.NOT_APPROVED);
    }

    @Test
    void approvalsAreOnceAndOfThisPlanAndOfWhoMay() {
        String id = run.proposed(run.evacuation(PASS));
        assertThat(run.refusal(approve("fleet-demo/99", BEA))).isEqualTo(Code.NO_SUCH_PLAN);
        assertThat(run.refusal(new FleetCommand.Approve(run.ask(), id, "0".repeat(64), BEA)))
                .isEqualTo(Code.ALTERED_PLAN);
        assertThat(run.refusal(approve(id, new Person("cy", Role.OPERATOR))))
                .isEqualTo(Code.NOT_ALLOWED);
        assertThat(run.refusal(approve(id, BEA))).isNull();
        assertThat(run.refusal(approve(id, BEA))).isEqualTo(Code.APPROVED_ALREADY);
        run.started(id);
        assertThat(run.refusal(approve(id, new Person("dan", Role.APPROVER))))
                .isEqualTo(Code.WRONG_PHASE);
    }

    @Test
    void plansAndApprovalsAreOverAfterTheirTime() {
        String id = run.proposed(run.evacuation(PASS));
        run.approved(id);
        run.passes(Duration.ofMinutes(15));
        assertThat(run.refusal(approve(id, new Person("dan", Role.APPROVER))))
                .isEqualTo(Code.EXPIRED);
        assertThat(run.refusal(start(id))).isEqualTo(Code.EXPIRED);
        assertThat(run.refusal(override(id, "telephony_capacity", "it is night")))
                .isEqualTo(Code.EXPIRED);
    }

    @Test
    void anApprovalThatIsOverDoesNotCount() {
        String id = run.proposed(run.evacuation(PASS));
        run.approved(id);
        run.started(id);
        run.does(new FleetCommand.Hold(run.ask(), id, ADA, "wait"));
        run.passes(Duration.ofMinutes(16));
        assertThat(run.refusal(new FleetCommand.Resume(run.ask(), id, ADA)))
                .isEqualTo(Code.NOT_APPROVED);
        run.approved(id);
        assertThat(run.refusal(new FleetCommand.Resume(run.ask(), id, ADA))).isNull();
    }

    @Test
    void aStalePlanIsNeitherApprovedNorStarted() {
        Plan evacuation = run.evacuation(PASS);
        String id = run.proposed(evacuation);
        String other = run.proposed(run.drain(PASS));
        run.started(other);
        assertThat(run.refusal(start(id))).isEqualTo(Code.BUSY);
        run.carriedOut(other);
        assertThat(run.refusal(approve(id, BEA))).isEqualTo(Code.STALE_PLAN);
        assertThat(run.refusal(start(id))).isEqualTo(Code.STALE_PLAN);
    }

    @Test
    void thePaceOfADeadRegionIsNotForOneThatLives() {
        String id = run.proposed(Plans.stages(run.drain(PASS), 100));
        assertThat(run.refusal(start(id))).isEqualTo(Code.STALE_PLAN);
        assertThat(((FleetRecord.AttemptRefused) run.last()).sentence())
                .contains("not lost any more");
    }

    @Test
    void startingNeedsTheRightPlanAndRole() {
        String id = run.proposed(run.drain(PASS));
        assertThat(run.refusal(run.start(id, "x", ADA))).isEqualTo(Code.ALTERED_PLAN);
        assertThat(run.refusal(run.start(id, run.hash(id), VIC))).isEqualTo(Code.NOT_ALLOWED);
        assertThat(run.refusal(run.start("fleet-demo/9", "x", ADA))).isEqualTo(Code.NO_SUCH_PLAN);
        run.started(id);
        assertThat(run.refusal(start(id))).isEqualTo(Code.WRONG_PHASE);
    }

    @Test
    void aBlockingGuardIsOverruledByNameAndReasonForATime() {
        String id = run.proposed(run.drain(PASS, BLOCK));
        assertThat(run.refusal(start(id))).isEqualTo(Code.BLOCKED);
        assertThat(run.refusal(override(id, "telephony_capacity", " "))).isEqualTo(Code.INVALID);
        assertThat(run.refusal(override(id, "residency", "why not")))
                .isEqualTo(Code.NOT_OVERRIDABLE);
        assertThat(run.refusal(override(id, "no_such_guard", "why not")))
                .isEqualTo(Code.NOT_OVERRIDABLE);
        assertThat(
                        run.refusal(
                                new FleetCommand.OverrideGuard(
                                        run.ask(), id, "telephony_capacity", VIC, "it is night")))
                .isEqualTo(Code.NOT_ALLOWED);
        assertThat(run.refusal(override(id, "telephony_capacity", "it is night"))).isNull();
        assertThat(run.refusal(start(id))).isNull();
    }

    @Test
    void aStartIsJudgedByWhatIsSeenThen() {
        String over = run.proposed(run.drain(PASS, BLOCK));
        assertThat(run.refusal(start(over, RulesRun.all()))).as("the block is over").isNull();
        assertThat(((FleetRecord.ChangeStarted) run.last()).guards()).isEqualTo(RulesRun.all());
    }

    @Test
    void aGuardThatBlocksOnlyNowStopsTheStart() {
        String id = run.proposed(run.drain(PASS));
        assertThat(run.refusal(start(id, RulesRun.all(BLOCK)))).isEqualTo(Code.BLOCKED);
        assertThat(((FleetRecord.AttemptRefused) run.last()).sentence())
                .isEqualTo(
                        "Guard telephony_capacity blocks it and is not overruled: Dublin 97 % after the move. It did not when the plan was made: make the plan anew");
        assertThat(run.refusal(start(id, RulesRun.all(HARD)))).isEqualTo(Code.BLOCKED);
        assertThat(run.refusal(start(id, List.of(PASS))))
                .as("not all were judged")
                .isEqualTo(Code.INVALID);
        assertThat(run.refusal(start(id, List.of())))
                .as("what passed when the plan was made says nothing of now")
                .isEqualTo(Code.INVALID);
        assertThat(run.change(id).phase()).isEqualTo(Phase.PROPOSED);
    }

    private FleetCommand start(String id, List<GuardResult> guards) {
        return new FleetCommand.Start(run.ask(), id, run.hash(id), ADA, guards);
    }

    @Test
    void thePlanThatWasLookedAtIsNamedByHowItsHashBegins() {
        String id = run.proposed(run.evacuation(PASS));
        String hash = run.hash(id);
        String other = hash.substring(0, 7) + (hash.charAt(7) == '0' ? '1' : '0');
        for (String wrong : List.of("", hash.substring(0, 1), hash.substring(0, 7), other)) {
            assertThat(run.refusal(new FleetCommand.Approve(run.ask(), id, wrong, BEA)))
                    .as(wrong)
                    .isEqualTo(Code.ALTERED_PLAN);
        }
        assertThat(refusals()).isEqualTo(1);
        assertThat(run.change(id).approvals()).isEmpty();
        run.does(new FleetCommand.Approve(run.ask(), id, hash.substring(0, 8), BEA));
        assertThat(((FleetRecord.PlanApproved) run.last()).hash()).isEqualTo(hash);
        for (String wrong : List.of("", hash.substring(0, 7), other)) {
            assertThat(run.refusal(run.start(id, wrong, ADA)))
                    .as(wrong)
                    .isEqualTo(Code.ALTERED_PLAN);
        }
        run.does(run.start(id, hash.substring(0, 8), ADA));
    }

    @Test
    void anOverrideHoldsNoLongerThanItsTerm() {
        String id = run.proposed(run.drain(PASS, BLOCK));
        run.does(override(id, "telephony_capacity", "it is night"));
        run.started(id);
        run.does(run.stage(id, 0, PASS, BLOCK));
        run.does(run.verify(id, 0));
        run.passes(Duration.ofMinutes(15));
        assertThat(run.refusal(run.stage(id, 1, PASS, BLOCK))).isEqualTo(Code.BLOCKED);
        assertThat(run.change(id).phase()).isEqualTo(Phase.HELD);
    }

    @Test
    void onlyAWaitingPlanIsDropped() {
        String id = run.proposed(run.drain(PASS));
        assertThat(run.refusal(new FleetCommand.Discard(run.ask(), id, VIC, "no")))
                .isEqualTo(Code.NOT_ALLOWED);
        run.does(new FleetCommand.Discard(run.ask(), id, null, "its time is over"));
        assertThat(run.change(id).phase()).isEqualTo(Phase.DISCARDED);
        assertThat(run.refusal(new FleetCommand.Discard(run.ask(), id, ADA, "no")))
                .isEqualTo(Code.WRONG_PHASE);
        assertThat(run.refusal(new FleetCommand.Discard(run.ask(), "x/1", ADA, "no")))
                .isEqualTo(Code.NO_SUCH_PLAN);
    }

    @Test
    void theSameRefusalIsOnRecordOnceAMinute() {
        Plan plan = run.plan(PlanKind.DRAIN_REGION, "eu-central", "eu-west", VIC);
        for (int i = 0; i < 5; i++) {
            assertThat(run.refusal(propose(plan))).isEqualTo(Code.NOT_ALLOWED);
        }
        assertThat(refusals()).isEqualTo(1);
        run.passes(Duration.ofSeconds(60));
        assertThat(run.refusal(propose(plan))).isEqualTo(Code.NOT_ALLOWED);
        assertThat(refusals()).isEqualTo(2);
    }

    @Test
    void whoKnocksManyTimesDoesNotFillTheJournal() {
        for (int i = 0; i < 200; i++) {
            assertThat(run.refusal(approve("fleet-demo/" + (100 + i), BEA)))
                    .isEqualTo(Code.NO_SUCH_PLAN);
            run.does(
                    new FleetCommand.ReportRefusal(
                            run.ask(), "stranger " + i, "watch", "not_allowed", "no certificate"));
        }
        assertThat(refusals()).isBetween(32L, 80L);
        // Whoever has a name is still heard.
        Plan plan = run.plan(PlanKind.DRAIN_REGION, "eu-central", "eu-west", VIC);
        long before = refusals();
        assertThat(run.refusal(propose(plan))).isEqualTo(Code.NOT_ALLOWED);
        assertThat(refusals()).isEqualTo(before + 1);
    }

    private long refusals() {
        return run.records.stream().filter(FleetRecord.AttemptRefused.class::isInstance).count();
    }

    private FleetCommand propose(Plan plan) {
        return new FleetCommand.Propose(run.ask(), plan);
    }

    private FleetCommand approve(String id, Person person) {
        String hash = run.state.changes().containsKey(id) ? run.hash(id) : "";
        return new FleetCommand.Approve(run.ask(), id, hash, person);
    }

    private FleetCommand start(String id) {
        return run.start(id, run.hash(id), ADA);
    }

    private FleetCommand override(String id, String guard, String reason) {
        return new FleetCommand.OverrideGuard(run.ask(), id, guard, ADA, reason);
    }
}
