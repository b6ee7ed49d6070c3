package dev.signalbox.agent.decide;

import dev.signalbox.agent.decide.fleet.guard.FleetGuard;
import dev.signalbox.agent.decide.fleet.guard.GuardMatrix;
import dev.signalbox.model.change.Origin;
import dev.signalbox.model.change.Scope;
import dev.signalbox.model.journal.DecisionState;
import dev.signalbox.model.journal.GuardResult;
import dev.signalbox.model.journal.GuardResult.Verdict;
import dev.signalbox.model.target.Target;
import java.util.ArrayList;
import java.util.List;

/**
 * The guards of moves inside a region, as the one matrix orders them for people and automation, and
 * those that are the same for trunks and providers.
 */
final class RegionGuards {

    private RegionGuards() {}

    /** What each guard says of one move. */
    interface Judge {
        GuardResult judge(FleetGuard guard);
    }

    /** All that apply, in order; what only warns stops nobody. */
    static List<GuardResult> judge(Origin origin, Judge judge) {
        return GuardMatrix.asked(Scope.REGION, origin).stream()
                .map(g -> GuardMatrix.weighed(g, Scope.REGION, origin, judge.judge(g)))
                .toList();
    }

    /** The region's own table: no quorum is asked. */
    static GuardResult ownEpoch(Moment moment) {
        return pass(
                FleetGuard.QUORUM_AND_EPOCH,
                "table "
                        + moment.state().routes().epoch()
                        + " of this region, which its own agent decides");
    }

    /** Nothing but the region's SBC knows emergency numbers; the policy has no list of them. */
    static GuardResult emergencyCalls(String who) {
        return pass(
                FleetGuard.EMERGENCY_CALLS,
                "no emergency number is configured in the policy; " + who);
    }

    static GuardResult singleFlight(Moment moment) {
        DecisionState.Pending pending = moment.state().pending();
        if (pending == null) {
            return pass(FleetGuard.SINGLE_FLIGHT, "no other change under way");
        }
        return Moves.inFlight(moment)
                ? result(
                        FleetGuard.SINGLE_FLIGHT,
                        Verdict.HARD,
                        "decision " + pending.decisionId() + " is on its way to the routers")
                : result(
                        FleetGuard.SINGLE_FLIGHT,
                        Verdict.WARN,
                        "a router has not confirmed decision "
                                + pending.decisionId()
                                + ": it gets both at once when it is back");
    }

    static GuardResult freezeAndBrake(Moment moment, Target target) {
        List<String> stops = new ArrayList<>();
        if (moment.braked()) {
            stops.add("automation is stopped: what is moved by hand stays so");
        }
        if (moment.pinned(target)) {
            stops.add(moment.title(target) + " is pinned: automation leaves it alone");
        }
        return stops.isEmpty()
                ? pass(FleetGuard.FREEZE_AND_BRAKE, "no brake, no pin")
                : result(FleetGuard.FREEZE_AND_BRAKE, Verdict.BLOCK, String.join("; ", stops));
    }

    static GuardResult wayBack(Moment moment) {
        return pass(
                FleetGuard.WAY_BACK,
                "table " + moment.state().routes().epoch() + " can be restored, in stages");
    }

    /** Guards between regions: the matrix asks none of them here. */
    static IllegalStateException betweenRegions(FleetGuard guard) {
        return new IllegalStateException(guard + ": is about moves between regions only");
    }

    static GuardResult pass(FleetGuard guard, String detail) {
        return result(guard, Verdict.PASS, detail);
    }

    static GuardResult result(FleetGuard guard, Verdict verdict, String detail) {
        return new GuardResult(guard.text(Scope.REGION), verdict, detail);
    }
}
