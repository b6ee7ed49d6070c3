package dev.signalbox.agent.decide.fleet;

import dev.signalbox.model.change.Plan;
import dev.signalbox.model.route.FleetTable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Plans with one thing in them that no planner would make. */
public final class Plans {

    private Plans() {}

    /** With other stages, percent. */
    public static Plan stages(Plan plan, Integer... percents) {
        return of(plan, List.of(percents), plan.table(), plan.wayBack());
    }

    /** With another table when all is done. */
    public static Plan table(Plan plan, FleetTable table) {
        return of(plan, plan.stagesPercent(), table, plan.wayBack());
    }

    /** With other words about how it is undone. */
    public static Plan wayBack(Plan plan, String words) {
        return of(plan, plan.stagesPercent(), plan.table(), words);
    }

    private static Plan of(
            Plan plan, List<Integer> percents, @Nullable FleetTable table, String wayBack) {
        return new Plan(
                plan.kind(),
                plan.source(),
                plan.region(),
                plan.origin(),
                plan.by(),
                plan.reason(),
                plan.madeAt(),
                plan.basis(),
                plan.moves(),
                plan.stays(),
                plan.loads(),
                plan.liveCalls(),
                percents,
                table,
                wayBack,
                plan.guards());
    }
}
