package dev.signalbox.model.journal;

import java.util.List;

/** A journal that can be read, followed and verified. Safe for use by several threads. */
public interface JournalSource {

    /** Where the journal ends now. */
    Position last();

    /**
     * Entries in order, beginning with {@code afterSequence + 1}.
     *
     * @param afterSequence 0 for the beginning
     * @param limit at most this many, at least 1
     * @return empty at the end
     * @throws java.io.UncheckedIOException when the journal cannot be read
     */
    List<JournalEntry> read(long afterSequence, int limit);

    /**
     * Calls {@code listener} after every append, on the appending thread: it only takes a note and
     * returns. Listeners stay for the life of the journal.
     */
    void onAppend(Runnable listener);

    /** Checks every record against the chain and the signed head; takes time with the journal. */
    JournalVerification verify();
}
