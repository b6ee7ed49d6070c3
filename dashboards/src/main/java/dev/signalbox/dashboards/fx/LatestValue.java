package dev.signalbox.dashboards.fx;

import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Hands the newest of many values to one thread: at once when it has been quiet, then at most every
 * {@code intervalMillis}. Values that are overtaken are never seen; the last one always is.
 *
 * @param <T> immutable values
 */
public final class LatestValue<T> {

    private final Executor receiverThread;
    private final ScheduledExecutorService timer;
    private final LongSupplier nanoTime;
    private final long intervalNanos;
    private final Consumer<T> receiver;
    private final AtomicReference<@Nullable T> latest = new AtomicReference<>();
    private volatile long deliveredNanos;

    /**
     * @param receiverThread where {@code receiver} is called
     * @param timer delays a delivery that would come too early
     * @param nanoTime monotonic nanoseconds
     */
    public LatestValue(
            Executor receiverThread,
            ScheduledExecutorService timer,
            LongSupplier nanoTime,
            long intervalMillis,
            Consumer<T> receiver) {
        this.receiverThread = receiverThread;
        this.timer = timer;
        this.nanoTime = nanoTime;
        this.intervalNanos = TimeUnit.MILLISECONDS.toNanos(intervalMillis);
        this.receiver = receiver;
        this.deliveredNanos = nanoTime.getAsLong() - intervalNanos;
    }

    /** Takes a value from any thread; never blocks. */
    public void offer(T value) {
        if (latest.getAndSet(value) != null) {
            return; // A delivery is on its way and takes this value along.
        }
        long waitNanos = deliveredNanos + intervalNanos - nanoTime.getAsLong();
        if (waitNanos <= 0) {
            receiverThread.execute(this::deliver);
        } else {
            var _ =
                    timer.schedule(
                            () -> receiverThread.execute(this::deliver),
                            waitNanos,
                            TimeUnit.NANOSECONDS);
        }
    }

    private void deliver() {
        deliveredNanos = nanoTime.getAsLong();
        T value = latest.getAndSet(null);
        if (value != null) {
            receiver.accept(value);
        }
    }
}
