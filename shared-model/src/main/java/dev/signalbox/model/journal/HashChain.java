package dev.signalbox.model.journal;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The chain over a journal's records: SHA-256 over previous hash (32 bytes), sequence (8 bytes,
 * big-endian), stored bytes.
 */
public final class HashChain {

    private HashChain() {}

    /**
     * The hash of the record with {@code sequence} and {@code body} that follows {@code
     * previousHash}.
     */
    public static String next(String previousHash, long sequence, byte[] body) {
        MessageDigest sha256 = sha256();
        sha256.update(HexFormat.of().parseHex(previousHash));
        sha256.update(ByteBuffer.allocate(Long.BYTES).putLong(sequence).array());
        return HexFormat.of().formatHex(sha256.digest(body));
    }

    /** The entry that follows {@code position}. */
    public static JournalEntry append(Position position, byte[] body) {
        long sequence = position.sequence() + 1;
        return new JournalEntry(
                position.journalId(), sequence, body, next(position.hash(), sequence, body));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
