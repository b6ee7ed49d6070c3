package dev.signalbox.agent.decide.fleet.guard;

import static dev.signalbox.agent.decide.fleet.FleetScene.ASHBURN;
import static dev.signalbox.agent.decide.fleet.FleetScene.DUBLIN;
import static dev.signalbox.agent.decide.fleet.FleetScene.FRANKFURT;
import static dev.signalbox.agent.decide.fleet.guard.GuardBench.drain;
import static dev.signalbox.agent.decide.fleet.guard.GuardBench.expect;
import static dev.signalbox.model.journal.GuardResult.Verdict.BLOCK;
import static dev.signalbox.model.journal.GuardResult.Verdict.PASS;
import static dev.signalbox.model.journal.GuardResult.Verdict.WARN;

import dev.signalbox.agent.decide.fleet.FleetScene;
import dev.signalbox.model.change.Origin;
import dev.signalbox.model.change.Plan;
import dev.signalbox.model.change.PlanKind;
import dev.signalbox.model.fleet.TrunkState;
import org.junit.jupiter.api.Test;

/** Guards that count calls: what a target carries after the move, and how much moves at once. */
class LoadGuardsTest {

    private final FleetScene scene = new FleetScene();

    private static Plan automatic(FleetScene scene) {
        return GuardBench.plan(scene, PlanKind.EVACUATE_REGION, FRANKFURT, null, Origin.AUTOMATIC);
    }

    @Test
    void capacityCountsRedialsByDirection() {
        Plan plan = drain(scene, FRANKFURT);
        expect(
                scene,
                plan,
                FleetGuard.TELEPHONY_CAPACITY,
                PASS,
                "Dublin 25 % now, 50 % of inbound calls/s after (redials x 1.5)");
        scene.region(DUBLIN).busy(2.5, 20);
        expect(
                scene,
                plan,
                FleetGuard.TELEPHONY_CAPACITY,
                WARN,
                "Dublin 63 % now, 88 % of inbound calls/s after");
        scene.region(DUBLIN).busy(3.5, 20);
        expect(
                scene,
                plan,
                FleetGuard.TELEPHONY_CAPACITY,
                BLOCK,
                "Dublin 88 % now, 113 % of inbound calls/s after (redials x 1.5): about 30 % of these calls would fit");
        expect(
                scene.forget(DUBLIN),
                plan,
                FleetGuard.TELEPHONY_CAPACITY,
                BLOCK,
                "the load of Dublin is not known");
    }

    @Test
    void channelsCountToo() {
        Plan plan = drain(scene, FRANKFURT);
        scene.region(DUBLIN).busy(1, 70);
        expect(
                scene,
                plan,
                FleetGuard.TELEPHONY_CAPACITY,
                WARN,
                "Dublin 70 % now, 90 % of inbound channels after");
    }

    @Test
    void busiestMinuteCounts() {
        Plan plan = drain(scene, FRANKFURT);
        scene.region(DUBLIN).minute(12, 240, 0, 40);
        expect(
                scene,
                plan,
                FleetGuard.TELEPHONY_CAPACITY,
                PASS,
                "Dublin 25 % now, 50 % of inbound calls/s after (redials x 1.5), 75 % at the busiest minute of the last half hour");
    }

    @Test
    void directionWithoutAUsableTrunkTakesNothing() {
        Plan plan = drain(scene, FRANKFURT);
        scene.region(DUBLIN).trunk("contoso", TrunkState.EXCLUDED);
        expect(
                scene,
                plan,
                FleetGuard.TELEPHONY_CAPACITY,
                BLOCK,
                "Dublin has no usable trunk: no inbound");
    }

    @Test
    void stagesThatAreDoneAreNotCountedTwice() {
        String id = scene.start(drain(scene, FRANKFURT));
        scene.decideStage(id, 2).verify(id);
        expect(
                scene,
                scene.change(id).plan(),
                FleetGuard.TELEPHONY_CAPACITY,
                PASS,
                "Dublin 25 % now, 38 % of inbound calls/s after");
    }

    @Test
    void succeedingTrafficMovesByHalfAtMost() {
        Plan plan = drain(scene, FRANKFURT);
        // Frankfurt's calls are counted over three services, Dublin's and Ashburn's over two.
        expect(scene, plan, FleetGuard.MOVED_SHARE, PASS, "25 % of all calls of Bookings");
        scene.region(DUBLIN).busy(0.1, 2);
        scene.region(ASHBURN).busy(0.1, 2);
        expect(
                scene,
                plan,
                FleetGuard.MOVED_SHARE,
                WARN,
                "77 % of all calls of Bookings, at most 50 %");
        expect(scene, automatic(scene), FleetGuard.MOVED_SHARE, BLOCK, "77 % of all calls");
        expect(
                scene.lost(FRANKFURT),
                automatic(scene),
                FleetGuard.MOVED_SHARE,
                PASS,
                "Frankfurt's calls do not succeed now");
    }
}
