package dev.signalbox.model.fleet;

import dev.signalbox.model.journal.HashChain;
import dev.signalbox.model.journal.JournalCodec;
import dev.signalbox.model.journal.JournalEntry;
import dev.signalbox.model.journal.JournalRecord;
import dev.signalbox.model.journal.JournalSentences;
import dev.signalbox.model.target.Target;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The newest records of several journals as lines, each journal without gap or repetition and
 * checked against its chain. For one thread.
 */
final class JournalMerge {

    private final int linesMax;
    private final JournalCodec codec = new JournalCodec();
    private final Map<String, Journal> journals = new HashMap<>();
    private Map<String, String> regionByJournal = new HashMap<>();
    private Map<String, String> carrierTitles = Map.of();
    private @Nullable List<JournalLine> merged;

    JournalMerge(int linesMax) {
        this.linesMax = linesMax;
    }

    /** Takes the next record of a journal. */
    FleetMerge.JournalStep add(JournalEntry entry) {
        Journal journal = journals.computeIfAbsent(entry.journalId(), _ -> new Journal());
        JournalEntry last = journal.last;
        if (last != null) {
            if (entry.sequence() <= last.sequence()) {
                return FleetMerge.JournalStep.KNOWN;
            }
            if (entry.sequence() != last.sequence() + 1) {
                return FleetMerge.JournalStep.GAP;
            }
            String hash = HashChain.next(last.hash(), entry.sequence(), entry.body());
            if (!hash.equals(entry.hash())) {
                return FleetMerge.JournalStep.BROKEN_CHAIN;
            }
        }
        journal.last = entry;
        JournalRecord record;
        try {
            record = codec.fromBytes(entry.body());
        } catch (IllegalArgumentException e) {
            return FleetMerge.JournalStep.UNREADABLE;
        }
        if (record instanceof JournalRecord.AgentStarted started) {
            regionByJournal.put(entry.journalId(), started.region());
        }
        journal.lines.addLast(line(entry, record));
        if (journal.lines.size() > linesMax) {
            journal.lines.removeFirst();
        }
        merged = null;
        return FleetMerge.JournalStep.APPENDED;
    }

    /** Drops a journal: its place was taken by another one. */
    void forget(String journalId) {
        if (journals.remove(journalId) != null) {
            merged = null;
        }
    }

    /** What reports say of journals and carriers; lines are written anew when it changed. */
    void names(Map<String, String> journalRegions, Map<String, String> titles) {
        Map<String, String> regions = new HashMap<>(regionByJournal);
        regions.putAll(journalRegions);
        if (regions.equals(regionByJournal) && titles.equals(carrierTitles)) {
            return;
        }
        regionByJournal = regions;
        carrierTitles = Map.copyOf(titles);
        for (Journal journal : journals.values()) {
            List<JournalLine> lines = List.copyOf(journal.lines);
            journal.lines.clear();
            lines.forEach(old -> journal.lines.addLast(line(old.entry(), old.record())));
        }
        merged = null;
    }

    /** The newest lines of all journals, oldest first. */
    List<JournalLine> lines() {
        List<JournalLine> known = merged;
        if (known == null) {
            List<Placed> all = new ArrayList<>();
            journals.values().forEach(journal -> place(journal.lines, all));
            all.sort(
                    Comparator.comparing(Placed::at)
                            .thenComparing(placed -> placed.line().entry().journalId())
                            .thenComparingLong(placed -> placed.line().entry().sequence()));
            known =
                    all.subList(Math.max(0, all.size() - linesMax), all.size()).stream()
                            .map(Placed::line)
                            .toList();
            merged = known;
        }
        return known;
    }

    /** A wall clock that was set back does not change the order of one journal's records. */
    private static void place(Iterable<JournalLine> lines, List<Placed> all) {
        Instant at = Instant.MIN;
        for (JournalLine line : lines) {
            Instant own = line.record().at();
            at = own.isAfter(at) ? own : at;
            all.add(new Placed(at, line));
        }
    }

    private JournalLine line(JournalEntry entry, JournalRecord record) {
        String known = regionByJournal.get(entry.journalId());
        String region = known == null ? regionOf(record) : known;
        JournalSentences sentences =
                new JournalSentences(name -> carrierTitles.getOrDefault(name, name));
        return new JournalLine(region, entry, record, sentences.sentence(record));
    }

    /** The region a record speaks of, empty when it names none. */
    private static String regionOf(JournalRecord record) {
        return switch (record) {
            case JournalRecord.AgentStarted started -> started.region();
            case JournalRecord.DiagnosisOpened opened -> region(opened.target());
            case JournalRecord.DiagnosisClosed closed -> region(closed.target());
            case JournalRecord.MoveDecided decided -> region(decided.target());
            case JournalRecord.MoveRefused refused -> region(refused.target());
            case JournalRecord.HandSet hand -> region(hand.target());
            case JournalRecord.BreakerChanged _,
                    JournalRecord.BreakerApplied _,
                    JournalRecord.MoveApplied _,
                    JournalRecord.MoveFailed _,
                    JournalRecord.RouteReasserted _,
                    JournalRecord.BrakeSet _,
                    JournalRecord.BrakeReleased _ ->
                    "";
        };
    }

    private static String region(Target target) {
        return switch (target) {
            case Target.Trunk trunk -> trunk.region();
            case Target.Region region -> region.name();
            case Target.Path path -> path.from();
            // Every region has its own view of these; its journal says whose.
            case Target.Carrier _, Target.Provider _, Target.Dependency _, Target.Service _ -> "";
        };
    }

    private record Placed(Instant at, JournalLine line) {}

    private static final class Journal {
        private final ArrayDeque<JournalLine> lines = new ArrayDeque<>();
        private @Nullable JournalEntry last;
    }
}
