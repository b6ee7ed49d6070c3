package dev.signalbox.model.quorum;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Locale;

/** What the quorum made of a command. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = FleetAnswer.Done.class, name = "done"),
    @JsonSubTypes.Type(value = FleetAnswer.Refused.class, name = "refused"),
})
public sealed interface FleetAnswer {

    /**
     * Done, or already so.
     *
     * @param records ids of what was written, empty when nothing had to change
     */
    record Done(List<String> records) implements FleetAnswer {
        public Done {
            records = List.copyOf(records);
        }
    }

    /** Not done, for a reason that asking again does not change. */
    record Refused(Code code, String sentence) implements FleetAnswer {}

    /** Why not. */
    enum Code {
        /** No plan with that id. */
        NO_SUCH_PLAN,
        /** The state it was made from has moved: make it anew. */
        STALE_PLAN,
        /** Its hash is another one: what was approved is not what is asked for. */
        ALTERED_PLAN,
        /** Not in this phase. */
        WRONG_PHASE,
        /** The plan's or approval's time is over. */
        EXPIRED,
        /** A second, different person is needed. */
        SAME_PERSON,
        /** This person has approved it already. */
        APPROVED_ALREADY,
        /** Approvals are missing. */
        NOT_APPROVED,
        /** A role that may not. */
        NOT_ALLOWED,
        /** Another change is under way on the same source or target. */
        BUSY,
        /** Another epoch than expected: somebody else was first. */
        WRONG_EPOCH,
        /** A guard blocks it. */
        BLOCKED,
        /** A guard that nobody can overrule, or none of that name. */
        NOT_OVERRIDABLE,
        /** Records that do not follow what is kept. */
        GAP,
        /** What was asked for is not possible as it stands. */
        INVALID;

        /** As in records and JSON: {@code stale_plan}. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
