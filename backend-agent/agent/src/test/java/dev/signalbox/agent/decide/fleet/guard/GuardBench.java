package dev.signalbox.agent.decide.fleet.guard;

import dev.signalbox.agent.decide.fleet.FleetScene;
import dev.signalbox.agent.decide.fleet.plan.PlanRequest;
import dev.signalbox.agent.decide.fleet.plan.Planned;
import dev.signalbox.agent.decide.fleet.plan.Planner;
import dev.signalbox.model.change.Origin;
import dev.signalbox.model.change.Plan;
import dev.signalbox.model.change.PlanKind;
import dev.signalbox.model.journal.GuardResult;
import dev.signalbox.model.journal.GuardResult.Verdict;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;

/** Makes plans from scenes and asks one guard. */
public final class GuardBench {

    private GuardBench() {}

    public static Plan evacuate(FleetScene scene, String region) {
        return plan(scene, PlanKind.EVACUATE_REGION, region, null, Origin.MANUAL);
    }

    public static Plan drain(FleetScene scene, String region) {
        return plan(scene, PlanKind.DRAIN_REGION, region, null, Origin.MANUAL);
    }

    public static Plan bringBack(FleetScene scene, String region) {
        return plan(scene, PlanKind.RETURN_REGION, region, null, Origin.MANUAL);
    }

    public static Plan plan(
            FleetScene scene, PlanKind kind, String region, @Nullable String to, Origin origin) {
        Planned planned =
                new Planner(GuardLimits.DEFAULTS)
                        .plan(
                                scene.picture(),
                                new PlanRequest(
                                        kind,
                                        region,
                                        to,
                                        origin,
                                        FleetScene.OLGA,
                                        "edge is dead",
                                        scene.wall()));
        return switch (planned) {
            case Planned.Made made -> made.plan();
            case Planned.Impossible impossible -> throw new AssertionError(impossible.sentence());
        };
    }

    static void expect(
            FleetScene scene, Plan plan, FleetGuard guard, Verdict verdict, String detail) {
        GuardResult result = guard.judge(scene.picture(), plan, GuardLimits.DEFAULTS);
        Assertions.assertThat(result.verdict()).as(result.detail()).isEqualTo(verdict);
        Assertions.assertThat(result.detail()).contains(detail);
        Assertions.assertThat(result.guard()).isEqualTo(guard.text(plan.scope()));
    }
}
