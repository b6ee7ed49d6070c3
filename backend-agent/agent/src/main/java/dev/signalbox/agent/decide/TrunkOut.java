package dev.signalbox.agent.decide;

import dev.signalbox.agent.decide.fleet.guard.FleetGuard;
import dev.signalbox.model.change.Origin;
import dev.signalbox.model.journal.DecisionState;
import dev.signalbox.model.journal.GuardResult;
import dev.signalbox.model.journal.GuardResult.Verdict;
import dev.signalbox.model.measure.ProbeState;
import dev.signalbox.model.measure.TrunkPicture;
import dev.signalbox.model.policy.Region;
import dev.signalbox.model.policy.Trunk;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The guards of taking a trunk out.
 *
 * @param source the trunk to be taken out
 * @param target where its calls would go, null when there is no trunk left
 */
record TrunkOut(Moment moment, Trunk source, @Nullable Trunk target) implements RegionGuards.Judge {

    static List<GuardResult> judge(
            Moment moment, Origin origin, Trunk source, @Nullable Trunk target) {
        return RegionGuards.judge(origin, new TrunkOut(moment, source, target));
    }

    @Override
    public GuardResult judge(FleetGuard guard) {
        return switch (guard) {
            case QUORUM_AND_EPOCH -> RegionGuards.ownEpoch(moment);
            case SINGLE_FLIGHT -> RegionGuards.singleFlight(moment);
            case RESIDENCY -> residency();
            case EMERGENCY_CALLS ->
                    RegionGuards.emergencyCalls("the SBC sends such calls its own way first");
            case FRESH_EVIDENCE -> new Guards.FreshEvidence().judge(moment, source, target);
            case INFRASTRUCTURE_VERDICT -> EvidenceRule.judge(moment.symptoms(source.target()));
            case PROBLEM_FOLLOWS -> new Guards.ProblemFollows().judge(moment, source, target);
            case TARGET_GREEN -> targetGreen();
            case TELEPHONY_CAPACITY -> new Guards.TelephonyCapacity().judge(moment, source, target);
            case ANTI_FLAP -> antiFlap();
            case FREEZE_AND_BRAKE -> RegionGuards.freezeAndBrake(moment, source.target());
            case WAY_BACK -> RegionGuards.wayBack(moment);
            case ENCRYPTION_PARITY -> new Guards.EncryptionParity().judge(moment, source, target);
            case CALLER_NUMBERS -> callerNumbers();
            case LAST_USABLE_TARGET -> new Guards.LastUsableTrunk().judge(moment, source, target);
            case REGION_REMAINS, MOVED_SHARE, LIVE_CALLS, DOOR_REACHABLE ->
                    throw RegionGuards.betweenRegions(guard);
        };
    }

    private GuardResult residency() {
        String region = source.target().region();
        String jurisdiction =
                moment.policy().region(region).map(Region::jurisdiction).orElse("unknown");
        return target == null || target.target().region().equals(region)
                ? RegionGuards.pass(
                        FleetGuard.RESIDENCY, "calls stay in " + region + ", " + jurisdiction)
                : RegionGuards.result(
                        FleetGuard.RESIDENCY,
                        Verdict.HARD,
                        target.target() + " is in another region: the fleet decides that");
    }

    /** A road that nobody has tried lately may be dead too; it is better than one that is. */
    private GuardResult targetGreen() {
        if (target == null) {
            return RegionGuards.pass(FleetGuard.TARGET_GREEN, "nobody takes over");
        }
        String title = moment.title(target.target());
        if (!moment.usable(target)) {
            return RegionGuards.result(
                    FleetGuard.TARGET_GREEN, Verdict.BLOCK, title + " is not well itself");
        }
        boolean tried =
                moment.picture(target.target())
                        .filter(p -> p.options() == ProbeState.GOOD || carries(p))
                        .isPresent();
        return tried
                ? RegionGuards.pass(
                        FleetGuard.TARGET_GREEN, "nothing speaks against " + title + " now")
                : RegionGuards.result(
                        FleetGuard.TARGET_GREEN,
                        Verdict.WARN,
                        title + " carries no call and answers no probe: how it is, is not known");
    }

    private static boolean carries(TrunkPicture picture) {
        return picture.callsPerSecond() > 0 || picture.liveCalls() > 0;
    }

    /** Open fast, close slow: what comes back and fails is taken out at once, for longer. */
    private GuardResult antiFlap() {
        DecisionState.Moved moved = moment.state().moved().get(source.target());
        if (moved == null) {
            return RegionGuards.pass(FleetGuard.ANTI_FLAP, "it was not moved before");
        }
        int times = Moves.exclusions(moment, source.target());
        long seconds = (moment.journalMillis() - moved.stageSinceMillis()) / 1_000;
        String words =
                "its share was changed "
                        + seconds
                        + " s ago; it stays out for "
                        + Moves.coolDown(moment, times + 1).toSeconds()
                        + " s next";
        return RegionGuards.result(
                FleetGuard.ANTI_FLAP, times > 0 ? Verdict.WARN : Verdict.PASS, words);
    }

    private GuardResult callerNumbers() {
        return target == null
                ? RegionGuards.pass(FleetGuard.CALLER_NUMBERS, "no number is shown elsewhere")
                : RegionGuards.result(
                        FleetGuard.CALLER_NUMBERS,
                        Verdict.WARN,
                        "whether "
                                + moment.title(target.target())
                                + " may show these numbers, and at which cost, is not in the"
                                + " policy");
    }
}
