package dev.signalbox.agent.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.model.journal.HashChain;
import dev.signalbox.model.journal.JournalEntry;
import dev.signalbox.model.journal.JournalVerification;
import dev.signalbox.model.journal.Position;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteJournalTest {

    private static final Instant START = Instant.parse("2026-03-01T03:00:00Z");

    @TempDir Path directory;

    @Test
    void journalIdNamesRegionAndBeginning() throws Exception {
        try (SqliteJournal journal = open()) {
            assertThat(journal.last()).isEqualTo(Position.start("lab-20260301T030000Z"));
        }
    }

    @Test
    void appendsAreChainedReadableAndSurviveReopening() throws Exception {
        JournalEntry third;
        try (SqliteJournal journal = open()) {
            journal.append(bytes("one"));
            journal.append(bytes("two"));
            third = journal.append(bytes("three"));
        }
        try (SqliteJournal journal = SqliteJournal.open(directory, "lab", START.plusSeconds(99))) {
            assertThat(journal.last()).isEqualTo(third.position());
            List<JournalEntry> entries = journal.read(1, 10);
            assertThat(entries).extracting(JournalEntry::sequence).containsExactly(2L, 3L);
            assertThat(entries.getFirst().body()).isEqualTo(bytes("two"));
            assertThat(HashChain.next(entries.getFirst().hash(), 3, bytes("three")))
                    .isEqualTo(third.hash());
            assertThat(journal.append(bytes("four")).sequence()).isEqualTo(4);
            assertThat(journal.verify())
                    .isEqualTo(
                            new JournalVerification(true, "lab-20260301T030000Z", 4, 4, List.of()));
        }
    }

    @Test
    void listenersHearOfEveryAppend() throws Exception {
        try (SqliteJournal journal = open()) {
            int[] heard = {0};
            journal.onAppend(() -> heard[0]++);
            journal.append(bytes("one"));
            journal.append(bytes("two"));
            assertThat(heard[0]).isEqualTo(2);
        }
    }

    @Test
    void alteredRecordIsFound() throws Exception {
        assertThat(afterSql("UPDATE record SET body = x'00' WHERE sequence = 3").problems())
                .containsExactly("record 3 was altered or is not in its place");
    }

    @Test
    void alteredRecordWithRecomputedChainIsFound() throws Exception {
        write(5);
        // The forger knows the chain, but not the key.
        try (Connection connection = sql();
                Statement statement = connection.createStatement()) {
            String hash = Position.GENESIS;
            for (int i = 1; i <= 5; i++) {
                byte[] body = bytes(i == 2 ? "forged" : "record " + i);
                hash = HashChain.next(hash, i, body);
                statement.execute(
                        "UPDATE record SET body = x'"
                                + java.util.HexFormat.of().formatHex(body)
                                + "', hash = '"
                                + hash
                                + "' WHERE sequence = "
                                + i);
            }
        }
        assertThat(verify().problems())
                .containsExactly(
                        "record 5 is not the one that was signed: records up to it were replaced");
    }

    @Test
    void removedRecordIsFound() throws Exception {
        assertThat(afterSql("DELETE FROM record WHERE sequence = 2").problems())
                .containsExactly("records 2 to 2 are missing");
    }

    @Test
    void firstRecordRemovedIsFound() throws Exception {
        assertThat(afterSql("DELETE FROM record WHERE sequence = 1").problems())
                .containsExactly("records 1 to 1 are missing");
    }

    @Test
    void reorderedRecordsAreFound() throws Exception {
        assertThat(
                        afterSql(
                                        "UPDATE record SET sequence = -1 WHERE sequence = 2",
                                        "UPDATE record SET sequence = 2 WHERE sequence = 3",
                                        "UPDATE record SET sequence = 3 WHERE sequence = -1")
                                .problems())
                .contains(
                        "record 2 was altered or is not in its place",
                        "record 3 was altered or is not in its place");
    }

    @Test
    void cutOffEndIsFound() throws Exception {
        assertThat(afterSql("DELETE FROM record WHERE sequence >= 4").problems())
                .containsExactly(
                        "the end is cut off: the signed head stands at record 5, the journal ends at 3");
    }

    @Test
    void allRecordsRemovedIsFound() throws Exception {
        assertThat(afterSql("DELETE FROM record").problems())
                .containsExactly(
                        "the end is cut off: the signed head stands at record 5, the journal ends at 0");
    }

    @Test
    void alteredHeadIsFound() throws Exception {
        write(5);
        Path head = directory.resolve("journal.head");
        Files.writeString(head, Files.readString(head).replace("\"sequence\":5", "\"sequence\":3"));
        assertThat(verify().problems())
                .containsExactly("the signature of journal.head is wrong: the head was altered");
    }

    @Test
    void garbageForAHeadIsFound() throws Exception {
        write(2);
        Files.writeString(directory.resolve("journal.head"), "}garbage");
        assertThat(verify().problems())
                .containsExactly("journal.head is not a journal head: it was altered");
    }

    @Test
    void removedHeadIsFound() throws Exception {
        write(2);
        Files.delete(directory.resolve("journal.head"));
        assertThat(verify().problems().getFirst()).startsWith("journal.head is missing");
    }

    @Test
    void emptiedJournalWithoutHeadIsFound() throws Exception {
        write(5);
        try (Connection connection = sql();
                Statement statement = connection.createStatement()) {
            statement.execute("DELETE FROM record");
        }
        Files.delete(directory.resolve("journal.head"));
        assertThat(verify().problems().getFirst()).startsWith("journal.head is missing");
        assertThat(JournalVerifier.verifyCopy(directory).good()).isFalse();
    }

    @Test
    void removedKeyIsRefused() throws Exception {
        write(2);
        Files.delete(directory.resolve("journal.key"));
        assertThatThrownBy(this::open)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("journal.key is missing");
    }

    @Test
    void recordsAppendedBehindTheHeadAreFound() throws Exception {
        write(3);
        byte[] head = Files.readAllBytes(directory.resolve("journal.head"));
        write(2);
        Files.write(directory.resolve("journal.head"), head);
        assertThat(verify().problems())
                .containsExactly(
                        "records 4 to 5 stand after the signed head: a crash leaves one at most");
    }

    @Test
    void checkingACopyWritesNothing() throws Exception {
        write(3);
        byte[] before = Files.readAllBytes(directory.resolve("journal.db"));
        assertThat(JournalVerifier.verifyCopy(directory))
                .isEqualTo(new JournalVerification(true, "lab-20260301T030000Z", 3, 3, List.of()));
        Files.delete(directory.resolve("journal.pub"));
        Files.delete(directory.resolve("journal.key"));
        assertThat(JournalVerifier.verifyCopy(directory).problems())
                .containsExactly("journal.pub is missing: signatures cannot be checked");
        assertThat(Files.readAllBytes(directory.resolve("journal.db"))).isEqualTo(before);
        assertThat(directory.resolve("journal.key")).doesNotExist();
    }

    @Test
    void whatIsNoDatabaseIsSaidToBeNone() throws Exception {
        write(1);
        Files.writeString(
                directory.resolve("journal.db"), "this is no database at all, only words");
        assertThat(JournalVerifier.verifyCopy(directory).problems().getFirst())
                .startsWith("journal.db cannot be read");
    }

    @Test
    void removedDatabaseIsRefused() throws Exception {
        write(2);
        Files.delete(directory.resolve("journal.db"));
        assertThatThrownBy(this::open)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("the journal was removed");
    }

    @Test
    void recordsAfterTheHeadAreACrashAndNotAnAttack() throws Exception {
        write(3);
        byte[] head = Files.readAllBytes(directory.resolve("journal.head"));
        write(1);
        Files.write(directory.resolve("journal.head"), head);
        JournalVerification verification = verify();
        assertThat(verification.good()).isTrue();
        assertThat(verification.records()).isEqualTo(4);
        assertThat(verification.sealedSequence()).isEqualTo(3);
    }

    @Test
    void unwritableHeadStopsTheNextAppend() throws Exception {
        try (SqliteJournal journal = open()) {
            journal.append(bytes("one"));
            Path blocked = Files.createDirectory(directory.resolve("journal.head.tmp"));
            journal.append(bytes("two"));
            assertThatThrownBy(() -> journal.append(bytes("three")))
                    .isInstanceOf(JournalUnwritableException.class)
                    .hasMessageContaining("journal.head");
            assertThat(journal.last().sequence()).isEqualTo(2);
            Files.delete(blocked);
            assertThat(journal.append(bytes("three")).sequence()).isEqualTo(3);
            assertThat(journal.verify().good()).isTrue();
        }
    }

    @Test
    void whetherItCanBeWrittenIsFoundOutByWriting() throws Exception {
        write(1);
        try (SqliteJournal journal = open();
                Connection somebody = sql()) {
            journal.confirmWritable();
            try (Statement statement = somebody.createStatement()) {
                statement.execute("BEGIN IMMEDIATE");
                assertThatThrownBy(journal::confirmWritable)
                        .isInstanceOf(JournalUnwritableException.class)
                        .hasMessageContaining("journal.db");
                statement.execute("ROLLBACK");
            }
            journal.confirmWritable();
            assertThat(journal.append(bytes("two")).sequence()).isEqualTo(2);
            assertThat(journal.verify().good()).isTrue();
        }
    }

    private SqliteJournal open() throws IOException {
        return SqliteJournal.open(directory, "lab", START);
    }

    private void write(int records) throws Exception {
        try (SqliteJournal journal = open()) {
            long from = journal.last().sequence();
            for (int i = 1; i <= records; i++) {
                journal.append(bytes("record " + (from + i)));
            }
        }
    }

    private JournalVerification afterSql(String... statements) throws Exception {
        write(5);
        assertThat(verify().good()).isTrue();
        try (Connection connection = sql();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
        JournalVerification verification = verify();
        assertThat(verification.good()).isFalse();
        return verification;
    }

    private JournalVerification verify() throws IOException {
        try (SqliteJournal journal = open()) {
            return journal.verify();
        }
    }

    private Connection sql() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("journal.db"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
