package dev.signalbox.ctl.replay;

import dev.signalbox.model.change.Person;
import dev.signalbox.model.change.Role;
import dev.signalbox.model.fleet.FleetDecisions;
import dev.signalbox.model.fleet.FleetLine;
import dev.signalbox.model.fleet.FleetStanding;
import dev.signalbox.model.journal.JournalEntry;
import dev.signalbox.model.quorum.FleetCodec;
import dev.signalbox.model.quorum.FleetFold;
import dev.signalbox.model.quorum.FleetRecord;
import dev.signalbox.model.quorum.FleetState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the fleet had decided at a record of its journal. For one thread. */
final class FleetTrack {

    /** A state is kept of every so many records, so that going back is quick. */
    private static final int KEPT_EVERY = 256;

    private static final int LINES_MAX = 2_000;

    private final String journalId;
    private final List<JournalEntry> entries;
    private final List<FleetLine> lines = new ArrayList<>();
    private final TreeMap<Long, FleetState> kept = new TreeMap<>();
    private FleetState state;

    FleetTrack(
            String journalId, List<JournalEntry> entries, Function<FleetRecord, String> sentences) {
        this.journalId = journalId;
        this.entries = entries;
        FleetCodec codec = new FleetCodec();
        state = FleetState.empty(journalId);
        kept.put(0L, state);
        try {
            for (JournalEntry entry : entries) {
                FleetRecord record = codec.recordFrom(entry.body());
                state = FleetFold.apply(state, entry, record);
                lines.add(new FleetLine(entry, record, sentences.apply(record)));
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
        long wanted = Math.clamp(sequence, 0, lines.size());
        long known = state.position().sequence();
        Map.Entry<Long, FleetState> before = kept.floorEntry(wanted);
        FleetState next = known <= wanted || before == null ? state : before.getValue();
        if (next.position().sequence() > wanted) {
            next = FleetState.empty(journalId);
        }
        for (long s = next.position().sequence(); s < wanted; s++) {
            FleetLine line = lines.get((int) s);
            next = FleetFold.apply(next, line.entry(), line.record());
        }
        state = next;
        return next;
    }

    /** What a console shows after record {@code sequence}. */
    FleetDecisions decisions(long sequence, @Nullable FleetStanding standing) {
        int end = (int) Math.clamp(sequence, 0L, (long) lines.size());
        FleetStanding shown =
                standing == null
                        ? null
                        : new FleetStanding(
                                standing.name(),
                                standing.member(),
                                standing.leader(),
                                standing.quorum(),
                                standing.epoch(),
                                standing.journalId(),
                                standing.journalSequence(),
                                standing.members(),
                                // Who looks at a replay may only look.
                                new Person(standing.you().name(), Role.VIEWER));
        return new FleetDecisions(
                shown, at(sequence), lines.subList(Math.max(0, end - LINES_MAX), end));
    }
}
