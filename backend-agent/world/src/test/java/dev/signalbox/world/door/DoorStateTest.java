package dev.signalbox.world.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.model.route.DoorReading;
import dev.signalbox.world.traffic.CallGenerator;
import dev.signalbox.world.traffic.CallPlan;
import dev.signalbox.world.traffic.Regions;
import dev.signalbox.world.traffic.ServiceShare;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DoorStateTest {

    private static final Instant AT = Instant.parse("2026-11-20T10:00:00Z");
    private static final String HOME = "eu-central";
    private static final String AWAY = "eu-west";

    private final DoorState door = new DoorState(HOME);

    private static List<CallPlan> calls(int count) {
        CallGenerator generator =
                new CallGenerator(
                        Regions.demo()
                                .getFirst()
                                .withServices(
                                        List.of(
                                                new ServiceShare("bookings", 60),
                                                new ServiceShare("clinic", 40))),
                        5,
                        36_000);
        return Stream.generate(generator::next).limit(count).toList();
    }

    static DoorOrder order(long expected, long epoch, String decision, int awayPercent) {
        SortedMap<String, Integer> shares =
                new TreeMap<>(Map.of(HOME, 100 - awayPercent, AWAY, awayPercent));
        return new DoorOrder(
                HOME, expected, epoch, decision, AWAY, new TreeMap<>(Map.of("bookings", shares)));
    }

    private double awayRatio(List<CallPlan> calls, String service) {
        List<CallPlan> of = calls.stream().filter(c -> c.service().equals(service)).toList();
        return of.stream().filter(c -> door.regionOf(c).equals(AWAY)).count() / (double) of.size();
    }

    @Test
    void everyServiceGoesWhereItsSharesSay() {
        List<CallPlan> calls = calls(20_000).stream().filter(call -> !call.emergency()).toList();
        assertThat(calls.stream().filter(c -> c.service().equals("clinic")).count() / 20_000.0)
                .isCloseTo(0.40, within(0.02));
        assertThat(awayRatio(calls, "bookings")).isZero();
        assertThat(door.take(order(0, 1, "d/1", 10))).isNull();
        assertThat(awayRatio(calls, "bookings")).isCloseTo(0.10, within(0.01));
        assertThat(door.take(order(1, 2, "d/2", 50))).isNull();
        assertThat(awayRatio(calls, "bookings")).isCloseTo(0.50, within(0.02));
        assertThat(door.take(order(2, 3, "d/3", 100))).isNull();
        assertThat(awayRatio(calls, "bookings")).isEqualTo(1);
        // What is not named stays at home.
        assertThat(awayRatio(calls, "clinic")).isZero();
    }

    @Test
    void theSameCallIsSentTheSameWay() {
        door.take(order(0, 1, "d/1", 50));
        List<String> first = calls(500).stream().map(door::regionOf).toList();
        assertThat(calls(500).stream().map(door::regionOf)).isEqualTo(first).contains(AWAY, HOME);
    }

    @Test
    void emergencyCallsStayAtHome() {
        door.take(order(0, 1, "d/1", 100));
        assertThat(calls(40_000).stream().filter(CallPlan::emergency))
                .isNotEmpty()
                .allSatisfy(call -> assertThat(door.regionOf(call)).isEqualTo(HOME));
    }

    @Test
    void anOlderEpochIsRefusedAndTheSameAgainIsNot() {
        assertThat(door.take(order(0, 4, "d/4", 50))).isNull();
        assertThat(door.take(order(0, 4, "d/4", 50))).isNull();
        assertThat(door.take(order(0, 3, "d/3", 10))).isEqualTo("holds epoch 4");
        assertThat(door.take(order(0, 4, "other/4", 50))).isEqualTo("holds epoch 4");
        assertThat(door.take(order(0, 4, "d/4", 51))).isEqualTo("holds epoch 4 with other shares");
        // Whoever writes has to have seen what is there.
        assertThat(door.take(order(3, 5, "d/5", 100))).isEqualTo("holds epoch 4");
        assertThat(door.reading().epoch()).isEqualTo(4);
        assertThat(door.reading().decisionId()).isEqualTo("d/4");
        assertThat(door.take(order(4, 5, "d/5", 100))).isNull();
        door.forget();
        assertThat(door.reading()).isEqualTo(new DoorState(HOME).reading());
        assertThat(door.take(order(0, 5, "d/5", 100))).isNull();
    }

    @Test
    void aDoorThatIgnoresShowsWhatItDoesNotDo() {
        List<CallPlan> calls = calls(2_000);
        door.trouble(DoorTrouble.IGNORES);
        assertThat(door.take(order(0, 1, "d/1", 100))).isNull();
        assertThat(door.reading().shares()).containsKey("bookings");
        assertThat(awayRatio(calls, "bookings")).isZero();
        door.trouble(DoorTrouble.NONE);
        assertThat(awayRatio(calls, "bookings")).isGreaterThan(0.99);
    }

    @Test
    void oneLostCallIsNoDeadEdge() {
        for (int i = 0; i < 5; i++) {
            door.delivered(HOME, true, AT.plusSeconds(i));
        }
        door.delivered(HOME, false, AT.plusSeconds(5));
        door.delivered(HOME, false, AT.plusSeconds(6));
        assertThat(door.reading().edges().get(HOME)).isEqualTo(new DoorReading.Edge(true, AT, 5));
        door.delivered(HOME, false, AT.plusSeconds(7));
        door.delivered(HOME, false, AT.plusSeconds(8));
        assertThat(door.reading().edges().get(HOME))
                .isEqualTo(new DoorReading.Edge(false, AT.plusSeconds(5), 4));
        for (int i = 9; i < 12; i++) {
            door.delivered(HOME, true, AT.plusSeconds(i));
        }
        assertThat(door.reading().edges().get(HOME))
                .isEqualTo(new DoorReading.Edge(true, AT.plusSeconds(9), 3));
        assertThat(door.reading().edges()).doesNotContainKey(AWAY);
    }
}
