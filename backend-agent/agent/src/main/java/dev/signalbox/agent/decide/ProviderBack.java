package dev.signalbox.agent.decide;

import dev.signalbox.agent.decide.fleet.guard.FleetGuard;
import dev.signalbox.model.journal.DecisionState.Breaker;
import dev.signalbox.model.journal.GuardResult;
import dev.signalbox.model.journal.GuardResult.Verdict;
import dev.signalbox.model.measure.Symptom;
import dev.signalbox.model.target.Target;
import java.util.List;

/** The guards of giving a provider its calls back, in stages that are watched. */
record ProviderBack(Moment moment, Target.Provider provider) implements RegionGuards.Judge {

    @Override
    public GuardResult judge(FleetGuard guard) {
        return switch (guard) {
            case QUORUM_AND_EPOCH -> RegionGuards.ownEpoch(moment);
            case SINGLE_FLIGHT -> RegionGuards.pass(guard, "workers are told all breakers at once");
            case RESIDENCY -> ProviderGuards.residency(moment, List.of(provider));
            case EMERGENCY_CALLS -> RegionGuards.emergencyCalls("no call changes its trunk");
            case FRESH_EVIDENCE, INFRASTRUCTURE_VERDICT ->
                    RegionGuards.pass(guard, "each stage is judged by its own calls");
            case PROBLEM_FOLLOWS -> RegionGuards.pass(guard, "its own calls come back, in stages");
            case TARGET_GREEN -> well();
            case TELEPHONY_CAPACITY, ENCRYPTION_PARITY ->
                    RegionGuards.pass(guard, "no call changes its trunk");
            case ANTI_FLAP -> openLongEnough();
            case FREEZE_AND_BRAKE -> RegionGuards.freezeAndBrake(moment, provider);
            case WAY_BACK -> RegionGuards.pass(guard, "its breaker opens again");
            case CALLER_NUMBERS -> RegionGuards.pass(guard, "no number is shown elsewhere");
            case LAST_USABLE_TARGET -> RegionGuards.pass(guard, "no provider is taken out");
            case REGION_REMAINS, MOVED_SHARE, LIVE_CALLS, DOOR_REACHABLE ->
                    throw RegionGuards.betweenRegions(guard);
        };
    }

    /** Never back to one that is seen to fail now. */
    private GuardResult well() {
        List<Symptom> symptoms = moment.picture().symptoms(provider);
        return symptoms.isEmpty()
                ? RegionGuards.pass(FleetGuard.TARGET_GREEN, "nothing speaks against it now")
                : RegionGuards.result(
                        FleetGuard.TARGET_GREEN,
                        Verdict.BLOCK,
                        moment.title(provider) + " is not well: " + symptoms.getFirst().detail());
    }

    private GuardResult openLongEnough() {
        Breaker breaker = moment.state().breakers().get(provider);
        if (breaker == null) {
            return RegionGuards.pass(FleetGuard.ANTI_FLAP, "its breaker did not open lately");
        }
        long seconds = (moment.journalMillis() - breaker.stageSinceMillis()) / 1_000;
        long wait = Breakers.openFor(moment, breaker.openings()).toSeconds();
        return RegionGuards.result(
                FleetGuard.ANTI_FLAP,
                seconds < wait ? Verdict.BLOCK : Verdict.PASS,
                "open for " + seconds + " s, automation waits " + wait + " s");
    }
}
