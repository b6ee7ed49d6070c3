package dev.signalbox.model.journal;

/**
 * A place in a journal.
 *
 * @param journalId names the journal for ever
 * @param sequence of the last record; 0 before the first
 * @param hash of that record, 64 hexadecimal digits; 64 zeros before the first
 */
public record Position(String journalId, long sequence, String hash) {

    /** Hash before the first record. */
    public static final String GENESIS = "0".repeat(64);

    /** Before the first record of a journal. */
    public static Position start(String journalId) {
        return new Position(journalId, 0, GENESIS);
    }
}
