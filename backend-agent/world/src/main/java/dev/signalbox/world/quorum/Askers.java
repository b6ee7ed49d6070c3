package dev.signalbox.world.quorum;

import dev.signalbox.model.quorum.FleetAnswer;
import dev.signalbox.model.quorum.FleetCommand;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Ask for decisions all the time, one operator at each member. What is not answered is asked for
 * again, at the next member, under the same id; what is answered is remembered.
 */
final class Askers implements AutoCloseable {

    private static final long ANSWER_MILLIS = 4_000;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    /** Every so many commands one is asked for again although it was answered. */
    private static final int AGAIN_EVERY = 5;

    /** A command and what was answered to it. */
    record Answered(FleetCommand command, FleetAnswer answer) {}

    private final Fleet fleet;
    private final String prefix;
    private final List<Thread> threads = new ArrayList<>();
    private final Queue<Answered> answered = new ConcurrentLinkedQueue<>();
    private final AtomicLong retries = new AtomicLong();
    private volatile boolean ending;

    Askers(Fleet fleet, String prefix) {
        this.fleet = fleet;
        this.prefix = prefix;
        for (int i = 0; i < fleet.names().size(); i++) {
            int first = i;
            threads.add(Thread.ofVirtual().name("asker-" + i).start(() -> run(first)));
        }
    }

    private void run(int first) {
        Operator operator = new Operator(first, fleet.names());
        int at = first;
        for (int n = 0; !ending; n++) {
            FleetCommand command = operator.next(prefix + "-" + first + "-" + n, Instant.now());
            // What was asked for once is asked for until it is answered: that is the promise.
            while (true) {
                try {
                    MemberProcess.Said said =
                            fleet.member(fleet.names().get(at % fleet.names().size()))
                                    .submit(command)
                                    .get(ANSWER_MILLIS, TimeUnit.MILLISECONDS);
                    answered.add(new Answered(command, said.answer()));
                    operator.heard(said);
                    if (n % AGAIN_EVERY == 0) {
                        again(command, at + 1);
                    }
                    break;
                } catch (ExecutionException | TimeoutException e) {
                    retries.incrementAndGet();
                    at++;
                    if (ending) {
                        return;
                    }
                    LockSupport.parkNanos(PAUSE_NANOS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    /** As if the answer had been lost: another member is asked the same; once, whatever comes. */
    private void again(FleetCommand command, int at) throws InterruptedException {
        try {
            FleetAnswer answer =
                    fleet.member(fleet.names().get(at % fleet.names().size()))
                            .submit(command)
                            .get(ANSWER_MILLIS, TimeUnit.MILLISECONDS)
                            .answer();
            answered.add(new Answered(command, answer));
        } catch (ExecutionException | TimeoutException e) {
            retries.incrementAndGet();
        }
    }

    /** All that was answered, in the order of the answers. */
    List<Answered> answered() {
        return List.copyOf(answered);
    }

    /**
     * Waits until so many more are answered.
     *
     * @return whether they were, within {@code patience}
     */
    boolean awaitMore(int count, Duration patience) {
        int goal = answered.size() + count;
        long endNanos = System.nanoTime() + patience.toNanos();
        while (answered.size() < goal) {
            if (System.nanoTime() > endNanos) {
                return false;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return true;
    }

    long retries() {
        return retries.get();
    }

    /** No new commands; returns when the last one is answered or given up. */
    @Override
    public void close() {
        ending = true;
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
