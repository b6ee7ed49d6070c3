package dev.signalbox.world.demo;

import dev.signalbox.model.journal.JournalCodec;
import dev.signalbox.model.journal.JournalRecord;
import io.grpc.StatusRuntimeException;
import java.util.List;

/**
 * What one agent wrote down.
 *
 * @param entries all of it, oldest first; empty when the agent could not be asked
 * @param verified whether the agent found its journal whole
 * @param problem why not, in words; empty when it is
 */
record AgentJournal(String region, List<Entry> entries, boolean verified, String problem) {

    /**
     * A record.
     *
     * @param id {@code journalId/sequence}
     */
    record Entry(String id, JournalRecord record) {}

    AgentJournal {
        entries = List.copyOf(entries);
    }

    /** Asks the agent. */
    static AgentJournal ask(AgentClient client) {
        JournalCodec codec = new JournalCodec();
        try {
            List<Entry> entries =
                    client.journal().stream()
                            .map(entry -> new Entry(entry.id(), codec.fromBytes(entry.body())))
                            .toList();
            var verification = client.verify();
            return new AgentJournal(
                    client.region(),
                    entries,
                    verification.getGood(),
                    String.join("; ", verification.getProblemsList()));
        } catch (StatusRuntimeException | IllegalArgumentException e) {
            return new AgentJournal(
                    client.region(), List.of(), false, String.valueOf(e.getMessage()));
        }
    }
}
