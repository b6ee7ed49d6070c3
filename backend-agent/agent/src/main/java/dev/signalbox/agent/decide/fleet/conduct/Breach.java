package dev.signalbox.agent.decide.fleet.conduct;

import dev.signalbox.agent.decide.fleet.guard.Emptied;
import dev.signalbox.agent.decide.fleet.guard.Roads;
import dev.signalbox.model.fleet.IncidentView;
import dev.signalbox.model.fleet.RegionView;
import dev.signalbox.model.fleet.Severity;
import dev.signalbox.model.fleet.TrunkView;
import dev.signalbox.model.measure.WindowMeasures;
import dev.signalbox.model.quorum.RegionVerdict;
import dev.signalbox.model.target.Target;
import java.util.Locale;
import java.util.Optional;

/** Why a change must not go on: what has become of its targets since the stage began. */
final class Breach {

    /** Fewer delays say nothing about a median. */
    private static final long PDD_SAMPLES_MIN = 5;

    private Breach() {}

    static Optional<String> of(
            Course course, StageWatch watch, Arrived arrived, ConductLimits limits) {
        for (String target : course.targets()) {
            Optional<String> breach = at(course, watch, target, limits);
            if (breach.isPresent()) {
                return breach;
            }
        }
        boolean failing =
                arrived.there() >= limits.failedCallsMin()
                        && arrived.failed() > arrived.there() * limits.failedRatioMax();
        return failing
                ? Optional.of(
                        String.format(
                                Locale.ROOT,
                                "%d of %d calls that arrived in %s failed, at most %.0f %%",
                                arrived.failed(),
                                arrived.there(),
                                course.targetTitles(),
                                limits.failedRatioMax() * 100))
                : Optional.empty();
    }

    private static Optional<String> at(
            Course course, StageWatch watch, String target, ConductLimits limits) {
        String title = course.title(target);
        if (course.picture().state().verdict(target) == RegionVerdict.LOST) {
            return Optional.of(title + " is lost: no calls into a dead region");
        }
        RegionView view = course.entry(target).map(e -> e.view()).orElse(null);
        if (view == null) {
            return Optional.empty();
        }
        Optional<IncidentView> news =
                view.incidents().stream()
                        .filter(i -> i.severity().compareTo(Severity.MAJOR) >= 0)
                        .filter(i -> !i.intent())
                        .filter(i -> !aside(course, target, i.target()))
                        .filter(i -> !Emptied.explains(course.picture(), i.target()))
                        .filter(watch::news)
                        .findFirst();
        return news.isPresent()
                ? news.map(i -> title + " got worse in this stage: " + i.title())
                : slowSetup(title, view, limits);
    }

    /**
     * A road to the region that is left says nothing against the target, nor one to a region that
     * has no part in the change, nor one whose other end is not heard of.
     */
    private static boolean aside(Course course, String target, Target what) {
        if (!(what instanceof Target.Path path)) {
            return false;
        }
        boolean left =
                !course.source().equals(target)
                        && (path.from().equals(course.source())
                                || path.to().equals(course.source()));
        return left || Roads.of(course.picture(), course.touched(), path) != Roads.SPEAKS;
    }

    private static Optional<String> slowSetup(String title, RegionView view, ConductLimits limits) {
        for (TrunkView trunk : view.trunks()) {
            WindowMeasures newest = trunk.windows().isEmpty() ? null : trunk.windows().getFirst();
            Double median = newest == null ? null : newest.pddMillisP50();
            if (newest != null
                    && median != null
                    && newest.pddSamples() >= PDD_SAMPLES_MIN
                    && trunk.sharePercent() > 0
                    && median > limits.pddMillisMax()) {
                return Optional.of(
                        String.format(
                                Locale.ROOT,
                                "post-dial delay of %s in %s is %.0f ms, at most %.0f ms",
                                trunk.carrierTitle(),
                                title,
                                median,
                                limits.pddMillisMax()));
            }
        }
        return Optional.empty();
    }
}
