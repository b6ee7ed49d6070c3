package dev.signalbox.agent.journal;

import dev.signalbox.model.journal.JournalSource;
import dev.signalbox.model.journal.Position;
import dev.signalbox.model.quorum.FleetStore;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the fleet decided, in one SQLite file ({@code fleet.db}) in a directory of its own, with the
 * signed head of the fleet's journal beside it. A step is durable (fsync) before {@link #apply}
 * returns. One writer; any thread may read.
 */
public final class SqliteFleetStore implements FleetStore {

    private final Path file;
    private final SealedHead head;
    private final Connection writer;
    private final FleetReader reader;
    private final HeldJournal journal;
    private final SortedMap<String, HeldJournal> copies = new TreeMap<>();
    private volatile Mark mark;

    private SqliteFleetStore(
            Path file, SealedHead head, Connection writer, FleetReader reader, Position last)
            throws SQLException {
        this.file = file;
        this.head = head;
        this.writer = writer;
        this.reader = reader;
        this.journal = new HeldJournal(reader, "", last);
        this.mark = FleetTables.mark(writer);
        takeCopies();
    }

    /**
     * Opens the store in {@code directory}, beginning a new one when there never was one, and
     * checks the whole fleet journal.
     *
     * @param directory for this store alone
     * @param journalId the fleet's journal, the same on all members
     * @throws IOException when it cannot be opened, is of another fleet or does not verify; the
     *     message says what to do
     */
    public static SqliteFleetStore open(Path directory, String journalId) throws IOException {
        Files.createDirectories(directory);
        Path file = directory.resolve("fleet.db");
        if (!Files.exists(file) && SealedHead.keyExists(directory)) {
            throw unusable(file, "is missing, but its key is there: it was removed", null);
        }
        Connection writer = null;
        try {
            writer = SqliteJournal.connect(file);
            FleetTables.create(writer, journalId);
            String found = FleetTables.journalId(writer);
            if (!found.equals(journalId)) {
                throw new IOException(
                        file
                                + " is of fleet journal "
                                + found
                                + ", not of "
                                + journalId
                                + ". Name the fleet as before, or give this agent another data directory");
            }
            Position last = FleetTables.last(writer, journalId);
            SealedHead head = SealedHead.open(directory, Position.start(journalId));
            List<String> problems = FleetReader.check(writer, journalId, head.read().orElse(null));
            if (!problems.isEmpty()) {
                throw unusable(file, "does not verify: " + problems.getFirst(), null);
            }
            // A crash between record and seal leaves the head one step behind.
            head.seal(last);
            return new SqliteFleetStore(file, head, writer, new FleetReader(directory, file), last);
        } catch (SQLException e) {
            close(writer);
            throw unusable(file, "cannot be opened: " + e.getMessage(), e);
        } catch (IOException e) {
            close(writer);
            throw e;
        }
    }

    private static IOException unusable(Path file, String what, @Nullable Throwable cause) {
        return new IOException(
                file
                        + " "
                        + what
                        + ". Put it back; or move its whole directory and the quorum's away: then this agent gets everything anew from the others",
                cause);
    }

    private void takeCopies() throws SQLException {
        synchronized (copies) {
            for (CopyHead kept : FleetTables.copies(writer)) {
                copyOf(kept.region(), kept.position());
            }
        }
    }

    private HeldJournal copyOf(String region, Position position) {
        HeldJournal copy =
                copies.computeIfAbsent(
                        position.journalId(),
                        id -> new HeldJournal(reader, region, Position.start(id)));
        copy.moveTo(position);
        return copy;
    }

    @Override
    public Mark mark() {
        return mark;
    }

    @Override
    public JournalSource journal() {
        return journal;
    }

    @Override
    public Optional<String> answer(String commandId) {
        return reader.answer(commandId);
    }

    @Override
    public List<CopyHead> copies() {
        synchronized (copies) {
            return copies.values().stream().map(c -> new CopyHead(c.region(), c.last())).toList();
        }
    }

    @Override
    public Position copyPosition(String journalId) {
        synchronized (copies) {
            HeldJournal copy = copies.get(journalId);
            return copy == null ? Position.start(journalId) : copy.last();
        }
    }

    @Override
    public Optional<JournalSource> copy(String journalId) {
        synchronized (copies) {
            return Optional.ofNullable(copies.get(journalId));
        }
    }

    @Override
    public void apply(Step step) throws IOException {
        transaction(
                () -> {
                    FleetTables.append(writer, step.records());
                    if (step.copied() != null) {
                        FleetTables.appendCopy(writer, step.copied());
                    }
                    if (step.answered() != null) {
                        FleetTables.remember(writer, step.answered());
                    }
                    FleetTables.setMark(writer, step.mark());
                });
        mark = step.mark();
        if (!step.records().isEmpty()) {
            Position last = step.records().getLast().position();
            head.seal(last);
            journal.moveTo(last);
            journal.tell();
        }
        if (step.copied() != null) {
            HeldJournal copy;
            synchronized (copies) {
                copy = copyOf(step.copied().region(), step.copied().entries().getLast().position());
            }
            copy.tell();
        }
    }

    /** Statements that stand or fall together. */
    private interface Writes {
        void run() throws SQLException;
    }

    private void transaction(Writes writes) throws IOException {
        try {
            writer.setAutoCommit(false);
            try {
                writes.run();
                writer.commit();
            } catch (SQLException e) {
                writer.rollback();
                throw e;
            } finally {
                writer.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public void snapshot(Path target) throws IOException {
        Files.deleteIfExists(target);
        try (PreparedStatement copy = writer.prepareStatement("VACUUM INTO ?")) {
            copy.setString(1, target.toString());
            copy.execute();
        } catch (SQLException e) {
            throw failed(e);
        }
        try (FileChannel channel = FileChannel.open(target, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    @Override
    public void restore(Path source) throws IOException {
        String journalId = journal.last().journalId();
        Position restored = FleetReader.checked(source, journalId);
        try (PreparedStatement attach = writer.prepareStatement("ATTACH DATABASE ? AS other")) {
            attach.setString(1, source.toString());
            attach.execute();
        } catch (SQLException e) {
            throw failed(e);
        }
        try {
            transaction(() -> FleetTables.replaceBy(writer, "other"));
        } finally {
            detach();
        }
        head.seal(restored);
        journal.moveTo(restored);
        try {
            mark = FleetTables.mark(writer);
            synchronized (copies) {
                // Those who follow a copy hold its object: it goes on where the snapshot ends.
                copies.values().forEach(c -> c.moveTo(Position.start(c.last().journalId())));
                takeCopies();
                copies.values().removeIf(c -> c.last().sequence() == 0);
            }
        } catch (SQLException e) {
            throw failed(e);
        }
        journal.tell();
    }

    private void detach() throws IOException {
        try (Statement statement = writer.createStatement()) {
            statement.execute("DETACH DATABASE other");
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public String digest() throws IOException {
        try (Connection connection = SqliteJournal.connect(file)) {
            // One transaction: all tables as they were at one moment.
            connection.setAutoCommit(false);
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            FleetTables.digest(connection, digest);
            return HexFormat.of().formatHex(digest.digest());
        } catch (SQLException e) {
            throw failed(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private IOException failed(SQLException e) {
        return new IOException(file + ": " + e.getMessage(), e);
    }

    @Override
    public void close() {
        reader.close();
        close(writer);
    }

    static void close(@Nullable Connection connection) {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            System.getLogger(SqliteFleetStore.class.getName())
                    .log(
                            System.Logger.Level.WARNING,
                            "closing the fleet's store: {0}",
                            e.getMessage());
        }
    }
}
