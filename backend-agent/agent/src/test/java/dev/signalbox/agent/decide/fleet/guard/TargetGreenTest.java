package dev.signalbox.agent.decide.fleet.guard;

import static dev.signalbox.agent.decide.fleet.FleetScene.ASHBURN;
import static dev.signalbox.agent.decide.fleet.FleetScene.DUBLIN;
import static dev.signalbox.agent.decide.fleet.FleetScene.FRANKFURT;
import static dev.signalbox.agent.decide.fleet.guard.GuardBench.bringBack;
import static dev.signalbox.agent.decide.fleet.guard.GuardBench.drain;
import static dev.signalbox.agent.decide.fleet.guard.GuardBench.evacuate;
import static dev.signalbox.agent.decide.fleet.guard.GuardBench.expect;
import static dev.signalbox.model.journal.GuardResult.Verdict.BLOCK;
import static dev.signalbox.model.journal.GuardResult.Verdict.PASS;
import static dev.signalbox.model.journal.GuardResult.Verdict.WARN;

import dev.signalbox.agent.decide.fleet.FleetScene;
import dev.signalbox.model.change.Plan;
import dev.signalbox.model.fleet.Severity;
import dev.signalbox.model.fleet.TrunkState;
import dev.signalbox.model.target.Target;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Whether a target is well enough to take calls. */
class TargetGreenTest {

    private final FleetScene scene = new FleetScene();

    @Test
    void targetHasBeenWellForAWhile() {
        Plan plan = drain(scene, FRANKFURT);
        expect(scene, plan, FleetGuard.TARGET_GREEN, PASS, "Dublin well for at least 5 min");
        scene.region(DUBLIN).up(Duration.ofMinutes(2));
        expect(
                scene,
                plan,
                FleetGuard.TARGET_GREEN,
                BLOCK,
                "Dublin is watched for 2 min only; it has to be well for 5 min");
        scene.region(DUBLIN)
                .up(Duration.ofHours(1))
                .incident(Severity.MINOR, new Target.Region(DUBLIN), "Jitter");
        expect(scene, plan, FleetGuard.TARGET_GREEN, WARN, "Dublin: Jitter since 11:59:30 UTC");
        scene.region(DUBLIN).incident(Severity.MAJOR, new Target.Region(DUBLIN), "Loss");
        expect(scene, plan, FleetGuard.TARGET_GREEN, BLOCK, "Dublin: Loss since 11:59:30 UTC");
    }

    @Test
    void misunderstoodCallersSpeakAgainstNoTarget() {
        scene.region(DUBLIN)
                .intent(
                        Severity.MAJOR,
                        new Target.Service("bookings"),
                        "Bookings misunderstands its callers",
                        scene.wall());
        expect(scene, drain(scene, FRANKFURT), FleetGuard.TARGET_GREEN, PASS, "Dublin well");
        scene.region(DUBLIN)
                .incident(
                        Severity.MAJOR,
                        new Target.Service("claims"),
                        "Callers of Claims hear silence");
        expect(scene, drain(scene, FRANKFURT), FleetGuard.TARGET_GREEN, BLOCK, "hear silence");
    }

    @Test
    void pathToTheDeadRegionSpeaksNotAgainstTheTarget() {
        scene.region(DUBLIN)
                .incident(Severity.CRITICAL, new Target.Path(DUBLIN, FRANKFURT), "Path is down");
        expect(scene, drain(scene, FRANKFURT), FleetGuard.TARGET_GREEN, PASS, "Dublin well");
    }

    @Test
    void aRoadToARegionThatHasNoPartInThePlanWarnsAtMost() {
        scene.region(DUBLIN)
                .incident(Severity.CRITICAL, new Target.Path(DUBLIN, ASHBURN), "Path is down");
        expect(
                scene,
                drain(scene, FRANKFURT),
                FleetGuard.TARGET_GREEN,
                WARN,
                "Dublin: Path is down since 11:59:30 UTC");
    }

    @Test
    void ofARegionThatIsNotHeardOfTheMediaIsNotKnown() {
        scene.region(DUBLIN)
                .incident(Severity.CRITICAL, new Target.Path(DUBLIN, ASHBURN), "Path is down");
        scene.lost(FRANKFURT).silent(ASHBURN, 9_000).region(ASHBURN).age(9_000, true);
        String words =
                "Dublin well for at least 5 min; media to and from Ashburn is not known: nothing is"
                        + " heard from there";
        expect(scene, evacuate(scene, FRANKFURT), FleetGuard.TARGET_GREEN, PASS, words);
        scene.silent(ASHBURN, 100);
        expect(scene, evacuate(scene, FRANKFURT), FleetGuard.TARGET_GREEN, PASS, words);
        scene.silent(ASHBURN, 9_000).region(ASHBURN).age(100, false);
        expect(scene, evacuate(scene, FRANKFURT), FleetGuard.TARGET_GREEN, PASS, words);
    }

    @Test
    void emptiedRegionsSilentInboundCarrierIsNoReasonAgainstItsReturn() {
        scene.region(FRANKFURT)
                .trunk("contoso", TrunkState.FAILING)
                .incident(
                        Severity.CRITICAL,
                        new Target.Trunk(FRANKFURT, "contoso"),
                        "Contoso sends no calls");
        expect(
                scene,
                drain(scene, DUBLIN),
                FleetGuard.TARGET_GREEN,
                BLOCK,
                "Frankfurt: Contoso sends no calls");
        expect(
                scene,
                drain(scene, DUBLIN),
                FleetGuard.TELEPHONY_CAPACITY,
                BLOCK,
                "Frankfurt has no usable trunk: no inbound");

        String id = scene.start(drain(scene, FRANKFURT));
        scene.decideStage(id, 3).verify(id).complete(id);
        Plan back = bringBack(scene, FRANKFURT);
        expect(scene, back, FleetGuard.TARGET_GREEN, PASS, "Frankfurt well");
        expect(scene, back, FleetGuard.LAST_USABLE_TARGET, PASS, "2 of 2 trunks");
        expect(scene, back, FleetGuard.TELEPHONY_CAPACITY, PASS, "Frankfurt");
        scene.region(FRANKFURT).trunk("northwind", TrunkState.FAILING);
        expect(scene, back, FleetGuard.LAST_USABLE_TARGET, PASS, "1 of 2 trunks");
    }

    @Test
    void failuresOfTheLastMinutesCountThoughTheyAreOver() {
        Plan plan = drain(scene, FRANKFURT);
        scene.region(DUBLIN).minute(20, 60, 60, 20).minute(2, 60, 2, 20);
        expect(scene, plan, FleetGuard.TARGET_GREEN, PASS, "Dublin well");
        scene.region(DUBLIN).minute(1, 60, 10, 20);
        expect(
                scene,
                plan,
                FleetGuard.TARGET_GREEN,
                BLOCK,
                "12 of 120 calls in Dublin failed in the last 5 min");
    }

    @Test
    void targetThatWasEmptiedItselfLatelyIsNotGreen() {
        String id = scene.start(drain(scene, DUBLIN));
        scene.decideStage(id, 0).verify(id).complete(id);
        Plan plan = drain(scene, FRANKFURT);
        expect(
                scene,
                plan,
                FleetGuard.TARGET_GREEN,
                BLOCK,
                "Dublin was emptied itself at 12:00:00 UTC");
        scene.pass(Duration.ofMinutes(11));
        expect(scene, plan, FleetGuard.TARGET_GREEN, PASS, "Dublin well");
    }
}
