package dev.signalbox.dashboards.command;

import dev.signalbox.model.change.Plan;
import java.time.Instant;
import java.util.List;

/** What became of something a person asked for. */
public sealed interface Reply {

    /**
     * Done, or already so.
     *
     * @param records ids of what was written, empty when nothing had to change
     */
    record Done(List<String> records) implements Reply {
        public Done {
            records = List.copyOf(records);
        }
    }

    /**
     * A plan was made.
     *
     * @param planId names it from now on, empty when nothing keeps it because it cannot be done
     * @param hash what approvals are bound to
     * @param expiresAt when it is over if nobody starts it
     * @param refused why nothing keeps it, empty when it is kept
     */
    record Planned(Plan plan, String planId, String hash, Instant expiresAt, String refused)
            implements Reply {

        /** A plan that is kept. */
        public Planned(Plan plan, String planId, String hash, Instant expiresAt) {
            this(plan, planId, hash, expiresAt, "");
        }
    }

    /**
     * Not done, for a reason that asking again does not change.
     *
     * @param code stable name, for example {@code same_person}
     * @param sentence for people
     */
    record Refused(String code, String sentence) implements Reply {}

    /**
     * Nobody answered: whether it was done is not known, and the next picture shows it.
     *
     * @param words who was asked and what was the matter
     */
    record Unreachable(String words) implements Reply {}
}
