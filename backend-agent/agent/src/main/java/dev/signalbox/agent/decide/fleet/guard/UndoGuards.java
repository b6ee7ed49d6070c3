package dev.signalbox.agent.decide.fleet.guard;

import dev.signalbox.agent.decide.fleet.FleetPicture;
import dev.signalbox.model.change.Origin;
import dev.signalbox.model.change.Person;
import dev.signalbox.model.change.Plan;
import dev.signalbox.model.change.PlanKind;
import dev.signalbox.model.change.Scope;
import dev.signalbox.model.journal.GuardResult;
import dev.signalbox.model.journal.GuardResult.Verdict;
import dev.signalbox.model.quorum.FleetState.Change;
import dev.signalbox.model.quorum.Phase;
import dev.signalbox.model.quorum.TableChange;
import dev.signalbox.model.route.FleetTable;
import java.util.List;

/**
 * The guards of an undo: those of the same move planned by a person, the other way round. While the
 * change is under way it has to be possible to go back at once, so all that is not law only warns;
 * that no calls go into a region that is lost the fleet's own rules see to.
 */
public final class UndoGuards {

    private UndoGuards() {}

    /** Those that apply, in order. */
    public static List<FleetGuard> asked() {
        return GuardMatrix.asked(Scope.FLEET, Origin.MANUAL).stream()
                // What else is under way the rules see: this change is no reason against itself.
                .filter(guard -> guard != FleetGuard.SINGLE_FLIGHT)
                .toList();
    }

    /** All that apply, each with its result; none for a change that was never started. */
    public static List<GuardResult> judge(
            FleetPicture picture, Change change, Person by, GuardLimits limits) {
        FleetTable before = change.before();
        if (before == null || change.plan().table() == null) {
            return List.of();
        }
        Plan back = back(picture, change, before, by);
        boolean done = change.phase() == Phase.COMPLETED;
        return asked().stream()
                .map(g -> g.judge(picture, back, limits))
                .map(result -> done || lawful(result, back) ? result : warning(result))
                .toList();
    }

    private static boolean lawful(GuardResult result, Plan back) {
        return result.guard().equals(FleetGuard.RESIDENCY.text(back.scope()));
    }

    private static GuardResult warning(GuardResult result) {
        return result.verdict().compareTo(Verdict.WARN) > 0
                ? new GuardResult(result.guard(), Verdict.WARN, result.detail())
                : result;
    }

    private static Plan back(FleetPicture picture, Change change, FleetTable before, Person by) {
        Plan plan = change.plan();
        boolean leavesAgain = plan.kind().back();
        int percent = change.stage() < 0 ? 0 : plan.stagesPercent().get(change.stage());
        FleetTable now = picture.state().table();
        return new Plan(
                leavesAgain ? PlanKind.EVACUATE_REGION : PlanKind.RETURN_REGION,
                plan.source(),
                plan.region(),
                Origin.MANUAL,
                by,
                "undo of " + change.id(),
                picture.now().wall(),
                new Plan.Basis(now.epoch(), picture.policy().hash(), ""),
                plan.moves().stream()
                        .map(
                                m ->
                                        new Plan.Move(
                                                m.service(),
                                                m.to(),
                                                m.from(),
                                                m.percent(),
                                                m.callsPerMinute() * percent / 100))
                        .toList(),
                List.of(),
                List.of(),
                plan.liveCalls(),
                List.of(100),
                TableChange.back(change, now),
                "return it, or plan the move again; before it epoch " + before.epoch(),
                List.of());
    }
}
