package dev.signalbox.agent.journal;

import dev.signalbox.model.journal.JournalEntry;
import dev.signalbox.model.journal.Position;
import dev.signalbox.model.quorum.FleetStore;
import dev.signalbox.model.quorum.FleetStore.CopyHead;
import dev.signalbox.model.quorum.FleetStore.Mark;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The tables of {@code fleet.db}: one statement a method. */
final class FleetTables {

    /** In this order everywhere: digests and restores go through all of them. */
    private static final List<String> ALL =
            List.of("journal", "mark", "record", "copy", "copy_record", "answer");

    private FleetTables() {}

    static void create(Connection connection, String journalId) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS journal (id TEXT NOT NULL) STRICT");
            statement.execute(
                    "CREATE TABLE IF NOT EXISTS mark (one INTEGER PRIMARY KEY CHECK (one = 1), term INTEGER NOT NULL, idx INTEGER NOT NULL) STRICT");
            statement.execute(
                    "CREATE TABLE IF NOT EXISTS record (sequence INTEGER PRIMARY KEY, body BLOB NOT NULL, hash TEXT NOT NULL) STRICT");
            statement.execute(
                    "CREATE TABLE IF NOT EXISTS copy (id TEXT PRIMARY KEY, region TEXT NOT NULL) STRICT");
            statement.execute(
                    "CREATE TABLE IF NOT EXISTS copy_record (id TEXT NOT NULL, sequence INTEGER NOT NULL, body BLOB NOT NULL, hash TEXT NOT NULL, PRIMARY KEY (id, sequence)) STRICT, WITHOUT ROWID");
            statement.execute(
                    "CREATE TABLE IF NOT EXISTS answer (number INTEGER PRIMARY KEY, command TEXT NOT NULL UNIQUE, body TEXT NOT NULL) STRICT");
        }
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "INSERT INTO journal SELECT ? WHERE NOT EXISTS (SELECT 1 FROM journal)")) {
            insert.setString(1, journalId);
            insert.executeUpdate();
        }
    }

    static String journalId(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT id FROM journal")) {
            if (row.next()) {
                return row.getString(1);
            }
            throw new SQLException("the journal's own name is missing");
        }
    }

    static Mark mark(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT term, idx FROM mark")) {
            return row.next() ? new Mark(row.getLong(1), row.getLong(2)) : Mark.NONE;
        }
    }

    static void setMark(Connection connection, Mark mark) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "INSERT OR REPLACE INTO mark (one, term, idx) VALUES (1, ?, ?)")) {
            insert.setLong(1, mark.term());
            insert.setLong(2, mark.index());
            insert.executeUpdate();
        }
    }

    static Position last(Connection connection, String journalId) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "SELECT sequence, hash FROM record ORDER BY sequence DESC LIMIT 1")) {
            return row.next()
                    ? new Position(journalId, row.getLong(1), row.getString(2))
                    : Position.start(journalId);
        }
    }

    static void append(Connection connection, List<JournalEntry> entries) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "INSERT INTO record (sequence, body, hash) VALUES (?, ?, ?)")) {
            for (JournalEntry entry : entries) {
                insert.setLong(1, entry.sequence());
                insert.setBytes(2, entry.body());
                insert.setString(3, entry.hash());
                insert.executeUpdate();
            }
        }
    }

    static List<CopyHead> copies(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "SELECT c.id, c.region, r.sequence, r.hash FROM copy c JOIN copy_record r ON r.id = c.id AND r.sequence = (SELECT MAX(sequence) FROM copy_record WHERE id = c.id) ORDER BY c.id")) {
            List<CopyHead> heads = new ArrayList<>();
            while (rows.next()) {
                heads.add(
                        new CopyHead(
                                rows.getString(2),
                                new Position(
                                        rows.getString(1), rows.getLong(3), rows.getString(4))));
            }
            return heads;
        }
    }

    static void appendCopy(Connection connection, FleetStore.Copied copied) throws SQLException {
        try (PreparedStatement name =
                connection.prepareStatement(
                        "INSERT OR IGNORE INTO copy (id, region) VALUES (?, ?)")) {
            name.setString(1, copied.entries().getFirst().journalId());
            name.setString(2, copied.region());
            name.executeUpdate();
        }
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "INSERT INTO copy_record (id, sequence, body, hash) VALUES (?, ?, ?, ?)")) {
            for (JournalEntry entry : copied.entries()) {
                insert.setString(1, entry.journalId());
                insert.setLong(2, entry.sequence());
                insert.setBytes(3, entry.body());
                insert.setString(4, entry.hash());
                insert.executeUpdate();
            }
        }
    }

    static List<JournalEntry> readCopy(
            Connection connection, String journalId, long afterSequence, int limit)
            throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "SELECT sequence, body, hash FROM copy_record WHERE id = ? AND sequence > ? ORDER BY sequence LIMIT ?")) {
            select.setString(1, journalId);
            select.setLong(2, afterSequence);
            select.setInt(3, limit);
            try (ResultSet rows = select.executeQuery()) {
                List<JournalEntry> entries = new ArrayList<>();
                while (rows.next()) {
                    entries.add(
                            new JournalEntry(
                                    journalId,
                                    rows.getLong(1),
                                    rows.getBytes(2),
                                    rows.getString(3)));
                }
                return entries;
            }
        }
    }

    static Optional<String> answer(Connection connection, String commandId) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT body FROM answer WHERE command = ?")) {
            select.setString(1, commandId);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        }
    }

    /** Numbered from 1 without a gap, so that every member forgets the same ones. */
    static void remember(Connection connection, FleetStore.Answered answered) throws SQLException {
        long number;
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT COALESCE(MAX(number), 0) + 1 FROM answer")) {
            row.next();
            number = row.getLong(1);
        }
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "INSERT INTO answer (number, command, body) VALUES (?, ?, ?)")) {
            insert.setLong(1, number);
            insert.setString(2, answered.commandId());
            insert.setString(3, answered.answer());
            insert.executeUpdate();
        }
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM answer WHERE number <= ?")) {
            delete.setLong(1, number - FleetStore.ANSWERS_MAX);
            delete.executeUpdate();
        }
    }

    /** Within a transaction: what stands in the attached database {@code other} instead. */
    static void replaceBy(Connection connection, String other) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String table : ALL) {
                statement.executeUpdate("DELETE FROM " + table);
                statement.executeUpdate(
                        "INSERT INTO " + table + " SELECT * FROM " + other + "." + table);
            }
        }
    }

    /** Feeds every value of every table to {@code digest}, in an order that is always the same. */
    static void digest(Connection connection, MessageDigest digest) throws SQLException {
        List<String> selects =
                List.of(
                        "SELECT id FROM journal",
                        "SELECT term, idx FROM mark",
                        "SELECT sequence, body, hash FROM record ORDER BY sequence",
                        "SELECT id, region FROM copy ORDER BY id",
                        "SELECT id, sequence, body, hash FROM copy_record ORDER BY id, sequence",
                        "SELECT number, command, body FROM answer ORDER BY number");
        for (String select : selects) {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(select)) {
                int columns = rows.getMetaData().getColumnCount();
                digest.update(select.getBytes(StandardCharsets.UTF_8));
                while (rows.next()) {
                    for (int column = 1; column <= columns; column++) {
                        byte[] value = rows.getString(column).getBytes(StandardCharsets.UTF_8);
                        // With its length: "ab","c" is not "a","bc".
                        digest.update((value.length + ":").getBytes(StandardCharsets.UTF_8));
                        digest.update(value);
                    }
                }
            }
        }
    }
}
