package dev.signalbox.agent.decide.fleet.guard;

import static dev.signalbox.agent.decide.fleet.FleetScene.DUBLIN;
import static dev.signalbox.agent.decide.fleet.FleetScene.FRANKFURT;
import static dev.signalbox.agent.decide.fleet.FleetScene.OLGA;
import static dev.signalbox.agent.decide.fleet.guard.GuardBench.drain;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.agent.decide.fleet.FleetScene;
import dev.signalbox.model.change.Origin;
import dev.signalbox.model.change.PlanKind;
import dev.signalbox.model.change.Scope;
import dev.signalbox.model.journal.GuardResult;
import dev.signalbox.model.journal.GuardResult.Verdict;
import dev.signalbox.model.policy.Trunk;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class UndoGuardsTest {

    private final FleetScene scene = new FleetScene();

    @Test
    void allOfAReturnAreAskedButWhetherAnotherChangeIsUnderWay() {
        String id = running();
        assertThat(judge(id))
                .extracting(GuardResult::guard)
                .containsExactlyElementsOf(
                        Arrays.stream(FleetGuard.values())
                                .filter(g -> g != FleetGuard.SINGLE_FLIGHT)
                                .map(g -> g.text(Scope.FLEET))
                                .toList());
    }

    @Test
    void nothingStopsTheUndoOfWhatIsUnderWay() {
        String id = running();
        assertThat(worst(judge(id))).isLessThanOrEqualTo(Verdict.WARN);
        scene.forget(FRANKFURT).forgetDoor(FRANKFURT);
        assertThat(guard(judge(id), "fresh_evidence").verdict()).isEqualTo(Verdict.WARN);
        assertThat(worst(judge(id))).isEqualTo(Verdict.WARN);
    }

    @Test
    void whatIsDoneIsJudgedLikeAReturn() {
        String id = running();
        for (int stage = 1; stage < scene.change(id).plan().stagesPercent().size(); stage++) {
            scene.verify(id).decideStage(id, stage);
        }
        scene.verify(id).complete(id);
        assertThat(worst(judge(id))).isLessThanOrEqualTo(Verdict.WARN);
        scene.region(FRANKFURT).age(60_000, true);
        assertThat(guard(judge(id), "fresh_evidence").verdict()).isEqualTo(Verdict.BLOCK);
        scene.lost(FRANKFURT);
        assertThat(guard(judge(id), "infrastructure_verdict").verdict()).isEqualTo(Verdict.HARD);
    }

    @Test
    void aReturnIsUndoneAsTheRegionIsLeft() {
        String left = running();
        scene.verify(left).decideStage(left, 3).verify(left).complete(left);
        String back = scene.start(GuardBench.bringBack(scene, FRANKFURT));
        scene.decideStage(back, 3).verify(back).complete(back);
        List<GuardResult> guards = judge(back);
        assertThat(guard(guards, "last_usable_target").detail()).startsWith("Dublin");
        assertThat(worst(guards)).isLessThanOrEqualTo(Verdict.WARN);
        scene.region(DUBLIN).age(60_000, true);
        assertThat(guard(judge(back), "fresh_evidence").verdict()).isEqualTo(Verdict.BLOCK);
    }

    @Test
    void aPlanThatNeverStartedHasNothingToJudge() {
        assertThat(judge(scene.propose(drain(scene, FRANKFURT)))).isEmpty();
    }

    @Test
    void callsThatWereBetterProtectedElsewhereMayStillComeHome() {
        scene.trunks(t -> t.target().region().equals(DUBLIN) ? tls(t) : t);
        String id = running();
        scene.verify(id).decideStage(id, 3).verify(id).complete(id);
        assertThat(guard(judge(id), "encryption_parity").verdict()).isEqualTo(Verdict.WARN);
        GuardBench.expect(
                scene,
                GuardBench.plan(scene, PlanKind.RETURN_REGION, FRANKFURT, null, Origin.MANUAL),
                FleetGuard.ENCRYPTION_PARITY,
                Verdict.WARN,
                "as it always was at home");
    }

    private String running() {
        String id = scene.start(drain(scene, FRANKFURT));
        scene.decideStage(id, 0);
        return id;
    }

    private List<GuardResult> judge(String id) {
        return UndoGuards.judge(scene.picture(), scene.change(id), OLGA, GuardLimits.DEFAULTS);
    }

    private static GuardResult guard(List<GuardResult> guards, String name) {
        return guards.stream().filter(g -> g.guard().equals(name)).findFirst().orElseThrow();
    }

    private static Verdict worst(List<GuardResult> guards) {
        return guards.stream().map(GuardResult::verdict).max(Verdict::compareTo).orElseThrow();
    }

    private static Trunk tls(Trunk trunk) {
        return new Trunk(
                trunk.target(),
                trunk.direction(),
                trunk.uri(),
                trunk.endpoint(),
                Trunk.Transport.TLS,
                trunk.channels(),
                trunk.callsPerSecondMax(),
                Trunk.Security.TLS,
                trunk.testNumber());
    }
}
