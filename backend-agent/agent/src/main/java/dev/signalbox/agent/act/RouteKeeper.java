package dev.signalbox.agent.act;

import dev.signalbox.model.route.RouteTable;
import dev.signalbox.model.time.NowSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps every router at the wanted table: writes a change at once, looks again each second, sets
 * what was lost, renews leases at a third of their length. Each router has a thread of its own, so
 * that a dead one of a pair does not hold up the other; callers are never blocked.
 *
 * <p>The sink is called from those threads and must only hand over, never wait.
 */
public final class RouteKeeper implements AutoCloseable {

    /**
     * What the routers shall hold.
     *
     * @param generation grows with each call; tells an answer to an old wish from one to this
     * @param known true when an earlier run of the agent had it confirmed already
     */
    record Goal(
            long generation,
            RouteTable expected,
            RouteTable wanted,
            String decisionId,
            boolean known,
            long sinceNanos) {}

    private final List<RouterLoop> loops = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final NowSource clock;
    private final Consumer<ActEvent> sink;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private @Nullable Goal goal;
    private final Set<String> confirmedBy = new HashSet<>();
    private boolean closed;

    /**
     * @param poll how often a router is looked at, for example 1 s
     */
    public RouteKeeper(
            List<Router> routers, Duration poll, NowSource clock, Consumer<ActEvent> sink) {
        this.clock = clock;
        this.sink = sink;
        for (Router router : routers) {
            RouterLoop loop = new RouterLoop(router, poll, clock, this, sink);
            loops.add(loop);
            threads.add(
                    Thread.ofPlatform().daemon().name("act-" + router.name()).unstarted(loop::run));
        }
    }

    /** Begins to look at the routers; nothing is written before a table is wanted. */
    public void start() {
        threads.forEach(Thread::start);
    }

    /**
     * From now on the routers shall hold {@code wanted}. {@link ActEvent.Applied} follows when all
     * of them do. A later call replaces an earlier one.
     *
     * @param expected what they should hold now
     * @param decisionId {@code journalId/sequence} of the decision
     */
    public void wanted(RouteTable expected, RouteTable wanted, String decisionId) {
        if (loops.isEmpty()) {
            sink.accept(
                    new ActEvent.Failed(
                            decisionId, "(none)", "no router is configured in agent.yaml"));
        }
        set(expected, wanted, decisionId, false);
    }

    /**
     * After a restart of the agent: the routers shall hold what the journal says they hold. What
     * differs is written with the same decision id and reported as {@link ActEvent.Reasserted};
     * when nothing differs nothing is reported.
     *
     * @param decisionId of the last confirmed decision, empty when there was none
     */
    public void resume(RouteTable table, String decisionId) {
        set(table, table, decisionId, true);
    }

    /** Ends the threads; the routers keep what they have until the leases run out. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        for (Thread thread : threads) {
            thread.interrupt();
        }
    }

    private void set(RouteTable expected, RouteTable wanted, String decisionId, boolean known) {
        long sinceNanos = clock.now().nanos();
        lock.lock();
        try {
            long generation = goal == null ? 1 : goal.generation() + 1;
            goal = new Goal(generation, expected, wanted, decisionId, known, sinceNanos);
            confirmedBy.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Nullable Goal goal() {
        lock.lock();
        try {
            return goal;
        } finally {
            lock.unlock();
        }
    }

    /** A router holds {@code confirmed}; the last of them makes it known. */
    void confirm(Goal confirmed, String router, RouteTable readBack) {
        boolean all;
        lock.lock();
        try {
            if (goal == null || goal.generation() != confirmed.generation()) {
                return;
            }
            boolean news = confirmedBy.add(router);
            all = news && confirmedBy.size() == loops.size();
        } finally {
            lock.unlock();
        }
        if (all && !confirmed.known()) {
            double tookMillis = (clock.now().nanos() - confirmed.sinceNanos()) / 1e6;
            sink.accept(new ActEvent.Applied(confirmed.decisionId(), readBack, tookMillis));
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
