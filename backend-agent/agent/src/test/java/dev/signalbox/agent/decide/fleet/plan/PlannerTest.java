package dev.signalbox.agent.decide.fleet.plan;

import static dev.signalbox.agent.decide.fleet.FleetScene.ASHBURN;
import static dev.signalbox.agent.decide.fleet.FleetScene.DUBLIN;
import static dev.signalbox.agent.decide.fleet.FleetScene.FRANKFURT;
import static dev.signalbox.agent.decide.fleet.FleetScene.OLGA;
import static dev.signalbox.agent.decide.fleet.guard.GuardBench.bringBack;
import static dev.signalbox.agent.decide.fleet.guard.GuardBench.drain;
import static dev.signalbox.agent.decide.fleet.guard.GuardBench.evacuate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.signalbox.agent.decide.fleet.FleetScene;
import dev.signalbox.agent.decide.fleet.guard.GuardBench;
import dev.signalbox.agent.decide.fleet.guard.GuardLimits;
import dev.signalbox.model.change.Origin;
import dev.signalbox.model.change.Plan;
import dev.signalbox.model.change.PlanKind;
import dev.signalbox.model.journal.GuardResult;
import dev.signalbox.model.quorum.FleetRecord;
import dev.signalbox.model.quorum.PlanBasis;
import dev.signalbox.model.quorum.RegionVerdict;
import dev.signalbox.model.route.FleetTable;
import dev.signalbox.model.target.Target;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PlannerTest {

    private final FleetScene scene = new FleetScene();

    private String impossible(PlanKind kind, String region, @Nullable String to, String reason) {
        Planned planned =
                new Planner(GuardLimits.DEFAULTS)
                        .plan(
                                scene.picture(),
                                new PlanRequest(
                                        kind,
                                        region,
                                        to,
                                        Origin.MANUAL,
                                        OLGA,
                                        reason,
                                        scene.wall()));
        return switch (planned) {
            case Planned.Made made -> throw new AssertionError("made " + made.plan());
            case Planned.Impossible no -> no.sentence();
        };
    }

    @Test
    void servicesGoWhereTheyMayAndTheOthersAreNamed() {
        Plan plan = drain(scene, FRANKFURT);

        assertThat(plan.moves())
                .extracting(Plan.Move::service, Plan.Move::to, Plan.Move::percent)
                .containsExactly(
                        tuple("bookings", new Target.Region(DUBLIN), 100),
                        tuple("claims", new Target.Region(DUBLIN), 100));
        assertThat(plan.moves()).extracting(Plan.Move::callsPerMinute).containsOnly(40.0);
        assertThat(plan.stays())
                .extracting(Plan.Stay::title, Plan.Stay::reason, Plan.Stay::silence)
                .startsWith(
                        tuple(
                                "Clinic line",
                                "runs only in Frankfurt; all calls counted evenly over services",
                                false));
        assertThat(plan.stays()).extracting(Plan.Stay::title).endsWith("Emergency calls");
        assertThat(plan.table())
                .isEqualTo(
                        FleetTable.DEFAULT
                                .with(FRANKFURT, "bookings", new TreeMap<>(Map.of(DUBLIN, 100)))
                                .with(FRANKFURT, "claims", new TreeMap<>(Map.of(DUBLIN, 100))));
        assertThat(plan.liveCalls()).isEqualTo(40);
        assertThat(plan.stagesPercent()).containsExactly(1, 10, 50, 100);
        assertThat(plan.wayBack()).startsWith("Undo sets the front doors back");
        assertThat(plan.basis())
                .isEqualTo(
                        PlanBasis.of(
                                scene.picture().state(),
                                scene.picture().policy().hash(),
                                new TreeSet<>(List.of(FRANKFURT, DUBLIN))));
    }

    @Test
    void loadsSayWhatTargetsCarryAfterIt() {
        Plan plan = drain(scene, FRANKFURT);
        Plan.Load load = plan.loads().getFirst();
        assertThat(plan.loads()).hasSize(1);
        assertThat(load.title()).isEqualTo("Dublin");
        assertThat(load.callsPerMinuteBefore()).isEqualTo(120);
        assertThat(load.callsPerMinuteAfter()).isEqualTo(200);
        assertThat(load.capacityRatio()).isEqualTo(0.5);
        assertThat(load.detail())
                .isEqualTo("50 % of 4 inbound calls/s with redials x 1.5, 25 % now");
    }

    @Test
    void callersOfADeadRegionAreNotMadeToWait() {
        scene.lost(FRANKFURT);
        Plan room = evacuate(scene, FRANKFURT);
        assertThat(room.stagesPercent()).containsExactly(100);
        assertThat(room.stays()).extracting(Plan.Stay::silence).containsOnly(true);

        scene.region(DUBLIN).busy(3, 20);
        assertThat(evacuate(scene, FRANKFURT).stagesPercent()).containsExactly(25, 50, 100);
    }

    @Test
    void deadRegionsCallsAreThoseOfItsLastHalfHour() {
        scene.lost(FRANKFURT);
        scene.region(FRANKFURT).busy(0, 0).minute(6, 120, 0, 40).minute(7, 120, 0, 40);
        assertThat(evacuate(scene, FRANKFURT).moves())
                .extracting(Plan.Move::callsPerMinute)
                .containsOnly(40.0);
    }

    @Test
    void nothingGoesAbroad() {
        Plan plan = evacuate(scene, ASHBURN);
        assertThat(plan.moves()).isEmpty();
        assertThat(plan.table()).isEqualTo(FleetTable.DEFAULT);
        assertThat(plan.stays().getFirst().reason())
                .isEqualTo(
                        "other jurisdiction: it also runs in Frankfurt (EU) and Dublin (EU), calls of Ashburn's numbers stay in US; all calls counted evenly over services");
        assertThat(plan.guards())
                .filteredOn(g -> g.verdict() == GuardResult.Verdict.HARD)
                .extracting(GuardResult::guard)
                .containsExactly("residency", "last_usable_target");
    }

    @Test
    void wishForAServiceThatDoesNotRunThereStays() {
        Plan plan = GuardBench.plan(scene, PlanKind.DRAIN_REGION, FRANKFURT, DUBLIN, Origin.MANUAL);
        assertThat(plan.moves()).hasSize(2);
        assertThat(plan.stays().getFirst().reason()).startsWith("does not run in Dublin");
    }

    @Test
    void lawfulTargetThatCannotIsNamed() {
        scene.lost(DUBLIN);
        Plan plan = drain(scene, FRANKFURT);
        assertThat(plan.moves()).isEmpty();
        assertThat(plan.stays())
                .extracting(Plan.Stay::reason)
                .contains(
                        "Dublin may take it, but it is lost itself; all calls counted evenly over services");
    }

    @Test
    void regionThatWasEmptiedTakesNoOthers() {
        String id = scene.start(drain(scene, DUBLIN));
        scene.decideStage(id, 3);
        Plan plan = drain(scene, FRANKFURT);
        assertThat(plan.moves()).isEmpty();
        assertThat(plan.stays())
                .extracting(Plan.Stay::reason)
                .contains(
                        "Dublin may take it, but its own calls were taken away from it; all calls counted evenly over services");
    }

    @Test
    void callsThatOthersSentThereAreMovedOn() {
        String id = scene.start(drain(scene, DUBLIN));
        scene.decideStage(id, 2).verify(id).complete(id);
        scene.region(FRANKFURT).arrivals(DUBLIN, 10, 0);
        scene.region(DUBLIN).arrivals(DUBLIN, 10, 0);
        Plan plan = drain(scene, FRANKFURT);
        FleetTable table = Objects.requireNonNull(plan.table());
        assertThat(table.door(DUBLIN)).isEmpty();
        assertThat(table.shares(FRANKFURT, "claims")).isEqualTo(Map.of(DUBLIN, 100));
        assertThat(plan.moves()).hasSize(4);
        // 2 calls/s of Dublin's numbers over two services, half of them in Frankfurt
        assertThat(plan.moves())
                .extracting(Plan.Move::callsPerMinute)
                .containsExactly(40.0, 40.0, 30.0, 30.0);
    }

    @Test
    void whatStaysSaysWhoseNumbers() {
        String id = scene.start(drain(scene, DUBLIN));
        scene.decideStage(id, 3).verify(id).complete(id);
        scene.lost(FRANKFURT);
        Plan plan = evacuate(scene, FRANKFURT);
        assertThat(plan.stays())
                .extracting(Plan.Stay::title)
                .contains("Bookings", "Bookings of Dublin's numbers")
                .doesNotHaveDuplicates();
        assertThat(plan.guards())
                .filteredOn(g -> g.guard().equals("region_remains"))
                .extracting(GuardResult::detail)
                .first()
                .asString()
                .contains("Bookings of Dublin's numbers", " are served nowhere now");
    }

    @Test
    void returnBringsAllHome() {
        scene.lost(FRANKFURT);
        String id = scene.start(evacuate(scene, FRANKFURT));
        scene.decideStage(id, 0).verify(id).complete(id);
        scene.verdict(FRANKFURT, RegionVerdict.PRESENT);
        scene.region(DUBLIN).arrivals(FRANKFURT, 15, 0);
        Plan plan = bringBack(scene, FRANKFURT);
        assertThat(plan.table()).isEqualTo(FleetTable.DEFAULT.atEpoch(1));
        assertThat(plan.stagesPercent()).containsExactly(1, 10, 50, 100);
        assertThat(plan.moves())
                .extracting(Plan.Move::from, Plan.Move::to, Plan.Move::percent)
                .containsExactly(
                        tuple(new Target.Region(DUBLIN), new Target.Region(FRANKFURT), 100),
                        tuple(new Target.Region(DUBLIN), new Target.Region(FRANKFURT), 100));
    }

    @Test
    void callsThatAreInADeadRegionComeHomeAtOnce() {
        String id = scene.start(drain(scene, FRANKFURT));
        scene.decideStage(id, 3).verify(id).complete(id);
        scene.lost(DUBLIN);
        assertThat(bringBack(scene, FRANKFURT).stagesPercent()).containsExactly(100);
    }

    @Test
    void whatCannotBePlannedSaysWhatToDo() {
        assertThat(impossible(PlanKind.RETURN_REGION, FRANKFURT, null, "test"))
                .isEqualTo("nothing to return: all new calls of Frankfurt's numbers go there");
        assertThat(impossible(PlanKind.DRAIN_REGION, "mars", null, "test"))
                .isEqualTo(
                        "no region \"mars\" in the policy. There are: eu-central, eu-west, us-east");
        assertThat(impossible(PlanKind.DRAIN_REGION, FRANKFURT, "mars", "test"))
                .startsWith("no region \"mars\"");
        assertThat(impossible(PlanKind.DRAIN_REGION, FRANKFURT, FRANKFURT, "test"))
                .contains("leave the target out");
        assertThat(impossible(PlanKind.DRAIN_REGION, FRANKFURT, null, " "))
                .startsWith("no reason given");
        assertThat(impossible(PlanKind.FAILOVER_TRUNK, FRANKFURT, null, "test"))
                .contains("ask the agent of Frankfurt");
    }

    @Test
    void thePlanNamesWhatItHangsOnAndNoMore() {
        Plan.Basis basis = drain(scene, FRANKFURT).basis();
        assertThat(basis).isEqualTo(new Plan.Basis(0, "policy-1", ""));
        scene.pass(Duration.ofMinutes(1)).region(DUBLIN).busy(2, 10);
        scene.record(new FleetRecord.WriterNamed(scene.wall(), FRANKFURT, DUBLIN, "silent"));
        scene.verdict(ASHBURN, RegionVerdict.LOST);
        assertThat(drain(scene, FRANKFURT).basis()).isEqualTo(basis);

        scene.record(new FleetRecord.BrakeSet(scene.wall(), OLGA, "night"));
        scene.verdict(FRANKFURT, RegionVerdict.ISOLATED);
        scene.record(
                new FleetRecord.PinSet(
                        scene.wall(), new Target.Region(DUBLIN), OLGA, "x", scene.wall()));
        assertThat(drain(scene, FRANKFURT).basis().state())
                .isEqualTo(
                        """
                        brake fleet-demo/3
                        verdict eu-central isolated
                        pin eu-west fleet-demo/5
                        """);
        assertThat(drain(new FleetScene().policyHash("other"), FRANKFURT).basis())
                .isNotEqualTo(basis);
    }

    @Test
    void percentsAreSplitByFreeCapacity() {
        assertThat(Split.of(100, new TreeMap<>(Map.of("a", 1.0, "b", 2.0))))
                .isEqualTo(Map.of("a", 33, "b", 67));
        assertThat(Split.of(100, new TreeMap<>(Map.of("a", 0.0, "b", 0.0, "c", 0.0))))
                .isEqualTo(Map.of("a", 34, "b", 33, "c", 33));
        assertThat(Split.of(1, new TreeMap<>(Map.of("a", 1.0, "b", 1.0))))
                .isEqualTo(Map.of("a", 1));
        for (int percent : List.of(1, 7, 50, 99, 100)) {
            assertThat(
                            Split.of(
                                            percent,
                                            new TreeMap<>(
                                                    Map.of("a", 0.3, "b", 5.1, "c", 2.0, "d", 9.9)))
                                    .values()
                                    .stream()
                                    .mapToInt(Integer::intValue)
                                    .sum())
                    .isEqualTo(percent);
        }
    }
}
