package dev.signalbox.agent.journal;

import dev.signalbox.model.journal.HashChain;
import dev.signalbox.model.journal.JournalEntry;
import dev.signalbox.model.journal.JournalSource;
import dev.signalbox.model.journal.JournalVerification;
import dev.signalbox.model.journal.Position;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;

/**
 * The region's journal in one SQLite file ({@code journal.db}), hash-chained, with a signed head
 * beside it. An append is durable (fsync) before it returns. One writer; any thread may read.
 */
public final class SqliteJournal implements JournalSource, AutoCloseable {

    private static final DateTimeFormatter ID_TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final Path directory;
    private final Path file;
    private final SealedHead head;
    private final Connection writer;
    private final Connection reader;
    private final Object readLock = new Object();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile Position last;
    private boolean sealed = true;

    private SqliteJournal(
            Path directory,
            Path file,
            SealedHead head,
            Connection writer,
            Connection reader,
            Position last) {
        this.directory = directory;
        this.file = file;
        this.head = head;
        this.writer = writer;
        this.reader = reader;
        this.last = last;
    }

    /**
     * Opens the journal in {@code directory}, beginning a new one named after {@code region} and
     * {@code now} when there never was one. It is not verified here.
     *
     * @throws IOException when it cannot be opened, or when its database was removed and its key
     *     was not
     */
    public static SqliteJournal open(Path directory, String region, Instant now)
            throws IOException {
        Files.createDirectories(directory);
        Path file = directory.resolve("journal.db");
        if (!Files.exists(file) && SealedHead.keyExists(directory)) {
            throw new IOException(
                    file
                            + " is missing, but its key is there: the journal was removed. Put it back, or move the whole directory away to begin a new one");
        }
        Connection writer = null;
        try {
            writer = connect(file);
            String journalId = begin(writer, region + "-" + ID_TIME.format(now));
            Position last = lastOf(writer, journalId);
            if (last.sequence() > 0 && !SealedHead.keyExists(directory)) {
                throw new IOException(
                        directory.resolve("journal.key")
                                + " is missing beside a journal with records: it was removed. Put it back, or move the whole directory away to begin a new journal");
            }
            SealedHead head = SealedHead.open(directory, Position.start(journalId));
            return new SqliteJournal(directory, file, head, writer, connect(file), last);
        } catch (SQLException e) {
            close(writer);
            throw new IOException("cannot open " + file + ": " + e.getMessage(), e);
        } catch (IOException e) {
            close(writer);
            throw e;
        }
    }

    static Connection connect(Path file) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setBusyTimeout(2_000);
        return config.createConnection("jdbc:sqlite:" + file);
    }

    /** Leaves the file as it is, byte for byte; nobody may be writing it. */
    static Connection connectToRead(Path file) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        return config.createConnection("jdbc:sqlite:" + file);
    }

    private static String begin(Connection connection, String newId) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS journal (id TEXT NOT NULL) STRICT");
            statement.execute(
                    "CREATE TABLE IF NOT EXISTS record (sequence INTEGER PRIMARY KEY, body BLOB NOT NULL, hash TEXT NOT NULL) STRICT");
            statement.execute(
                    "INSERT INTO journal SELECT '"
                            + newId
                            + "' WHERE NOT EXISTS (SELECT 1 FROM journal)");
            try (ResultSet row = statement.executeQuery("SELECT id FROM journal")) {
                row.next();
                return row.getString(1);
            }
        }
    }

    private static Position lastOf(Connection connection, String journalId) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "SELECT sequence, hash FROM record ORDER BY sequence DESC LIMIT 1")) {
            return row.next()
                    ? new Position(journalId, row.getLong(1), row.getString(2))
                    : Position.start(journalId);
        }
    }

    /**
     * Appends a record durably and seals the new head.
     *
     * @throws JournalUnwritableException when it was not written; the journal is as before
     */
    public JournalEntry append(byte[] body) throws JournalUnwritableException {
        if (!sealed) {
            seal();
        }
        JournalEntry entry = HashChain.append(last, body);
        try (PreparedStatement insert =
                writer.prepareStatement(
                        "INSERT INTO record (sequence, body, hash) VALUES (?, ?, ?)")) {
            insert.setLong(1, entry.sequence());
            insert.setBytes(2, entry.body());
            insert.setString(3, entry.hash());
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new JournalUnwritableException(file.getFileName() + ": " + e.getMessage(), e);
        }
        last = entry.position();
        sealed = false;
        try {
            seal();
        } catch (JournalUnwritableException e) {
            // The record is durable; only its seal is not. The next append begins by sealing, and
            // fails if it cannot.
            System.getLogger(SqliteJournal.class.getName())
                    .log(
                            System.Logger.Level.WARNING,
                            "record {0} is not sealed yet: {1}",
                            entry.id(),
                            e.getMessage());
        }
        listeners.forEach(Runnable::run);
        return entry;
    }

    /**
     * Signs the last position; done by every append, and at start for records a crash left
     * unsealed.
     *
     * @throws JournalUnwritableException when the head cannot be written
     */
    public void seal() throws JournalUnwritableException {
        try {
            head.seal(last);
            sealed = true;
        } catch (IOException e) {
            throw new JournalUnwritableException("journal.head: " + e.getMessage(), e);
        }
    }

    /**
     * Finds out whether an append would be durable now, by writing what is there already; the head
     * is sealed too.
     *
     * @throws JournalUnwritableException when it would not
     */
    public void confirmWritable() throws JournalUnwritableException {
        try (Statement statement = writer.createStatement()) {
            statement.executeUpdate("UPDATE journal SET id = id");
        } catch (SQLException e) {
            throw new JournalUnwritableException(file.getFileName() + ": " + e.getMessage(), e);
        }
        seal();
    }

    @Override
    public Position last() {
        return last;
    }

    @Override
    public List<JournalEntry> read(long afterSequence, int limit) {
        synchronized (readLock) {
            try {
                return read(reader, last.journalId(), afterSequence, limit);
            } catch (SQLException e) {
                throw new UncheckedIOException(new IOException(file + ": " + e.getMessage(), e));
            }
        }
    }

    static List<JournalEntry> read(
            Connection connection, String journalId, long afterSequence, int limit)
            throws SQLException {
        List<JournalEntry> entries = new ArrayList<>();
        try (PreparedStatement select =
                connection.prepareStatement(
                        "SELECT sequence, body, hash FROM record WHERE sequence > ? ORDER BY sequence LIMIT ?")) {
            select.setLong(1, afterSequence);
            select.setInt(2, limit);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    entries.add(
                            new JournalEntry(
                                    journalId,
                                    rows.getLong(1),
                                    rows.getBytes(2),
                                    rows.getString(3)));
                }
            }
        }
        return entries;
    }

    @Override
    public void onAppend(Runnable listener) {
        listeners.add(listener);
    }

    /**
     * Reads through a connection of its own, so that it sees the file as it is and holds nobody up.
     */
    @Override
    public JournalVerification verify() {
        try (Connection connection = connect(file)) {
            return JournalVerifier.verify(connection, last.journalId(), directory);
        } catch (SQLException e) {
            return new JournalVerification(
                    false,
                    last.journalId(),
                    0,
                    0,
                    List.of("journal.db cannot be read: " + e.getMessage()));
        }
    }

    @Override
    public void close() {
        close(reader);
        close(writer);
    }

    private static void close(@Nullable Connection connection) {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            System.getLogger(SqliteJournal.class.getName())
                    .log(System.Logger.Level.WARNING, "closing the journal: {0}", e.getMessage());
        }
    }
}
