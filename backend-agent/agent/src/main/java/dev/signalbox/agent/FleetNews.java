package dev.signalbox.agent;

import dev.signalbox.agent.act.DoorEvent;
import dev.signalbox.agent.probe.EdgeProbe;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What other threads have to say to the fleet's loop: bounded. What does not fit is said again soon
 * anyway: doors are read and edges asked every second or two.
 */
final class FleetNews {

    private static final int NEWS_MAX = 1_024;

    /** Something another thread has to say. */
    sealed interface News {
        /** A door was read or set. */
        record OfDoor(DoorEvent event) implements News {}

        /** Another region's edge was asked. */
        record OfEdge(EdgeProbe probe) implements News {}

        /** Something was decided, or another leads. */
        record Decided() implements News {}
    }

    private final BlockingQueue<News> news = new ArrayBlockingQueue<>(NEWS_MAX);

    void door(DoorEvent event) {
        var _ = news.offer(new News.OfDoor(event));
    }

    void edge(EdgeProbe probe) {
        var _ = news.offer(new News.OfEdge(probe));
    }

    void decided() {
        var _ = news.offer(new News.Decided());
    }

    /** The oldest, waited for; null when nothing came in this time. */
    @Nullable News await(Duration wait) throws InterruptedException {
        return news.poll(wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The oldest, or null when there is none. */
    @Nullable News poll() {
        return news.poll();
    }
}
