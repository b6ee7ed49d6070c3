package dev.signalbox.agent.journal;

import dev.signalbox.model.journal.JournalEntry;
import dev.signalbox.model.journal.JournalVerification;
import dev.signalbox.model.journal.Position;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads and checks what {@link SqliteFleetStore} keeps, beside its writer and from any thread. */
final class FleetReader implements AutoCloseable {

    /** More records than one command ever makes. */
    private static final long STEP_RECORDS_MAX = 256;

    private static final int PAGE = 1_000;

    private final Path directory;
    private final Path file;
    private final Connection connection;
    private final Object lock = new Object();

    /**
     * Reads {@code file}.
     *
     * @param directory where the signed head of the fleet's journal is
     * @throws SQLException when the file cannot be opened
     */
    FleetReader(Path directory, Path file) throws SQLException {
        this.directory = directory;
        this.file = file;
        this.connection = SqliteJournal.connect(file);
    }

    /** What was answered to a command before. */
    Optional<String> answer(String commandId) {
        synchronized (lock) {
            try {
                return FleetTables.answer(connection, commandId);
            } catch (SQLException e) {
                throw unreadable(e);
            }
        }
    }

    /**
     * Records of the fleet's journal ({@code own}) or of a region's.
     *
     * @param limit at most as many
     */
    List<JournalEntry> read(String journalId, boolean own, long afterSequence, int limit) {
        synchronized (lock) {
            try {
                return page(connection, journalId, own, afterSequence, limit);
            } catch (SQLException e) {
                throw unreadable(e);
            }
        }
    }

    /** Checks a whole journal on a connection of its own: the store goes on meanwhile. */
    JournalVerification verify(String journalId, boolean own) {
        List<String> problems = new ArrayList<>();
        // The head first: records appended meanwhile come after it.
        Position sealed = own ? sealed(problems) : null;
        JournalCheck check = new JournalCheck(journalId, sealed, STEP_RECORDS_MAX);
        try (Connection other = SqliteJournal.connect(file)) {
            feed(check, after -> page(other, journalId, own, after, PAGE));
        } catch (SQLException e) {
            problems.add("fleet.db cannot be read: " + e.getMessage());
        }
        problems.addAll(check.finish());
        return new JournalVerification(
                problems.isEmpty(),
                journalId,
                check.records(),
                sealed == null ? 0 : sealed.sequence(),
                problems);
    }

    private @Nullable Position sealed(List<String> problems) {
        try {
            Position position = SealedHead.read(directory).orElse(null);
            if (position == null) {
                problems.add(noHead());
            }
            return position;
        } catch (IOException e) {
            problems.add(String.valueOf(e.getMessage()));
            return null;
        }
    }

    private static String noHead() {
        return "journal.head is missing: whether the end was cut off cannot be told";
    }

    private UncheckedIOException unreadable(SQLException e) {
        return new UncheckedIOException(new IOException(file + ": " + e.getMessage(), e));
    }

    @Override
    public void close() {
        synchronized (lock) {
            SqliteFleetStore.close(connection);
        }
    }

    /**
     * What is wrong with the fleet's journal on {@code connection}; empty when nothing is.
     *
     * @param head as it was sealed last; null when it is missing, which is a problem too
     */
    static List<String> check(Connection connection, String journalId, @Nullable Position head)
            throws SQLException {
        JournalCheck check = new JournalCheck(journalId, head, STEP_RECORDS_MAX);
        feed(check, after -> page(connection, journalId, true, after, PAGE));
        List<String> problems = new ArrayList<>(check.finish());
        if (head == null) {
            problems.add(noHead());
        }
        return problems;
    }

    /**
     * Where the fleet's journal ends in a snapshot.
     *
     * @throws IOException when it is missing, of another fleet or does not verify
     */
    static Position checked(Path snapshot, String journalId) throws IOException {
        if (!Files.exists(snapshot)) {
            throw new IOException(snapshot + " is missing: no snapshot to restore from");
        }
        // Only read: its digest is known, and others may be sent this very file.
        try (Connection other = SqliteJournal.connectToRead(snapshot)) {
            String found = FleetTables.journalId(other);
            if (!found.equals(journalId)) {
                throw new IOException(snapshot + " is of " + found + ", not of " + journalId);
            }
            JournalCheck check = new JournalCheck(journalId, null);
            feed(check, after -> page(other, journalId, true, after, PAGE));
            List<String> problems = check.finish();
            if (!problems.isEmpty()) {
                throw new IOException(snapshot + " does not verify: " + problems.getFirst());
            }
            return FleetTables.last(other, journalId);
        } catch (SQLException e) {
            throw new IOException(snapshot + " is no snapshot: " + e.getMessage(), e);
        }
    }

    /** Reads on after a sequence. */
    private interface Pages {
        List<JournalEntry> after(long sequence) throws SQLException;
    }

    private static void feed(JournalCheck check, Pages pages) throws SQLException {
        List<JournalEntry> page = pages.after(Long.MIN_VALUE);
        while (!page.isEmpty()) {
            page.forEach(check::accept);
            page = pages.after(page.getLast().sequence());
        }
    }

    private static List<JournalEntry> page(
            Connection connection, String journalId, boolean own, long afterSequence, int limit)
            throws SQLException {
        return own
                ? SqliteJournal.read(connection, journalId, afterSequence, limit)
                : FleetTables.readCopy(connection, journalId, afterSequence, limit);
    }
}
