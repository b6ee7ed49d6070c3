package dev.signalbox.agent.journal;

import dev.signalbox.model.journal.JournalEntry;
import dev.signalbox.model.journal.JournalVerification;
import dev.signalbox.model.journal.Position;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks a whole journal against its chain and its signed head. Changes nothing. */
public final class JournalVerifier {

    private static final int PAGE = 1_000;

    private JournalVerifier() {}

    /**
     * Checks the journal in {@code directory}, whose agent does not run, on a copy: even opening a
     * database may write to it, and evidence is not to be written to.
     *
     * @throws IOException when it cannot be copied
     */
    public static JournalVerification verifyCopy(Path directory) throws IOException {
        Path copy = Files.createTempDirectory("journal");
        Path database = copy.resolve("journal.db");
        Path log = copy.resolve("journal.db-wal");
        try {
            Files.copy(directory.resolve("journal.db"), database);
            if (Files.exists(directory.resolve("journal.db-wal"))) {
                Files.copy(directory.resolve("journal.db-wal"), log);
            }
            try (Connection connection = SqliteJournal.connect(database)) {
                return verify(connection, journalId(connection), directory);
            } catch (SQLException e) {
                return new JournalVerification(
                        false, "?", 0, 0, List.of("journal.db cannot be read: " + e.getMessage()));
            }
        } finally {
            Files.deleteIfExists(log);
            Files.deleteIfExists(copy.resolve("journal.db-shm"));
            Files.deleteIfExists(database);
            Files.deleteIfExists(copy);
        }
    }

    private static String journalId(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT id FROM journal")) {
            if (row.next()) {
                return row.getString(1);
            }
            throw new SQLException("the journal's own name is missing");
        }
    }

    /** Checks the records behind {@code connection} against the head in {@code directory}. */
    static JournalVerification verify(Connection connection, String journalId, Path directory) {
        List<String> problems = new ArrayList<>();
        // The head first: records appended meanwhile come after it.
        Position head = head(directory, problems);
        JournalCheck check = new JournalCheck(journalId, head);
        try {
            List<JournalEntry> page =
                    SqliteJournal.read(connection, journalId, Long.MIN_VALUE, PAGE);
            while (!page.isEmpty()) {
                page.forEach(check::accept);
                page = SqliteJournal.read(connection, journalId, page.getLast().sequence(), PAGE);
            }
        } catch (SQLException e) {
            problems.add("journal.db cannot be read: " + e.getMessage());
        }
        problems.addAll(check.finish());
        return new JournalVerification(
                problems.isEmpty(),
                journalId,
                check.records(),
                head == null ? 0 : head.sequence(),
                problems);
    }

    private static @Nullable Position head(Path directory, List<String> problems) {
        try {
            Position head = SealedHead.read(directory).orElse(null);
            if (head == null) {
                problems.add("journal.head is missing: whether the end was cut off cannot be told");
            }
            return head;
        } catch (IOException e) {
            problems.add(String.valueOf(e.getMessage()));
            return null;
        }
    }
}
