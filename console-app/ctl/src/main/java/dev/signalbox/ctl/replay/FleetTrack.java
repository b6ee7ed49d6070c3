package dev.signalbox.ctl.replay;

import dev.signalbox.model.journal.JournalEntry;
import dev.signalbox.model.quorum.FleetCodec;
import dev.signalbox.model.quorum.FleetFold;
import dev.signalbox.model.quorum.FleetRecord;
import dev.signalbox.model.quorum.FleetState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the fleet had decided at a record of its journal. For one thread. */
final class FleetTrack {

    /** A state is kept of every so many records, so that going back is quick. */
    private static final int KEPT_EVERY = 256;

    private final String journalId;
    private final List<JournalEntry> entries;
    private final List<FleetRecord> records = new ArrayList<>();
    private final TreeMap<Long, FleetState> kept = new TreeMap<>();
    private FleetState state;

    FleetTrack(String journalId, List<JournalEntry> entries) {
        this.journalId = journalId;
        this.entries = entries;
        FleetCodec codec = new FleetCodec();
        state = FleetState.empty(journalId);
        kept.put(0L, state);
        try {
            for (JournalEntry entry : entries) {
                FleetRecord record = codec.recordFrom(entry.body());
                state = FleetFold.apply(state, entry, record);
                records.add(record);
                if (entry.sequence() % KEPT_EVERY == 0) {
                    kept.put(entry.sequence(), state);
                }
            }
        } catch (IllegalArgumentException | IllegalStateException e) {
            System.getLogger(FleetTrack.class.getName())
                    .log(
                            System.Logger.Level.WARNING,
                            "the fleet''s journal is shown up to {0}: {1}",
                            state.position().sequence(),
                            e.getMessage());
        }
    }

    String journalId() {
        return journalId;
    }

    List<JournalEntry> entries() {
        return entries;
    }

    /** The state after record {@code sequence}, as far as it can be read. */
    FleetState at(long sequence) {
        long wanted = Math.clamp(sequence, 0, records.size());
        long known = state.position().sequence();
        Map.Entry<Long, FleetState> before = kept.floorEntry(wanted);
        FleetState next = known <= wanted || before == null ? state : before.getValue();
        if (next.position().sequence() > wanted) {
            next = FleetState.empty(journalId);
        }
        for (long s = next.position().sequence(); s < wanted; s++) {
            next = FleetFold.apply(next, entries.get((int) s), records.get((int) s));
        }
        state = next;
        return next;
    }

    /** A state at or before record {@code sequence} that need not be folded. */
    FleetState before(long sequence) {
        Map.Entry<Long, FleetState> found = kept.floorEntry(sequence);
        return found == null ? FleetState.empty(journalId) : found.getValue();
    }
}
