package dev.signalbox.agent.decide.fleet;

import static dev.signalbox.agent.decide.fleet.RulesRun.ADA;
import static dev.signalbox.agent.decide.fleet.RulesRun.BLOCK;
import static dev.signalbox.agent.decide.fleet.RulesRun.HARD;
import static dev.signalbox.agent.decide.fleet.RulesRun.PASS;
import static dev.signalbox.agent.decide.fleet.RulesRun.VIC;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.model.change.PlanKind;
import dev.signalbox.model.journal.GuardResult;
import dev.signalbox.model.quorum.FleetAnswer.Code;
import dev.signalbox.model.quorum.FleetCommand;
import dev.signalbox.model.quorum.FleetRecord;
import dev.signalbox.model.quorum.Phase;
import dev.signalbox.model.quorum.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StageRulesTest {

    private final RulesRun run = new RulesRun().joined();

    @Test
    void stagesMoveCallsBitByBitEachOnItsOwnEpoch() {
        String id = run.running(PASS);
        for (int stage = 0; stage < 3; stage++) {
            int percent = List.of(10, 50, 100).get(stage);
            run.does(run.stage(id, stage, PASS));
            assertThat(run.state.table().epoch()).isEqualTo(stage + 1);
            assertThat(run.state.table().shares("eu-central", "bookings").get("eu-west"))
                    .isEqualTo(percent);
            assertThat(run.change(id).verified()).isFalse();
            run.does(run.verify(id, stage));
        }
        run.does(new FleetCommand.Complete(run.ask(), id, "all arrive"));
        assertThat(run.change(id).phase()).isEqualTo(Phase.COMPLETED);
        assertThat(run.state.emptiedAt()).containsKey("eu-central");
    }

    @Test
    void aStageIsDecidedOnceInItsOrderOnTheEpochItWasJudgedBy() {
        String id = run.running(PASS);
        assertThat(run.refusal(run.stage("x/1", 0, PASS))).isEqualTo(Code.NO_SUCH_PLAN);
        assertThat(run.refusal(run.stage(id, 1, PASS))).isEqualTo(Code.WRONG_PHASE);
        FleetCommand.DecideStage first = run.stage(id, 0, PASS);
        run.does(first);
        assertThat(run.refusal(first)).isEqualTo(Code.WRONG_PHASE);
        assertThat(run.refusal(run.stage(id, 1, PASS))).isEqualTo(Code.WRONG_PHASE);
        run.does(run.verify(id, 0));
        assertThat(run.refusal(new FleetCommand.DecideStage(run.ask(), id, 1, 0, RulesRun.all())))
                .isEqualTo(Code.WRONG_EPOCH);
        assertThat(run.refusal(run.stage(id, 1, PASS))).isNull();
    }

    @Test
    void aStageNeedsEveryGuardOfItsKindOnce() {
        String id = run.running(PASS);
        List<GuardResult> all = RulesRun.all();
        assertThat(run.decide(guarded(id, List.of())).refused())
                .isNotNull()
                .satisfies(r -> assertThat(r.code()).isEqualTo(Code.INVALID))
                .satisfies(r -> assertThat(r.sentence()).startsWith("No guard was judged"));
        assertThat(run.refusal(guarded(id, all.subList(1, all.size())))).isEqualTo(Code.INVALID);
        List<GuardResult> twice = new ArrayList<>(all);
        twice.add(PASS);
        assertThat(run.decide(guarded(id, twice)).refused())
                .isNotNull()
                .satisfies(r -> assertThat(r.sentence()).contains("not asked for: residency"));
        assertThat(run.change(id).phase()).as("it is not held for that").isEqualTo(Phase.RUNNING);
        assertThat(run.refusal(guarded(id, all))).isNull();
    }

    private FleetCommand guarded(String id, List<GuardResult> guards) {
        return new FleetCommand.DecideStage(run.ask(), id, 0, run.state.table().epoch(), guards);
    }

    @Test
    void aGuardThatBlocksHoldsTheChange() {
        String id = run.running(PASS, BLOCK_PASSED);
        assertThat(run.refusal(run.stage(id, 0, PASS, BLOCK))).isEqualTo(Code.BLOCKED);
        assertThat(run.change(id).phase()).isEqualTo(Phase.HELD);
        assertThat(run.change(id).detail()).contains("Dublin 97 %");
        assertThat(run.state.table().epoch()).isZero();
        assertThat(run.refusal(run.stage(id, 0, PASS))).isEqualTo(Code.WRONG_PHASE);
        // It passed when the plan was made; now that it runs it may be overruled.
        run.does(
                new FleetCommand.OverrideGuard(
                        run.ask(), id, "telephony_capacity", ADA, "it is night"));
        run.does(new FleetCommand.Resume(run.ask(), id, ADA));
        assertThat(run.refusal(run.stage(id, 0, PASS, BLOCK))).isNull();
    }

    private static final GuardResult BLOCK_PASSED =
            new GuardResult(
                    "telephony_capacity", GuardResult.Verdict.PASS, "Dublin 61 % after the move");

    @Test
    void aHardGuardHoldsWhateverWasOverruled() {
        String id = run.running(PASS);
        assertThat(run.refusal(run.stage(id, 0, HARD))).isEqualTo(Code.BLOCKED);
        assertThat(run.change(id).phase()).isEqualTo(Phase.HELD);
    }

    @Test
    void noStageSendsCallsToARegionThatIsLost() {
        String id = run.running(PASS);
        lose("eu-west", "us-east", "eu-central");
        assertThat(run.refusal(run.stage(id, 0, PASS))).isEqualTo(Code.BLOCKED);
        assertThat(run.change(id).detail()).startsWith("Dublin's edge takes no calls");
    }

    @Test
    void aStageIsVerifiedOnceAlsoWhileHeld() {
        String id = run.running(PASS);
        assertThat(run.refusal(run.verify(id, 0))).isEqualTo(Code.WRONG_PHASE);
        assertThat(run.refusal(run.verify("x/1", 0))).isEqualTo(Code.NO_SUCH_PLAN);
        run.does(run.stage(id, 0, PASS));
        run.does(new FleetCommand.Hold(run.ask(), id, null, "target's health"));
        assertThat(run.refusal(run.verify(id, 1))).isEqualTo(Code.WRONG_PHASE);
        run.does(run.verify(id, 0));
        int written = run.records.size();
        run.does(run.verify(id, 0));
        assertThat(run.records).hasSize(written);
    }

    @Test
    void aChangeIsDoneWhenItsLastStageIsVerified() {
        String id = run.running(PASS);
        FleetCommand complete = new FleetCommand.Complete(run.ask(), id, "done");
        assertThat(run.refusal(complete)).isEqualTo(Code.WRONG_PHASE);
        for (int stage = 0; stage < 3; stage++) {
            run.does(run.stage(id, stage, PASS));
            assertThat(run.refusal(complete)).isEqualTo(Code.WRONG_PHASE);
            run.does(run.verify(id, stage));
        }
        assertThat(run.refusal(new FleetCommand.Complete(run.ask(), "x/1", "")))
                .isEqualTo(Code.NO_SUCH_PLAN);
        assertThat(run.refusal(complete)).isNull();
        assertThat(run.refusal(run.stage(id, 3, PASS))).isEqualTo(Code.WRONG_PHASE);
    }

    @Test
    void holdingAndGoingOn() {
        String id = run.running(PASS);
        assertThat(run.refusal(new FleetCommand.Hold(run.ask(), id, VIC, "stop")))
                .isEqualTo(Code.NOT_ALLOWED);
        assertThat(run.refusal(new FleetCommand.Hold(run.ask(), "x/1", ADA, "stop")))
                .isEqualTo(Code.NO_SUCH_PLAN);
        assertThat(run.refusal(new FleetCommand.Resume(run.ask(), id, ADA)))
                .isEqualTo(Code.WRONG_PHASE);
        run.does(new FleetCommand.Hold(run.ask(), id, ADA, "stop"));
        int written = run.records.size();
        run.does(new FleetCommand.Hold(run.ask(), id, ADA, "stop"));
        assertThat(run.records).hasSize(written);
        assertThat(run.refusal(new FleetCommand.Resume(run.ask(), id, VIC)))
                .isEqualTo(Code.NOT_ALLOWED);
        run.does(new FleetCommand.Resume(run.ask(), id, ADA));
        assertThat(run.change(id).phase()).isEqualTo(Phase.RUNNING);
    }

    @Test
    void whoHoldsWhatIsHeldAlreadyHearsWhy() {
        String id = run.running(PASS);
        run.does(new FleetCommand.Hold(run.ask(), id, null, "Dublin got worse"));
        int written = run.records.size();
        run.does(new FleetCommand.Hold(run.ask(), id, null, "Dublin got worse still"));
        assertThat(run.records).hasSize(written);
        assertThat(run.decide(new FleetCommand.Hold(run.ask(), id, ADA, "wait")).refused())
                .isNotNull()
                .satisfies(r -> assertThat(r.code()).isEqualTo(Code.WRONG_PHASE))
                .satisfies(
                        r ->
                                assertThat(r.sentence())
                                        .startsWith("It is held already: Dublin got worse."));
        run.does(new FleetCommand.Resume(run.ask(), id, ADA));
        run.does(new FleetCommand.Hold(run.ask(), id, ADA, "wait for the carrier"));
        assertThat(run.decide(new FleetCommand.Hold(run.ask(), id, RulesRun.BEA, "x")).refused())
                .isNotNull()
                .satisfies(
                        r ->
                                assertThat(r.sentence())
                                        .startsWith(
                                                "It is held already: ada: wait for the carrier."));
    }

    @Test
    void nobodyLetsAChangeGoOnIntoARegionThatIsLost() {
        String id = run.running(PASS);
        run.does(run.stage(id, 0, PASS));
        run.does(new FleetCommand.Hold(run.ask(), id, null, "Dublin is lost"));
        lose("eu-west", "us-east", "eu-central");
        assertThat(run.decide(new FleetCommand.Resume(run.ask(), id, ADA)).refused())
                .isNotNull()
                .satisfies(r -> assertThat(r.code()).isEqualTo(Code.BLOCKED))
                .satisfies(
                        r ->
                                assertThat(r.sentence())
                                        .isEqualTo(
                                                "Dublin's edge takes no calls: callers sent there would hear silence. Wait until it takes calls again, or undo the change."));
        assertThat(run.change(id).phase()).isEqualTo(Phase.HELD);
    }

    @Test
    void undoRestoresTheTableAtTheNextEpoch() {
        String id = run.running(PASS);
        run.does(run.stage(id, 0, PASS));
        run.does(new FleetCommand.Undo(run.ask(), id, ADA, "callers complain"));
        assertThat(run.state.table().doors()).isEmpty();
        assertThat(run.state.table().epoch()).isEqualTo(2);
        assertThat(run.change(id).phase()).isEqualTo(Phase.UNDONE);
        assertThat(run.refusal(new FleetCommand.Undo(run.ask(), id, ADA, "again")))
                .isEqualTo(Code.WRONG_PHASE);
    }

    @Test
    void undoNeedsARoleAReasonAndSomethingThatWasStarted() {
        String id = run.proposed(run.drain(PASS));
        assertThat(run.refusal(new FleetCommand.Undo(run.ask(), id, ADA, "no")))
                .isEqualTo(Code.WRONG_PHASE);
        assertThat(run.refusal(new FleetCommand.Undo(run.ask(), "x/1", ADA, "no")))
                .isEqualTo(Code.NO_SUCH_PLAN);
        assertThat(run.refusal(new FleetCommand.Undo(run.ask(), id, VIC, "no")))
                .isEqualTo(Code.NOT_ALLOWED);
        assertThat(run.refusal(new FleetCommand.Undo(run.ask(), id, ADA, " ")))
                .isEqualTo(Code.INVALID);
    }

    @Test
    void whatWasDoneIsUndoneUnlessALaterChangeTouchedTheSame() {
        String first = run.running(PASS);
        run.carriedOut(first);
        String second =
                run.proposed(run.plan(PlanKind.DRAIN_REGION, "eu-central", "us-east", ADA, PASS));
        run.started(second);
        assertThat(run.refusal(new FleetCommand.Undo(run.ask(), first, ADA, "no")))
                .isEqualTo(Code.BUSY);
        run.carriedOut(second);
        assertThat(run.refusal(new FleetCommand.Undo(run.ask(), first, ADA, "no")))
                .isEqualTo(Code.STALE_PLAN);
        run.does(new FleetCommand.Undo(run.ask(), second, ADA, "no", RulesRun.allOfUndo()));
        run.does(new FleetCommand.Undo(run.ask(), first, ADA, "no", RulesRun.allOfUndo()));
        assertThat(run.state.table().doors()).isEmpty();
    }

    @Test
    void undoNeverSendsCallersIntoSilence() {
        String id = run.running(PASS);
        run.does(run.stage(id, 0, PASS));
        lose("eu-central", "us-east", "eu-west");
        assertThat(run.refusal(new FleetCommand.Undo(run.ask(), id, ADA, "back")))
                .isEqualTo(Code.BLOCKED);
        lose("eu-west", "us-east", "eu-central");
        assertThat(run.refusal(new FleetCommand.Undo(run.ask(), id, ADA, "back"))).isNull();
    }

    @Test
    void whatAnotherChangeOwnsStays() {
        String us = run.proposed(run.plan(PlanKind.DRAIN_REGION, "us-east", "us-west", ADA, PASS));
        String eu = run.proposed(run.drain(PASS));
        run.started(us);
        run.started(eu);
        run.does(run.stage(us, 0, PASS));
        run.does(run.stage(eu, 0, PASS));
        run.does(run.verify(us, 0));
        run.does(run.stage(us, 1, PASS));
        assertThat(run.state.table().shares("us-east", "bookings"))
                .isEqualTo(Map.of("us-east", 50, "us-west", 50));
        assertThat(run.state.table().shares("eu-central", "bookings"))
                .isEqualTo(Map.of("eu-central", 90, "eu-west", 10));
        assertThat(run.state.table().epoch()).isEqualTo(3);
        run.does(new FleetCommand.Undo(run.ask(), us, ADA, "no"));
        assertThat(run.state.table().shares("us-east", "bookings"))
                .isEqualTo(Map.of("us-east", 100));
        assertThat(run.state.table().shares("eu-central", "bookings"))
                .isEqualTo(Map.of("eu-central", 90, "eu-west", 10));
    }

    @Test
    void aRefusedStepOfAPersonNamesThePlan() {
        String id = run.running(PASS);
        run.refusal(run.start(id, run.hash(id), ADA));
        assertThat(run.last()).isInstanceOf(FleetRecord.AttemptRefused.class);
        assertThat(((FleetRecord.AttemptRefused) run.last()).what())
                .isEqualTo("start plan " + id + " (drain Frankfurt)");
    }

    private void lose(String region, String... peers) {
        run.does(
                new FleetCommand.Say(
                        run.ask(),
                        List.of(
                                new Word(
                                        region,
                                        Word.View.CARRIER,
                                        region,
                                        Word.Reach.SILENT,
                                        "0 of 5 calls taken",
                                        5))));
        for (String peer : peers) {
            run.does(
                    new FleetCommand.Say(
                            run.ask(peer),
                            List.of(
                                    new Word(
                                            peer,
                                            Word.View.PEER,
                                            region,
                                            Word.Reach.SILENT,
                                            "0 of 3 answered",
                                            3))));
        }
    }
}
