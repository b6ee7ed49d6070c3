package dev.signalbox.world.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.model.target.Target;
import dev.signalbox.world.door.DoorOrder;
import dev.signalbox.world.traffic.CallPlan;
import dev.signalbox.world.traffic.RegionProfile;
import dev.signalbox.world.traffic.Regions;
import dev.signalbox.world.traffic.ServiceShare;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Calls of one region's numbers that another region handles, and a region whose edge dies. */
class MovedCallsTest {

    private static final String HOME = "eu-central";
    private static final String AWAY = "eu-west";

    private final List<Target.Trunk> answeredOn = new ArrayList<>();
    private final List<CallPlan> answered = new ArrayList<>();
    private final VirtualFleet fleet =
            new VirtualFleet(
                    regions(),
                    3,
                    (call, now) -> {
                        answered.add(call.plan());
                        answeredOn.add(call.trunk());
                        Conversations.PLAIN.answered(call, now);
                    });

    /** Dublin has one carrier less here: its SBC must not look for the third. */
    private static List<RegionProfile> regions() {
        List<ServiceShare> both =
                List.of(new ServiceShare("bookings", 92), new ServiceShare("clinic", 8));
        RegionProfile dublin = Regions.brief().get(1);
        RegionProfile small =
                new RegionProfile(
                        dublin.name(),
                        dublin.title(),
                        dublin.latitude(),
                        dublin.longitude(),
                        dublin.jurisdiction(),
                        dublin.utcOffsetHours(),
                        dublin.callsPerSecondMax(),
                        dublin.talkMillisMedian(),
                        dublin.inboundRatio(),
                        dublin.numberPrefix(),
                        dublin.emergencyNumber(),
                        List.of(dublin.carriers().get(0), dublin.carriers().get(3)));
        return List.of(Regions.brief().getFirst().withServices(both), small);
    }

    private void move(long epoch, int percent) {
        String refusal =
                fleet.door(HOME)
                        .take(
                                new DoorOrder(
                                        HOME,
                                        epoch - 1,
                                        epoch,
                                        "d/" + epoch,
                                        AWAY,
                                        new TreeMap<>(
                                                Map.of(
                                                        "bookings",
                                                        new TreeMap<>(
                                                                Map.of(
                                                                        HOME,
                                                                        100 - percent,
                                                                        AWAY,
                                                                        percent))))));
        assertThat(refusal).isNull();
    }

    private List<VirtualRegion.Seen> invites(String region, long fromSecond) {
        return fleet.seen(region).stream()
                .filter(VirtualRegion.Seen::invite)
                .filter(seen -> seen.atNanos() >= fromSecond * 1_000_000_000L)
                .toList();
    }

    private static boolean ofFrankfurt(VirtualRegion.Seen seen) {
        return seen.header("Call-ID").endsWith("@" + HOME + ".example");
    }

    @Test
    void aMovedCallRunsOnTheOtherRegionsTrunksWithItsOwnNumbers() {
        fleet.runUntilSecond(20);
        assertThat(invites(AWAY, 0)).noneMatch(MovedCallsTest::ofFrankfurt);
        move(1, 100);
        fleet.runUntilSecond(120);
        List<VirtualRegion.Seen> moved =
                invites(AWAY, 20).stream().filter(MovedCallsTest::ofFrankfurt).toList();
        assertThat(moved).hasSizeGreaterThan(100);
        Set<Boolean> directions = new HashSet<>();
        for (VirtualRegion.Seen invite : moved) {
            // Dublin's addresses on both sides, Frankfurt's numbers in From or To.
            assertThat(invite.source().port()).isBetween(5_200, 5_299);
            assertThat(invite.destination().port()).isBetween(5_200, 5_299);
            boolean inbound = invite.header("To").contains("+4969555");
            directions.add(inbound);
            assertThat(invite.header(inbound ? "To" : "From")).contains("+4969555");
        }
        assertThat(directions).containsExactlyInAnyOrder(true, false);
        // What stays: calls of the clinic, and emergencies. And its agent is shown nothing else.
        assertThat(invites(HOME, 20))
                .isNotEmpty()
                .hasSizeLessThan(moved.size() / 4)
                .allMatch(MovedCallsTest::ofFrankfurt);
        for (int i = 0; i < answered.size(); i++) {
            if (answered.get(i).atNanos() > 20_000_000_000L
                    && answered.get(i).home().equals(HOME)
                    && answered.get(i).service().equals("bookings")
                    && !answered.get(i).emergency()) {
                assertThat(answeredOn.get(i).region()).isEqualTo(AWAY);
            }
        }
    }

    @Test
    void stagesMoveTheirPartOfNewCallsAndLeaveLiveOnes() {
        move(1, 10);
        fleet.runUntilSecond(400);
        assertThat(ratioAway(0, 400)).isCloseTo(0.10, within(0.04));
        move(2, 50);
        fleet.runUntilSecond(800);
        assertThat(ratioAway(400, 800)).isCloseTo(0.50, within(0.06));
        // Each call has all its messages in one region.
        assertThat(callIds(HOME)).doesNotContainAnyElementsOf(callIds(AWAY));
    }

    private Set<String> callIds(String region) {
        return fleet.seen(region).stream()
                .map(seen -> seen.header("Call-ID"))
                .collect(Collectors.toSet());
    }

    private double ratioAway(long fromSecond, long toSecond) {
        List<CallBook.Call> calls =
                fleet.truth.book().calls().stream()
                        .filter(
                                call ->
                                        call.home().equals(HOME)
                                                && call.service().equals("bookings"))
                        .filter(call -> !call.emergency())
                        .filter(
                                call ->
                                        !call.startedAt()
                                                .isBefore(VirtualFleet.atSecond(fromSecond)))
                        .filter(call -> call.startedAt().isBefore(VirtualFleet.atSecond(toSecond)))
                        .toList();
        return calls.stream().filter(c -> c.handler().equals(AWAY)).count() / (double) calls.size();
    }

    @Test
    void aDeadEdgeIsSilentToNewCallsAndLetsLiveOnesEnd() {
        fleet.runUntilSecond(60);
        List<CallBook.Call> live = live();
        assertThat(live).hasSizeGreaterThan(10);
        fleet.edge(HOME, false);
        fleet.runUntilSecond(300);
        assertThat(invites(HOME, 61)).isEmpty();
        assertThat(fleet.truth.silences()).isGreaterThan(300);
        assertThat(fleet.truth.calls().failed()).isGreaterThanOrEqualTo(fleet.truth.silences());
        Set<String> byes =
                fleet.seen(HOME).stream()
                        .filter(seen -> seen.sip().startsWith("BYE "))
                        .filter(seen -> seen.atNanos() > 60_000_000_000L)
                        .map(seen -> seen.header("Call-ID"))
                        .collect(Collectors.toSet());
        assertThat(byes).containsAll(live.stream().map(CallBook.Call::callId).toList());
        assertThat(ends(live)).containsOnlyKeys(CallBook.End.HUNG_UP);
        assertThat(fleet.edge(HOME, HOME))
                .satisfies(
                        edge -> {
                            assertThat(edge.answers()).isFalse();
                            assertThat(edge.calls()).isEqualTo(fleet.truth.silences());
                            assertThat(edge.since())
                                    .isBetween(
                                            VirtualFleet.atSecond(60), VirtualFleet.atSecond(64));
                        });
        assertThat(fleet.edge(AWAY, AWAY).answers()).isTrue();
        // Calls that go elsewhere are taken there; so are those at home once it lives again.
        long silences = fleet.truth.silences();
        move(1, 100);
        fleet.runUntilSecond(360);
        assertThat(fleet.truth.silences() - silences).isLessThan(60);
        assertThat(fleet.edge(HOME, AWAY).answers()).isTrue();
        fleet.edge(HOME, true);
        fleet.runUntilSecond(420);
        assertThat(fleet.edge(HOME, HOME).answers()).isTrue();
        assertThat(invites(HOME, 360)).isNotEmpty();
    }

    private List<CallBook.Call> live() {
        return fleet.truth.book().calls().stream()
                .filter(call -> call.home().equals(HOME))
                .filter(call -> call.answeredAt() != null && call.endedAt() == null)
                .toList();
    }

    private Map<CallBook.End, Long> ends(List<CallBook.Call> calls) {
        Set<String> ids = calls.stream().map(CallBook.Call::callId).collect(Collectors.toSet());
        return fleet.truth.book().calls().stream()
                .filter(call -> ids.contains(call.callId()))
                .collect(Collectors.groupingBy(CallBook.Call::end, Collectors.counting()));
    }

    private EvacuationTruth evacuate(Runnable meanwhile) {
        fleet.runUntilSecond(60);
        move(1, 10);
        fleet.runUntilSecond(80);
        meanwhile.run();
        move(2, 100);
        fleet.runUntilSecond(300);
        return EvacuationTruth.of(
                fleet.truth.book().calls(),
                new EvacuationTruth.Evacuation(
                        HOME,
                        Set.of(AWAY),
                        Set.of("clinic"),
                        VirtualFleet.atSecond(60),
                        VirtualFleet.atSecond(80),
                        fleet.now()));
    }

    @Test
    void anEvacuationLeavesLiveCallsAloneAndTakesAllNewOnes() {
        EvacuationTruth truth = evacuate(() -> {});
        assertThat(truth.answeredCallsLost()).isZero();
        assertThat(truth.answeredCallsUp())
                .isGreaterThan(100)
                .isEqualTo(truth.answeredCallsEnded() + truth.answeredCallsLeft());
        assertThat(truth.movedCalls()).isGreaterThan(300);
        // The first call after the last stage.
        assertThat(truth.lastStageToAllMillis()).isBetween(0L, 4_000L);
    }

    @Test
    void droppedCallsAreLostOnes() {
        int[] live = {0};
        EvacuationTruth truth =
                evacuate(
                        () -> {
                            live[0] = live().size();
                            fleet.drop(HOME);
                            fleet.drop(AWAY);
                        });
        assertThat(live[0]).isGreaterThan(10);
        assertThat(truth.answeredCallsLost()).isEqualTo(live[0]);
    }

    @Test
    void aCallThatStraysMakesTheLastStageLonger() {
        EvacuationTruth.Evacuation evacuation =
                new EvacuationTruth.Evacuation(
                        HOME,
                        Set.of(AWAY),
                        Set.of("clinic"),
                        VirtualFleet.atSecond(0),
                        VirtualFleet.atSecond(10),
                        VirtualFleet.atSecond(60));
        List<CallBook.Call> calls = new ArrayList<>();
        calls.add(call(9, HOME, "bookings", false));
        calls.add(call(11, AWAY, "bookings", false));
        calls.add(call(12, HOME, "bookings", false));
        assertThat(EvacuationTruth.of(calls, evacuation).lastStageToAllMillis()).isNull();
        calls.add(call(14, AWAY, "bookings", false));
        calls.add(call(15, HOME, "clinic", false));
        calls.add(call(16, HOME, "bookings", true));
        assertThat(EvacuationTruth.of(calls, evacuation).lastStageToAllMillis()).isEqualTo(4_000);
        // After the return began nothing counts.
        calls.add(call(60, HOME, "bookings", false));
        assertThat(EvacuationTruth.of(calls, evacuation).lastStageToAllMillis()).isEqualTo(4_000);
    }

    private static CallBook.Call call(
            long second, String handler, String service, boolean emergency) {
        return new CallBook.Call(
                "c" + second,
                HOME,
                handler,
                service,
                emergency,
                VirtualFleet.atSecond(second),
                null,
                null,
                CallBook.End.NONE);
    }
}
