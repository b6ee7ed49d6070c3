package dev.signalbox.agent.record;

import dev.signalbox.model.recording.SecondCodec;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;

/**
 * Recorded seconds in one SQLite file, in groups: the first of a group stands alone, each of the
 * others needs the one before it to be unpacked. Written by one thread.
 */
final class SecondStore implements AutoCloseable {

    private final Connection connection;

    /** Raw, the newest second of the present group. */
    private byte[] newest = SecondCodec.nothing();

    /** Sequence of the newest second. */
    private long last;

    /** Sequence of the second that began the present group, 0 before one did. */
    private long group;

    /**
     * What is there.
     *
     * @param bytes without pages that are free
     */
    record Extent(@Nullable Instant oldest, @Nullable Instant newest, long bytes) {}

    /** Opens the file, or makes it. */
    SecondStore(Path file) throws SQLException {
        connection = connect(file);
        try (Statement statement = connection.createStatement()) {
            // Most seconds take some 5 KB: on pages of 4 KiB a third of the room would be empty.
            statement.execute("PRAGMA page_size = 1024");
            // In this order and before the first table, or room is never given back to the disk.
            statement.execute("PRAGMA auto_vacuum = INCREMENTAL");
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute(
                    """
                    CREATE TABLE IF NOT EXISTS second (
                        sequence INTEGER PRIMARY KEY,
                        at INTEGER NOT NULL,
                        first INTEGER NOT NULL,
                        raw_bytes INTEGER NOT NULL,
                        content BLOB NOT NULL) STRICT""");
            statement.execute("CREATE INDEX IF NOT EXISTS second_at ON second (at)");
            last = number("SELECT max(sequence) FROM second");
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** A connection to recordings. */
    static Connection connect(Path file) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        // The last second may be lost with the power: it is no record of decision.
        config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
        config.setJournalSizeLimit(4 << 20);
        config.setBusyTimeout(2_000);
        return config.createConnection("jdbc:sqlite:" + file);
    }

    /** Whether a second that does not begin with a snapshot can be kept now. */
    boolean hasGroup() {
        return group > 0;
    }

    /**
     * Keeps a second.
     *
     * @param at seconds from 1970
     * @param first begins a group; without a group nothing else can be kept
     */
    void append(long at, boolean first, byte[] raw) throws SQLException {
        byte[] packed = SecondCodec.pack(raw, first ? SecondCodec.nothing() : newest);
        long sequence = last + 1;
        // As an update: what a query fails to commit is not told.
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "INSERT INTO second (sequence, at, first, raw_bytes, content) VALUES (?, ?, ?, ?, ?)")) {
            insert.setLong(1, sequence);
            insert.setLong(2, at);
            insert.setLong(3, first ? 0 : group);
            insert.setInt(4, raw.length);
            insert.setBytes(5, packed);
            insert.executeUpdate();
        }
        last = sequence;
        newest = raw;
        if (first) {
            group = sequence;
        }
    }

    /** Removes the oldest groups that are too old or too much; the present one stays. */
    void trim(long oldestSecond, long bytesMax) throws SQLException {
        boolean removed = false;
        while (true) {
            long next = secondGroup();
            if (next == 0) {
                break;
            }
            boolean old = newestBefore(next) < oldestSecond;
            if (!old && bytes() <= bytesMax) {
                break;
            }
            try (PreparedStatement delete =
                    connection.prepareStatement("DELETE FROM second WHERE sequence < ?")) {
                delete.setLong(1, next);
                delete.executeUpdate();
            }
            removed = true;
        }
        if (removed) {
            try (Statement statement = connection.createStatement()) {
                // As an update it runs to its end; as a query it would give back one page.
                statement.executeUpdate("PRAGMA incremental_vacuum");
            }
        }
    }

    /** Where the second oldest group begins, 0 when there is none. */
    private long secondGroup() throws SQLException {
        return number(
                "SELECT sequence FROM second WHERE first = 0 ORDER BY sequence LIMIT 1 OFFSET 1");
    }

    private long newestBefore(long sequence) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT max(at) FROM second WHERE sequence < ?")) {
            select.setLong(1, sequence);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }

    Extent extent() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT min(at), max(at) FROM second")) {
            row.next();
            long oldest = row.getLong(1);
            boolean empty = row.wasNull();
            return new Extent(
                    empty ? null : Instant.ofEpochSecond(oldest),
                    empty ? null : Instant.ofEpochSecond(row.getLong(2)),
                    bytes());
        }
    }

    private long bytes() throws SQLException {
        return (number("PRAGMA page_count") - number("PRAGMA freelist_count"))
                * number("PRAGMA page_size");
    }

    private long number(String question) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(question)) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
