package dev.signalbox.dashboards.fx;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;

/**
 * The one door to the FX thread. Whatever comes from a network or a timer enters the views here,
 * the latest value only, at most twenty times a second.
 *
 * @param <T> immutable values
 */
public final class FxDoor<T> implements AutoCloseable {

    /** docs/performance.md has what other intervals cost. */
    private static final long INTERVAL_MILLIS = 50;

    private final ScheduledExecutorService timer;
    private final LatestValue<T> values;
    private final CompletableFuture<Void> opened = new CompletableFuture<>();

    /**
     * A door behind which {@code receiver} is called on the FX thread, once it is opened. Until
     * then it keeps the latest value: a feed may start before the toolkit does.
     */
    public FxDoor(Consumer<T> receiver) {
        timer =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("fx-door").factory());
        values =
                new LatestValue<>(
                        this::whenOpen, timer, System::nanoTime, INTERVAL_MILLIS, receiver);
    }

    /** Opens the door; the toolkit runs and the receiver is ready. */
    public void open() {
        opened.complete(null);
    }

    /** Takes a value from any thread; never blocks. After {@link #close} it is forgotten. */
    public void offer(T value) {
        try {
            values.offer(value);
        } catch (RejectedExecutionException e) {
            // Closed in the meantime: nobody looks any more.
        }
    }

    private void whenOpen(Runnable task) {
        var _ = opened.thenRun(() -> Platform.runLater(task));
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    /** Calls {@code task} on the FX thread once what is shown now has been painted. */
    public static void afterPaint(Runnable task) {
        new AnimationTimer() {
            private int pulses;

            @Override
            public void handle(long nanos) {
                // The first pulse lays out and hands over to the renderer, which paints during the
                // next one and hands back: on the third the picture is there.
                if (++pulses == 3) {
                    stop();
                    task.run();
                }
            }
        }.start();
    }
}
