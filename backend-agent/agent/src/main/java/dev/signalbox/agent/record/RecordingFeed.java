package dev.signalbox.agent.record;

import dev.signalbox.v1.ReadRecordingRequest;
import dev.signalbox.v1.ReadRecordingResponse;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Sends recordings to those who ask, as fast as they take them. Nothing is queued for a slow one;
 * it is read for again when it is ready. One thread of its own.
 */
public final class RecordingFeed implements AutoCloseable {

    /** More readers than this are turned away. */
    static final int READERS_MAX = 4;

    /** Read at once, and sent before another reader has its turn. */
    private static final int TURN_SECONDS = 8;

    private static final System.Logger LOG = System.getLogger(RecordingFeed.class.getName());

    private final Path file;
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("recording-feed").factory());

    /** Only touched on {@link #thread}. */
    private final Set<Reader> readers = new HashSet<>();

    /**
     * @param file of a {@link Recorder}; it may not be there yet
     */
    public RecordingFeed(Path file) {
        this.file = file;
    }

    /** A client begins to read. Called on the thread of its call. */
    public void add(
            ReadRecordingRequest request, ServerCallStreamObserver<ReadRecordingResponse> call) {
        Reader reader = new Reader(call);
        call.setOnReadyHandler(() -> submit(() -> resume(reader)));
        call.setOnCancelHandler(() -> submit(() -> end(reader)));
        submit(() -> admit(reader, request));
    }

    private void submit(Runnable task) {
        try {
            thread.execute(task);
        } catch (RejectedExecutionException _) {
            // The agent is closing: every call is ended by gRPC.
        }
    }

    private void admit(Reader reader, ReadRecordingRequest request) {
        if (reader.call.isCancelled()) {
            return;
        }
        long from = request.getFrom().getSeconds();
        long to = request.getTo().getSeconds();
        if (!request.hasFrom() || !request.hasTo() || to < from) {
            refuse(
                    reader,
                    Status.INVALID_ARGUMENT,
                    "from and to: both are wanted, and to not before from");
            return;
        }
        if (readers.size() >= READERS_MAX) {
            refuse(
                    reader,
                    Status.RESOURCE_EXHAUSTED,
                    "this agent serves at most " + READERS_MAX + " readers of recordings");
            return;
        }
        try {
            reader.range = new RecordedRange(file, from, to);
        } catch (SQLException e) {
            fail(reader, e);
            return;
        }
        readers.add(reader);
        resume(reader);
    }

    private void resume(Reader reader) {
        RecordedRange range = reader.range;
        if (!readers.contains(reader) || range == null) {
            return;
        }
        if (reader.call.isCancelled()) {
            end(reader);
            return;
        }
        try {
            if (reader.ahead.isEmpty() && reader.call.isReady()) {
                reader.ahead.addAll(range.next(TURN_SECONDS));
                if (reader.ahead.isEmpty()) {
                    end(reader);
                    reader.call.onCompleted();
                    return;
                }
            }
            while (!reader.ahead.isEmpty() && reader.call.isReady()) {
                reader.call.onNext(reader.ahead.remove());
            }
        } catch (SQLException | IOException | RuntimeException e) {
            fail(reader, e);
            return;
        }
        if (reader.ahead.isEmpty() && reader.call.isReady()) {
            submit(() -> resume(reader));
        }
    }

    private void end(Reader reader) {
        readers.remove(reader);
        RecordedRange range = reader.range;
        reader.range = null;
        if (range != null) {
            try {
                range.close();
            } catch (SQLException e) {
                LOG.log(Level.WARNING, "closing a recording: {0}", e.getMessage());
            }
        }
    }

    private void fail(Reader reader, Exception failure) {
        LOG.log(Level.WARNING, "a reader of recordings was ended", failure);
        end(reader);
        refuse(reader, Status.INTERNAL, "the recording cannot be read: " + failure.getMessage());
    }

    private static void refuse(Reader reader, Status status, String words) {
        reader.call.onError(status.withDescription(words).asRuntimeException());
    }

    @Override
    public void close() {
        submit(() -> Set.copyOf(readers).forEach(this::end));
        thread.shutdown();
    }

    private static final class Reader {
        private final ServerCallStreamObserver<ReadRecordingResponse> call;

        /** Read, and not sent yet. */
        private final Queue<ReadRecordingResponse> ahead = new ArrayDeque<>();

        private @Nullable RecordedRange range;

        Reader(ServerCallStreamObserver<ReadRecordingResponse> call) {
            this.call = call;
        }
    }
}
