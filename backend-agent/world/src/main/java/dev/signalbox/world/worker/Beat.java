package dev.signalbox.world.worker;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A thread that does one thing over and over, with a pause in between, until it is closed. */
final class Beat implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Beat.class.getName());

    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    /** Starts at once. */
    Beat(String name, long pauseMillis, Runnable task) {
        thread = Thread.ofPlatform().daemon().name(name).start(() -> run(pauseMillis, task));
    }

    private void run(long pauseMillis, Runnable task) {
        try {
            while (!closed.await(pauseMillis, TimeUnit.MILLISECONDS)) {
                try {
                    task.run();
                } catch (RuntimeException e) {
                    // The next batch may be better.
                    LOG.log(Level.WARNING, Thread.currentThread().getName(), e);
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        thread.interrupt();
    }
}
