package dev.signalbox.agent.decide.fleet.conduct;

import static dev.signalbox.agent.decide.fleet.FleetScene.DUBLIN;
import static dev.signalbox.agent.decide.fleet.FleetScene.FRANKFURT;
import static dev.signalbox.agent.decide.fleet.FleetScene.OLGA;
import static dev.signalbox.agent.decide.fleet.guard.GuardBench.bringBack;
import static dev.signalbox.agent.decide.fleet.guard.GuardBench.drain;
import static dev.signalbox.agent.decide.fleet.guard.GuardBench.evacuate;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.model.journal.GuardResult;
import dev.signalbox.model.quorum.FleetCommand;
import dev.signalbox.model.quorum.FleetRecord;
import dev.signalbox.model.quorum.RegionVerdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a change goes from stage to stage, whoever leads. */
class ConductorTest extends Conducting {

    @Test
    void drainGoesFromStageToStageByCallsThatArrive() {
        String id = scene.start(drain(scene, FRANKFURT));
        arrive(100, 5000, 0);
        for (int stage = 0; stage < 4; stage++) {
            FleetCommand.DecideStage decide = only(next(), FleetCommand.DecideStage.class);
            assertThat(decide.stage()).isEqualTo(stage);
            assertThat(decide.expectedEpoch()).isEqualTo(stage);
            assertThat(decide.guards())
                    .extracting(GuardResult::verdict)
                    .doesNotContain(GuardResult.Verdict.BLOCK, GuardResult.Verdict.HARD);
            scene.decideStage(id, stage);
            assertThat(pass(SECOND)).as("the door is not set yet").isEmpty();

            scene.doorSet(FRANKFURT);
            assertThat(pass(SECOND)).isEmpty();
            arrive(7, 7, 0);
            assertThat(pass(SECOND)).as("watched for too short a time").isEmpty();
            List<FleetCommand> after = pass(SECOND.plus(TICK).plus(TICK));
            FleetCommand.VerifyStage verify = only(after, FleetCommand.VerifyStage.class);
            assertThat(verify.stage()).isEqualTo(stage);
            assertThat(verify.arrivals()).isEqualTo(7);
            assertThat(verify.failed()).isZero();
            assertThat(verify.sentence())
                    .isEqualTo(
                            "7 calls of Frankfurt's numbers arrived in Dublin since the doors were set, 0 failed");
            scene.verify(id);
        }
        FleetCommand.Complete complete = only(next(), FleetCommand.Complete.class);
        assertThat(complete.sentence()).isEqualTo("all new calls that may move go to Dublin");
        scene.complete(id);
        assertThat(pass(SECOND)).isEmpty();
    }

    @Test
    void newLeaderGoesOnWhereTheOldOneDied() {
        arrive(100, 5000, 0);
        String id = scene.start(drain(scene, FRANKFURT));
        scene.decideStage(id, 0).doorSet(FRANKFURT);
        pass(SECOND);
        arrive(5, 5, 0);

        conductor = conductor();
        scene.self(DUBLIN);
        assertThat(pass(Duration.ofSeconds(4))).as("what came before counts no more").isEmpty();
        arrive(3, 3, 0);
        assertThat(only(pass(TICK), FleetCommand.VerifyStage.class).arrivals()).isEqualTo(3);
        scene.verify(id);
        conductor = conductor();
        assertThat(only(pass(TICK), FleetCommand.DecideStage.class).stage()).isEqualTo(1);
    }

    @Test
    void twoLeadersAskForTheSameByTheSameName() {
        scene.start(drain(scene, FRANKFURT));
        String first = only(next(), FleetCommand.DecideStage.class).ask().id();
        String second =
                only(conductor().next(scene.picture()), FleetCommand.DecideStage.class).ask().id();
        assertThat(second).isEqualTo(first);
        assertThat(pass(TICK)).as("not asked twice in a row").isEmpty();
        assertThat(only(pass(SECOND), FleetCommand.DecideStage.class).ask().id()).isEqualTo(first);

        scene.record(new FleetRecord.BrakeSet(scene.wall(), OLGA, "x"));
        assertThat(only(next(), FleetCommand.DecideStage.class).ask().id()).isNotEqualTo(first);
    }

    @Test
    void guardsAreJudgedAgainAtEachStage() {
        String id = scene.start(drain(scene, FRANKFURT));
        scene.decideStage(id, 0).doorSet(FRANKFURT).verify(id);
        scene.region(DUBLIN).busy(3.9, 20);
        FleetCommand.DecideStage decide = only(next(), FleetCommand.DecideStage.class);
        assertThat(decide.guards())
                .filteredOn(g -> g.guard().equals("telephony_capacity"))
                .extracting(GuardResult::verdict)
                .containsExactly(GuardResult.Verdict.BLOCK);
    }

    @Test
    void completedEvacuationSaysThatTheRegionIsStillLost() {
        scene.lost(FRANKFURT);
        String id = scene.start(evacuate(scene, FRANKFURT));
        scene.decideStage(id, 0).doorSet(FRANKFURT).verify(id);
        assertThat(only(next(), FleetCommand.Complete.class).sentence())
                .isEqualTo(
                        "all new calls that may move go to Dublin; Frankfurt was still lost then");
    }

    @Test
    void quietDoorGoesOnAfterAWait() {
        runningFirstStage();
        arrive(1, 2, 0);
        assertThat(pass(Duration.ofSeconds(13))).isEmpty();
        FleetCommand.VerifyStage verify =
                only(pass(SECOND.plus(TICK)), FleetCommand.VerifyStage.class);
        assertThat(verify.sentence()).endsWith("quiet, about 1.0 expected");
    }

    @Test
    void callsThatAlwaysStayAtHomeDoNotVerifyAReturn() {
        scene.lost(FRANKFURT);
        String out = scene.start(evacuate(scene, FRANKFURT));
        scene.decideStage(out, 0).doorSet(FRANKFURT).verify(out).complete(out);
        scene.verdict(FRANKFURT, RegionVerdict.PRESENT);
        evacuatedFor(60);
        String id = scene.start(bringBack(scene, FRANKFURT));
        scene.decideStage(id, 2).doorSet(FRANKFURT);
        List<FleetCommand> asked = new ArrayList<>();
        for (int second = 0; second < 20; second++) {
            arrive(9, 1, 0);
            asked.addAll(pass(SECOND));
        }
        assertThat(((FleetCommand.Hold) asked.getFirst()).reason())
                .contains("about 15 of which always do")
                .contains("calls do not follow");
    }

    /** One call in ten stays. */
    private void evacuatedFor(int seconds) {
        for (int second = 0; second < seconds; second++) {
            arrive(9, 1, 0);
            pass(SECOND);
        }
    }

    @Test
    void doorThatHoldsItsPartIsSetThoughTheEpochWentOn() {
        String id = scene.start(drain(scene, FRANKFURT));
        scene.decideStage(id, 2);
        scene.doorReads(FRANKFURT);
        scene.tableOfAnotherChange();
        pass(SECOND);
        arrive(5, 5, 0);
        pass(Duration.ofSeconds(2));
        arrive(5, 5, 0);
        assertThat(pass(TICK)).hasSize(1).first().isInstanceOf(FleetCommand.VerifyStage.class);
    }

    @Test
    void oldCountsProveNothing() {
        runningFirstStage();
        arrive(9, 9, 0);
        scene.region(DUBLIN).age(30_000, true);
        assertThat(pass(Duration.ofSeconds(5))).isEmpty();
        scene.region(DUBLIN).age(300, false);
        only(pass(TICK), FleetCommand.VerifyStage.class);
    }

    @Test
    void agentThatStartsAnewIsCountedAnew() {
        runningFirstStage();
        arrive(2, 2, 0);
        frankfurtsInDublin = 1;
        scene.region(DUBLIN).boot("boot-2");
        arrive(0, 0, 0);
        assertThat(pass(Duration.ofSeconds(4))).isEmpty();
        arrive(3, 3, 0);
        assertThat(only(pass(TICK), FleetCommand.VerifyStage.class).arrivals()).isEqualTo(3);
    }

    @Test
    void returnIsJudgedAtTheSourceAndNeverIntoADeadOne() {
        scene.lost(FRANKFURT);
        String out = scene.start(evacuate(scene, FRANKFURT));
        scene.decideStage(out, 0).doorSet(FRANKFURT).verify(out).complete(out);
        scene.verdict(FRANKFURT, RegionVerdict.PRESENT);
        arrive(200, 100, 0);
        evacuatedFor(60);
        String id = scene.start(bringBack(scene, FRANKFURT));
        scene.decideStage(id, 2).doorSet(FRANKFURT);
        pass(SECOND);
        arrive(6, 14, 0);
        assertThat(only(pass(Duration.ofSeconds(3)), FleetCommand.VerifyStage.class).sentence())
                .isEqualTo(
                        "14 calls of Frankfurt's numbers arrived in Frankfurt since the doors were set, 0 failed; about 2 of them always do");
        scene.verdict(FRANKFURT, RegionVerdict.LOST);
        assertThat(only(pass(TICK), FleetCommand.Hold.class).reason())
                .isEqualTo("Frankfurt is lost: no calls into a dead region");
    }

    @Test
    void planThatNobodyStartsIsDiscarded() {
        String id = scene.propose(drain(scene, FRANKFURT));
        assertThat(pass(SECOND)).isEmpty();
        scene.pass(Duration.ofMinutes(15));
        FleetCommand.Discard discard = only(next(), FleetCommand.Discard.class);
        assertThat(discard.planId()).isEqualTo(id);
        assertThat(discard.person()).isNull();
    }

    @Test
    void nothingIsAskedWithoutAQuorum() {
        scene.start(drain(scene, FRANKFURT));
        scene.silent(DUBLIN, 60_000).outOfTouch();
        assertThat(pass(SECOND)).isEmpty();
    }
}
