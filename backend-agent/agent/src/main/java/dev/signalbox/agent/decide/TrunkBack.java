package dev.signalbox.agent.decide;

import dev.signalbox.agent.decide.fleet.guard.FleetGuard;
import dev.signalbox.model.journal.DecisionState;
import dev.signalbox.model.journal.GuardResult;
import dev.signalbox.model.journal.GuardResult.Verdict;
import dev.signalbox.model.measure.Symptom;
import dev.signalbox.model.policy.Trunk;
import java.util.List;

/** The guards of giving a trunk its calls back, in stages that are watched. */
record TrunkBack(Moment moment, Trunk trunk) implements RegionGuards.Judge {

    @Override
    public GuardResult judge(FleetGuard guard) {
        return switch (guard) {
            case QUORUM_AND_EPOCH -> RegionGuards.ownEpoch(moment);
            case SINGLE_FLIGHT -> RegionGuards.singleFlight(moment);
            case RESIDENCY -> RegionGuards.pass(guard, "calls stay in " + trunk.target().region());
            case EMERGENCY_CALLS ->
                    RegionGuards.emergencyCalls("the SBC sends such calls its own way first");
            case FRESH_EVIDENCE -> new Guards.FreshEvidence().judge(moment, trunk, null);
            case INFRASTRUCTURE_VERDICT -> EvidenceRule.judge(moment.symptoms(trunk.target()));
            case PROBLEM_FOLLOWS ->
                    RegionGuards.pass(guard, "its own calls come back, in stages: 1 % first");
            case TARGET_GREEN -> well();
            case TELEPHONY_CAPACITY ->
                    RegionGuards.pass(
                            guard,
                            "its own calls come back to its "
                                    + trunk.channels()
                                    + " channels, in stages");
            case ANTI_FLAP -> coolDown();
            case FREEZE_AND_BRAKE -> RegionGuards.freezeAndBrake(moment, trunk.target());
            case WAY_BACK -> RegionGuards.wayBack(moment);
            case ENCRYPTION_PARITY -> RegionGuards.pass(guard, "as its calls always were");
            case CALLER_NUMBERS -> RegionGuards.pass(guard, "as its calls always were shown");
            case LAST_USABLE_TARGET -> RegionGuards.pass(guard, "no trunk is taken out");
            case REGION_REMAINS, MOVED_SHARE, LIVE_CALLS, DOOR_REACHABLE ->
                    throw RegionGuards.betweenRegions(guard);
        };
    }

    /** Never back onto a road that is broken now. */
    private GuardResult well() {
        List<Symptom> symptoms = moment.symptoms(trunk.target());
        return symptoms.isEmpty()
                ? RegionGuards.pass(FleetGuard.TARGET_GREEN, "nothing speaks against it now")
                : RegionGuards.result(
                        FleetGuard.TARGET_GREEN,
                        Verdict.BLOCK,
                        moment.title(trunk.target())
                                + " is not well: "
                                + symptoms.getFirst().detail());
    }

    private GuardResult coolDown() {
        DecisionState.Moved moved = moment.state().moved().get(trunk.target());
        if (moved == null) {
            return RegionGuards.pass(FleetGuard.ANTI_FLAP, "it was not moved before");
        }
        long outSeconds = (moment.journalMillis() - moved.outSinceMillis()) / 1_000;
        long seconds = Moves.coolDown(moment, moved.exclusions()).toSeconds();
        String words = "out for " + outSeconds + " s, automation waits " + seconds + " s";
        return RegionGuards.result(
                FleetGuard.ANTI_FLAP, outSeconds < seconds ? Verdict.BLOCK : Verdict.PASS, words);
    }
}
