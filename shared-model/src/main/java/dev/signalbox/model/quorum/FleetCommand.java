package dev.signalbox.model.quorum;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.signalbox.model.change.Person;
import dev.signalbox.model.change.Plan;
import dev.signalbox.model.journal.GuardResult;
import dev.signalbox.model.target.Target;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a member asks the quorum for. It is decided when it is applied, on every member alike, by
 * what the state is then: never by what the asker had read. All that the decision needs (time,
 * guards with their numbers) travels in the command.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = FleetCommand.Join.class, name = "join"),
    @JsonSubTypes.Type(value = FleetCommand.Say.class, name = "say"),
    @JsonSubTypes.Type(value = FleetCommand.Propose.class, name = "propose"),
    @JsonSubTypes.Type(value = FleetCommand.Approve.class, name = "approve"),
    @JsonSubTypes.Type(value = FleetCommand.OverrideGuard.class, name = "override_guard"),
    @JsonSubTypes.Type(value = FleetCommand.Start.class, name = "start"),
    @JsonSubTypes.Type(value = FleetCommand.DecideStage.class, name = "decide_stage"),
    @JsonSubTypes.Type(value = FleetCommand.VerifyStage.class, name = "verify_stage"),
    @JsonSubTypes.Type(value = FleetCommand.Hold.class, name = "hold"),
    @JsonSubTypes.Type(value = FleetCommand.Resume.class, name = "resume"),
    @JsonSubTypes.Type(value = FleetCommand.Complete.class, name = "complete"),
    @JsonSubTypes.Type(value = FleetCommand.Undo.class, name = "undo"),
    @JsonSubTypes.Type(value = FleetCommand.Discard.class, name = "discard"),
    @JsonSubTypes.Type(value = FleetCommand.ReportDoor.class, name = "report_door"),
    @JsonSubTypes.Type(value = FleetCommand.NameWriter.class, name = "name_writer"),
    @JsonSubTypes.Type(value = FleetCommand.SetPin.class, name = "set_pin"),
    @JsonSubTypes.Type(value = FleetCommand.ReleasePin.class, name = "release_pin"),
    @JsonSubTypes.Type(value = FleetCommand.SetBrake.class, name = "set_brake"),
    @JsonSubTypes.Type(value = FleetCommand.ReleaseBrake.class, name = "release_brake"),
    @JsonSubTypes.Type(value = FleetCommand.ReportRefusal.class, name = "report_refusal"),
    @JsonSubTypes.Type(value = FleetCommand.Sync.class, name = "sync"),
})
public sealed interface FleetCommand {

    /** Who asks, when, and under which name: the same id is done once. */
    Ask ask();

    /**
     * Who asks, when.
     *
     * @param id unique; a command that comes twice is answered as the first time
     * @param from the region whose agent asks
     * @param at its wall time
     */
    record Ask(String id, String from, Instant at) {}

    /**
     * An agent began a run.
     *
     * @param title the name people use for its region; what members write must not hang on each
     *     one's own policy file, so it travels here
     */
    record Join(Ask ask, String bootId, String version, String policyHash, String title)
            implements FleetCommand {

        /** Of a region without a title. */
        public Join(Ask ask, String bootId, String version, String policyHash) {
            this(ask, bootId, version, policyHash, "");
        }
    }

    /** All that one agent says of regions just now; what has not changed leaves no record. */
    record Say(Ask ask, List<Word> words) implements FleetCommand {
        public Say {
            words = List.copyOf(words);
        }
    }

    /** A plan, judged by its guards. */
    record Propose(Ask ask, Plan plan) implements FleetCommand {}

    /**
     * Approves a plan.
     *
     * @param hash how the plan's hash begins, as the approver saw it
     */
    record Approve(Ask ask, String planId, String hash, Person person) implements FleetCommand {}

    /** Overrules a guard that blocks, for this plan and for a time. */
    record OverrideGuard(Ask ask, String planId, String guard, Person person, String reason)
            implements FleetCommand {}

    /**
     * Starts a plan. Its first stage is decided with its own guards by a command that follows.
     *
     * @param hash how the plan's hash begins, as who starts it saw it
     * @param guards judged again for the start, all that its kind needs
     */
    record Start(Ask ask, String planId, String hash, Person person, List<GuardResult> guards)
            implements FleetCommand {
        public Start {
            // An agent of an earlier version sends none.
            guards = guards == null ? List.of() : List.copyOf(guards);
        }
    }

    /**
     * The next stage, from the leader.
     *
     * @param stage from 0, one more than the last
     * @param expectedEpoch of the table it was judged by
     * @param guards judged again for this stage
     */
    record DecideStage(
            Ask ask, String planId, int stage, long expectedEpoch, List<GuardResult> guards)
            implements FleetCommand {
        public DecideStage {
            guards = List.copyOf(guards);
        }
    }

    /** Calls were seen to arrive in this stage. */
    record VerifyStage(
            Ask ask, String planId, int stage, long arrivals, long failed, String sentence)
            implements FleetCommand {}

    /** Stops a change between stages; {@code person} null when the target's health does. */
    record Hold(Ask ask, String planId, @Nullable Person person, String reason)
            implements FleetCommand {}

    /** Lets it go on. */
    record Resume(Ask ask, String planId, Person person) implements FleetCommand {}

    /** The last stage is verified and holds. */
    record Complete(Ask ask, String planId, String sentence) implements FleetCommand {}

    /**
     * Takes a change back to the table before it.
     *
     * @param guards judged for the way back; all of them for a change that is done
     */
    record Undo(Ask ask, String planId, Person person, String reason, List<GuardResult> guards)
            implements FleetCommand {
        public Undo {
            // An agent of an earlier version sends none.
            guards = guards == null ? List.of() : List.copyOf(guards);
        }

        /** With nothing judged. */
        public Undo(Ask ask, String planId, Person person, String reason) {
            this(ask, planId, person, reason, List.of());
        }
    }

    /** Drops a plan that was not started; {@code person} null when its time is over. */
    record Discard(Ask ask, String planId, @Nullable Person person, String reason)
            implements FleetCommand {}

    /**
     * What became of setting a door.
     *
     * @param epoch of the table that was to be set
     * @param problem empty when it was read back
     */
    record ReportDoor(Ask ask, String door, long epoch, double tookMillis, String problem)
            implements FleetCommand {}

    /** Names who writes a door. */
    record NameWriter(Ask ask, String door, String expected, String writer, String reason)
            implements FleetCommand {}

    /** Keeps automation away from a target. */
    record SetPin(Ask ask, Target target, Person person, String reason, Instant expiresAt)
            implements FleetCommand {}

    /** Lets automation touch it again. */
    record ReleasePin(Ask ask, Target target, Person person) implements FleetCommand {}

    /** Stops automation in the whole fleet. */
    record SetBrake(Ask ask, Person person, String reason) implements FleetCommand {}

    /** Lets it go on. */
    record ReleaseBrake(Ask ask, Person person, String reason) implements FleetCommand {}

    /** Somebody was refused at an agent's door. */
    record ReportRefusal(Ask ask, String who, String what, String code, String sentence)
            implements FleetCommand {}

    /**
     * Records of a region's own journal, for the other regions to keep. They have to follow what is
     * kept already.
     */
    record Sync(Ask ask, String region, String journalId, List<Entry> entries)
            implements FleetCommand {
        public Sync {
            entries = List.copyOf(entries);
        }
    }

    /**
     * A record of a region's journal.
     *
     * @param body its stored bytes as text
     */
    record Entry(long sequence, String body, String hash) {}
}
