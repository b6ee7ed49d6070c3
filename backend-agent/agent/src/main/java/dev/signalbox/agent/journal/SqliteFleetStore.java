package dev.signalbox.agent.journal;

import dev.signalbox.model.journal.JournalEntry;
import dev.signalbox.model.journal.JournalSource;
import dev.signalbox.model.journal.JournalVerification;
import dev.signalbox.model.journal.Position;
import dev.signalbox.model.quorum.FleetStore;
import java.io.IOException;
import java.io.UncheckedIOException;
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
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * What the fleet decided, in one SQLite file ({@code fleet.db}) in a directory of its own, with the
 * signed head of the fleet's journal beside it. A step is durable (fsync) before {@link #apply}
 * returns. One writer; any thread may read.
 */
public final class SqliteFleetStore implements FleetStore {

    /** More records than one command ever makes. */
    private static final long STEP_RECORDS_MAX = 256;

    private static final int PAGE = 1_000;

    private final Path directory;
    private final Path file;
    private final SealedHead head;
    private final Connection writer;
    private final Connection reader;
    private final Object readLock = new Object();
    private final FleetJournal journal = new FleetJournal();
    private final SortedMap<String, CopiedJournal> copies = new TreeMap<>();
    private volatile Position last;
    private volatile Mark mark;

    private SqliteFleetStore(
            Path directory,
            Path file,
            SealedHead head,
            Connection writer,
            Connection reader,
            Position last)
            throws SQLException {
        this.directory = directory;
        this.file = file;
        this.head = head;
        this.writer = writer;
        this.reader = reader;
        this.last = last;
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
            List<String> problems = check(writer, journalId, head.read().orElse(null));
            if (!problems.isEmpty()) {
                throw unusable(file, "does not verify: " + problems.getFirst(), null);
            }
            // A crash between record and seal leaves the head one step behind.
            head.seal(last);
            return new SqliteFleetStore(
                    directory, file, head, writer, SqliteJournal.connect(file), last);
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

    private static List<String> check(
            Connection connection, String journalId, @Nullable Position head) throws SQLException {
        JournalCheck check = new JournalCheck(journalId, head, STEP_RECORDS_MAX);
        feed(check, after -> SqliteJournal.read(connection, journalId, after, PAGE));
        List<String> problems = new ArrayList<>(check.finish());
        if (head == null) {
            problems.add("journal.head is missing: whether the end was cut off cannot be told");
        }
        return problems;
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

    private void takeCopies() throws SQLException {
        synchronized (copies) {
            for (CopyHead kept : FleetTables.copies(writer)) {
                copyOf(kept.region(), kept.position());
            }
        }
    }

    private void copyOf(String region, Position position) {
        copies.computeIfAbsent(
                        position.journalId(), id -> new CopiedJournal(region, Position.start(id)))
                .moveTo(position);
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
        synchronized (readLock) {
            try {
                return FleetTables.answer(reader, commandId);
            } catch (SQLException e) {
                throw new UncheckedIOException(failed(e));
            }
        }
    }

    @Override
    public List<CopyHead> copies() {
        synchronized (copies) {
            return copies.values().stream().map(c -> new CopyHead(c.region, c.last())).toList();
        }
    }

    @Override
    public Position copyPosition(String journalId) {
        synchronized (copies) {
            CopiedJournal copy = copies.get(journalId);
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
            last = step.records().getLast().position();
            head.seal(last);
            journal.tell();
        }
        if (step.copied() != null) {
            CopiedJournal copy;
            synchronized (copies) {
                copyOf(step.copied().region(), step.copied().entries().getLast().position());
                copy = copies.get(step.copied().entries().getLast().journalId());
            }
            if (copy != null) {
                copy.tell();
            }
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
        String journalId = last.journalId();
        Position restored = checked(source, journalId);
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
        last = restored;
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

    private Position checked(Path source, String journalId) throws IOException {
        if (!Files.exists(source)) {
            throw new IOException(source + " is missing: no snapshot to restore from");
        }
        // Only read: its digest is known, and others may be sent this very file.
        try (Connection other = SqliteJournal.connectToRead(source)) {
            String found = FleetTables.journalId(other);
            if (!found.equals(journalId)) {
                throw new IOException(source + " is of " + found + ", not of " + journalId);
            }
            JournalCheck check = new JournalCheck(journalId, null);
            feed(check, after -> SqliteJournal.read(other, journalId, after, PAGE));
            List<String> problems = check.finish();
            if (!problems.isEmpty()) {
                throw new IOException(source + " does not verify: " + problems.getFirst());
            }
            return FleetTables.last(other, journalId);
        } catch (SQLException e) {
            throw new IOException(source + " is no snapshot: " + e.getMessage(), e);
        }
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
        synchronized (readLock) {
            close(reader);
        }
        close(writer);
    }

    private static void close(@Nullable Connection connection) {
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

    private JournalVerification verify(String journalId, boolean own) {
        List<String> problems = new ArrayList<>();
        // The head first: records appended meanwhile come after it.
        Position sealed = own ? sealed(problems) : null;
        JournalCheck check = new JournalCheck(journalId, sealed, STEP_RECORDS_MAX);
        try (Connection connection = SqliteJournal.connect(file)) {
            feed(
                    check,
                    after ->
                            own
                                    ? SqliteJournal.read(connection, journalId, after, PAGE)
                                    : FleetTables.readCopy(connection, journalId, after, PAGE));
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
                problems.add("journal.head is missing: whether the end was cut off cannot be told");
            }
            return position;
        } catch (IOException e) {
            problems.add(String.valueOf(e.getMessage()));
            return null;
        }
    }

    /** The fleet's journal. */
    private final class FleetJournal implements JournalSource {
        private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

        void tell() {
            listeners.forEach(Runnable::run);
        }

        @Override
        public Position last() {
            return last;
        }

        @Override
        public List<JournalEntry> read(long afterSequence, int limit) {
            synchronized (readLock) {
                try {
                    return SqliteJournal.read(reader, last.journalId(), afterSequence, limit);
                } catch (SQLException e) {
                    throw new UncheckedIOException(failed(e));
                }
            }
        }

        @Override
        public void onAppend(Runnable listener) {
            listeners.add(listener);
        }

        @Override
        public JournalVerification verify() {
            return SqliteFleetStore.this.verify(last.journalId(), true);
        }
    }

    /** A region's journal as far as it is kept here; its signed head is with its own region. */
    private final class CopiedJournal implements JournalSource {
        private final String region;
        private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
        private volatile Position end;

        CopiedJournal(String region, Position end) {
            this.region = region;
            this.end = end;
        }

        void moveTo(Position position) {
            end = position;
        }

        void tell() {
            listeners.forEach(Runnable::run);
        }

        @Override
        public Position last() {
            return end;
        }

        @Override
        public List<JournalEntry> read(long afterSequence, int limit) {
            synchronized (readLock) {
                try {
                    return FleetTables.readCopy(reader, end.journalId(), afterSequence, limit);
                } catch (SQLException e) {
                    throw new UncheckedIOException(failed(e));
                }
            }
        }

        @Override
        public void onAppend(Runnable listener) {
            listeners.add(listener);
        }

        @Override
        public JournalVerification verify() {
            return SqliteFleetStore.this.verify(end.journalId(), false);
        }
    }
}
