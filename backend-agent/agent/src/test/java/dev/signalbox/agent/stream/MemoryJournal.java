package dev.signalbox.agent.stream;

import dev.signalbox.model.journal.HashChain;
import dev.signalbox.model.journal.JournalCodec;
import dev.signalbox.model.journal.JournalEntry;
import dev.signalbox.model.journal.JournalRecord;
import dev.signalbox.model.journal.JournalSource;
import dev.signalbox.model.journal.JournalVerification;
import dev.signalbox.model.journal.Position;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A journal in memory. */
final class MemoryJournal implements JournalSource {

    private final JournalCodec codec = new JournalCodec();
    private final String id;
    private final List<JournalEntry> entries = new ArrayList<>();
    private final List<Runnable> listeners = new ArrayList<>();

    MemoryJournal(String id) {
        this.id = id;
    }

    void append(String words) {
        List<Runnable> told;
        synchronized (this) {
            JournalRecord record =
                    new JournalRecord.BrakeSet(Instant.EPOCH, entries.size(), "Ada", words);
            entries.add(HashChain.append(last(), codec.toBytes(record)));
            told = List.copyOf(listeners);
        }
        told.forEach(Runnable::run);
    }

    @Override
    public synchronized Position last() {
        return entries.isEmpty() ? Position.start(id) : entries.getLast().position();
    }

    @Override
    public synchronized List<JournalEntry> read(long afterSequence, int limit) {
        int from = (int) Math.min(afterSequence, entries.size());
        return List.copyOf(entries.subList(from, Math.min(entries.size(), from + limit)));
    }

    @Override
    public synchronized void onAppend(Runnable listener) {
        listeners.add(listener);
    }

    @Override
    public synchronized JournalVerification verify() {
        return new JournalVerification(true, id, entries.size(), entries.size(), List.of());
    }
}
