package dev.signalbox.agent.record;

import dev.signalbox.v1.WatchResponse;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * The recorder as one more client that watches. It is not ready once a minute, and while its queue
 * is full: a client that was not ready gets a fresh snapshot. Called on one thread at a time.
 */
final class RecordingCall extends ServerCallStreamObserver<WatchResponse> {

    private static final long NEVER = Long.MIN_VALUE;

    private final Consumer<WatchResponse> messages;
    private final BooleanSupplier room;
    private final LongSupplier minute;
    private final AtomicBoolean snapshotDue;
    private long snapshotMinute = NEVER;

    /**
     * @param messages takes them, at once
     * @param room whether it can take another
     * @param minute the present one, counted from anywhere
     * @param snapshotDue set by whoever needs a snapshot soon
     */
    RecordingCall(
            Consumer<WatchResponse> messages,
            BooleanSupplier room,
            LongSupplier minute,
            AtomicBoolean snapshotDue) {
        this.messages = messages;
        this.room = room;
        this.minute = minute;
        this.snapshotDue = snapshotDue;
    }

    @Override
    public boolean isReady() {
        if (!room.getAsBoolean()) {
            return false;
        }
        boolean due = snapshotDue.getAndSet(false);
        if (snapshotMinute != NEVER && (due || snapshotMinute != minute.getAsLong())) {
            snapshotMinute = NEVER;
            return false;
        }
        return true;
    }

    @Override
    public void onNext(WatchResponse message) {
        if (message.hasSnapshot()) {
            snapshotMinute = minute.getAsLong();
        }
        messages.accept(message);
    }

    @Override
    public void onError(Throwable failure) {
        System.getLogger(RecordingCall.class.getName())
                .log(System.Logger.Level.WARNING, "the recorder was turned away: {0}", failure);
    }

    // The rest of a call means nothing inside one program.

    @Override
    public void onCompleted() {}

    @Override
    public boolean isCancelled() {
        return false;
    }

    @Override
    public void setOnCancelHandler(Runnable handler) {}

    @Override
    public void setOnReadyHandler(Runnable handler) {}

    @Override
    public void setCompression(String compression) {}

    @Override
    public void disableAutoInboundFlowControl() {}

    @Override
    public void request(int count) {}

    @Override
    public void setMessageCompression(boolean enable) {}
}
