package dev.signalbox.agent;

import static dev.signalbox.agent.decide.fleet.FleetScene.DUBLIN;
import static dev.signalbox.agent.decide.fleet.FleetScene.FRANKFURT;
import static dev.signalbox.agent.decide.fleet.guard.GuardBench.drain;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.agent.act.DoorEvent;
import dev.signalbox.agent.decide.fleet.FleetScene;
import dev.signalbox.model.quorum.FleetCommand;
import dev.signalbox.model.route.DoorReading;
import dev.signalbox.model.time.Now;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FleetDoorsTest {

    private static final Now NOW = new Now(9_000_000_000L, Instant.parse("2026-11-20T12:00:00Z"));

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final List<FleetCommand.ReportDoor> reported = new ArrayList<>();
    private final FleetScene scene = new FleetScene();
    private final FleetDoors doors = doors(FRANKFURT);

    private FleetDoors doors(String region) {
        return new FleetDoors(
                region,
                new Asks(region, "boot-1", () -> NOW),
                command -> reported.add((FleetCommand.ReportDoor) command));
    }

    @Test
    void whatBecomesOfADoorIsReported() {
        doors.take(new DoorEvent.Applied(FRANKFURT, 3, "fleet-demo/7", 12.5), NOW);
        doors.take(new DoorEvent.Failed(FRANKFURT, 4, "no answer"), NOW);
        assertThat(reported).extracting(FleetCommand.ReportDoor::epoch).containsExactly(3L, 4L);
        assertThat(reported.getFirst().tookMillis()).isEqualTo(12.5);
        assertThat(reported.getFirst().problem()).isEmpty();
        assertThat(reported.getLast().problem()).isEqualTo("no answer");
    }

    @Test
    void aDoorThatIsGoneKeepsWhatWasReadWithItsAgeAndWhy() {
        doors.take(new DoorEvent.Unreachable(DUBLIN, "refused"), NOW);
        assertThat(doors.seen(NOW)).as("it was never read").isEmpty();
        DoorReading reading = new DoorReading(FRANKFURT, 3, "x", new TreeMap<>(), new TreeMap<>());
        doors.take(new DoorEvent.Read(reading), NOW);
        doors.take(new DoorEvent.Unreachable(FRANKFURT, "no answer"), NOW.plus(SECOND));
        assertThat(doors.seen(NOW.plus(SECOND)).values())
                .singleElement()
                .satisfies(
                        seen -> {
                            assertThat(seen.reading()).isEqualTo(reading);
                            assertThat(seen.ageMillis()).isEqualTo(1_000);
                            assertThat(seen.problem()).isEqualTo("no answer");
                        });
        assertThat(reported).isEmpty();
    }

    @Test
    void thatADoorHoldsTheTableIsToldEachSecondUntilItIsOnRecord() {
        String id = scene.start(drain(scene, FRANKFURT));
        doors.report(scene.picture());
        assertThat(reported).as("nothing was decided").isEmpty();
        scene.decideStage(id, 0);
        doors.report(scene.picture());
        assertThat(reported).as("it does not hold it yet").isEmpty();
        scene.doorReads(FRANKFURT).pass(SECOND);
        doors.report(scene.picture());
        scene.pass(SECOND.minusMillis(1));
        doors.report(scene.picture());
        assertThat(reported).hasSize(1);
        scene.pass(Duration.ofMillis(1));
        doors.report(scene.picture());
        assertThat(reported).hasSize(2);
        assertThat(reported.getLast().door()).isEqualTo(FRANKFURT);
        assertThat(reported.getLast().epoch()).isEqualTo(1);
        doors(DUBLIN).report(scene.picture());
        assertThat(reported).as("another agent writes it").hasSize(2);
        scene.doorSet(FRANKFURT).pass(SECOND);
        doors.report(scene.picture());
        assertThat(reported).hasSize(2);
    }
}
