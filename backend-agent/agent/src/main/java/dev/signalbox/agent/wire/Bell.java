package dev.signalbox.agent.wire;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One thread sleeps until others have something for it. Ringing costs nothing while it is awake.
 */
final class Bell {

    private volatile @Nullable Thread sleeper;

    /** Wakes the sleeper; called after what it waits for was made visible by a volatile write. */
    void ring() {
        Thread waiting = sleeper;
        if (waiting != null) {
            LockSupport.unpark(waiting);
        }
    }

    /**
     * Sleeps until {@code something} is true, {@code nanos} at most; one thread alone.
     *
     * @return whether it is
     * @throws InterruptedException when the thread is interrupted
     */
    boolean await(BooleanSupplier something, long nanos) throws InterruptedException {
        long end = System.nanoTime() + nanos;
        while (!something.getAsBoolean()) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            sleeper = Thread.currentThread();
            // Whoever brings something from here on sees the sleeper; what came before is seen
            // here.
            if (!something.getAsBoolean()) {
                LockSupport.parkNanos(this, left);
            }
            sleeper = null;
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
        return true;
    }
}
