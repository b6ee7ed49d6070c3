package dev.signalbox.agent.journal;

import dev.signalbox.model.journal.HashChain;
import dev.signalbox.model.journal.JournalEntry;
import dev.signalbox.model.journal.Position;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Goes through a journal from its first record and says what is wrong, where. */
final class JournalCheck {

    /** After so many problems nobody reads on. */
    private static final int PROBLEMS_MAX = 20;

    private final @Nullable Position head;
    private final List<String> problems = new ArrayList<>();
    private Position expected;
    private long records;
    private boolean headSeen;
    private final long unsealedMax;

    JournalCheck(String journalId, @Nullable Position head) {
        this(journalId, head, UNSEALED_MAX);
    }

    /**
     * @param unsealedMax how many records may follow the signed head
     */
    JournalCheck(String journalId, @Nullable Position head, long unsealedMax) {
        this.head = head;
        this.unsealedMax = unsealedMax;
        this.expected = Position.start(journalId);
        this.headSeen = head == null || head.sequence() == 0;
        if (head != null && !head.journalId().equals(journalId)) {
            problem("journal.head is of journal " + head.journalId() + ", not of " + journalId);
        }
    }

    /** The next record as it is stored. */
    void accept(JournalEntry entry) {
        records++;
        if (entry.sequence() != expected.sequence() + 1) {
            problem(
                    entry.sequence() <= expected.sequence()
                            ? "record " + entry.sequence() + " stands before its place"
                            : "records "
                                    + (expected.sequence() + 1)
                                    + " to "
                                    + (entry.sequence() - 1)
                                    + " are missing");
        } else if (!HashChain.next(expected.hash(), entry.sequence(), entry.body())
                .equals(entry.hash())) {
            problem("record " + entry.sequence() + " was altered or is not in its place");
        }
        if (head != null && head.sequence() == entry.sequence()) {
            headSeen = true;
            if (!head.hash().equals(entry.hash())) {
                problem(
                        "record "
                                + entry.sequence()
                                + " is not the one that was signed: records up to it were replaced");
            }
        }
        expected = entry.position();
    }

    /** How many records were read. */
    long records() {
        return records;
    }

    /** A head follows its record at once, so a crash leaves one record without a head at most. */
    private static final long UNSEALED_MAX = 1;

    /** All that is wrong, in the order it was found; empty when nothing is. */
    List<String> finish() {
        if (!headSeen && head != null) {
            problem(
                    "the end is cut off: the signed head stands at record "
                            + head.sequence()
                            + ", the journal ends at "
                            + expected.sequence());
        }
        if (head != null && headSeen && expected.sequence() - head.sequence() > unsealedMax) {
            problem(
                    "records "
                            + (head.sequence() + 1)
                            + " to "
                            + expected.sequence()
                            + " stand after the signed head: a crash leaves "
                            + (unsealedMax == 1 ? "one" : unsealedMax)
                            + " at most");
        }
        return List.copyOf(problems);
    }

    private void problem(String text) {
        if (problems.size() < PROBLEMS_MAX) {
            problems.add(text);
        }
    }
}
