package dev.signalbox.world.quorum;

import dev.signalbox.model.quorum.FleetAnswer;
import dev.signalbox.model.quorum.FleetCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Ask for decisions all the time, one asker for each member. What is not answered is asked for
 * again, at the next member, under the same id; what is answered is remembered.
 */
final class Askers implements AutoCloseable {

    private static final long ANSWER_MILLIS = 8_000;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    /** Every so many commands one that takes the table to the next epoch. */
    private static final int STAGE_EVERY = 4;

    private final Fleet fleet;
    private final String prefix;
    private final List<Thread> threads = new ArrayList<>();
    private final Map<String, FleetAnswer> answered = new ConcurrentHashMap<>();
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
        long epoch = 0;
        int at = first;
        for (int n = 0; !ending; n++) {
            String id = prefix + "-" + first + "-" + n;
            String from = fleet.names().get(first);
            FleetCommand command =
                    n % STAGE_EVERY == 0
                            ? FaultRules.stage(id, from, epoch)
                            : FaultRules.pin(id, from);
            // What was asked for once is asked for until it is answered: that is the promise.
            while (true) {
                try {
                    MemberProcess.Said said =
                            fleet.member(fleet.names().get(at % fleet.names().size()))
                                    .submit(command)
                                    .get(ANSWER_MILLIS, TimeUnit.MILLISECONDS);
                    answered.put(id, said.answer());
                    epoch = said.epoch();
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

    /** All that was answered, by command. */
    Map<String, FleetAnswer> answered() {
        return answered;
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
