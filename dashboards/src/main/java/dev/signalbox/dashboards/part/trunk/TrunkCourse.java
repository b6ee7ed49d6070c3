package dev.signalbox.dashboards.part.trunk;

import dev.signalbox.dashboards.part.course.Course;
import dev.signalbox.dashboards.part.course.Value;
import dev.signalbox.model.fleet.FleetView;
import dev.signalbox.model.fleet.RegionEntry;
import dev.signalbox.model.fleet.TrunkView;
import dev.signalbox.model.measure.WindowMeasures;
import dev.signalbox.model.target.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * What this console has seen of each trunk since it was started, at most the last four minutes: a
 * point every two seconds while the region reports.
 */
public final class TrunkCourse {

    private static final long WINDOW_MILLIS = 10_000;

    private final Map<Target.Trunk, Course<Point>> courses = new HashMap<>();
    private Instant lastAt = Instant.EPOCH;

    /** One moment of a trunk, over the last 10 seconds; NaN is undefined. */
    public record Point(double callsPerSecond, double answeredPercent, double pddMillisP95) {}

    /** Takes what {@code view} says, if it is time for another point. */
    public void add(FleetView view) {
        if (view.at().isBefore(lastAt)) {
            courses.values().forEach(course -> course.forgetAfter(view.at()));
        } else if (Duration.between(lastAt, view.at()).compareTo(Course.STEP) < 0) {
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
        double answered = Double.NaN;
        double pdd = Double.NaN;
        for (WindowMeasures window : trunk.windows()) {
            if (window.windowMillis() == WINDOW_MILLIS) {
                answered = window.asr() == null ? Double.NaN : window.asr() * 100;
                pdd = window.pddMillisP95() == null ? Double.NaN : window.pddMillisP95();
            }
        }
        courses.computeIfAbsent(trunk.target(), _ -> new Course<>())
                .add(at, new Point(trunk.callsPerSecond(), answered, pdd));
    }

    /** One figure of {@code trunk}, oldest first. */
    public List<Value> values(Target.Trunk trunk, ToDoubleFunction<Point> figure) {
        return courses.getOrDefault(trunk, new Course<>()).values(figure);
    }
}
