package dev.signalbox.agent.decide.fleet.guard;

import dev.signalbox.agent.decide.fleet.guard.FleetGuard.Finding;
import dev.signalbox.agent.decide.fleet.guard.FleetGuard.Judge;
import dev.signalbox.model.fleet.HistoryPoint;
import dev.signalbox.model.fleet.IncidentView;
import dev.signalbox.model.fleet.RegionView;
import dev.signalbox.model.fleet.Severity;
import dev.signalbox.model.quorum.RegionVerdict;
import dev.signalbox.model.target.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** A target has been well for a while, and was not emptied itself lately. */
final class TargetGreen implements Judge {

    private static final double FAILED_RATIO_MAX = 0.05;
    private static final long FAILED_MIN = 3;

    @Override
    public Finding judge(Question question) {
        List<String> well = new ArrayList<>();
        List<String> minor = new ArrayList<>();
        List<String> bad = new ArrayList<>();
        for (String target : question.targets()) {
            Optional<RegionView> view = question.view(target);
            if (view.isEmpty()) {
                bad.add("nothing is known of " + question.title(target));
                continue;
            }
            Optional<String> against = against(question, view.get());
            if (against.isPresent()) {
                bad.add(against.get());
                continue;
            }
            String small = worst(question, view.get(), Severity.MINOR);
            (small.isEmpty() ? well : minor).add(small.isEmpty() ? question.title(target) : small);
        }
        Duration green = question.limits().targetGreen();
        if (!bad.isEmpty()) {
            return Finding.block(
                    String.join("; ", bad) + "; it has to be well for " + Words.duration(green));
        }
        String notKnown = notKnown(question);
        return minor.isEmpty()
                ? Finding.pass(
                        String.join(" and ", well)
                                + " well for at least "
                                + Words.duration(green)
                                + notKnown)
                : Finding.warn(String.join("; ", minor) + notKnown);
    }

    /** Roads of which nothing can be said, in words; empty when there is none. */
    private static String notKnown(Question question) {
        SortedSet<String> ends = new TreeSet<>();
        for (String target : question.targets()) {
            question.view(target).stream()
                    .flatMap(view -> view.incidents().stream())
                    .map(IncidentView::target)
                    .forEach(
                            about -> {
                                if (about instanceof Target.Path path
                                        && !about(path, question.source())
                                        && road(question, path) == Roads.NOT_KNOWN) {
                                    ends.add(Roads.unheard(question.picture(), path));
                                }
                            });
        }
        return ends.isEmpty()
                ? ""
                : "; media to and from "
                        + question.titles(ends)
                        + " is not known: nothing is heard from there";
    }

    private static Roads road(Question question, Target.Path path) {
        return Roads.of(question.picture(), question.touched(), path);
    }

    private static Optional<String> against(Question question, RegionView view) {
        String region = view.target().name();
        String title = question.title(region);
        RegionVerdict verdict = question.state().verdict(region);
        if (verdict != RegionVerdict.PRESENT) {
            return Optional.of(
                    title + (verdict == RegionVerdict.LOST ? " is lost" : " is cut off"));
        }
        String grave = worst(question, view, Severity.MAJOR);
        if (!grave.isEmpty()) {
            return Optional.of(grave);
        }
        Duration green = question.limits().targetGreen();
        Instant since = question.picture().now().wall().minus(green);
        if (view.agent().startedAt().isAfter(since)) {
            Duration watched =
                    Duration.between(view.agent().startedAt(), question.picture().now().wall());
            return Optional.of(
                    "%s is watched for %s only".formatted(title, Words.duration(watched)));
        }
        Instant emptied = question.state().emptiedAt().get(region);
        if (emptied != null
                && !region.equals(question.source())
                && emptied.plus(question.limits().antiFlap())
                        .isAfter(question.picture().now().wall())) {
            return Optional.of("%s was emptied itself at %s".formatted(title, Words.time(emptied)));
        }
        return failedLately(question, view, since);
    }

    /** What ended since has left the list of what is wrong, but not the past. */
    private static Optional<String> failedLately(
            Question question, RegionView view, Instant since) {
        long finals = 0;
        long failed = 0;
        for (HistoryPoint slice : view.history()) {
            if (!slice.start().isBefore(since)) {
                finals += slice.finals();
                failed += slice.infrastructureFailures();
            }
        }
        boolean often = failed >= FAILED_MIN && failed > finals * FAILED_RATIO_MAX;
        return often && !view.target().name().equals(question.source())
                ? Optional.of(
                        String.format(
                                Locale.ROOT,
                                "%d of %d calls in %s failed in the last %s",
                                failed,
                                finals,
                                question.title(view.target().name()),
                                Words.duration(question.limits().targetGreen())))
                : Optional.empty();
    }

    private static String worst(Question question, RegionView view, Severity least) {
        return incidents(question, view).stream()
                .filter(i -> weight(question, i).compareTo(least) >= 0)
                .findFirst()
                .map(
                        i ->
                                "%s: %s since %s"
                                        .formatted(
                                                question.title(view.target().name()),
                                                i.title(),
                                                Words.time(i.since())))
                .orElse("");
    }

    /** A road to a region that has no part in the plan is worth reading, and no more. */
    private static Severity weight(Question question, IncidentView incident) {
        boolean aside =
                incident.target() instanceof Target.Path path
                        && road(question, path) == Roads.ASIDE;
        return aside ? Severity.MINOR : incident.severity();
    }

    /**
     * A path to the region that is left says nothing against the target, nor one whose other end is
     * not heard of, nor what emptied it, nor a conversation that goes wrong wherever it is held.
     */
    private static List<IncidentView> incidents(Question question, RegionView view) {
        return view.incidents().stream()
                .filter(i -> !i.intent())
                .filter(i -> !about(i.target(), question.source()))
                .filter(
                        i ->
                                !(i.target() instanceof Target.Path path)
                                        || road(question, path) != Roads.NOT_KNOWN)
                .filter(i -> !Emptied.explains(question.picture(), i.target()))
                .toList();
    }

    private static boolean about(Target target, String region) {
        return target instanceof Target.Path(String from, String to)
                && (from.equals(region) || to.equals(region));
    }
}
