package dev.signalbox.agent.decide;

import dev.signalbox.model.journal.JournalRecord;
import dev.signalbox.model.route.RouteTable;
import org.jspecify.annotations.Nullable;

/**
 * What the decision core answers to one input: at most one record, and what to do once that record
 * is durable. The shell appends, folds, acts, and asks again until there is nothing more to say.
 */
public sealed interface Step {

    /** Nothing to say. */
    record Quiet() implements Step {}

    /**
     * A record to append.
     *
     * @param action what to do after it is durable, or null
     */
    record Write(JournalRecord record, @Nullable Action action) implements Step {}

    /** Something to be done by the shell. */
    sealed interface Action {

        /** Make the routers hold {@code wanted}. The decision's id is the id of the record. */
        record SetRoutes(RouteTable expected, RouteTable wanted) implements Action {}

        /**
         * Answer voice workers by the breakers as they are once the record is folded in. The
         * decision's id is the id of the record.
         */
        record TellWorkers() implements Action {}
    }

    /** Nothing to say. */
    Step QUIET = new Quiet();
}
