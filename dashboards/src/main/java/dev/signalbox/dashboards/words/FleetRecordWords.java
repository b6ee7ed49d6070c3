package dev.signalbox.dashboards.words;

import dev.signalbox.model.fleet.Severity;
import dev.signalbox.model.quorum.FleetRecord;
import dev.signalbox.model.quorum.RegionVerdict;

/** Records of the fleet's journal in the operator's words. */
public final class FleetRecordWords {

    private FleetRecordWords() {}

    /** A record's kind in one or two words. */
    public static String kind(FleetRecord entry) {
        return switch (entry) {
            case FleetRecord.MemberStarted _ -> "start";
            case FleetRecord.WordSaid _ -> "observed";
            case FleetRecord.RegionJudged _ -> "verdict";
            case FleetRecord.PlanMade _ -> "plan";
            case FleetRecord.PlanApproved _ -> "approval";
            case FleetRecord.GuardOverridden _ -> "overruled";
            case FleetRecord.ChangeStarted _ -> "started";
            case FleetRecord.StageDecided _ -> "decided";
            case FleetRecord.StageVerified _ -> "verified";
            case FleetRecord.ChangeHeld _ -> "held";
            case FleetRecord.ChangeResumed _ -> "resumed";
            case FleetRecord.ChangeCompleted _ -> "done";
            case FleetRecord.ChangeUndone _ -> "undone";
            case FleetRecord.PlanDiscarded _ -> "dropped";
            case FleetRecord.DoorSet _ -> "applied";
            case FleetRecord.DoorFailed _ -> "not taken";
            case FleetRecord.WriterNamed _ -> "writer";
            case FleetRecord.PinSet _ -> "pinned";
            case FleetRecord.PinReleased _ -> "pin off";
            case FleetRecord.BrakeSet _ -> "brake set";
            case FleetRecord.BrakeReleased _ -> "brake off";
            case FleetRecord.AttemptRefused _ -> "refused";
        };
    }

    /** How much a record asks for a person's eye. */
    public static Severity weight(FleetRecord entry) {
        return switch (entry) {
            case FleetRecord.RegionJudged judged -> weight(judged.verdict());
            case FleetRecord.ChangeHeld _,
                    FleetRecord.DoorFailed _,
                    FleetRecord.GuardOverridden _,
                    FleetRecord.BrakeSet _,
                    FleetRecord.AttemptRefused _ ->
                    Severity.MAJOR;
            case FleetRecord.ChangeUndone _, FleetRecord.WriterNamed _, FleetRecord.PinSet _ ->
                    Severity.MINOR;
            case FleetRecord.MemberStarted _,
                    FleetRecord.WordSaid _,
                    FleetRecord.PlanMade _,
                    FleetRecord.PlanApproved _,
                    FleetRecord.ChangeStarted _,
                    FleetRecord.StageDecided _,
                    FleetRecord.StageVerified _,
                    FleetRecord.ChangeResumed _,
                    FleetRecord.ChangeCompleted _,
                    FleetRecord.PlanDiscarded _,
                    FleetRecord.DoorSet _,
                    FleetRecord.PinReleased _,
                    FleetRecord.BrakeReleased _ ->
                    Severity.WELL;
        };
    }

    private static Severity weight(RegionVerdict verdict) {
        return switch (verdict) {
            case LOST -> Severity.CRITICAL;
            case ISOLATED -> Severity.MAJOR;
            case PRESENT -> Severity.WELL;
        };
    }

    /** True when it changes where calls go. */
    public static boolean moves(FleetRecord entry) {
        return entry instanceof FleetRecord.StageDecided
                || entry instanceof FleetRecord.ChangeUndone
                || entry instanceof FleetRecord.DoorSet;
    }
}
