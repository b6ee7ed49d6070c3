package dev.signalbox.dashboards.part.course;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What a console has seen of one thing, at most the last four minutes.
 *
 * @param <P> what is known at one moment
 */
public final class Course<P> {

    /** How much is kept. */
    public static final Duration SPAN = Duration.ofMinutes(4);

    /** Time between two points while there are reports. */
    public static final Duration STEP = Duration.ofSeconds(2);

    /** Longer between two points is a gap. */
    public static final Duration GAP = Duration.ofSeconds(6);

    private record Point<P>(Instant at, P content) {}

    private final Deque<Point<P>> points = new ArrayDeque<>();

    /** Adds what is known at {@code at} and forgets what is too old. */
    public void add(Instant at, P content) {
        while (!points.isEmpty() && points.getFirst().at().isBefore(at.minus(SPAN))) {
            points.removeFirst();
        }
        points.addLast(new Point<>(at, content));
    }

    /** Forgets what came after {@code at}: a clock was set back, or a replay went back. */
    public void forgetAfter(Instant at) {
        while (!points.isEmpty() && points.getLast().at().isAfter(at)) {
            points.removeLast();
        }
    }

    /** One figure of it, oldest first. */
    public List<Value> values(ToDoubleFunction<P> figure) {
        return points.stream()
                .map(point -> new Value(point.at(), figure.applyAsDouble(point.content())))
                .toList();
    }
}
