package dev.signalbox.agent.probe.path;

import dev.signalbox.model.media.PathInterval;
import dev.signalbox.model.media.PathInterval.Direction;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The intervals of one probe, waited for. */
final class Intervals {

    private final BlockingQueue<PathInterval> arriving = new LinkedBlockingQueue<>();
    private final List<PathInterval> seen = new ArrayList<>();

    void add(PathInterval interval) {
        arriving.add(interval);
    }

    /** Waits until what was seen so far is enough. */
    void await(Predicate<Intervals> enough) throws InterruptedException {
        while (!enough.test(this)) {
            PathInterval next = arriving.poll(30, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("no interval for 30 s; so far " + seen);
            }
            seen.add(next);
        }
    }

    PathInterval newest() {
        return seen.getLast();
    }

    boolean any() {
        return !seen.isEmpty();
    }

    @Override
    public String toString() {
        return seen.toString();
    }

    /** The sum of one direction. */
    Direction sum(Function<PathInterval, @Nullable Direction> which) {
        long expected = 0;
        long lost = 0;
        long bursts = 0;
        double jitter = 0;
        List<Direction> known = seen.stream().map(which).filter(Objects::nonNull).toList();
        for (Direction direction : known) {
            expected += direction.expected();
            lost += direction.lost();
            bursts += direction.lossBursts();
            jitter += direction.jitterMillis() * direction.expected();
        }
        return new Direction(expected, lost, bursts, expected == 0 ? 0 : jitter / expected);
    }

    Direction forward() {
        return sum(PathInterval::forward);
    }

    Direction back() {
        return sum(PathInterval::back);
    }

    long voided() {
        return seen.stream().mapToLong(PathInterval::voided).sum();
    }
}
