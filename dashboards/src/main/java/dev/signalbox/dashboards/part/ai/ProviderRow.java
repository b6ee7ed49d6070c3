package dev.signalbox.dashboards.part.ai;

import dev.signalbox.dashboards.words.AiWords;
import dev.signalbox.dashboards.words.Numbers;
import dev.signalbox.dashboards.words.Sign;
import dev.signalbox.dashboards.words.Times;
import dev.signalbox.model.ai.CallResult;
import dev.signalbox.model.ai.ProviderWindow;
import dev.signalbox.model.ai.Stage;
import dev.signalbox.model.fleet.FleetView;
import dev.signalbox.model.fleet.ProviderView;
import dev.signalbox.model.fleet.RegionEntry;
import dev.signalbox.model.fleet.ServiceView;
import dev.signalbox.model.target.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A provider in one model region as one region meets it, as words.
 *
 * @param stage heading of its group, empty in all but the group's first row
 * @param firstResponse p50 / p95 / p99 of the last minute in milliseconds
 * @param samples timed first responses and the limit beyond which one is slow
 * @param failures by class, of so many calls in the last minute
 */
public record ProviderRow(
        Target.Provider target,
        String region,
        String stage,
        String name,
        Sign sign,
        String state,
        String share,
        String firstResponse,
        String samples,
        String failures,
        String since,
        String finding) {

    private static final long MINUTE_MILLIS = 60_000;

    /** The providers of one region: by stage, in each stage the most preferred first. */
    public static List<ProviderRow> of(RegionEntry entry, Instant now) {
        List<ProviderView> ordered =
                entry.view().senses().providers().stream()
                        .sorted(
                                Comparator.comparing(ProviderRow::stageOf)
                                        .thenComparingInt(p -> preference(p.target(), entry)))
                        .toList();
        List<ProviderRow> rows = new ArrayList<>();
        String before = "";
        for (ProviderView provider : ordered) {
            String stage = AiWords.stage(stageOf(provider));
            rows.add(of(provider, entry, stage.equals(before) ? "" : stage, now));
            before = stage;
        }
        return rows;
    }

    private static Stage stageOf(ProviderView provider) {
        return Stage.of(provider.target().stage()).orElse(Stage.REALTIME);
    }

    /** Its place in the chains of the region's services; those in no chain come last. */
    private static int preference(Target.Provider provider, RegionEntry entry) {
        return entry.view().senses().services().stream()
                .flatMap(service -> service.chains().stream())
                .map(chain -> chain.links().stream().map(ServiceView.LinkView::provider).toList())
                .filter(links -> links.contains(provider))
                .mapToInt(links -> links.indexOf(provider))
                .min()
                .orElse(Integer.MAX_VALUE);
    }

    private static ProviderRow of(
            ProviderView provider, RegionEntry entry, String stage, Instant now) {
        ProviderWindow minute = minute(provider);
        Instant since = provider.since();
        return new ProviderRow(
                provider.target(),
                entry.view().target().name(),
                stage,
                name(provider),
                entry.stale() ? Sign.STALE : Sign.of(provider.state().severity()),
                entry.stale()
                        ? "not known"
                        : AiWords.provider(provider.state(), provider.sharePercent()),
                provider.sharePercent() + " %",
                minute.firstSamples() == 0
                        ? Numbers.UNDEFINED
                        : Numbers.millis(minute.firstMillisP50())
                                + " / "
                                + Numbers.millis(minute.firstMillisP95())
                                + " / "
                                + Numbers.millis(minute.firstMillisP99()),
                Numbers.count(minute.firstSamples())
                        + " / "
                        + Numbers.millis(provider.usualFirstMillis()),
                failures(minute),
                since == null ? "" : Times.elapsed(since, now),
                provider.finding());
    }

    /** With its model region, unless its title ends with that already: {@code Acme LLM EU}. */
    private static String name(ProviderView provider) {
        String region = provider.target().modelRegion();
        String title = provider.title().toLowerCase(Locale.ROOT);
        return title.endsWith(" " + region.toLowerCase(Locale.ROOT))
                ? provider.title()
                : provider.title() + " \u00b7 " + region;
    }

    private static ProviderWindow minute(ProviderView provider) {
        return provider.windows().stream()
                .filter(window -> window.windowMillis() == MINUTE_MILLIS)
                .findFirst()
                .orElse(new ProviderWindow(MINUTE_MILLIS, Map.of(), null, null, null, 0));
    }

    private static String failures(ProviderWindow window) {
        if (window.calls() == 0) {
            return "no calls";
        }
        if (window.failed() == 0) {
            return "0 of " + Numbers.count(window.calls());
        }
        String classes =
                window.results().entrySet().stream()
                        .filter(each -> each.getKey().failed() && each.getValue() > 0)
                        .sorted(Map.Entry.<CallResult, Long>comparingByValue().reversed())
                        .map(each -> AiWords.result(each.getKey()) + " \u00d7 " + each.getValue())
                        .collect(Collectors.joining("  "));
        return Numbers.count(window.failed())
                + " of "
                + Numbers.count(window.calls())
                + ": "
                + classes;
    }

    /** How many providers of all regions need a person, each counted once. */
    public static long wrong(FleetView view) {
        return view.regions().stream()
                .filter(entry -> !entry.stale())
                .flatMap(entry -> entry.view().senses().providers().stream())
                .filter(provider -> Sign.of(provider.state().severity()) != Sign.WELL)
                .map(ProviderView::target)
                .distinct()
                .count();
    }
}
