package dev.signalbox.agent.decide.fleet.guard;

import dev.signalbox.model.change.Origin;
import dev.signalbox.model.change.Scope;
import dev.signalbox.model.journal.GuardResult;
import dev.signalbox.model.journal.GuardResult.Verdict;
import java.util.Arrays;
import java.util.List;

/**
 * Which guard applies to whom: by scope (inside a region, between regions) and origin (a person,
 * automation). A guard that only warns tells what it judged and stops nobody.
 */
public final class GuardMatrix {

    private GuardMatrix() {}

    /** What a guard may do. */
    public enum Use {
        /** It is not asked. */
        NOT,
        /** It is asked and never worse than a warning. */
        WARNS,
        /** Its verdict counts. */
        JUDGES,
        /** Its verdict counts; by the epoch of the region's own table, without a quorum. */
        OWN_EPOCH
    }

    /** What {@code guard} may do about a move of that scope and origin. */
    public static Use use(FleetGuard guard, Scope scope, Origin origin) {
        return switch (guard) {
            case QUORUM_AND_EPOCH -> scope == Scope.FLEET ? Use.JUDGES : Use.OWN_EPOCH;
            case SINGLE_FLIGHT,
                    RESIDENCY,
                    EMERGENCY_CALLS,
                    FRESH_EVIDENCE,
                    PROBLEM_FOLLOWS,
                    WAY_BACK,
                    ENCRYPTION_PARITY,
                    CALLER_NUMBERS,
                    LAST_USABLE_TARGET,
                    TARGET_GREEN,
                    TELEPHONY_CAPACITY ->
                    Use.JUDGES;
            case REGION_REMAINS, LIVE_CALLS, DOOR_REACHABLE -> betweenRegions(scope);
            case INFRASTRUCTURE_VERDICT ->
                    scope == Scope.REGION && origin == Origin.MANUAL ? Use.NOT : Use.JUDGES;
            case MOVED_SHARE -> scope == Scope.REGION ? Use.NOT : warnsPeople(origin);
            case ANTI_FLAP, FREEZE_AND_BRAKE -> warnsPeople(origin);
        };
    }

    /** All guards that are asked about a move of that scope and origin, in order. */
    public static List<FleetGuard> asked(Scope scope, Origin origin) {
        return Arrays.stream(FleetGuard.values())
                .filter(guard -> use(guard, scope, origin) != Use.NOT)
                .toList();
    }

    /** What {@code result} may say at most: one that only warns stops nobody. */
    public static GuardResult weighed(
            FleetGuard guard, Scope scope, Origin origin, GuardResult result) {
        return use(guard, scope, origin) == Use.WARNS
                        && result.verdict().compareTo(Verdict.WARN) > 0
                ? new GuardResult(result.guard(), Verdict.WARN, result.detail())
                : result;
    }

    private static Use betweenRegions(Scope scope) {
        return scope == Scope.FLEET ? Use.JUDGES : Use.NOT;
    }

    private static Use warnsPeople(Origin origin) {
        return origin == Origin.MANUAL ? Use.WARNS : Use.JUDGES;
    }
}
