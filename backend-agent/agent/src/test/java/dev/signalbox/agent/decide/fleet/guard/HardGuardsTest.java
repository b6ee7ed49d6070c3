package dev.signalbox.agent.decide.fleet.guard;

import static dev.signalbox.agent.decide.fleet.FleetScene.ASHBURN;
import static dev.signalbox.agent.decide.fleet.FleetScene.DUBLIN;
import static dev.signalbox.agent.decide.fleet.FleetScene.FRANKFURT;
import static dev.signalbox.agent.decide.fleet.guard.GuardBench.bringBack;
import static dev.signalbox.agent.decide.fleet.guard.GuardBench.drain;
import static dev.signalbox.agent.decide.fleet.guard.GuardBench.evacuate;
import static dev.signalbox.agent.decide.fleet.guard.GuardBench.expect;
import static dev.signalbox.model.journal.GuardResult.Verdict.BLOCK;
import static dev.signalbox.model.journal.GuardResult.Verdict.HARD;
import static dev.signalbox.model.journal.GuardResult.Verdict.PASS;
import static dev.signalbox.model.journal.GuardResult.Verdict.WARN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.agent.decide.fleet.FleetScene;
import dev.signalbox.model.change.Origin;
import dev.signalbox.model.change.Plan;
import dev.signalbox.model.change.PlanKind;
import dev.signalbox.model.fleet.TrunkState;
import dev.signalbox.model.policy.Trunk;
import dev.signalbox.model.quorum.FleetRecord;
import dev.signalbox.model.quorum.RegionVerdict;
import dev.signalbox.model.route.FleetTable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Guards that nobody can overrule. */
class HardGuardsTest {

    private final FleetScene scene = new FleetScene();

    @Test
    void quorumIsInTouchAtThePlansEpoch() {
        Plan plan = drain(scene, FRANKFURT);
        expect(scene, plan, FleetGuard.QUORUM_AND_EPOCH, PASS, "epoch 0");
        expect(
                scene.outOfTouch(),
                plan,
                FleetGuard.QUORUM_AND_EPOCH,
                HARD,
                "Frankfurt's agent is out of touch with the majority");
    }

    @Test
    void planOfAnotherEpochOrPolicyIsMadeAnew() {
        Plan plan = drain(scene, FRANKFURT);
        String other = scene.start(drain(scene, DUBLIN));
        scene.decideStage(other, 0);
        expect(
                scene,
                plan,
                FleetGuard.QUORUM_AND_EPOCH,
                HARD,
                "made from epoch 0, the table is at epoch 1");
        expect(
                new FleetScene().policyHash("policy-2"),
                plan,
                FleetGuard.QUORUM_AND_EPOCH,
                HARD,
                "the policy has changed");
    }

    @Test
    void memberWithAnotherPolicyIsNamed() {
        scene.record(
                new FleetRecord.MemberStarted(scene.wall(), DUBLIN, "boot-1", "test", "policy-0"));
        expect(
                scene,
                drain(scene, FRANKFURT),
                FleetGuard.QUORUM_AND_EPOCH,
                WARN,
                "Dublin started with another policy");
    }

    @Test
    void ownStagesRaiseTheEpochAndOthersMayNot() {
        String id = scene.start(drain(scene, FRANKFURT));
        scene.decideStage(id, 0).verify(id);
        Plan plan = scene.change(id).plan();
        expect(scene, plan, FleetGuard.QUORUM_AND_EPOCH, PASS, "epoch 1");

        FleetTable meddled =
                scene.state().table().with(FRANKFURT, "claims", new TreeMap<>(Map.of(DUBLIN, 100)));
        scene.record(
                new FleetRecord.StageDecided(
                        scene.wall(),
                        "fleet-demo/99",
                        0,
                        100,
                        scene.state().table(),
                        meddled.atEpoch(2),
                        List.of()));
        expect(
                scene,
                plan,
                FleetGuard.QUORUM_AND_EPOCH,
                HARD,
                "somebody else changed the routes of Frankfurt since: epoch 2");
    }

    @Test
    void oneChangeAtATimePerSourceAndTarget() {
        Plan ashburns = GuardBench.plan(scene, PlanKind.DRAIN_REGION, ASHBURN, null, Origin.MANUAL);
        Plan dublins = drain(scene, DUBLIN);
        String id = scene.start(drain(scene, FRANKFURT));
        expect(
                scene,
                dublins,
                FleetGuard.SINGLE_FLIGHT,
                HARD,
                "Frankfurt is changed already by " + id + " (asked for by olga)");
        expect(scene, ashburns, FleetGuard.SINGLE_FLIGHT, PASS, "no other change touches Ashburn");
        expect(scene, scene.change(id).plan(), FleetGuard.SINGLE_FLIGHT, PASS, "no other change");
    }

    @Test
    void servingRegionRemains() {
        Plan plan = drain(scene, FRANKFURT);
        expect(
                scene,
                plan,
                FleetGuard.REGION_REMAINS,
                PASS,
                "goes on: Bookings in Dublin, Claims in Dublin");
        expect(
                scene.lost(DUBLIN),
                plan,
                FleetGuard.REGION_REMAINS,
                HARD,
                "no region of the jurisdiction would serve Bookings and Claims");
    }

    @Test
    void servicesOfADeadRegionWithoutALawfulTargetAreNamed() {
        scene.lost(FRANKFURT);
        expect(
                scene,
                evacuate(scene, FRANKFURT),
                FleetGuard.REGION_REMAINS,
                WARN,
                "Clinic line is served nowhere now: these callers hear silence until Frankfurt is back");
    }

    @Test
    void callsStayInTheirJurisdiction() {
        expect(
                scene,
                drain(scene, DUBLIN),
                FleetGuard.RESIDENCY,
                PASS,
                "Frankfurt: EU like the numbers");
        expect(
                scene,
                drain(scene, FRANKFURT),
                FleetGuard.RESIDENCY,
                WARN,
                "Dublin: EU like the numbers; stays where it is: Clinic line");
        expect(
                scene,
                evacuate(scene, ASHBURN),
                FleetGuard.RESIDENCY,
                HARD,
                "no region in US but Ashburn runs any of its services");
    }

    @Test
    void explicitWishForAnotherJurisdictionIsRefused() {
        Plan plan =
                GuardBench.plan(scene, PlanKind.EVACUATE_REGION, FRANKFURT, ASHBURN, Origin.MANUAL);
        expect(
                scene,
                plan,
                FleetGuard.RESIDENCY,
                HARD,
                "other jurisdiction: Ashburn is in US, calls of Frankfurt stay in EU");
        assertThat(plan.table()).isEqualTo(FleetTable.DEFAULT);
    }

    @Test
    void tableThatTakesCallsAbroadIsRefusedWhateverTheMovesSay() {
        Plan lawful = drain(scene, FRANKFURT);
        FleetTable abroad =
                FleetTable.DEFAULT.with(FRANKFURT, "claims", new TreeMap<>(Map.of(ASHBURN, 100)));
        Plan forged =
                new Plan(
                        lawful.kind(),
                        lawful.source(),
                        lawful.region(),
                        lawful.origin(),
                        lawful.by(),
                        lawful.reason(),
                        lawful.madeAt(),
                        lawful.basis(),
                        lawful.moves(),
                        lawful.stays(),
                        lawful.loads(),
                        lawful.liveCalls(),
                        lawful.stagesPercent(),
                        abroad,
                        lawful.wayBack(),
                        List.of());
        expect(
                scene,
                forged,
                FleetGuard.RESIDENCY,
                HARD,
                "Claims of Frankfurt's numbers may not be handled in Ashburn");
    }

    @Test
    void emergencyCallsStay() {
        expect(
                scene,
                drain(scene, FRANKFURT),
                FleetGuard.EMERGENCY_CALLS,
                WARN,
                "no emergency number is configured in the policy: that Frankfurt's front door keeps");
        scene.lost(FRANKFURT);
        expect(
                scene,
                evacuate(scene, FRANKFURT),
                FleetGuard.EMERGENCY_CALLS,
                WARN,
                "Frankfurt is lost: until it is back they depend on the carriers");
    }

    @Test
    void nothingReturnsIntoADeadRegion() {
        scene.lost(FRANKFURT);
        String id = scene.start(evacuate(scene, FRANKFURT));
        scene.decideStage(id, 0).verify(id).complete(id);
        Plan plan = bringBack(scene, FRANKFURT);
        expect(
                scene,
                plan,
                FleetGuard.INFRASTRUCTURE_VERDICT,
                HARD,
                "Frankfurt is still lost: no calls into a dead region");
        scene.verdict(FRANKFURT, RegionVerdict.ISOLATED);
        expect(scene, plan, FleetGuard.INFRASTRUCTURE_VERDICT, BLOCK, "Frankfurt is cut off");
        scene.verdict(FRANKFURT, RegionVerdict.PRESENT);
        expect(scene, plan, FleetGuard.INFRASTRUCTURE_VERDICT, PASS, "nobody says");
    }

    @Test
    void doorHasToBeThereAndReadLately() {
        Plan plan = drain(scene, FRANKFURT);
        expect(
                scene,
                plan,
                FleetGuard.DOOR_REACHABLE,
                PASS,
                "Frankfurt's front door read 200 ms ago");
        expect(
                scene.door(FRANKFURT, 9000, ""),
                plan,
                FleetGuard.DOOR_REACHABLE,
                BLOCK,
                "was read 9000 ms ago, at most 4000 ms");
        expect(
                scene.door(FRANKFURT, 100, "refuses the signature"),
                plan,
                FleetGuard.DOOR_REACHABLE,
                BLOCK,
                "Frankfurt's front door: refuses the signature");
        expect(
                scene.forgetDoor(FRANKFURT),
                plan,
                FleetGuard.DOOR_REACHABLE,
                BLOCK,
                "was never read");
        expect(
                scene.withoutDoors(),
                plan,
                FleetGuard.DOOR_REACHABLE,
                HARD,
                "Frankfurt has no front door in the policy: nothing can move these calls");
    }

    @Test
    void protectionNeverGetsWeaker() {
        expect(
                scene,
                drain(scene, FRANKFURT),
                FleetGuard.ENCRYPTION_PARITY,
                PASS,
                "unencrypted in Frankfurt to unencrypted in Dublin");
        scene.trunks(
                t -> t.target().region().equals(FRANKFURT) ? secured(t, Trunk.Security.TLS) : t);
        expect(
                scene,
                drain(scene, FRANKFURT),
                FleetGuard.ENCRYPTION_PARITY,
                HARD,
                "TLS in Frankfurt to unencrypted in Dublin");
        expect(
                scene,
                drain(scene, DUBLIN),
                FleetGuard.ENCRYPTION_PARITY,
                PASS,
                "unencrypted in Dublin to TLS in Frankfurt");
    }

    private static Trunk secured(Trunk trunk, Trunk.Security security) {
        return new Trunk(
                trunk.target(),
                trunk.direction(),
                trunk.uri(),
                trunk.endpoint(),
                trunk.transport(),
                trunk.channels(),
                trunk.callsPerSecondMax(),
                security,
                trunk.testNumber());
    }

    @Test
    void targetHasATrunkThatCarriesCalls() {
        Plan plan = drain(scene, FRANKFURT);
        expect(
                scene,
                plan,
                FleetGuard.LAST_USABLE_TARGET,
                PASS,
                "Dublin: 2 of 2 trunks can carry calls");
        scene.region(DUBLIN)
                .trunk("northwind", TrunkState.EXCLUDED)
                .trunk("contoso", TrunkState.FAILING);
        expect(
                scene,
                plan,
                FleetGuard.LAST_USABLE_TARGET,
                HARD,
                "Dublin: 0 of 2 trunks can carry calls");
        expect(
                scene,
                evacuate(scene, ASHBURN),
                FleetGuard.LAST_USABLE_TARGET,
                HARD,
                "nothing can move: Bookings: other jurisdiction: it also runs in Frankfurt (EU) and Dublin (EU)");
        expect(
                scene.forget(DUBLIN),
                plan,
                FleetGuard.LAST_USABLE_TARGET,
                BLOCK,
                "nothing is known of the trunks of Dublin");
        expect(
                scene.lost(DUBLIN),
                plan,
                FleetGuard.LAST_USABLE_TARGET,
                HARD,
                "Dublin is lost itself");
    }
}
