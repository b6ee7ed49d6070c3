package dev.signalbox.dashboards.part.figure;

import dev.signalbox.dashboards.part.history.FleetHistory;
import dev.signalbox.dashboards.part.history.HistoryBin;
import dev.signalbox.dashboards.part.history.RouteChange;
import dev.signalbox.dashboards.words.Numbers;
import dev.signalbox.dashboards.words.Sign;
import dev.signalbox.model.fleet.FleetView;
import dev.signalbox.model.fleet.RegionEntry;
import dev.signalbox.model.fleet.TrunkState;
import dev.signalbox.model.fleet.TrunkView;
import dev.signalbox.model.measure.WindowMeasures;
import dev.signalbox.model.target.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** The six key figures of a fleet. Regions that are stale are not counted. */
public final class Figures {

    /**
     * Part of the calls that carriers fail on a good day; only more than this is worth a colour.
     */
    private static final double FAILED_RATIO_MIN = 0.01;

    private static final long MINUTE_MILLIS = 60_000;
    private static final long FIVE_MINUTES_MILLIS = 300_000;

    /** A quantile of fewer delays says nothing about a trunk. */
    private static final long PDD_SAMPLES_MIN = 5;

    /** Practice guides: callers notice more. */
    private static final double PDD_MILLIS_MAX = 2000;

    /** Growth over what is usual that makes it notable. */
    private static final double PDD_GROWTH_MIN = 1.5;

    /** So far below what is usual the answered ratio must be, with 95 % confidence. */
    private static final double ANSWERED_DROP_MIN = 0.02;

    private final FleetView view;
    private final List<RegionEntry> fresh;
    private final List<TrunkView> trunks;
    private final FleetHistory history;
    private final List<RouteChange> changes;
    private final Sign worstIncident;

    private Figures(FleetView view, FleetHistory history, List<RouteChange> changes) {
        this.view = view;
        this.history = history;
        this.changes = changes;
        this.fresh = view.regions().stream().filter(entry -> !entry.stale()).toList();
        this.trunks = fresh.stream().flatMap(entry -> entry.view().trunks().stream()).toList();
        this.worstIncident =
                fresh.stream()
                        .flatMap(entry -> entry.view().incidents().stream())
                        .map(incident -> Sign.of(incident.severity()))
                        .max(Comparator.naturalOrder())
                        .orElse(Sign.WELL);
    }

    /** The figures, always six in the same order. */
    public static List<Figure> of(FleetView view, FleetHistory history, List<RouteChange> changes) {
        Figures figures = new Figures(view, history, changes);
        return List.of(
                figures.callsNow(),
                figures.answered(),
                figures.newCalls(),
                figures.postDialDelay(),
                figures.failures(),
                figures.outOfService());
    }

    private Figure callsNow() {
        long calls = fresh.stream().mapToLong(entry -> entry.view().liveCalls()).sum();
        String usual = usual(HistoryBin::liveCalls, value -> Numbers.count(Math.round(value)));
        String where = Numbers.counted(fresh.size(), "region", "regions");
        return figure(
                "Calls now",
                fresh.isEmpty() ? Numbers.UNDEFINED : Numbers.count(calls),
                "",
                Sign.WELL,
                history.course(HistoryBin::liveCalls),
                fresh.isEmpty() ? "" : where + usual);
    }

    private Figure answered() {
        long finals = total(FIVE_MINUTES_MILLIS, WindowMeasures::finals);
        long answered = Math.min(finals, total(FIVE_MINUTES_MILLIS, WindowMeasures::answered));
        List<Double> course = history.course(HistoryBin::answeredRatio);
        if (finals == 0) {
            return figure("Answered, 5 min", Numbers.UNDEFINED, "", Sign.WELL, course, "");
        }
        WilsonInterval interval = WilsonInterval.of(answered, finals);
        List<HistoryBin> older = history.before(Duration.ofMinutes(1));
        long usualFinals = older.stream().mapToLong(HistoryBin::finals).sum();
        long usualAnswered = older.stream().mapToLong(HistoryBin::answered).sum();
        boolean usualKnown = usualFinals >= 50;
        double usual = usualKnown ? (double) usualAnswered / usualFinals : Double.NaN;
        boolean low = usualKnown && interval.high() < usual - ANSWERED_DROP_MIN;
        String foot =
                Numbers.percent(interval.low())
                        + "\u2013"
                        + Numbers.percent(interval.high())
                        + " %, n "
                        + Numbers.count(finals)
                        + (usualKnown ? ", usual " + Math.round(usual * 100) : "");
        return figure(
                "Answered, 5 min",
                Numbers.percent((double) answered / finals),
                "%",
                low ? max(Sign.MAJOR, worstIncident) : Sign.WELL,
                course,
                foot);
    }

    private Figure newCalls() {
        double perSecond = fresh.stream().mapToDouble(entry -> entry.view().callsPerSecond()).sum();
        String usual = usual(HistoryBin::callsPerSecond, Numbers::rate);
        long attempts = total(MINUTE_MILLIS, WindowMeasures::attempts);
        return figure(
                "New calls",
                fresh.isEmpty() ? Numbers.UNDEFINED : Numbers.rate(perSecond),
                fresh.isEmpty() ? "" : "per second",
                Sign.WELL,
                history.course(HistoryBin::callsPerSecond),
                fresh.isEmpty() ? "" : Numbers.count(attempts) + " in 1 min" + usual);
    }

    private Figure postDialDelay() {
        TrunkView worst = null;
        WindowMeasures worstMeasures = null;
        for (TrunkView trunk : trunks) {
            WindowMeasures measures = window(trunk, MINUTE_MILLIS);
            if (measures == null
                    || measures.pddMillisP95() == null
                    || measures.pddSamples() < PDD_SAMPLES_MIN) {
                continue;
            }
            Double most = worstMeasures == null ? null : worstMeasures.pddMillisP95();
            if (most == null || measures.pddMillisP95() > most) {
                worst = trunk;
                worstMeasures = measures;
            }
        }
        List<Double> course = history.course(HistoryBin::pddMillisP95);
        String title = "Post-dial delay p95";
        if (worst == null || worstMeasures == null || worstMeasures.pddMillisP95() == null) {
            return figure(title, Numbers.UNDEFINED, "", Sign.WELL, course, "");
        }
        String foot =
                worst.carrierTitle()
                        + " "
                        + worst.target().region()
                        + ", p50 "
                        + Numbers.seconds(worstMeasures.pddMillisP50());
        return figure(
                title,
                Numbers.seconds(worstMeasures.pddMillisP95()),
                "s, n " + Numbers.count(worstMeasures.pddSamples()) + " in 1 min",
                slow(worstMeasures.pddMillisP95()) ? Sign.MAJOR : Sign.WELL,
                course,
                foot);
    }

    /** Slow for callers, and slower than these carriers usually are. */
    private boolean slow(double pddMillisP95) {
        OptionalDouble usual = usual(HistoryBin::pddMillisP95);
        return usual.isPresent()
                && pddMillisP95 > PDD_MILLIS_MAX
                && pddMillisP95 > usual.getAsDouble() * PDD_GROWTH_MIN;
    }

    private Figure failures() {
        long unanswered = total(MINUTE_MILLIS, WindowMeasures::unanswered);
        long rejected = total(MINUTE_MILLIS, WindowMeasures::rejected);
        long failed = unanswered + rejected;
        long attempts = total(MINUTE_MILLIS, WindowMeasures::attempts);
        return figure(
                "Carrier failures, 1 min",
                fresh.isEmpty()
                        ? Numbers.UNDEFINED
                        : Numbers.count(unanswered) + " | " + Numbers.count(rejected),
                "",
                failed > attempts * FAILED_RATIO_MIN ? worstIncident : Sign.WELL,
                history.course(HistoryBin::infrastructureFailures),
                fresh.isEmpty() ? "" : "unanswered | rejected of " + Numbers.count(attempts));
    }

    private Figure outOfService() {
        List<String> names = new ArrayList<>();
        Sign sign = Sign.WELL;
        int count = 0;
        int returning = 0;
        for (TrunkView trunk : trunks) {
            String name = trunk.carrierTitle() + " " + trunk.target().region();
            if (trunk.state() == TrunkState.EXCLUDED || trunk.state() == TrunkState.FAILING) {
                count++;
                names.add(name);
                sign = max(sign, Sign.of(trunk.state().severity()));
            } else if (trunk.state() == TrunkState.RETURNING) {
                returning++;
                names.add(name + " returning");
            }
        }
        boolean none = names.isEmpty();
        return figure(
                "Trunks out of service",
                trunks.isEmpty() ? Numbers.UNDEFINED : Numbers.count(count),
                trunks.isEmpty() ? "" : "of " + trunks.size(),
                returning > 0 ? max(sign, Sign.MINOR) : sign,
                outCourse(),
                trunks.isEmpty() ? "" : none ? "all carry calls" : String.join(", ", names));
    }

    /** How many trunks had no share, at the end of each bin. */
    private List<Double> outCourse() {
        List<Double> course = new ArrayList<>();
        for (HistoryBin bin : history.bins()) {
            Instant end = bin.start().plusMillis(history.binMillis());
            Set<Target.Trunk> out = new HashSet<>();
            for (RouteChange change : changes) {
                if (change.at().isBefore(end)) {
                    if (change.sharePercent() == 0) {
                        out.add(change.target());
                    } else {
                        out.remove(change.target());
                    }
                }
            }
            course.add(bin.known() ? out.size() : Double.NaN);
        }
        return course;
    }

    private Figure figure(
            String title, String value, String unit, Sign sign, List<Double> course, String foot) {
        if (!fresh.isEmpty()) {
            return new Figure(title, value, unit, sign, course, foot);
        }
        String why = view.regions().isEmpty() ? "no region yet" : "no fresh data";
        return new Figure(title, value, unit, Sign.WELL, course, why);
    }

    /** Words for what is usual, empty when too little is known of it. */
    private String usual(ToDoubleFunction<HistoryBin> figure, DoubleFunction<String> words) {
        OptionalDouble median = usual(figure);
        return median.isPresent() ? ", usual " + words.apply(median.getAsDouble()) : "";
    }

    /** The median of the past without the last minute. */
    private OptionalDouble usual(ToDoubleFunction<HistoryBin> figure) {
        double[] values =
                history.before(Duration.ofMinutes(1)).stream()
                        .mapToDouble(figure)
                        .filter(value -> !Double.isNaN(value))
                        .sorted()
                        .toArray();
        return values.length == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(values[values.length / 2]);
    }

    private long total(long windowMillis, ToLongFunction<WindowMeasures> figure) {
        long total = 0;
        for (TrunkView trunk : trunks) {
            WindowMeasures measures = window(trunk, windowMillis);
            total += measures == null ? 0 : figure.applyAsLong(measures);
        }
        return total;
    }

    private static @Nullable WindowMeasures window(TrunkView trunk, long windowMillis) {
        for (WindowMeasures measures : trunk.windows()) {
            if (measures.windowMillis() == windowMillis) {
                return measures;
            }
        }
        return null;
    }

    private static Sign max(Sign a, Sign b) {
        return a.compareTo(b) >= 0 ? a : b;
    }
}
