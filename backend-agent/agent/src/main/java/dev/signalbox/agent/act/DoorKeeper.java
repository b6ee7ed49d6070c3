package dev.signalbox.agent.act;

import dev.signalbox.model.route.FleetTable;
import dev.signalbox.model.time.NowSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads every front door each second, and keeps those this agent writes at the wanted table: writes
 * a change at once, sets what was lost. Each door has a thread of its own, so that a dead one does
 * not hold up the others; callers are never blocked.
 *
 * <p>The sink is called from those threads and must only hand over, never wait.
 */
public final class DoorKeeper implements AutoCloseable {

    /** How often a door is looked at. */
    public static final Duration POLL = Duration.ofSeconds(1);

    /** How long a door may take to connect, and to answer. */
    public static final Duration DEADLINE = Duration.ofMillis(500);

    /**
     * What doors shall hold.
     *
     * @param write the doors that this agent sets
     */
    record Goal(FleetTable table, String decisionId, Set<String> write, long sinceNanos) {

        boolean same(FleetTable other, String otherId, Set<String> otherWrite) {
            return table.equals(other) && decisionId.equals(otherId) && write.equals(otherWrite);
        }
    }

    private final List<Thread> threads = new ArrayList<>();
    private final NowSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private @Nullable Goal goal;
    private boolean closed;

    /**
     * @param writer this agent's region
     * @param poll how often a door is looked at, usually {@link #POLL}
     */
    public DoorKeeper(
            List<WebhookDoor> doors,
            DoorFence fence,
            String writer,
            Duration poll,
            NowSource clock,
            Consumer<DoorEvent> sink) {
        this.clock = clock;
        for (WebhookDoor door : doors) {
            DoorLoop loop = new DoorLoop(door, fence, writer, poll, clock, this, sink);
            threads.add(
                    Thread.ofPlatform()
                            .daemon()
                            .name("door-" + door.region())
                            .unstarted(loop::run));
        }
    }

    /** Begins to read the doors; nothing is written before a table is wanted. */
    public void start() {
        threads.forEach(Thread::start);
    }

    /**
     * From now on {@code doorsToWrite} shall hold their part of {@code table}; the others are only
     * read. A later call replaces an earlier one, the same again changes nothing. A table of epoch
     * 0 is no decision and is written nowhere.
     *
     * @param decisionId {@code journalId/sequence} of the decision, empty with epoch 0
     */
    public void wanted(FleetTable table, String decisionId, Set<String> doorsToWrite) {
        Set<String> write = Set.copyOf(doorsToWrite);
        long sinceNanos = clock.now().nanos();
        lock.lock();
        try {
            if (goal == null || !goal.same(table, decisionId, write)) {
                goal = new Goal(table, decisionId, write, sinceNanos);
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Ends the threads; the doors keep what they hold. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        threads.forEach(Thread::interrupt);
    }

    @Nullable Goal goal() {
        lock.lock();
        try {
            return goal;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until {@code wait} is over or something else than {@code seen} is wanted.
     *
     * @return false when the keeper is closed
     */
    boolean awaitChange(@Nullable Goal seen, Duration wait) {
        lock.lock();
        try {
            long leftNanos = wait.toNanos();
            while (!closed && Objects.equals(goal, seen) && leftNanos > 0) {
                leftNanos = changed.awaitNanos(leftNanos);
            }
            return !closed;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for the threads after {@link #close}, for tests and an orderly end. */
    boolean awaitEnd(Duration wait) throws InterruptedException {
        long deadlineNanos = System.nanoTime() + wait.toNanos();
        for (Thread thread : threads) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadlineNanos - System.nanoTime());
            thread.join(Math.max(1, left));
        }
        return threads.stream().noneMatch(Thread::isAlive);
    }
}
