package dev.signalbox.agent.decide.fleet.conduct;

import static dev.signalbox.agent.decide.fleet.FleetScene.ASHBURN;
import static dev.signalbox.agent.decide.fleet.FleetScene.DUBLIN;
import static dev.signalbox.agent.decide.fleet.FleetScene.FRANKFURT;
import static dev.signalbox.agent.decide.fleet.FleetScene.OLGA;
import static dev.signalbox.agent.decide.fleet.guard.GuardBench.bringBack;
import static dev.signalbox.agent.decide.fleet.guard.GuardBench.drain;
import static dev.signalbox.agent.decide.fleet.guard.GuardBench.evacuate;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.model.fleet.Severity;
import dev.signalbox.model.quorum.FleetCommand;
import dev.signalbox.model.quorum.FleetRecord;
import dev.signalbox.model.target.Target;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What holds a stage, and what does not. */
class StageHoldsTest extends Conducting {

    @Test
    void targetThatGetsWorseHoldsIt() {
        scene.region(DUBLIN).incident(Severity.MAJOR, new Target.Region(DUBLIN), "Known before");
        runningFirstStage();
        scene.region(DUBLIN)
                .incident(Severity.CRITICAL, new Target.Path(DUBLIN, FRANKFURT), "Path is down");
        assertThat(pass(SECOND)).isEmpty();
        scene.region(DUBLIN).incident(Severity.MAJOR, new Target.Region(DUBLIN), "Acme is slow");
        FleetCommand.Hold hold = only(pass(TICK), FleetCommand.Hold.class);
        assertThat(hold.person()).isNull();
        assertThat(hold.reason()).isEqualTo("Dublin got worse in this stage: Acme is slow");
    }

    @Test
    void aRoadToARegionThatHasNoPartInTheChangeHoldsNothing() {
        runningFirstStage();
        scene.region(DUBLIN)
                .incident(Severity.CRITICAL, new Target.Path(DUBLIN, ASHBURN), "Path is down");
        assertThat(pass(SECOND)).isEmpty();
    }

    @Test
    void aRoadBetweenThoseOfAReturnHoldsItOnlyWhileBothEndsAreHeardOf() {
        String away = scene.start(drain(scene, FRANKFURT));
        scene.decideStage(away, 3).verify(away).complete(away);
        String id = scene.start(bringBack(scene, FRANKFURT));
        scene.self(ASHBURN).decideStage(id, 2).doorSet(FRANKFURT);
        pass(TICK);
        scene.region(DUBLIN).age(9_000, true);
        scene.region(FRANKFURT)
                .incident(Severity.CRITICAL, new Target.Path(FRANKFURT, DUBLIN), "Path is down");
        assertThat(pass(SECOND)).isEmpty();
        scene.region(DUBLIN).age(100, false);
        assertThat(only(pass(TICK), FleetCommand.Hold.class).reason())
                .isEqualTo("Frankfurt got worse in this stage: Path is down");
    }

    @Test
    void whatWentWrongBeforeTheLeaderChangedIsSeenByTheNewOne() {
        scene.region(DUBLIN).incident(Severity.MAJOR, new Target.Region(DUBLIN), "Known before");
        String id = runningFirstStage();
        scene.region(DUBLIN)
                .incident(Severity.MAJOR, new Target.Region(DUBLIN), "Acme is slow", scene.wall());

        conductor = conductor();
        scene.self(DUBLIN);
        assertThat(only(pass(TICK), FleetCommand.Hold.class).reason())
                .isEqualTo("Dublin got worse in this stage: Acme is slow");

        scene.record(new FleetRecord.ChangeHeld(scene.wall(), id, null, "Acme is slow"));
        scene.record(new FleetRecord.ChangeResumed(scene.wall(), id, OLGA));
        conductor = conductor();
        assertThat(pass(SECOND)).as("somebody goes on knowing it").isEmpty();
    }

    @Test
    void whatWentWrongBeforeTheTargetsAgentStartedAnewIsSeen() {
        runningFirstStage();
        scene.region(DUBLIN).age(30_000, true);
        pass(SECOND);
        scene.region(DUBLIN)
                .boot("boot-2")
                .incident(Severity.MAJOR, new Target.Region(DUBLIN), "Acme is slow", scene.wall());
        scene.region(DUBLIN).age(300, false);
        assertThat(only(pass(TICK), FleetCommand.Hold.class).reason())
                .isEqualTo("Dublin got worse in this stage: Acme is slow");
    }

    @Test
    void callsThatFailAtTheTargetHoldIt() {
        runningFirstStage();
        arrive(4, 4, 2);
        assertThat(pass(TICK)).as("too few to say").isEmpty();
        arrive(4, 4, 2);
        assertThat(only(pass(TICK), FleetCommand.Hold.class).reason())
                .isEqualTo("2 of 8 calls that arrived in Dublin failed, at most 20 %");
    }

    @Test
    void slowSetupAtTheTargetHoldsIt() {
        runningFirstStage();
        scene.region(DUBLIN).pdd(2400);
        assertThat(only(pass(TICK), FleetCommand.Hold.class).reason())
                .isEqualTo("post-dial delay of northwind in Dublin is 2400 ms, at most 2000 ms");
    }

    @Test
    void targetThatIsLostHoldsIt() {
        runningFirstStage();
        scene.lost(DUBLIN);
        assertThat(only(pass(TICK), FleetCommand.Hold.class).reason())
                .isEqualTo("Dublin is lost: no calls into a dead region");
    }

    @Test
    void heldChangeIsLeftAloneAndGoesOnAnew() {
        String id = runningFirstStage();
        scene.region(DUBLIN).incident(Severity.MAJOR, new Target.Region(DUBLIN), "Acme is slow");
        only(pass(TICK), FleetCommand.Hold.class);
        scene.record(new FleetRecord.ChangeHeld(scene.wall(), id, null, "Acme is slow"));
        assertThat(pass(Duration.ofSeconds(90))).isEmpty();
        scene.record(new FleetRecord.ChangeResumed(scene.wall(), id, OLGA));
        assertThat(pass(SECOND)).as("somebody goes on knowing it").isEmpty();
        arrive(5, 5, 0);
        only(pass(Duration.ofSeconds(2).plus(TICK)), FleetCommand.VerifyStage.class);
    }

    @Test
    void doorThatPretendsIsCaughtByItsCalls() {
        runningFirstStage();
        arrive(0, 40, 0);
        assertThat(pass(Duration.ofSeconds(13))).isEmpty();
        assertThat(only(pass(Duration.ofSeconds(1).plus(TICK)), FleetCommand.Hold.class).reason())
                .isEqualTo(
                        "only 0 calls arrived in Dublin where about 13 were expected: the front door says that it holds the routes, calls do not follow");
    }

    @Test
    void deadRegionsCallsAreExpectedByTheirUsualRate() {
        scene.lost(FRANKFURT);
        String id = scene.start(evacuate(scene, FRANKFURT));
        scene.decideStage(id, 0).doorSet(FRANKFURT);
        assertThat(pass(Duration.ofSeconds(15))).isEmpty();
        assertThat(only(pass(TICK), FleetCommand.Hold.class).reason())
                .startsWith("only 0 calls arrived in Dublin where about 20 were expected");
    }

    @Test
    void stageWithoutAnyCallIsHeldInTheEnd() {
        runningFirstStage();
        assertThat(pass(Duration.ofSeconds(598))).as("there are no calls at all").isEmpty();
        assertThat(only(pass(SECOND.plus(TICK).plus(TICK)), FleetCommand.Hold.class).reason())
                .isEqualTo("no call arrived in Dublin for 600 s, about 0 were expected");
    }

    @Test
    void smallStageWaitsUntilEnoughCallsWereToBeExpected() {
        arrive(100, 5000, 0);
        String id = scene.start(drain(scene, FRANKFURT));
        scene.decideStage(id, 0).doorSet(FRANKFURT);
        pass(TICK);
        // Three calls a second at home, 1 % of two services of three: five calls in 250 s.
        int seconds = 0;
        List<FleetCommand> asked = List.of();
        while (asked.isEmpty() && seconds < 600) {
            arrive(0, 3, 0);
            asked = pass(SECOND);
            seconds++;
        }
        assertThat(seconds).isBetween(245, 255);
        assertThat(only(asked, FleetCommand.Hold.class).reason())
                .matches("no call arrived in Dublin for 2[45]\\d s, about 5 were expected");
    }

    @Test
    void misunderstoodCallersHoldNothing() {
        runningFirstStage();
        scene.region(DUBLIN)
                .intent(
                        Severity.MAJOR,
                        new Target.Service("bookings"),
                        "Bookings misunderstands its callers",
                        scene.wall());
        assertThat(pass(SECOND)).isEmpty();
    }

    @Test
    void doorThatDoesNotTakeItIsHeldInTheEnd() {
        String id = scene.start(drain(scene, FRANKFURT));
        scene.decideStage(id, 0);
        scene.record(
                new FleetRecord.DoorFailed(scene.wall(), FRANKFURT, FRANKFURT, 1, "no answer"));
        assertThat(pass(Duration.ofSeconds(60))).isEmpty();
        assertThat(only(pass(SECOND), FleetCommand.Hold.class).reason())
                .isEqualTo("Frankfurt's front door does not hold epoch 1: no answer");
    }
}
