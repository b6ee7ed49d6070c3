package dev.signalbox.agent;

import dev.signalbox.agent.decide.HandPlan;
import dev.signalbox.agent.journal.JournalUnwritableException;
import dev.signalbox.model.change.Plan;
import java.util.List;

/** What the core does for a person between two of its steps. Used on the core's thread. */
interface HandDesk {

    /** Computes a plan inside this region; nothing is done. */
    Plan plan(HandPlan.Wish wish);

    /**
     * Journals that a person wants this plan; the move follows at once.
     *
     * @return the record's id
     * @throws JournalUnwritableException when it could not be journaled and so is not done
     */
    String start(Plan plan, String planHash, List<String> overrides)
            throws JournalUnwritableException;
}
