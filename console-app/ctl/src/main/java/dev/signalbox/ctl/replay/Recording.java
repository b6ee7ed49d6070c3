package dev.signalbox.ctl.replay;

import dev.signalbox.model.journal.JournalEntry;
import java.time.Instant;
import java.util.List;

/**
 * What several agents told and decided in a range of time.
 *
 * @param title what it is: a file's name, or the agents it was read from
 * @param from asked for; recordings may begin up to a minute before
 * @param to asked for, with it
 */
public record Recording(
        String title,
        Instant from,
        Instant to,
        List<AgentSeconds> agents,
        List<JournalPart> journals) {

    public Recording {
        agents = List.copyOf(agents);
        journals = List.copyOf(journals);
    }

    /**
     * What one agent told.
     *
     * @param region the agent's own
     * @param endpoint where it served
     * @param seconds in the order they were recorded
     */
    public record AgentSeconds(String region, String endpoint, List<PackedSecond> seconds) {

        public AgentSeconds {
            seconds = List.copyOf(seconds);
        }
    }

    /**
     * A journal from its first record.
     *
     * @param fleet whether it is the fleet's
     */
    public record JournalPart(String journalId, boolean fleet, List<JournalEntry> entries) {

        public JournalPart {
            entries = List.copyOf(entries);
        }
    }
}
