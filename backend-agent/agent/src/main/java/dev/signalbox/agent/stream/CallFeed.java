package dev.signalbox.agent.stream;

import dev.signalbox.model.cause.CallVerdict;
import dev.signalbox.model.contract.ContractMapper;
import dev.signalbox.v1.ReadCallsRequest;
import dev.signalbox.v1.ReadCallsResponse;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Sends verdicts on calls to those who read or follow. A reader's place is a sequence number: a
 * slow one is not queued for, and what was forgotten meanwhile it does not get.
 */
final class CallFeed {

    static final int READERS_MAX = 16;
    private static final int BATCH = 64;

    /** New verdicts wait this long for others to travel with. */
    private static final long BATCH_MILLIS = 50;

    private final CallBook book;
    private final String bootId;
    private final ScheduledExecutorService thread;
    private final AtomicBoolean wakePending = new AtomicBoolean();

    /** Only touched on {@link #thread}. */
    private final Set<Reader> readers = new HashSet<>();

    /**
     * @param bootId of this run of the agent: sequences of another run mean nothing
     * @param thread runs one task at a time
     */
    CallFeed(CallBook book, String bootId, ScheduledExecutorService thread) {
        this.book = book;
        this.bootId = bootId;
        this.thread = thread;
        book.onAppend(this::appended);
    }

    /** A client begins to read. Called on the thread of its call. */
    void add(ReadCallsRequest request, ServerCallStreamObserver<ReadCallsResponse> call) {
        Reader reader = new Reader(call, request.getFollow(), request.getAfter());
        call.setOnReadyHandler(() -> submit(() -> resume(reader)));
        call.setOnCancelHandler(() -> submit(() -> readers.remove(reader)));
        submit(() -> admit(reader));
    }

    private void appended() {
        if (wakePending.compareAndSet(false, true)) {
            try {
                var _ = thread.schedule(this::wake, BATCH_MILLIS, TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException _) {
                wakePending.set(false);
            }
        }
    }

    private void wake() {
        wakePending.set(false);
        List.copyOf(readers).forEach(this::resume);
    }

    private void submit(Runnable task) {
        try {
            thread.execute(task);
        } catch (RejectedExecutionException _) {
            // The server is closing: every call is ended by gRPC.
        }
    }

    private void admit(Reader reader) {
        if (reader.call.isCancelled()) {
            return;
        }
        if (readers.size() >= READERS_MAX) {
            reader.call.onError(
                    Status.RESOURCE_EXHAUSTED
                            .withDescription(
                                    "this agent serves at most " + READERS_MAX + " call readers")
                            .asRuntimeException());
            return;
        }
        readers.add(reader);
        resume(reader);
    }

    private void resume(Reader reader) {
        if (!readers.contains(reader)) {
            return;
        }
        while (reader.call.isReady() && !reader.call.isCancelled()) {
            List<CallVerdict> batch = book.read(reader.sequence, BATCH);
            if (batch.isEmpty()) {
                if (!reader.follow) {
                    readers.remove(reader);
                    reader.call.onCompleted();
                }
                return;
            }
            ReadCallsResponse.Builder response = ReadCallsResponse.newBuilder().setBootId(bootId);
            batch.forEach(verdict -> response.addCalls(ContractMapper.toContract(verdict)));
            reader.sequence = batch.getLast().sequence();
            reader.call.onNext(response.build());
        }
    }

    private static final class Reader {
        private final ServerCallStreamObserver<ReadCallsResponse> call;
        private final boolean follow;
        private long sequence;

        Reader(ServerCallStreamObserver<ReadCallsResponse> call, boolean follow, long sequence) {
            this.call = call;
            this.follow = follow;
            this.sequence = sequence;
        }
    }
}
