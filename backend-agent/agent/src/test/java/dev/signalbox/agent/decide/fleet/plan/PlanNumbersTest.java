package dev.signalbox.agent.decide.fleet.plan;

import static dev.signalbox.agent.decide.fleet.FleetScene.DUBLIN;
import static dev.signalbox.agent.decide.fleet.FleetScene.FRANKFURT;
import static dev.signalbox.agent.decide.fleet.guard.GuardBench.bringBack;
import static dev.signalbox.agent.decide.fleet.guard.GuardBench.drain;
import static dev.signalbox.agent.decide.fleet.guard.GuardBench.evacuate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.agent.decide.fleet.FleetScene;
import dev.signalbox.model.change.Plan;
import dev.signalbox.model.quorum.RegionVerdict;
import dev.signalbox.model.target.Target;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** How many calls a plan says there are: each counted once, where it arrives, whoever takes it. */
class PlanNumbersTest {

    private static final Offset<Double> CLOSE = within(0.01);

    private final FleetScene scene = new FleetScene();

    private static double moved(Plan plan) {
        return plan.moves().stream().mapToDouble(Plan.Move::callsPerMinute).sum();
    }

    private static double stays(Plan plan, String service) {
        return plan.stays().stream()
                .filter(stay -> stay.what().equals(new Target.Service(service)))
                .mapToDouble(Plan.Stay::callsPerMinute)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aRegionThatWasDrainedHandlesNothingAndItsCallsComeBackOnce() {
        String id = scene.start(drain(scene, DUBLIN));
        scene.decideStage(id, 3).verify(id).complete(id);
        for (int minute = 3; minute < 20; minute++) {
            scene.region(DUBLIN).minute(minute, 216, 0, 40);
        }
        scene.region(DUBLIN).busy(0, 0).arrivedInAMinute(DUBLIN, 0);
        scene.region(FRANKFURT).arrivedInAMinute(FRANKFURT, 240).arrivedInAMinute(DUBLIN, 222);

        Plan plan = bringBack(scene, DUBLIN);

        Plan.Load load = plan.loads().getFirst();
        assertThat(load.callsPerMinuteBefore()).isZero();
        assertThat(load.callsPerMinuteAfter()).isCloseTo(222, CLOSE);
        // 111 inbound calls/min and their redials, of 240; 108 of 240 in its busiest minute.
        assertThat(load.detail())
                .isEqualTo("69 % of 4 inbound calls/s with redials x 1.5, 0 % now");
        assertThat(load.capacityRatio()).isCloseTo(0.69375, CLOSE);
    }

    @Test
    void theBusiestMinuteHasItsOwnLabel() {
        scene.region(DUBLIN).minute(12, 300, 0, 40);

        Plan.Load load = drain(scene, FRANKFURT).loads().getFirst();

        assertThat(load.callsPerMinuteBefore()).isEqualTo(120);
        assertThat(load.callsPerMinuteAfter()).isEqualTo(200);
        assertThat(load.detail())
                .isEqualTo(
                        "50 % of 4 inbound calls/s with redials x 1.5, 25 % now, 88 % at the busiest minute of the last half hour");
        assertThat(load.capacityRatio()).isCloseTo(0.875, CLOSE);
    }

    @Test
    void callsThatADeadRegionTakesAreThoseThereWereBefore() {
        scene.lost(FRANKFURT);
        String id = scene.start(evacuate(scene, FRANKFURT));
        scene.decideStage(id, 0).verify(id).complete(id);
        scene.verdict(FRANKFURT, RegionVerdict.PRESENT);
        for (int minute = 1; minute < 8; minute++) {
            scene.region(FRANKFURT).minute(minute, 80, 0, 4).minute(minute + 10, 250, 0, 40);
        }
        scene.region(FRANKFURT)
                .busy(2 / 3.0, 2)
                .arrivedInAMinute(FRANKFURT, 80)
                .ended("bookings", 600)
                .ended("claims", 320)
                .ended("clinic", 80);
        scene.region(DUBLIN).busy(0, 0).arrivedInAMinute(FRANKFURT, 0);
        scene.lost(DUBLIN);

        Plan plan = bringBack(scene, FRANKFURT);

        assertThat(moved(plan)).isCloseTo(250 * 0.92, CLOSE);
        assertThat(plan.loads().getFirst().callsPerMinuteBefore()).isCloseTo(80, CLOSE);
    }

    @Test
    void whatStaysIsItsServicesPartOfTheCalls() {
        scene.region(FRANKFURT)
                .arrivedInAMinute(FRANKFURT, 250)
                .ended("bookings", 600)
                .ended("claims", 320)
                .ended("clinic", 80);

        Plan plan = drain(scene, FRANKFURT);

        assertThat(stays(plan, "clinic")).isCloseTo(20, CLOSE);
        assertThat(plan.stays().getFirst().reason()).isEqualTo("runs only in Frankfurt");
        assertThat(moved(plan)).isCloseTo(230, CLOSE);
    }

    @Test
    void tooFewEndedCallsDivideThemEvenly() {
        scene.region(FRANKFURT).ended("bookings", 20).ended("clinic", 9);
        assertThat(stays(drain(scene, FRANKFURT), "clinic")).isCloseTo(40, CLOSE);
        scene.region(FRANKFURT).ended("claims", 1);
        assertThat(stays(drain(scene, FRANKFURT), "clinic")).isCloseTo(36, CLOSE);
    }
}
