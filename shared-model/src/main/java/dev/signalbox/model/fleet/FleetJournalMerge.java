package dev.signalbox.model.fleet;

import dev.signalbox.model.fleet.FleetMerge.JournalStep;
import dev.signalbox.model.journal.HashChain;
import dev.signalbox.model.journal.JournalEntry;
import dev.signalbox.model.journal.Position;
import dev.signalbox.model.quorum.FleetCodec;
import dev.signalbox.model.quorum.FleetFold;
import dev.signalbox.model.quorum.FleetRecord;
import dev.signalbox.model.quorum.FleetSentences;
import dev.signalbox.model.quorum.FleetState;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the fleet decided, folded from its journal, which is read whole: a state is worth nothing
 * without its beginning. Checked against the chain; the newest lines are kept. For one thread.
 */
final class FleetJournalMerge {

    private final int linesMax;
    private final FleetCodec codec = new FleetCodec();
    private final Map<String, Journal> journals = new TreeMap<>();
    private Map<String, String> regionTitles = Map.of();
    private Map<String, String> serviceTitles = Map.of();

    FleetJournalMerge(int linesMax) {
        this.linesMax = linesMax;
    }

    /** Takes the next record of a fleet's journal. */
    JournalStep add(JournalEntry entry) {
        Journal known = journals.get(entry.journalId());
        Journal journal = known == null ? new Journal(entry.journalId()) : known;
        Position last = journal.state.position();
        if (entry.sequence() <= last.sequence()) {
            return JournalStep.KNOWN;
        }
        if (entry.sequence() != last.sequence() + 1) {
            return JournalStep.GAP;
        }
        if (!HashChain.next(last.hash(), entry.sequence(), entry.body()).equals(entry.hash())) {
            return JournalStep.BROKEN_CHAIN;
        }
        journals.put(entry.journalId(), journal);
        FleetRecord record;
        try {
            record = codec.recordFrom(entry.body());
        } catch (IllegalArgumentException e) {
            journal.state = FleetFold.pass(journal.state, entry);
            return JournalStep.UNREADABLE;
        }
        journal.state = FleetFold.apply(journal.state, entry, record);
        journal.lines.addLast(line(journal, entry, record));
        if (journal.lines.size() > linesMax) {
            journal.lines.removeFirst();
        }
        journal.copy = null;
        return JournalStep.APPENDED;
    }

    /** A journal whose records up to a known state are not read; one that is here is replaced. */
    void begin(FleetState state) {
        Journal journal = new Journal(state.position().journalId());
        journal.state = state;
        journals.put(state.position().journalId(), journal);
    }

    /** Drops a journal: its place was taken by another one. */
    void forget(String journalId) {
        journals.remove(journalId);
    }

    /** What people call regions and services; lines are written anew when it changed. */
    void names(Map<String, String> regions, Map<String, String> services) {
        if (regions.equals(regionTitles) && services.equals(serviceTitles)) {
            return;
        }
        regionTitles = Map.copyOf(regions);
        serviceTitles = Map.copyOf(services);
        for (Journal journal : journals.values()) {
            List<FleetLine> lines = List.copyOf(journal.lines);
            journal.lines.clear();
            lines.forEach(old -> journal.lines.addLast(line(journal, old.entry(), old.record())));
            journal.copy = null;
        }
    }

    /** What was decided: by the journal the agents name, by the longest one until they do. */
    FleetDecisions decisions(@Nullable FleetStanding standing) {
        Journal journal = standing == null ? null : journals.get(standing.journalId());
        if (journal == null && standing == null) {
            for (Journal one : journals.values()) {
                if (journal == null || one.longerThan(journal)) {
                    journal = one;
                }
            }
        }
        if (journal == null) {
            String journalId = standing == null ? "" : standing.journalId();
            return new FleetDecisions(standing, FleetState.empty(journalId), List.of());
        }
        return new FleetDecisions(standing, journal.state, journal.newest());
    }

    private FleetLine line(Journal journal, JournalEntry entry, FleetRecord record) {
        FleetSentences sentences =
                new FleetSentences(
                        region -> regionTitles.getOrDefault(region, journal.state.title(region)),
                        service -> serviceTitles.getOrDefault(service, service));
        return new FleetLine(entry, record, sentences.sentence(record));
    }

    private static final class Journal {
        private final ArrayDeque<FleetLine> lines = new ArrayDeque<>();
        private FleetState state;
        private @Nullable List<FleetLine> copy;

        Journal(String journalId) {
            this.state = FleetState.empty(journalId);
        }

        boolean longerThan(Journal other) {
            return state.position().sequence() > other.state.position().sequence();
        }

        List<FleetLine> newest() {
            List<FleetLine> known = copy;
            if (known == null) {
                known = List.copyOf(lines);
                copy = known;
            }
            return known;
        }
    }
}
