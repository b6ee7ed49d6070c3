package dev.signalbox.model.journal;

/**
 * A record with its place in the chain, as stored and as streamed. The bytes are what is hashed:
 * they are never serialised again.
 *
 * @param sequence 1 for the first record
 * @param body UTF-8 JSON with {@code type} and {@code v}
 * @param hash SHA-256 over previous hash, sequence and body ({@link HashChain})
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; the hash is
public record JournalEntry(String journalId, long sequence, byte[] body, String hash) {

    /** {@code journalId/sequence}: the id of the decision or diagnosis in this record. */
    public String id() {
        return journalId + "/" + sequence;
    }

    /** This entry as a position. */
    public Position position() {
        return new Position(journalId, sequence, hash);
    }
}
