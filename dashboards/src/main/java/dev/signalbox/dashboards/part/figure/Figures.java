package dev.signalbox.dashboards.part.figure;

import dev.signalbox.dashboards.part.ai.Causes;
import dev.signalbox.dashboards.part.course.SenseCourse;
import dev.signalbox.dashboards.part.history.FleetHistory;
import dev.signalbox.dashboards.part.history.HistoryBin;
import dev.signalbox.dashboards.words.AiWords;
import dev.signalbox.dashboards.words.Numbers;
import dev.signalbox.dashboards.words.Sign;
import dev.signalbox.dashboards.words.Times;
import dev.signalbox.model.ai.ProviderWindow;
import dev.signalbox.model.ai.Stage;
import dev.signalbox.model.cause.Side;
import dev.signalbox.model.cause.SilenceView;
import dev.signalbox.model.fleet.FleetView;
import dev.signalbox.model.fleet.ProviderView;
import dev.signalbox.model.fleet.RegionEntry;
import dev.signalbox.model.fleet.TrunkView;
import dev.signalbox.model.measure.WilsonInterval;
import dev.signalbox.model.measure.WindowMeasures;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The six key figures of a fleet: are callers served, how soon, and whose fault is it if not.
 * Regions that are stale are not counted.
 */
public final class Figures {

    /**
     * Part of the calls that carriers fail on a good day; only more than this is worth a colour.
     */
    private static final double FAILED_RATIO_MIN = 0.01;

    private static final long MINUTE_MILLIS = 60_000;
    private static final long FIVE_MINUTES_MILLIS = 300_000;

    /** A quantile of fewer delays says nothing about a trunk. */
    private static final long PDD_SAMPLES_MIN = 5;

    /** A quantile of fewer first responses says nothing about a provider. */
    private static final long FIRST_SAMPLES_MIN = 5;

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
    private final SenseCourse course;
    private final List<ProviderView> providers;
    private final Sign worstIncident;

    private Figures(FleetView view, FleetHistory history, SenseCourse course) {
        this.view = view;
        this.history = history;
        this.course = course;
        this.fresh = view.regions().stream().filter(entry -> !entry.stale()).toList();
        this.trunks = fresh.stream().flatMap(entry -> entry.view().trunks().stream()).toList();
        this.providers =
                fresh.stream()
                        .flatMap(entry -> entry.view().senses().providers().stream())
                        .toList();
        this.worstIncident =
                fresh.stream()
                        .flatMap(entry -> entry.view().incidents().stream())
                        .map(incident -> Sign.of(incident.severity()))
                        .max(Comparator.naturalOrder())
                        .orElse(Sign.WELL);
    }

    /** The figures, always six in the same order. */
    public static List<Figure> of(FleetView view, FleetHistory history, SenseCourse course) {
        Figures figures = new Figures(view, history, course);
        return List.of(
                figures.callsNow(),
                figures.answered(),
                figures.postDialDelay(),
                figures.firstResponse(),
                figures.silence(),
                figures.failures());
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

    /** The stage whose first responses are the latest, measured by its own limit. */
    private Figure firstResponse() {
        String title = "First response p95";
        ProviderView worst = null;
        ProviderWindow minute = null;
        double most = -1;
        for (ProviderView provider : providers) {
            ProviderWindow window = minute(provider);
            Double p95 = window == null ? null : window.firstMillisP95();
            if (window != null
                    && p95 != null
                    && window.firstSamples() >= FIRST_SAMPLES_MIN
                    && p95 / provider.usualFirstMillis() > most) {
                most = p95 / provider.usualFirstMillis();
                worst = provider;
                minute = window;
            }
        }
        List<Double> past = course.firstOfLimit();
        if (worst == null || minute == null) {
            String why = providers.isEmpty() ? "no providers configured" : "too few calls to say";
            return figure(title, Numbers.UNDEFINED, "", Sign.WELL, past, why);
        }
        String first =
                Stage.of(worst.target().stage()).map(AiWords::first).orElse("first response");
        return figure(
                Character.toUpperCase(first.charAt(0)) + first.substring(1) + " p95",
                Numbers.seconds(minute.firstMillisP95()),
                "s, n " + Numbers.count(minute.firstSamples()) + " in 1 min",
                // Late is a matter of the provider's state, not of one quantile.
                most > 1 ? Sign.of(worst.state().severity()) : Sign.WELL,
                past,
                worst.title() + ", limit " + Numbers.seconds(worst.usualFirstMillis()) + " s");
    }

    private static @Nullable ProviderWindow minute(ProviderView provider) {
        return provider.windows().stream()
                .filter(window -> window.windowMillis() == MINUTE_MILLIS)
                .findFirst()
                .orElse(null);
    }

    private Figure silence() {
        int now = 0;
        int judged = 0;
        long begun = 0;
        long longest = 0;
        for (RegionEntry entry : fresh) {
            SilenceView silence = entry.view().senses().silence();
            now += silence.silentNow();
            judged += silence.judged();
            begun += silence.begunLastFiveMinutes();
            longest = Math.max(longest, silence.longestMillis());
        }
        List<Double> past = course.silentNow();
        if (judged == 0) {
            String why = "no call is known well enough";
            return figure("Silence now", Numbers.UNDEFINED, "", Sign.WELL, past, why);
        }
        return figure(
                "Silence now",
                Numbers.count(now),
                (now == 1 ? "call" : "calls") + " of " + Numbers.count(judged) + " judged",
                now > 0 ? max(Sign.MAJOR, worstIncident) : Sign.WELL,
                past,
                (now > 0 ? "longest " + Times.age(longest) + ", " : "usual 0, ")
                        + Numbers.count(begun)
                        + " began in 5 min");
    }

    /**
     * Infrastructure is the figure, because it is what can be moved away from; intent beside it.
     */
    private Figure failures() {
        String title = "Failed calls, 5 min";
        Causes causes = Causes.of(view);
        List<Double> past =
                causes.slices().stream()
                        .map(
                                slice ->
                                        (double)
                                                (slice.failures()
                                                                .getOrDefault(
                                                                        Side.INFRASTRUCTURE, 0L)
                                                        + slice.failures()
                                                                .getOrDefault(Side.INTENT, 0L)))
                        .toList();
        if (causes.nothingKnown()) {
            return figure(title, Numbers.UNDEFINED, "", Sign.WELL, past, "no call has ended yet");
        }
        // What is over is not coloured, though the five minutes still count it.
        boolean notable =
                causes.infrastructure() > causes.ended() * FAILED_RATIO_MIN
                        && causes.infrastructureNow() > causes.endedNow() * FAILED_RATIO_MIN;
        return figure(
                title,
                Numbers.count(causes.infrastructure()),
                "infra, " + Numbers.count(causes.intent()) + " intent",
                notable ? worstIncident : Sign.WELL,
                past,
                "of "
                        + Numbers.count(causes.ended())
                        + " ended"
                        + (causes.suspected() == 0
                                ? ""
                                : ", " + Numbers.count(causes.suspected()) + " suspected only"));
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
