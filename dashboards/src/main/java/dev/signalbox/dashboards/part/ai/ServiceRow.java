package dev.signalbox.dashboards.part.ai;

import dev.signalbox.dashboards.words.AiWords;
import dev.signalbox.dashboards.words.Sign;
import dev.signalbox.dashboards.words.Times;
import dev.signalbox.model.ai.Rung;
import dev.signalbox.model.ai.Stage;
import dev.signalbox.model.cause.CauseGroup;
import dev.signalbox.model.cause.Side;
import dev.signalbox.model.fleet.FleetView;
import dev.signalbox.model.fleet.ProviderView;
import dev.signalbox.model.fleet.RegionEntry;
import dev.signalbox.model.fleet.ServiceView;
import dev.signalbox.model.target.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A service in one region, as words.
 *
 * @param since how long it has been on this rung, empty since the agent started
 * @param why the reason it is not on the first rung, or what is wrong, empty when all is well
 * @param chain who takes new calls of each stage now
 * @param intent failures of the last 5 min on the side of the conversation
 * @param infrastructure failures of the last 5 min on the side of the roads
 * @param other failures of the last 5 min on no such side
 */
public record ServiceRow(
        Target.Service target,
        String region,
        String title,
        Sign sign,
        Rung rung,
        boolean stale,
        String since,
        String why,
        String chain,
        long intent,
        long infrastructure,
        long other) {

    /** All services of all regions, the worst first. */
    public static List<ServiceRow> of(FleetView view) {
        List<ServiceRow> rows = new ArrayList<>();
        for (RegionEntry entry : view.regions()) {
            for (ServiceView service : entry.view().senses().services()) {
                rows.add(of(service, entry, view.at()));
            }
        }
        rows.sort(Comparator.comparing(ServiceRow::sign).reversed());
        return rows;
    }

    private static ServiceRow of(ServiceView service, RegionEntry entry, Instant now) {
        long[] sides = new long[3];
        for (CauseGroup group : entry.view().senses().causes().groups()) {
            if (group.service().equals(service.target().name()) && group.tag().failure()) {
                Side side = group.tag().side();
                int at = side == Side.INTENT ? 0 : side == Side.INFRASTRUCTURE ? 1 : 2;
                sides[at] += group.lastFiveMinutes();
            }
        }
        Instant since = service.rungSince();
        return new ServiceRow(
                service.target(),
                entry.view().target().name(),
                service.title(),
                entry.stale() ? Sign.STALE : Sign.of(service.severity()),
                service.rung(),
                entry.stale(),
                since == null ? "" : Times.elapsed(since, now),
                service.rungReason().isEmpty() ? service.finding() : service.rungReason(),
                service.chains().stream()
                        .map(chain -> chain(chain, entry))
                        .collect(Collectors.joining("  \u00b7  ")),
                sides[0],
                sides[1],
                sides[2]);
    }

    private static String chain(ServiceView.ChainView chain, RegionEntry entry) {
        Stage stage = chain.stage();
        List<String> inUse =
                chain.links().stream()
                        .filter(ServiceView.LinkView::inUse)
                        .map(link -> title(link.provider(), entry))
                        .toList();
        return AiWords.stage(stage)
                + " "
                + (inUse.isEmpty() ? "nobody" : String.join(" + ", inUse));
    }

    private static String title(Target.Provider provider, RegionEntry entry) {
        return entry.view().senses().providers().stream()
                .filter(each -> each.target().equals(provider))
                .map(ProviderView::title)
                .findFirst()
                .orElse(provider.name());
    }
}
