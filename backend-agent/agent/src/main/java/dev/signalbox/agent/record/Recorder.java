package dev.signalbox.agent.record;

import dev.signalbox.agent.record.Gathering.Gathered;
import dev.signalbox.model.contract.ContractMapper;
import dev.signalbox.model.journal.Position;
import dev.signalbox.model.time.Now;
import dev.signalbox.model.time.NowSource;
import dev.signalbox.v1.ReadRecordingResponse;
import dev.signalbox.v1.WatchResponse;
import io.grpc.stub.ServerCallStreamObserver;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what consoles are told, second by second, in {@code recorder.db} of the data directory. It
 * works on a thread of its own behind a short queue and never holds anybody up: what it cannot keep
 * it leaves out, counts, and says so in its {@link #status}. When the disk has no room it stops,
 * and goes on by itself when there is room again.
 */
public final class Recorder implements AutoCloseable {

    /** File in the data directory. */
    public static final String FILE = "recorder.db";

    /** Messages that wait; some 30 s of one region. */
    private static final int QUEUE_MAX = 128;

    private static final long LOOK_MILLIS = 200;

    /** After trouble it is tried again this much later. */
    static final Duration RETRY = Duration.ofSeconds(5);

    private static final long CLOSE_MILLIS = 2_000;
    private static final System.Logger LOG = System.getLogger(Recorder.class.getName());

    private final Path file;
    private final RecorderLimits limits;
    private final NowSource clock;
    private final LongSupplier roomBytes;
    private final Supplier<List<Position>> journals;
    private final BlockingQueue<Told> queue = new ArrayBlockingQueue<>(QUEUE_MAX);
    private final AtomicBoolean snapshotDue = new AtomicBoolean();
    private final AtomicLong timesFull = new AtomicLong();
    private final AtomicBoolean full = new AtomicBoolean();
    private final Thread thread;
    private volatile RecorderStatus status;
    private volatile boolean closed;

    /** Only touched on {@link #thread}. */
    private final Gathering gathering = new Gathering();

    private @Nullable SecondStore store;
    private long retryNanos;
    private long secondsLost;
    private long messagesKept;

    private record Told(WatchResponse message, Now at) {}

    /**
     * Begins to record. The file is opened on the recorder's own thread.
     *
     * @param directory the data directory; it exists
     * @param journals where the journals are that this agent holds; from any thread
     */
    public Recorder(
            Path directory,
            RecorderLimits limits,
            Supplier<List<Position>> journals,
            NowSource clock) {
        this(directory, limits, journals, clock, () -> directory.toFile().getUsableSpace());
    }

    Recorder(
            Path directory,
            RecorderLimits limits,
            Supplier<List<Position>> journals,
            NowSource clock,
            LongSupplier roomBytes) {
        this.file = directory.resolve(FILE);
        this.limits = limits;
        this.journals = journals;
        this.clock = clock;
        this.roomBytes = roomBytes;
        Now now = clock.now();
        retryNanos = now.nanos();
        // Nothing is wrong before the first second is over.
        status = new RecorderStatus(false, "", now.wall(), null, null, 0, 0, 0, 0);
        thread = Thread.ofPlatform().daemon().name("recorder").start(this::run);
    }

    /** A client to add to those that watch: what it is sent is recorded. */
    public ServerCallStreamObserver<WatchResponse> watcher() {
        return new RecordingCall(
                message -> accept(message, clock.now()),
                this::room,
                () -> Math.floorDiv(clock.now().wall().getEpochSecond(), 60L),
                snapshotDue);
    }

    /** Takes a message that consoles are sent; returns at once, from any thread. */
    public void accept(WatchResponse message, Now now) {
        if (queue.offer(new Told(message, now))) {
            full.set(false);
        } else {
            noRoom();
            snapshotDue.set(true);
        }
    }

    /** How it is; from any thread. */
    public RecorderStatus status() {
        return status;
    }

    /** The file; it may not be there yet. */
    public Path file() {
        return file;
    }

    private boolean room() {
        boolean room = queue.remainingCapacity() > 0;
        if (!room) {
            noRoom();
        }
        return room;
    }

    /** Counted once until there was room again: how often it is asked says nothing. */
    private void noRoom() {
        if (full.compareAndSet(false, true)) {
            timesFull.incrementAndGet();
        }
    }

    private void run() {
        while (!closed) {
            try {
                Told told = queue.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                if (told == null) {
                    keepBefore(clock.now().wall().getEpochSecond());
                } else {
                    take(told);
                }
            } catch (InterruptedException _) {
                break;
            } catch (RuntimeException | LinkageError e) {
                // Linkage: the native part of SQLite or Zstandard is not for this machine.
                LOG.log(Level.ERROR, "a second could not be recorded", e);
                trouble("recording failed: " + e, clock.now());
            }
        }
        for (Told told = queue.poll(); told != null; told = queue.poll()) {
            take(told);
        }
        keepBefore(Long.MAX_VALUE);
        close(store);
    }

    private void take(Told told) {
        Gathered over = gathering.add(told.message(), told.at().wall().getEpochSecond());
        if (over != null) {
            keep(over);
        }
    }

    private void keepBefore(long second) {
        Gathered over = gathering.takeBefore(second);
        if (over != null) {
            keep(over);
        }
    }

    private void keep(Gathered second) {
        Now now = clock.now();
        if (!status.recording() && now.nanos() - retryNanos < 0) {
            secondsLost++;
            return;
        }
        long room = roomBytes.getAsLong();
        if (room < limits.roomBytesMin()) {
            trouble(
                    "the disk of "
                            + file
                            + " has "
                            + (room >> 20)
                            + " MiB left, and "
                            + (limits.roomBytesMin() >> 20)
                            + " MiB are kept for the journal. Make room there: recording goes on by"
                            + " itself",
                    now);
            return;
        }
        try {
            write(second, now);
        } catch (SQLException e) {
            trouble(file + " cannot be written: " + e.getMessage(), now);
        }
    }

    private void write(Gathered second, Now now) throws SQLException {
        SecondStore open = store;
        if (open == null) {
            open = new SecondStore(file);
            store = open;
        }
        if (!second.whole() && !open.hasGroup()) {
            // Alone it could not be shown.
            secondsLost++;
            snapshotDue.set(true);
            return;
        }
        ReadRecordingResponse.Builder response = second.response();
        journals.get().forEach(at -> response.addJournals(ContractMapper.toContract(at)));
        open.append(second.at(), second.whole(), response.build().toByteArray());
        messagesKept += second.messages().size();
        if (second.whole()) {
            open.trim(now.wall().minus(limits.keep()).getEpochSecond(), limits.bytesMax());
        }
        SecondStore.Extent extent = open.extent();
        RecorderStatus before = status;
        if (!before.recording()) {
            LOG.log(Level.INFO, "recording what consoles are told to {0}", file);
        }
        status =
                new RecorderStatus(
                        true,
                        "",
                        before.recording() ? before.since() : now.wall(),
                        extent.oldest(),
                        extent.newest(),
                        extent.bytes(),
                        secondsLost,
                        messagesKept,
                        timesFull.get());
    }

    /** Stops for a while; what is kept already stays. */
    private void trouble(String words, Now now) {
        secondsLost++;
        retryNanos = now.plus(RETRY).nanos();
        snapshotDue.set(true);
        close(store);
        store = null;
        RecorderStatus before = status;
        if (!before.words().equals(words)) {
            LOG.log(Level.WARNING, "not recording: {0}", words);
        }
        status =
                new RecorderStatus(
                        false,
                        words,
                        before.recording() ? now.wall() : before.since(),
                        before.oldest(),
                        before.newest(),
                        before.bytes(),
                        secondsLost,
                        messagesKept,
                        timesFull.get());
    }

    private static void close(@Nullable SecondStore store) {
        if (store == null) {
            return;
        }
        try {
            store.close();
        } catch (SQLException e) {
            LOG.log(Level.WARNING, "closing the recordings: {0}", e.getMessage());
        }
    }

    /** Keeps what it has and ends; takes at most some seconds. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
