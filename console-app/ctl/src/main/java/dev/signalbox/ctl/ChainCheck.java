package dev.signalbox.ctl;

import dev.signalbox.model.journal.HashChain;
import dev.signalbox.model.journal.JournalEntry;
import dev.signalbox.model.journal.Position;
import java.util.ArrayList;
import java.util.List;

/** Recomputes a journal's chain from its stored bytes, record by record from the first. */
final class ChainCheck {

    private static final int PROBLEMS_MAX = 20;

    private String journalId = "";
    private long records;
    private String lastHash = Position.GENESIS;
    private final List<String> problems = new ArrayList<>();

    /** Takes the next record. */
    void add(JournalEntry entry) {
        long expected = records + 1;
        if (records == 0) {
            journalId = entry.journalId();
        } else if (!journalId.equals(entry.journalId())) {
            problem("record " + expected + ": of another journal, " + entry.journalId());
        }
        if (entry.sequence() != expected) {
            problem("record " + entry.sequence() + " in the place of " + expected);
        }
        String hash = HashChain.next(lastHash, expected, entry.body());
        if (!hash.equals(entry.hash())) {
            problem("record " + expected + ": its hash does not follow from its bytes");
        }
        records = expected;
        // The stored hash goes on: one altered record is one problem, not one for each after it.
        lastHash = entry.hash();
    }

    boolean good() {
        return problems.isEmpty();
    }

    long records() {
        return records;
    }

    String lastHash() {
        return lastHash;
    }

    List<String> problems() {
        return List.copyOf(problems);
    }

    private void problem(String words) {
        if (problems.size() < PROBLEMS_MAX) {
            problems.add(words);
        }
    }
}
