package dev.signalbox.agent.decide.fleet.guard;

import static dev.signalbox.agent.decide.fleet.FleetScene.ASHBURN;
import static dev.signalbox.agent.decide.fleet.FleetScene.DUBLIN;
import static dev.signalbox.agent.decide.fleet.FleetScene.FRANKFURT;
import static dev.signalbox.agent.decide.fleet.FleetScene.OLGA;
import static dev.signalbox.agent.decide.fleet.guard.GuardBench.bringBack;
import static dev.signalbox.agent.decide.fleet.guard.GuardBench.drain;
import static dev.signalbox.agent.decide.fleet.guard.GuardBench.evacuate;
import static dev.signalbox.agent.decide.fleet.guard.GuardBench.expect;
import static dev.signalbox.model.journal.GuardResult.Verdict.BLOCK;
import static dev.signalbox.model.journal.GuardResult.Verdict.PASS;
import static dev.signalbox.model.journal.GuardResult.Verdict.WARN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.signalbox.agent.decide.fleet.FleetScene;
import dev.signalbox.agent.decide.fleet.Plans;
import dev.signalbox.model.change.Origin;
import dev.signalbox.model.change.Plan;
import dev.signalbox.model.change.PlanKind;
import dev.signalbox.model.fleet.ProviderView;
import dev.signalbox.model.fleet.Severity;
import dev.signalbox.model.fleet.TrunkState;
import dev.signalbox.model.journal.GuardResult;
import dev.signalbox.model.measure.ProbeState;
import dev.signalbox.model.quorum.FleetRecord;
import dev.signalbox.model.quorum.RegionVerdict;
import dev.signalbox.model.quorum.Word;
import dev.signalbox.model.target.Target;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Guards that warn, or block until somebody answers for it by name. */
class SoftGuardsTest {

    private final FleetScene scene = new FleetScene();

    private static Plan automatic(FleetScene scene) {
        return GuardBench.plan(scene, PlanKind.EVACUATE_REGION, FRANKFURT, null, Origin.AUTOMATIC);
    }

    @Test
    void wellFleetLetsAPlannedDrainPass() {
        Plan plan = drain(scene, FRANKFURT);
        assertThat(plan.guards()).hasSize(FleetGuard.values().length);
        assertThat(plan.guards())
                .filteredOn(g -> g.verdict() != PASS)
                .extracting(GuardResult::guard, GuardResult::verdict)
                .containsExactlyInAnyOrder(
                        tuple("residency", WARN),
                        tuple("emergency_calls", WARN),
                        tuple("caller_numbers", WARN));
    }

    @Test
    void regionPlansAreNotJudgedHere() {
        Plan plan = drain(scene, FRANKFURT);
        Plan trunks =
                new Plan(
                        PlanKind.FAILOVER_TRUNK,
                        new Target.Trunk(FRANKFURT, "northwind"),
                        FRANKFURT,
                        plan.origin(),
                        plan.by(),
                        plan.reason(),
                        plan.madeAt(),
                        plan.basis(),
                        List.of(),
                        List.of(),
                        List.of(),
                        0,
                        List.of(100),
                        null,
                        "",
                        List.of());
        assertThatThrownBy(() -> FleetGuard.judgeAll(scene.picture(), trunks, GuardLimits.DEFAULTS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("trunk:eu-central/northwind: moves nothing between regions");
    }

    @Test
    void targetsReportedJustNow() {
        Plan plan = drain(scene, FRANKFURT);
        expect(scene, plan, FleetGuard.FRESH_EVIDENCE, PASS, "Dublin 300 ms old");
        scene.region(DUBLIN).age(4500, false);
        expect(
                scene,
                plan,
                FleetGuard.FRESH_EVIDENCE,
                BLOCK,
                "Dublin's report is 4500 ms old, at most 4000 ms");
        scene.region(DUBLIN).age(300, false).busy(0, 0).options(ProbeState.UNKNOWN);
        expect(
                scene,
                plan,
                FleetGuard.FRESH_EVIDENCE,
                BLOCK,
                "Dublin has had 0 calls in five minutes and no trunk that answers probes");
        scene.region(DUBLIN).options(ProbeState.GOOD);
        expect(scene, plan, FleetGuard.FRESH_EVIDENCE, PASS, "Dublin");
        expect(
                scene.forget(DUBLIN),
                plan,
                FleetGuard.FRESH_EVIDENCE,
                BLOCK,
                "nothing is known of Dublin");
    }

    @Test
    void silentSourceBlocksUnlessItIsLost() {
        Plan plan = evacuate(scene, FRANKFURT);
        scene.region(FRANKFURT).age(60_000, true);
        expect(scene, plan, FleetGuard.FRESH_EVIDENCE, BLOCK, "Frankfurt's report is 60000 ms old");
        expect(
                scene.lost(FRANKFURT),
                plan,
                FleetGuard.FRESH_EVIDENCE,
                PASS,
                "Frankfurt is lost, its observers' words count");
    }

    @Test
    void evacuationRestsOnSeveralObservers() {
        Plan plan = evacuate(scene, FRANKFURT);
        expect(
                scene,
                plan,
                FleetGuard.INFRASTRUCTURE_VERDICT,
                WARN,
                "Frankfurt looks healthy: its callers are served now");
        expect(
                scene,
                drain(scene, FRANKFURT),
                FleetGuard.INFRASTRUCTURE_VERDICT,
                PASS,
                "planned by a person");
        scene.word(FRANKFURT, Word.View.OWN, FRANKFURT).verdict(FRANKFURT, RegionVerdict.LOST);
        scene.word(FRANKFURT, Word.View.CARRIER, FRANKFURT);
        expect(
                scene,
                plan,
                FleetGuard.INFRASTRUCTURE_VERDICT,
                BLOCK,
                "called lost by 1 agent(s) now, at least 2 are needed; who says so: its own agent; its carriers say so too");
        scene.word(DUBLIN, Word.View.PEER, FRANKFURT);
        expect(
                scene,
                plan,
                FleetGuard.INFRASTRUCTURE_VERDICT,
                PASS,
                "lost by the word of 2 agents: its own agent, Dublin; its carriers say so too");
    }

    @Test
    void aRegionThatSomebodyCallsDeadIsNeverCalledHealthy() {
        Plan plan = evacuate(scene, FRANKFURT);
        // One agent is down, Frankfurt's own has not spoken yet.
        scene.word(DUBLIN, Word.View.PEER, FRANKFURT)
                .word(FRANKFURT, Word.View.CARRIER, FRANKFURT)
                .word(FRANKFURT, Word.View.OWN, FRANKFURT, Word.Reach.ANSWERS);
        for (Plan of : List.of(plan, drain(scene, FRANKFURT))) {
            expect(
                    scene,
                    of,
                    FleetGuard.INFRASTRUCTURE_VERDICT,
                    BLOCK,
                    "Frankfurt may take no calls, and is not held lost by enough who see it: its carriers: 3 of 3 seen; Dublin: 3 of 3 seen");
        }
        // Carriers deliver: one agent that does not reach it means nothing.
        scene.word(FRANKFURT, Word.View.CARRIER, FRANKFURT, Word.Reach.ANSWERS);
        expect(scene, plan, FleetGuard.INFRASTRUCTURE_VERDICT, WARN, "looks healthy");
        scene.word(FRANKFURT, Word.View.OWN, FRANKFURT);
        expect(scene, plan, FleetGuard.INFRASTRUCTURE_VERDICT, BLOCK, "its own agent");
    }

    @Test
    void aRegionOfWhichNothingNewIsKnownIsNotCalledHealthy() {
        Plan plan = evacuate(scene, FRANKFURT);
        scene.region(FRANKFURT).router(true);
        expect(scene, plan, FleetGuard.INFRASTRUCTURE_VERDICT, WARN, "looks healthy");
        scene.region(FRANKFURT).router(false);
        expect(
                scene,
                plan,
                FleetGuard.INFRASTRUCTURE_VERDICT,
                BLOCK,
                "its own agent reaches none of its routers");
        scene.region(FRANKFURT).router(true).age(60_000, true);
        expect(
                scene,
                plan,
                FleetGuard.INFRASTRUCTURE_VERDICT,
                BLOCK,
                "nothing new is known of Frankfurt");
        expect(
                scene.forget(FRANKFURT),
                plan,
                FleetGuard.INFRASTRUCTURE_VERDICT,
                BLOCK,
                "nothing new is known of Frankfurt");
    }

    @Test
    void anObserverThatDiesInTheMiddleDoesNotStopAnEvacuation() {
        scene.lost(FRANKFURT);
        Plan plan = evacuate(scene, FRANKFURT);
        scene.start(plan);
        scene.word(DUBLIN, Word.View.PEER, FRANKFURT, Word.Reach.UNKNOWN)
                .word(ASHBURN, Word.View.PEER, FRANKFURT, Word.Reach.UNKNOWN);
        expect(scene, plan, FleetGuard.INFRASTRUCTURE_VERDICT, WARN, "by 1 agent(s) now");
        scene.word(ASHBURN, Word.View.PEER, FRANKFURT, Word.Reach.ANSWERS);
        expect(scene, plan, FleetGuard.INFRASTRUCTURE_VERDICT, BLOCK, "by 1 agent(s) now");
    }

    @Test
    void aLostRegionIsEvacuatedAndNotDrained() {
        scene.word(DUBLIN, Word.View.PEER, FRANKFURT)
                .word(FRANKFURT, Word.View.CARRIER, FRANKFURT)
                .verdict(FRANKFURT, RegionVerdict.LOST);
        expect(
                scene,
                drain(scene, FRANKFURT),
                FleetGuard.INFRASTRUCTURE_VERDICT,
                GuardResult.Verdict.HARD,
                "evacuate it, which takes a second person");
    }

    @Test
    void cutMovesNothing() {
        scene.verdict(FRANKFURT, RegionVerdict.ISOLATED);
        expect(
                scene,
                evacuate(scene, FRANKFURT),
                FleetGuard.INFRASTRUCTURE_VERDICT,
                BLOCK,
                "a cut moves nothing");
    }

    @Test
    void automationEvacuatesNoRegionThatNobodyCallsLost() {
        scene.region(FRANKFURT)
                .incident(Severity.CRITICAL, new Target.Service("bookings"), "Misunderstood");
        expect(
                scene,
                automatic(scene),
                FleetGuard.INFRASTRUCTURE_VERDICT,
                BLOCK,
                "nobody calls Frankfurt lost");
    }

    @Test
    void problemThatFollowsBlocksAndNamesTheOtherMove() {
        Plan plan = drain(scene, FRANKFURT);
        expect(scene, plan, FleetGuard.PROBLEM_FOLLOWS, PASS, "fails both there and in Dublin");
        scene.region(FRANKFURT).trunk("northwind", TrunkState.EXCLUDED);
        expect(scene, plan, FleetGuard.PROBLEM_FOLLOWS, PASS, "no carrier");
        scene.region(DUBLIN).trunk("northwind", TrunkState.FAILING);
        expect(
                scene,
                plan,
                FleetGuard.PROBLEM_FOLLOWS,
                BLOCK,
                "northwind fails in Dublin too: leave trunk:eu-west/northwind there first");
        expect(
                scene.forget(DUBLIN),
                plan,
                FleetGuard.PROBLEM_FOLLOWS,
                BLOCK,
                "nothing is known of Dublin");
    }

    @Test
    void providerThatFailsAtBothFollows() {
        Plan plan = drain(scene, FRANKFURT);
        Target.Provider acme = new Target.Provider("llm", "acme", "eu");
        scene.region(FRANKFURT).provider(acme, "Acme", ProviderView.State.OPEN);
        expect(scene, plan, FleetGuard.PROBLEM_FOLLOWS, PASS, "no carrier or provider");
        scene.region(DUBLIN).provider(acme, "Acme", ProviderView.State.FAILING);
        expect(scene, plan, FleetGuard.PROBLEM_FOLLOWS, BLOCK, "Acme fails in Dublin too");
    }

    @Test
    void regionThatMovedLatelyIsLeftAlone() {
        expect(scene, drain(scene, FRANKFURT), FleetGuard.ANTI_FLAP, PASS, "did not move");
        String id = scene.start(drain(scene, FRANKFURT));
        scene.decideStage(id, 0).decideStage(id, 3).verify(id);
        expect(scene, scene.change(id).plan(), FleetGuard.ANTI_FLAP, PASS, "did not move");
        scene.complete(id).pass(Duration.ofMinutes(2));
        Plan back = bringBack(scene, FRANKFURT);
        expect(
                scene,
                back,
                FleetGuard.ANTI_FLAP,
                WARN,
                "Frankfurt's calls moved at 12:00:00 UTC, 2 min ago: left alone for 10 min");
        expect(
                scene,
                GuardBench.plan(scene, PlanKind.RETURN_REGION, FRANKFURT, null, Origin.AUTOMATIC),
                FleetGuard.ANTI_FLAP,
                BLOCK,
                "2 min ago");
        scene.pass(Duration.ofMinutes(9));
        expect(scene, back, FleetGuard.ANTI_FLAP, PASS, "did not move");
    }

    @Test
    void brakeStopsAutomationAndWarnsPeople() {
        expect(
                scene,
                drain(scene, FRANKFURT),
                FleetGuard.FREEZE_AND_BRAKE,
                PASS,
                "no brake, no pin, 3 of 3 regions are well");
        scene.record(new FleetRecord.BrakeSet(scene.wall(), OLGA, "release night"));
        expect(
                scene,
                drain(scene, FRANKFURT),
                FleetGuard.FREEZE_AND_BRAKE,
                WARN,
                "the fleet's brake is set by olga: release night");
        expect(scene, automatic(scene), FleetGuard.FREEZE_AND_BRAKE, BLOCK, "brake is set by olga");
    }

    @Test
    void pinsAndLocalBrakesAndAnIllFleetStopAutomation() {
        Plan plan = automatic(scene);
        scene.record(
                new FleetRecord.PinSet(
                        scene.wall(),
                        new Target.Region(DUBLIN),
                        OLGA,
                        "audit",
                        scene.wall().plus(Duration.ofMinutes(5))));
        expect(
                scene,
                plan,
                FleetGuard.FREEZE_AND_BRAKE,
                BLOCK,
                "Dublin is pinned by olga until 12:05:00 UTC: audit");
        scene.pass(Duration.ofMinutes(6));
        expect(scene, plan, FleetGuard.FREEZE_AND_BRAKE, PASS, "no pin");
        scene.region(FRANKFURT).brake("nils", "test");
        expect(scene, plan, FleetGuard.FREEZE_AND_BRAKE, BLOCK, "Frankfurt's brake is set by nils");
        FleetScene ill = new FleetScene().lost(FRANKFURT).lost(DUBLIN);
        expect(ill, plan, FleetGuard.FREEZE_AND_BRAKE, BLOCK, "only 1 of 3 regions are well");
    }

    @Test
    void liveCallsAreCountedAndLeft() {
        Plan plan = drain(scene, FRANKFURT);
        expect(scene, plan, FleetGuard.LIVE_CALLS, PASS, "40 calls are up in Frankfurt");
        scene.region(FRANKFURT).busy(1, 0).oneCallUp();
        expect(scene, plan, FleetGuard.LIVE_CALLS, PASS, "1 call is up in Frankfurt: it ends");
        scene.region(FRANKFURT).age(60_000, true);
        expect(scene, plan, FleetGuard.LIVE_CALLS, WARN, "counted 60 s ago");
        expect(
                scene.forget(FRANKFURT),
                plan,
                FleetGuard.LIVE_CALLS,
                BLOCK,
                "how many calls are up in Frankfurt is not known");
    }

    @Test
    void wayBackIsThere() {
        Plan plan = drain(scene, FRANKFURT);
        expect(scene, plan, FleetGuard.WAY_BACK, PASS, "undo restores the table of epoch 0");
        Plan mute = Plans.wayBack(plan, " ");
        expect(scene, mute, FleetGuard.WAY_BACK, BLOCK, "does not say how it is undone");
    }

    @Test
    void callerNumbersAreForAPersonToThinkOf() {
        expect(
                scene,
                drain(scene, FRANKFURT),
                FleetGuard.CALLER_NUMBERS,
                WARN,
                "the same carriers carry them there; whether they accept these numbers from Dublin is not in the policy; the cost per hour is not known");
        expect(
                scene,
                evacuate(scene, ASHBURN),
                FleetGuard.CALLER_NUMBERS,
                PASS,
                "no number is shown elsewhere");
    }
}
