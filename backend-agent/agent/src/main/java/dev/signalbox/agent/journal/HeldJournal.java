package dev.signalbox.agent.journal;

import dev.signalbox.model.journal.JournalEntry;
import dev.signalbox.model.journal.JournalSource;
import dev.signalbox.model.journal.JournalVerification;
import dev.signalbox.model.journal.Position;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A journal that the fleet's store keeps: the fleet's own, or a region's as far as it came here.
 * Whoever follows it holds this object; it goes on where the store does.
 */
final class HeldJournal implements JournalSource {

    private final FleetReader reader;
    private final String region;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile Position end;

    /**
     * A journal up to {@code end}.
     *
     * @param region whose copy it is; empty: the fleet's own
     */
    HeldJournal(FleetReader reader, String region, Position end) {
        this.reader = reader;
        this.region = region;
        this.end = end;
    }

    String region() {
        return region;
    }

    void moveTo(Position position) {
        end = position;
    }

    void tell() {
        listeners.forEach(Runnable::run);
    }

    private boolean own() {
        return region.isEmpty();
    }

    @Override
    public Position last() {
        return end;
    }

    @Override
    public List<JournalEntry> read(long afterSequence, int limit) {
        return reader.read(end.journalId(), own(), afterSequence, limit);
    }

    @Override
    public void onAppend(Runnable listener) {
        listeners.add(listener);
    }

    @Override
    public JournalVerification verify() {
        return reader.verify(end.journalId(), own());
    }
}
