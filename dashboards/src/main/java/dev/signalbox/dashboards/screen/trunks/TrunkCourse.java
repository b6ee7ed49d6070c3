package dev.signalbox.dashboards.screen.trunks;

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
 * What this console has seen of each trunk, a point every two seconds for the last four minutes. It
 * begins when the screen is first opened.
 */
final class TrunkCourse {

    static final int POINTS_MAX = 120;

    private static final Duration STEP = Duration.ofSeconds(2);
    private static final long WINDOW_MILLIS = 10_000;

    private final Map<Target.Trunk, Deque<Point>> courses = new HashMap<>();
    private Instant lastAt = Instant.EPOCH;

    /** One moment of a trunk; NaN is undefined. */
    record Point(double callsPerSecond, double answeredPercent, double pddMillis) {}

    /** Takes what {@code view} says, if it is time for another point. */
    void add(FleetView view) {
        if (Duration.between(lastAt, view.at()).compareTo(STEP) < 0) {
            return;
        }
        lastAt = view.at();
        for (RegionEntry entry : view.regions()) {
            if (!entry.stale()) {
                entry.view().trunks().forEach(this::add);
            }
        }
    }

    private void add(TrunkView trunk) {
        Deque<Point> course =
                courses.computeIfAbsent(trunk.target(), _ -> new ArrayDeque<>(POINTS_MAX));
        if (course.size() == POINTS_MAX) {
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
        course.addLast(new Point(trunk.callsPerSecond(), answered, pdd));
    }

    /** One figure of {@code trunk}, oldest first; NaN where it is undefined. */
    List<Double> values(Target.Trunk trunk, ToDoubleFunction<Point> figure) {
        return courses.getOrDefault(trunk, new ArrayDeque<>()).stream()
                .mapToDouble(figure)
                .boxed()
                .toList();
    }
}
