package dev.signalbox.ctl;

import dev.signalbox.model.ai.ProviderWindow;
import dev.signalbox.model.ai.Rung;
import dev.signalbox.model.cause.CauseGroup;
import dev.signalbox.model.cause.CausesView;
import dev.signalbox.model.cause.Side;
import dev.signalbox.model.cause.SilenceView;
import dev.signalbox.model.fleet.DependencyView;
import dev.signalbox.model.fleet.PathView;
import dev.signalbox.model.fleet.ProviderView;
import dev.signalbox.model.fleet.RegionSenses;
import dev.signalbox.model.fleet.ServiceView;
import dev.signalbox.model.fleet.ServiceView.ChainView;
import dev.signalbox.model.fleet.ServiceView.LinkView;
import dev.signalbox.model.fleet.Severity;
import dev.signalbox.model.media.PathQuality;
import dev.signalbox.model.target.Target;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a region knows beyond its trunks, as text: one line for all that is well of a kind, and one
 * for each thing that is not. A kind that the region does not have is left out.
 */
final class SensesText {

    private static final String INDENT = " ".repeat(16);

    private final List<String> lines = new ArrayList<>();

    private SensesText() {}

    static List<String> lines(RegionSenses senses) {
        SensesText text = new SensesText();
        text.paths(senses.paths());
        text.providers(senses.providers());
        text.services(senses.services());
        text.dependencies(senses.dependencies());
        text.silence(senses.silence());
        text.causes(senses.causes());
        return text.lines;
    }

    private void paths(List<PathView> paths) {
        if (paths.isEmpty()) {
            return;
        }
        long few = count(paths.stream().map(PathView::state), PathView.State.INSUFFICIENT);
        List<PathView> wrong =
                paths.stream().filter(p -> p.state().severity() != Severity.WELL).toList();
        label("Paths", summary("path", paths.size() - few - wrong.size(), few, "packets"));
        for (PathView path : wrong) {
            PathQuality quality = path.quality();
            lines.add(
                    Words.format(
                            "    %-26s %-14s %7s lost %7s jitter %8s trip  MOS %s",
                            path.path().from() + " to " + path.path().to(),
                            Words.of(path.state()),
                            Words.percent(quality.lossRatio()),
                            Words.millis(quality.jitterMillis()),
                            Words.millis(quality.roundTripMillis()),
                            mos(quality)));
            finding(path.finding());
        }
    }

    static String mos(PathQuality quality) {
        Double mos = quality.mos();
        return mos == null ? Words.UNKNOWN : Words.format("%.1f", mos);
    }

    private void providers(List<ProviderView> providers) {
        if (providers.isEmpty()) {
            return;
        }
        List<ProviderView> well =
                providers.stream().filter(p -> p.state() == ProviderView.State.WELL).toList();
        long few =
                count(providers.stream().map(ProviderView::state), ProviderView.State.INSUFFICIENT);
        label("Providers", summary("provider", well.size(), few, "calls") + slowest(well));
        for (ProviderView provider : providers) {
            if (provider.state().severity() == Severity.WELL) {
                continue;
            }
            lines.add(
                    Words.format(
                            "    %-26s %-14s %6s  p95 %17s  %s",
                            provider.title(),
                            Words.of(provider.state()),
                            provider.sharePercent() + " %",
                            Words.firstResponse(provider.windows()),
                            Words.failures(provider.windows())));
            finding(provider.finding());
        }
    }

    /** The slowest of those that are well: it is the next to be late. */
    private static String slowest(List<ProviderView> well) {
        return well.stream()
                .filter(p -> p95(p) >= 0)
                .max(Comparator.comparingDouble(SensesText::p95))
                .map(
                        p ->
                                "; slowest first response p95 "
                                        + Words.firstResponse(p.windows())
                                        + ", "
                                        + p.title())
                .orElse("");
    }

    private static double p95(ProviderView provider) {
        Double p95 =
                Words.oneMinute(provider.windows())
                        .map(ProviderWindow::firstMillisP95)
                        .orElse(null);
        return p95 == null ? -1 : p95;
    }

    private void services(List<ServiceView> services) {
        if (services.isEmpty()) {
            return;
        }
        List<ServiceView> unusual = services.stream().filter(s -> !usual(s)).toList();
        List<String> usual =
                services.stream().filter(SensesText::usual).map(ServiceView::title).toList();
        label(
                "Services",
                usual.isEmpty()
                        ? "none on its first providers"
                        : String.join(", ", usual) + ": primary, first providers");
        for (ServiceView service : unusual) {
            String reason = service.rungReason().isEmpty() ? "" : " (" + service.rungReason() + ")";
            lines.addAll(
                    StatusText.indented(
                            Words.format("    %-26s ", service.title()),
                            " ".repeat(31),
                            Words.of(service.rung()) + reason + ": " + inUse(service)));
            finding(service.finding());
        }
    }

    /** On its best rung, each stage with its first provider, and nothing found. */
    private static boolean usual(ServiceView service) {
        return service.severity() == Severity.WELL
                && service.rung() == Rung.PRIMARY
                && service.chains().stream()
                        .allMatch(c -> c.links().isEmpty() || c.links().getFirst().inUse());
    }

    /** {@code stt clear/eu, llm basalt/eu}: who takes new calls of each stage. */
    static String inUse(ServiceView service) {
        String used =
                service.chains().stream()
                        .map(
                                chain ->
                                        chain.stage().text()
                                                + " "
                                                + inUse(chain)
                                                        .map(p -> p.name() + "/" + p.modelRegion())
                                                        .orElse("none left"))
                        .collect(Collectors.joining(", "));
        return used.isEmpty() ? "no providers" : used;
    }

    private static Optional<Target.Provider> inUse(ChainView chain) {
        return chain.links().stream().filter(LinkView::inUse).map(LinkView::provider).findFirst();
    }

    private void dependencies(List<DependencyView> dependencies) {
        if (dependencies.isEmpty()) {
            return;
        }
        List<DependencyView> wrong =
                dependencies.stream().filter(d -> d.severity() != Severity.WELL).toList();
        label("Dependencies", (dependencies.size() - wrong.size()) + " well");
        for (DependencyView dependency : wrong) {
            lines.add(
                    Words.format(
                            "    %-26s %,d of %,d failed in 1 min",
                            dependency.target().name(), dependency.failed(), dependency.calls()));
            finding(dependency.finding());
        }
    }

    private void silence(SilenceView silence) {
        if (silence.live() == 0 && silence.begunLastFiveMinutes() == 0) {
            return;
        }
        String now =
                Words.format(
                        "%,d silent now, of %,d calls judged (%,d live), %,d began in 5 min",
                        silence.silentNow(),
                        silence.judged(),
                        silence.live(),
                        silence.begunLastFiveMinutes());
        String longest =
                silence.silentNow() == 0
                        ? ""
                        : Words.format(", longest %.1f s", silence.longestMillis() / 1_000.0);
        label("Silence", silence.judged() == 0 ? "not known of any call" : now + longest);
    }

    private void causes(CausesView causes) {
        if (causes.groups().isEmpty()) {
            return;
        }
        Map<Side, Long> bySide = new EnumMap<>(Map.of(Side.INTENT, 0L, Side.INFRASTRUCTURE, 0L));
        Map<Side, Long> suspected = new EnumMap<>(Side.class);
        long ended = 0;
        long well = 0;
        for (CauseGroup group : causes.groups()) {
            ended += group.lastFiveMinutes();
            if (CausesText.well(group.tag())) {
                well += group.lastFiveMinutes();
            } else {
                bySide.merge(group.tag().side(), group.lastFiveMinutes(), Long::sum);
                suspected.merge(group.tag().side(), group.suspected(), Long::sum);
            }
        }
        String split =
                bySide.entrySet().stream()
                        .filter(side -> side.getValue() > 0 || CausesText.main(side.getKey()))
                        .map(side -> side(side.getKey(), side.getValue(), suspected))
                        .collect(Collectors.joining(", "));
        label(
                "Causes 5 min",
                ended == 0
                        ? "no call ended"
                        : Words.format("%,d ended: %,d well, ", ended, well) + split);
    }

    private static String side(Side side, long count, Map<Side, Long> suspected) {
        long only = suspected.getOrDefault(side, 0L);
        return Words.format("%,d ", count)
                + Json.name(side)
                + (only == 0 ? "" : Words.format(" (%,d suspected only)", only));
    }

    /** {@code 6 paths well, 2 with too few packets}. */
    private static String summary(String kind, long well, long few, String of) {
        String first = well + " " + kind + (well == 1 ? "" : "s") + " well";
        return few == 0 ? first : first + ", " + few + " with too few " + of;
    }

    private static <T> long count(Stream<T> states, T state) {
        return states.filter(state::equals).count();
    }

    private void label(String label, String text) {
        lines.addAll(StatusText.indented(Words.format("  %-14s%s", label, ""), INDENT, text));
    }

    private void finding(String finding) {
        if (!finding.isEmpty()) {
            lines.addAll(StatusText.indented("      ", "      ", finding));
        }
    }
}
