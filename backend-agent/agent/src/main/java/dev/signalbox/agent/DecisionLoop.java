package dev.signalbox.agent;

import dev.signalbox.agent.decide.Decider;
import dev.signalbox.agent.decide.Input;
import dev.signalbox.agent.decide.Step;
import dev.signalbox.agent.journal.JournalUnwritableException;
import dev.signalbox.agent.journal.SqliteJournal;
import dev.signalbox.model.fleet.AgentStatus.JournalCondition;
import dev.signalbox.model.journal.DecisionState;
import dev.signalbox.model.journal.JournalCodec;
import dev.signalbox.model.journal.JournalEntry;
import dev.signalbox.model.journal.JournalFold;
import dev.signalbox.model.route.RouteTable;
import dev.signalbox.model.target.Target;
import dev.signalbox.model.time.Now;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.SortedMap;

/**
 * decide -> journal(intent) -> act, for one input after the other. What cannot be journaled is not
 * decided. Used by one thread.
 */
final class DecisionLoop {

    private static final System.Logger LOG = System.getLogger(DecisionLoop.class.getName());

    /** A picture that leads to more records than this at once is a fault of ours. */
    private static final int RECORDS_PER_PICTURE_MAX = 32;

    /** Inputs that wait for room in the journal. */
    private static final int WAITING_MAX = 256;

    /** What is done once a decision is durable. */
    interface Actor {
        /** Makes the routers hold {@code wanted}. */
        void setRoutes(RouteTable expected, RouteTable wanted, String decisionId);

        /**
         * Answers voice workers by {@code breakers} from now on; a region without workers has
         * nobody to tell.
         *
         * @param breakers of providers that were opened, by provider; what is missing is closed
         */
        default void tellWorkers(
                SortedMap<Target.Provider, DecisionState.Breaker> breakers, String decisionId) {}
    }

    private final Decider decider;
    private final SqliteJournal journal;
    private final JournalCodec codec;
    private final Actor actor;
    private final Deque<Input> waiting = new ArrayDeque<>();
    private DecisionState state;
    private JournalCondition condition;
    private String conditionDetail;

    DecisionLoop(
            Decider decider,
            SqliteJournal journal,
            JournalCodec codec,
            FoldedJournal folded,
            Actor actor) {
        this.decider = decider;
        this.journal = journal;
        this.codec = codec;
        this.actor = actor;
        this.state = folded.state();
        this.condition =
                folded.problem().isEmpty() ? JournalCondition.GOOD : JournalCondition.BROKEN;
        this.conditionDetail = folded.problem();
    }

    DecisionState state() {
        return state;
    }

    JournalCondition condition() {
        return condition;
    }

    /** What is the matter with the journal in words, empty when nothing is. */
    String conditionDetail() {
        return conditionDetail;
    }

    /**
     * Decides on what is seen now. Nothing is lost when it cannot be journaled: the next picture
     * asks again.
     */
    void observe(Input.Observed observed, Now now) {
        if (condition != JournalCondition.GOOD) {
            return;
        }
        for (int i = 0; i < RECORDS_PER_PICTURE_MAX; i++) {
            try {
                if (!run(observed, now)) {
                    return;
                }
            } catch (JournalUnwritableException e) {
                unwritable(e);
                return;
            }
        }
        LOG.log(
                System.Logger.Level.ERROR,
                "one picture led to {0} records",
                RECORDS_PER_PICTURE_MAX);
    }

    /**
     * Takes an input that happens once, such as a router's answer; it waits while the journal
     * cannot be written.
     */
    void once(Input input, Now now) {
        if (condition == JournalCondition.BROKEN) {
            return;
        }
        waiting.addLast(input);
        if (waiting.size() > WAITING_MAX) {
            dropOldestNews();
        }
        drain(now);
    }

    /**
     * A person's command.
     *
     * @return the record's id, or an empty string when nothing had to change
     * @throws JournalUnwritableException when it could not be journaled and so was not done
     */
    String command(Input input, Now now) throws JournalUnwritableException {
        if (condition == JournalCondition.BROKEN) {
            throw new JournalUnwritableException(conditionDetail);
        }
        try {
            drain(now);
            return run(input, now)
                    ? state.position().journalId() + "/" + state.position().sequence()
                    : "";
        } catch (JournalUnwritableException e) {
            unwritable(e);
            throw e;
        }
    }

    /** To be called about once a second: finds out whether there is room again. */
    void retry(boolean roomOnDisk, Now now) {
        switch (condition) {
            case BROKEN -> {}
            case GOOD -> {
                if (!roomOnDisk) {
                    unwritable(
                            new JournalUnwritableException(
                                    "the disk of the data directory is full"));
                }
            }
            case UNWRITABLE -> {
                if (roomOnDisk && writable()) {
                    condition = JournalCondition.GOOD;
                    conditionDetail = "";
                    LOG.log(
                            System.Logger.Level.INFO,
                            "the journal can be written again: decisions go on");
                    drain(now);
                }
            }
        }
    }

    /**
     * State hangs on a start and on a confirmation; there are few of them, because nothing is
     * decided meanwhile. What a router refused or had lost is news only.
     */
    private void dropOldestNews() {
        for (Iterator<Input> inputs = waiting.iterator(); inputs.hasNext(); ) {
            Input input = inputs.next();
            if (input instanceof Input.ApplyFailed || input instanceof Input.Reasserted) {
                inputs.remove();
                return;
            }
        }
    }

    private boolean writable() {
        try {
            journal.confirmWritable();
            return true;
        } catch (JournalUnwritableException e) {
            return false;
        }
    }

    private void drain(Now now) {
        while (condition == JournalCondition.GOOD && !waiting.isEmpty()) {
            // Taken out first: an input that fails for a fault of ours must not come back for ever.
            Input oldest = waiting.removeFirst();
            try {
                run(oldest, now);
            } catch (JournalUnwritableException e) {
                waiting.addFirst(oldest);
                unwritable(e);
            }
        }
    }

    /** One step. @return true when it wrote a record */
    private boolean run(Input input, Now now) throws JournalUnwritableException {
        return switch (decider.step(state, input, now)) {
            case Step.Quiet _ -> false;
            case Step.Write write -> {
                byte[] body = codec.toBytes(write.record());
                JournalEntry entry = journal.append(body);
                state = folded(entry);
                act(write, entry);
                yield true;
            }
        };
    }

    /** Folded from the bytes, as a restarted agent and the console will. */
    private DecisionState folded(JournalEntry entry) {
        try {
            return JournalFold.apply(state, entry, codec.fromBytes(entry.body()));
        } catch (IllegalStateException | IllegalArgumentException e) {
            // From here on the state would not be what the journal says.
            condition = JournalCondition.BROKEN;
            conditionDetail = "record " + entry.id() + " cannot be folded: " + e.getMessage();
            throw e;
        }
    }

    private void act(Step.Write write, JournalEntry entry) {
        switch (write.action()) {
            case null -> {}
            case Step.Action.SetRoutes set ->
                    actor.setRoutes(set.expected(), set.wanted(), entry.id());
            case Step.Action.TellWorkers _ -> actor.tellWorkers(state.breakers(), entry.id());
        }
    }

    private void unwritable(JournalUnwritableException e) {
        if (condition == JournalCondition.GOOD) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "the journal cannot be written, nothing new is decided until it can: {0}",
                    e.getMessage());
        }
        condition = JournalCondition.UNWRITABLE;
        conditionDetail = String.valueOf(e.getMessage());
    }
}
