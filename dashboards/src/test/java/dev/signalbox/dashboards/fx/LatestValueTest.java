package dev.signalbox.dashboards.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LatestValueTest {

    private final AtomicLong nanos = new AtomicLong(1_000_000_000);
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private final List<Integer> received = new ArrayList<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final LatestValue<Integer> values =
            new LatestValue<>(waiting::add, timer, nanos::get, 100, received::add);

    @AfterEach
    void endTimer() {
        timer.shutdownNow();
    }

    @Test
    void valueAfterSilenceIsHandedOverAtOnce() {
        values.offer(1);
        assertThat(waiting).hasSize(1);
        waiting.remove().run();
        assertThat(received).containsExactly(1);
    }

    @Test
    void overtakenValuesAreNeverSeenAndCostOneDelivery() {
        for (int i = 1; i <= 50_000; i++) {
            values.offer(i);
        }
        assertThat(waiting).hasSize(1);
        waiting.remove().run();
        assertThat(received).containsExactly(50_000);
    }

    @Test
    void valueTooSoonAfterADeliveryWaitsForTheTimer() throws InterruptedException {
        values.offer(1);
        waiting.remove().run();
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(99));
        values.offer(2);
        assertThat(received).containsExactly(1);
        // What is scheduled runs after one millisecond; shutdown lets it.
        timer.shutdown();
        assertThat(timer.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        assertThat(waiting).hasSize(1);
        waiting.remove().run();
        assertThat(received).containsExactly(1, 2);
    }
}
