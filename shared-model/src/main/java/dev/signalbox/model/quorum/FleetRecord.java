package dev.signalbox.model.quorum;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.signalbox.model.change.Person;
import dev.signalbox.model.change.Plan;
import dev.signalbox.model.journal.GuardResult;
import dev.signalbox.model.route.FleetTable;
import dev.signalbox.model.target.Target;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record of what the fleet decided. The fleet's state changes only by folding these ({@link
 * FleetFold}); every member has the same ones in the same order, hash-chained. The id of a record
 * is its place, {@code journalId/sequence}; a plan's id is the id of the record that made it.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = FleetRecord.MemberStarted.class, name = "member_started"),
    @JsonSubTypes.Type(value = FleetRecord.WordSaid.class, name = "word_said"),
    @JsonSubTypes.Type(value = FleetRecord.RegionJudged.class, name = "region_judged"),
    @JsonSubTypes.Type(value = FleetRecord.PlanMade.class, name = "plan_made"),
    @JsonSubTypes.Type(value = FleetRecord.PlanApproved.class, name = "plan_approved"),
    @JsonSubTypes.Type(value = FleetRecord.GuardOverridden.class, name = "guard_overridden"),
    @JsonSubTypes.Type(value = FleetRecord.ChangeStarted.class, name = "change_started"),
    @JsonSubTypes.Type(value = FleetRecord.StageDecided.class, name = "stage_decided"),
    @JsonSubTypes.Type(value = FleetRecord.StageVerified.class, name = "stage_verified"),
    @JsonSubTypes.Type(value = FleetRecord.ChangeHeld.class, name = "change_held"),
    @JsonSubTypes.Type(value = FleetRecord.ChangeResumed.class, name = "change_resumed"),
    @JsonSubTypes.Type(value = FleetRecord.ChangeCompleted.class, name = "change_completed"),
    @JsonSubTypes.Type(value = FleetRecord.ChangeUndone.class, name = "change_undone"),
    @JsonSubTypes.Type(value = FleetRecord.PlanDiscarded.class, name = "plan_discarded"),
    @JsonSubTypes.Type(value = FleetRecord.DoorSet.class, name = "door_set"),
    @JsonSubTypes.Type(value = FleetRecord.DoorFailed.class, name = "door_failed"),
    @JsonSubTypes.Type(value = FleetRecord.WriterNamed.class, name = "writer_named"),
    @JsonSubTypes.Type(value = FleetRecord.PinSet.class, name = "pin_set"),
    @JsonSubTypes.Type(value = FleetRecord.PinReleased.class, name = "pin_released"),
    @JsonSubTypes.Type(value = FleetRecord.BrakeSet.class, name = "fleet_brake_set"),
    @JsonSubTypes.Type(value = FleetRecord.BrakeReleased.class, name = "fleet_brake_released"),
    @JsonSubTypes.Type(value = FleetRecord.AttemptRefused.class, name = "attempt_refused"),
})
public sealed interface FleetRecord {

    /** Wall time of the agent that asked, never before the record before it. */
    Instant at();

    /**
     * An agent began a run.
     *
     * @param title the name people use for its region, may be empty
     */
    record MemberStarted(
            Instant at,
            String region,
            String bootId,
            String version,
            String policyHash,
            String title)
            implements FleetRecord {

        /** Of a region without a title. */
        public MemberStarted(
                Instant at, String region, String bootId, String version, String policyHash) {
            this(at, region, bootId, version, policyHash, "");
        }
    }

    /** An observer says something new of a region. */
    record WordSaid(Instant at, Word word) implements FleetRecord {}

    /**
     * What the fleet holds of a region has changed.
     *
     * @param words all that was said of it at that moment
     */
    record RegionJudged(
            Instant at, String region, RegionVerdict verdict, String sentence, List<Word> words)
            implements FleetRecord {

        public RegionJudged {
            words = List.copyOf(words);
        }
    }

    /**
     * Somebody wants a change.
     *
     * @param hash of the plan ({@link FleetCodec#hash}), which approvals name
     */
    record PlanMade(Instant at, Plan plan, String hash, Instant expiresAt) implements FleetRecord {}

    /** A second person wants it too. */
    record PlanApproved(Instant at, String planId, String hash, Person person, Instant expiresAt)
            implements FleetRecord {}

    /** A guard that blocks is overruled for this plan. */
    record GuardOverridden(
            Instant at,
            String planId,
            String guard,
            Person person,
            String reason,
            Instant expiresAt)
            implements FleetRecord {}

    /**
     * Its first stage follows.
     *
     * @param guards as they were judged for the start, may be empty
     */
    record ChangeStarted(Instant at, String planId, Person person, List<GuardResult> guards)
            implements FleetRecord {

        public ChangeStarted {
            // Records of an earlier version have none.
            guards = guards == null ? List.of() : List.copyOf(guards);
        }

        /** With nothing judged. */
        public ChangeStarted(Instant at, String planId, Person person) {
            this(at, planId, person, List.of());
        }
    }

    /**
     * The intent to set doors; written before the act.
     *
     * @param stage from 0
     * @param percent how much of the plan is done with it
     * @param before the table as it was
     * @param after the table to set; its epoch is the fence
     * @param guards as they were judged for this stage
     */
    record StageDecided(
            Instant at,
            String planId,
            int stage,
            int percent,
            FleetTable before,
            FleetTable after,
            List<GuardResult> guards)
            implements FleetRecord {

        public StageDecided {
            guards = List.copyOf(guards);
        }
    }

    /**
     * Calls really arrive where they were sent.
     *
     * @param arrivals new calls of the source's numbers seen at the targets since the stage
     * @param failed how many of them failed
     */
    record StageVerified(
            Instant at, String planId, int stage, long arrivals, long failed, String sentence)
            implements FleetRecord {}

    /**
     * It goes no further for now.
     *
     * @param person who holds it, null when the target's health does
     */
    record ChangeHeld(Instant at, String planId, @Nullable Person person, String reason)
            implements FleetRecord {

        /** Why it stands where it is, and by whom when that is a person: {@code ada: wait}. */
        String detail() {
            return person == null ? reason : person.name() + ": " + reason;
        }
    }

    /** It goes on. */
    record ChangeResumed(Instant at, String planId, Person person) implements FleetRecord {}

    /** All stages are done and verified. */
    record ChangeCompleted(Instant at, String planId, String sentence) implements FleetRecord {}

    /**
     * Taken back to what was before it, at once.
     *
     * @param before the table as it was
     * @param after the table to set
     * @param guards as they were judged for the way back, may be empty
     */
    record ChangeUndone(
            Instant at,
            String planId,
            Person person,
            String reason,
            FleetTable before,
            FleetTable after,
            List<GuardResult> guards)
            implements FleetRecord {

        public ChangeUndone {
            // Records of an earlier version have none.
            guards = guards == null ? List.of() : List.copyOf(guards);
        }

        /** With nothing judged. */
        public ChangeUndone(
                Instant at,
                String planId,
                Person person,
                String reason,
                FleetTable before,
                FleetTable after) {
            this(at, planId, person, reason, before, after, List.of());
        }
    }

    /**
     * Nothing comes of a plan that was not started.
     *
     * @param person null when its time was over or its state had moved
     */
    record PlanDiscarded(Instant at, String planId, @Nullable Person person, String reason)
            implements FleetRecord {}

    /** A door holds its part of the table, read back. */
    record DoorSet(Instant at, String door, String writer, long epoch, double tookMillis)
            implements FleetRecord {}

    /** A door does not take it; it is tried again. */
    record DoorFailed(Instant at, String door, String writer, long epoch, String reason)
            implements FleetRecord {}

    /** Who writes a door from now on: its own region's agent, or another while that one is gone. */
    record WriterNamed(Instant at, String door, String writer, String reason)
            implements FleetRecord {}

    /** What automation may not touch until then. */
    record PinSet(Instant at, Target target, Person person, String reason, Instant expiresAt)
            implements FleetRecord {}

    /** Automation may touch it again. */
    record PinReleased(Instant at, Target target, Person person) implements FleetRecord {}

    /** Automation stops in the whole fleet. */
    record BrakeSet(Instant at, Person person, String reason) implements FleetRecord {}

    /** Automation goes on. */
    record BrakeReleased(Instant at, Person person, String reason) implements FleetRecord {}

    /**
     * Somebody asked for what they may not, or in a way that cannot be.
     *
     * @param who name and role, or what was known of them
     * @param what they asked for
     */
    record AttemptRefused(Instant at, String who, String what, String code, String sentence)
            implements FleetRecord {}
}
