package dev.signalbox.agent;

import dev.signalbox.agent.journal.SqliteJournal;
import dev.signalbox.model.journal.DecisionState;
import dev.signalbox.model.journal.JournalCodec;
import dev.signalbox.model.journal.JournalEntry;
import dev.signalbox.model.journal.JournalFold;
import dev.signalbox.model.journal.JournalVerification;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * A journal as an agent finds it at its start.
 *
 * @param state the fold of its records, up to the first that cannot be folded; when there is a
 *     problem it is for display only
 * @param problem why it cannot be trusted, empty when it can
 * @param unsealedRecords records after the signed head, left by a crash between both
 */
record FoldedJournal(DecisionState state, String problem, long unsealedRecords) {

    private static final int PAGE = 1_000;

    /** Verifies and folds the whole journal. */
    static FoldedJournal of(SqliteJournal journal, JournalCodec codec) {
        JournalVerification verification = journal.verify();
        DecisionState state = DecisionState.empty(verification.journalId());
        String problem =
                verification.good()
                        ? ""
                        : "the journal does not verify: " + verification.problems().getFirst();
        try {
            List<JournalEntry> page = journal.read(0, PAGE);
            while (!page.isEmpty()) {
                for (JournalEntry entry : page) {
                    state = JournalFold.apply(state, entry, codec.fromBytes(entry.body()));
                }
                page = journal.read(page.getLast().sequence(), PAGE);
            }
        } catch (IllegalStateException | IllegalArgumentException | UncheckedIOException e) {
            problem = problem.isEmpty() ? "the journal does not fold: " + e.getMessage() : problem;
        }
        return new FoldedJournal(
                state,
                problem,
                Math.max(0, verification.records() - verification.sealedSequence()));
    }
}
