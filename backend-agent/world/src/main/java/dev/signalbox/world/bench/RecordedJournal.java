package dev.signalbox.world.bench;

import dev.signalbox.model.journal.JournalEntry;
import dev.signalbox.model.journal.JournalSource;
import dev.signalbox.model.journal.JournalVerification;
import dev.signalbox.model.journal.Position;
import java.util.List;

/** A journal that was recorded; nothing is appended to it. */
final class RecordedJournal implements JournalSource {

    private final String journalId;
    private final List<JournalEntry> entries;

    /**
     * @param entries from its first record on
     */
    RecordedJournal(String journalId, List<JournalEntry> entries) {
        this.journalId = journalId;
        this.entries = List.copyOf(entries);
    }

    @Override
    public Position last() {
        return entries.isEmpty() ? Position.start(journalId) : entries.getLast().position();
    }

    @Override
    public List<JournalEntry> read(long afterSequence, int limit) {
        return entries.stream()
                .filter(entry -> entry.sequence() > afterSequence)
                .limit(limit)
                .toList();
    }

    @Override
    public void onAppend(Runnable listener) {
        // Nothing is ever appended.
    }

    @Override
    public JournalVerification verify() {
        return new JournalVerification(
                true, journalId, entries.size(), entries.size(), List.of("a recording"));
    }
}
