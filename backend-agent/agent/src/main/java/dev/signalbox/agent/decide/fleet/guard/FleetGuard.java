package dev.signalbox.agent.decide.fleet.guard;

import dev.signalbox.agent.decide.fleet.FleetPicture;
import dev.signalbox.model.change.Plan;
import dev.signalbox.model.change.Scope;
import dev.signalbox.model.journal.GuardResult;
import dev.signalbox.model.journal.GuardResult.Verdict;
import java.util.List;
import java.util.Locale;

/**
 * All guards before traffic moves, in the order in which they are shown. Numbers 11 (capacity of AI
 * providers) and 15 (drills) are not judged yet.
 */
public enum FleetGuard {
    QUORUM_AND_EPOCH(1, "Quorum and epoch"),
    SINGLE_FLIGHT(2, "One change at a time"),
    REGION_REMAINS(3, "A serving region remains"),
    RESIDENCY(4, "Calls stay in their jurisdiction"),
    EMERGENCY_CALLS(5, "Emergency calls stay"),
    FRESH_EVIDENCE(6, "Evidence is fresh"),
    INFRASTRUCTURE_VERDICT(7, "The region is at fault"),
    PROBLEM_FOLLOWS(8, "The problem does not follow"),
    TARGET_GREEN(9, "The target is well"),
    TELEPHONY_CAPACITY(10, "Channels and calls per second"),
    MOVED_SHARE(12, "Share that moves"),
    ANTI_FLAP(13, "Not moved lately"),
    FREEZE_AND_BRAKE(14, "Brake and pins"),
    LIVE_CALLS(16, "Live calls"),
    WAY_BACK(17, "The way back"),
    /** Belongs to the way back: what sets a route has to be there to take it back. */
    DOOR_REACHABLE(17, "Front doors"),
    ENCRYPTION_PARITY(18, "Encryption"),
    CALLER_NUMBERS(19, "Caller numbers"),
    /** Without a number of its own in the list of guards; named beside them in the matrix. */
    LAST_USABLE_TARGET(20, "Somebody can take the calls");

    private final int number;
    private final String title;

    FleetGuard(int number, String title) {
        this.number = number;
        this.title = title;
    }

    /** What one guard finds, before the matrix says whether it may stop. */
    record Finding(Verdict verdict, String detail) {
        static Finding pass(String detail) {
            return new Finding(Verdict.PASS, detail);
        }

        static Finding warn(String detail) {
            return new Finding(Verdict.WARN, detail);
        }

        static Finding block(String detail) {
            return new Finding(Verdict.BLOCK, detail);
        }

        static Finding hard(String detail) {
            return new Finding(Verdict.HARD, detail);
        }
    }

    /** One reason not to move. */
    interface Judge {
        /** Judges with the numbers in words; unknown or stale input blocks. */
        Finding judge(Question question);
    }

    /** All that apply to a fleet plan, each with its result. */
    public static List<GuardResult> judgeAll(FleetPicture picture, Plan plan, GuardLimits limits) {
        return GuardMatrix.asked(plan.scope(), plan.origin()).stream()
                .map(g -> g.judge(picture, plan, limits))
                .toList();
    }

    /**
     * What this guard says of a fleet plan at this moment.
     *
     * @throws IllegalArgumentException for a plan of region scope: the region's own guards judge it
     */
    public GuardResult judge(FleetPicture picture, Plan plan, GuardLimits limits) {
        Finding finding = judge().judge(new Question(picture, plan, limits));
        return GuardMatrix.weighed(
                this,
                plan.scope(),
                plan.origin(),
                new GuardResult(text(plan.scope()), finding.verdict(), finding.detail()));
    }

    private Judge judge() {
        return switch (this) {
            case QUORUM_AND_EPOCH -> new QuorumAndEpoch();
            case SINGLE_FLIGHT -> new SingleFlight();
            case REGION_REMAINS -> new RegionRemains();
            case RESIDENCY -> new Residency();
            case EMERGENCY_CALLS -> new EmergencyCalls();
            case FRESH_EVIDENCE -> new FreshEvidence();
            case INFRASTRUCTURE_VERDICT -> new InfrastructureVerdict();
            case PROBLEM_FOLLOWS -> new ProblemFollows();
            case TARGET_GREEN -> new TargetGreen();
            case TELEPHONY_CAPACITY -> new TelephonyCapacity();
            case MOVED_SHARE -> new MovedShare();
            case ANTI_FLAP -> new AntiFlap();
            case FREEZE_AND_BRAKE -> new FreezeAndBrake();
            case LIVE_CALLS -> new LiveCalls();
            case WAY_BACK -> new WayBack();
            case DOOR_REACHABLE -> new DoorReachable();
            case ENCRYPTION_PARITY -> new EncryptionParity();
            case CALLER_NUMBERS -> new CallerNumbers();
            case LAST_USABLE_TARGET -> new LastUsableTarget();
        };
    }

    /** As in the list of guards, 1 to 19; what has none there comes after. */
    public int number() {
        return number;
    }

    /** For people. */
    public String title() {
        return title;
    }

    /**
     * The stable name in records: {@code telephony_capacity}. Inside a region two have names of
     * their own, as long as there are records with them.
     */
    public String text(Scope scope) {
        return switch (scope) {
            case FLEET -> name().toLowerCase(Locale.ROOT);
            case REGION ->
                    switch (this) {
                        case LAST_USABLE_TARGET -> "last_usable_trunk";
                        case INFRASTRUCTURE_VERDICT -> "evidence";
                        case QUORUM_AND_EPOCH,
                                SINGLE_FLIGHT,
                                REGION_REMAINS,
                                RESIDENCY,
                                EMERGENCY_CALLS,
                                FRESH_EVIDENCE,
                                PROBLEM_FOLLOWS,
                                TARGET_GREEN,
                                TELEPHONY_CAPACITY,
                                MOVED_SHARE,
                                ANTI_FLAP,
                                FREEZE_AND_BRAKE,
                                LIVE_CALLS,
                                WAY_BACK,
                                DOOR_REACHABLE,
                                ENCRYPTION_PARITY,
                                CALLER_NUMBERS ->
                                name().toLowerCase(Locale.ROOT);
                    };
        };
    }
}
