package dev.signalbox.agent.decide.fleet.conduct;

import dev.signalbox.model.fleet.ArrivalsView;
import dev.signalbox.model.fleet.IncidentView;
import dev.signalbox.model.fleet.RegionView;
import dev.signalbox.model.fleet.Severity;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What one conductor remembers of one stage. It is volatile: a new leader counts calls and time
 * from its first sight of the stage, which makes the stage longer, never shorter; what went wrong
 * it judges from when the stage was decided.
 */
final class StageWatch {

    private final String stageId;
    private final Instant watchedFrom;
    private final long sinceNanos;
    private final Map<String, Severity> known = new HashMap<>();
    private final Map<String, Baseline> baselines = new HashMap<>();
    private Map<String, String> watching = Map.of();
    private long seenNanos;
    private long setNanos;
    private boolean set;

    /** Counters of one region of one run of its agent. */
    private record Baseline(String bootId, long total, long failed) {}

    StageWatch(Course course) {
        this.stageId = course.change().stageId();
        this.watchedFrom = course.change().watchedFrom();
        this.sinceNanos = course.picture().now().nanos();
        this.seenNanos = sinceNanos;
        for (String target : course.targets()) {
            course.entry(target)
                    .ifPresent(
                            e ->
                                    e.view()
                                            .incidents()
                                            .forEach(i -> known.put(i.id(), i.severity())));
        }
    }

    /** True while it is the same stage, seen without a gap. */
    boolean continues(Course course, long gapNanosMax) {
        return stageId.equals(course.change().stageId())
                && course.picture().now().nanos() - seenNanos <= gapNanosMax;
    }

    void seen(Course course) {
        seenNanos = course.picture().now().nanos();
    }

    long millisSinceStage(Course course) {
        return course.picture().now().millisSince(sinceNanos);
    }

    /**
     * From when all doors held the stage's table and every target's agent was heard of, in one run;
     * arrivals are counted from the first such look.
     */
    long millisSinceSet(Course course) {
        Map<String, String> now = new HashMap<>();
        for (String target : course.targets()) {
            course.entry(target)
                    .filter(entry -> !entry.stale())
                    .ifPresent(entry -> now.put(target, entry.view().bootId()));
        }
        if (now.size() < course.targets().size() || !now.equals(watching)) {
            // Calls that nobody could see are not missing: the watch begins anew.
            watching = now;
            baselines.clear();
            set = false;
        }
        if (!set) {
            set = true;
            setNanos = course.picture().now().nanos();
        }
        return course.picture().now().millisSince(setNanos);
    }

    /**
     * True for an incident that began after the stage was decided, or was not there or less grave
     * when this conductor first saw it. What began before another led is on record by its time: to
     * a new leader it is as new as it was to the old one.
     */
    boolean news(IncidentView incident) {
        Severity before = known.get(incident.id());
        return before == null
                || incident.severity().compareTo(before) > 0
                || incident.since().isAfter(watchedFrom);
    }

    /** What arrived since the first call of this; an agent that starts anew is counted anew. */
    Arrived arrived(Course course) {
        SortedSet<String> elsewhere = new TreeSet<>(course.origins());
        elsewhere.removeAll(course.targets());
        long[] there = count(course, course.targets());
        return new Arrived(there[0], there[1], count(course, elsewhere)[0]);
    }

    private long[] count(Course course, Collection<String> regions) {
        long[] sums = new long[2];
        for (String region : regions) {
            RegionView view = course.entry(region).map(e -> e.view()).orElse(null);
            if (view == null) {
                continue;
            }
            long total = 0;
            long failed = 0;
            for (ArrivalsView arrivals : view.arrivals()) {
                String home = arrivals.home();
                if (home != null && course.doors().contains(home)) {
                    total += arrivals.total();
                    failed += arrivals.failed();
                }
            }
            Baseline from = baselines.get(region);
            if (from == null || !from.bootId().equals(view.bootId())) {
                from = new Baseline(view.bootId(), total, failed);
                baselines.put(region, from);
            }
            sums[0] += Math.max(0, total - from.total());
            sums[1] += Math.max(0, failed - from.failed());
        }
        return sums;
    }
}
