package dev.signalbox.dashboards.part.trunk;

import dev.signalbox.model.fleet.FleetView;
import dev.signalbox.model.fleet.RegionEntry;
import dev.signalbox.model.fleet.TrunkView;
import dev.signalbox.model.measure.WindowMeasures;
import dev.signalbox.model.target.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * What this console has seen of each trunk since it was started, at most the last four minutes: a
 * point every two seconds while the region reports.
 */
public final class TrunkCourse {

    /** How much is kept. */
    public static final Duration SPAN = Duration.ofMinutes(4);

    /** Longer between two points is a gap. */
    public static final Duration GAP = Duration.ofSeconds(6);

    private static final Duration STEP = Duration.ofSeconds(2);
    private static final long WINDOW_MILLIS = 10_000;

    private final Map<Target.Trunk, Deque<Point>> courses = new HashMap<>();
    private Instant lastAt = Instant.EPOCH;

    /** One moment of a trunk, over the last 10 seconds; NaN is undefined. */
    public record Point(
            Instant at, double callsPerSecond, double answeredPercent, double pddMillisP95) {}

    /** One figure at one moment; NaN is undefined. */
    public record Value(Instant at, double value) {}

    /** Takes what {@code view} says, if it is time for another point. */
    public void add(FleetView view) {
        if (Duration.between(lastAt, view.at()).compareTo(STEP) < 0) {
            return;
        }
        lastAt = view.at();
        for (RegionEntry entry : view.regions()) {
            if (!entry.stale()) {
                entry.view().trunks().forEach(trunk -> add(trunk, view.at()));
            }
        }
    }

    private void add(TrunkView trunk, Instant at) {
        Deque<Point> course = courses.computeIfAbsent(trunk.target(), _ -> new ArrayDeque<>());
        while (!course.isEmpty() && course.getFirst().at().isBefore(at.minus(SPAN))) {
            course.removeFirst();
        }
        double answered = Double.NaN;
        double pdd = Double.NaN;
        for (WindowMeasures window : trunk.windows()) {
            if (window.windowMillis() == WINDOW_MILLIS) {
                answered = window.asr() == null ? Double.NaN : window.asr() * 100;
                pdd = window.pddMillisP95() == null ? Double.NaN : window.pddMillisP95();
            }
        }
        course.addLast(new Point(at, trunk.callsPerSecond(), answered, pdd));
    }

    /** One figure of {@code trunk}, oldest first. */
    public List<Value> values(Target.Trunk trunk, ToDoubleFunction<Point> figure) {
        return courses.getOrDefault(trunk, new ArrayDeque<>()).stream()
                .map(point -> new Value(point.at(), figure.applyAsDouble(point)))
                .toList();
    }
}
