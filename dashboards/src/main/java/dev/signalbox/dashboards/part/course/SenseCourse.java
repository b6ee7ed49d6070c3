package dev.signalbox.dashboards.part.course;

import dev.signalbox.model.ai.ProviderWindow;
import dev.signalbox.model.fleet.FleetView;
import dev.signalbox.model.fleet.PathView;
import dev.signalbox.model.fleet.ProviderView;
import dev.signalbox.model.fleet.RegionEntry;
import dev.signalbox.model.media.PathQuality;
import dev.signalbox.model.target.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * What this console has seen of media paths, silence and first responses: agents send these without
 * their past.
 */
public final class SenseCourse {

    private static final long FIRST_WINDOW_MILLIS = 10_000;

    private final Map<Seen, Course<PathQuality>> paths = new HashMap<>();
    private final Course<Fleet> fleet = new Course<>();
    private Instant lastAt = Instant.EPOCH;

    /** A path as one region sees it. */
    private record Seen(Target.Path path, String by) {}

    /** Figures of the whole fleet at one moment; NaN is undefined. */
    private record Fleet(double silentNow, double firstOfLimit) {}

    /** Takes what {@code view} says, if it is time for another point. */
    public void add(FleetView view) {
        if (view.at().isBefore(lastAt)) {
            paths.values().forEach(course -> course.forgetAfter(view.at()));
            fleet.forgetAfter(view.at());
        } else if (Duration.between(lastAt, view.at()).compareTo(Course.STEP) < 0) {
            return;
        }
        lastAt = view.at();
        double silent = Double.NaN;
        double first = Double.NaN;
        for (RegionEntry entry : view.regions()) {
            if (entry.stale()) {
                continue;
            }
            String by = entry.view().target().name();
            for (PathView path : entry.view().senses().paths()) {
                paths.computeIfAbsent(new Seen(path.path(), by), _ -> new Course<>())
                        .add(view.at(), path.quality());
            }
            if (entry.view().senses().silence().live() > 0) {
                int now = entry.view().senses().silence().silentNow();
                silent = Double.isNaN(silent) ? now : silent + now;
            }
            for (ProviderView provider : entry.view().senses().providers()) {
                double ratio = firstOfLimit(provider);
                first = Double.isNaN(first) || ratio > first ? ratio : first;
            }
        }
        fleet.add(view.at(), new Fleet(silent, first));
    }

    private static double firstOfLimit(ProviderView provider) {
        for (ProviderWindow window : provider.windows()) {
            Double p95 = window.firstMillisP95();
            if (window.windowMillis() == FIRST_WINDOW_MILLIS && p95 != null) {
                return p95 / provider.usualFirstMillis();
            }
        }
        return Double.NaN;
    }

    /** One figure of {@code path} as {@code by} saw it, oldest first; null is left out as NaN. */
    public List<Value> path(Target.Path path, String by, PathFigure figure) {
        return paths.getOrDefault(new Seen(path, by), new Course<>())
                .values(quality -> number(figure.of(quality)));
    }

    /** A figure of a path's quality, null when it is undefined. */
    public interface PathFigure {

        /** The figure of {@code quality}. */
        @Nullable Double of(PathQuality quality);
    }

    /** Silent calls of the fleet, oldest first. */
    public List<Double> silentNow() {
        return course(Fleet::silentNow);
    }

    /** The slowest stage's p95 of first responses, as a part of its limit, oldest first. */
    public List<Double> firstOfLimit() {
        return course(Fleet::firstOfLimit);
    }

    private List<Double> course(ToDoubleFunction<Fleet> figure) {
        return fleet.values(figure).stream().map(Value::value).toList();
    }

    private static double number(@Nullable Double value) {
        return value == null ? Double.NaN : value;
    }
}
