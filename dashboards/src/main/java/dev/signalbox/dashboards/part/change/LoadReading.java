package dev.signalbox.dashboards.part.change;

import dev.signalbox.dashboards.words.Sign;
import dev.signalbox.model.change.Plan;
import dev.signalbox.model.fleet.ArrivalsView;
import dev.signalbox.model.fleet.FleetView;
import dev.signalbox.model.fleet.RegionEntry;
import dev.signalbox.model.quorum.FleetState.Change;
import dev.signalbox.model.quorum.Phase;
import dev.signalbox.model.target.Target;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Where the calls go: before, after and, while they are on their way, now. */
final class LoadReading {

    /** From here on a target is close to its limit: the guard of capacity warns there too. */
    private static final double FULL_RATIO = 0.8;

    private static final double OVERFULL_RATIO = 0.95;

    private final Change change;
    private final FleetView view;
    private final Titles titles;

    LoadReading(Change change, FleetView view, Titles titles) {
        this.change = change;
        this.view = view;
        this.titles = titles;
    }

    /** Calls that go from one place to another, all services together. */
    record Flow(Target from, Target to, double callsPerMinute) {}

    /** The flows of a plan, the largest first. */
    static List<Flow> flows(Plan plan) {
        Map<String, Flow> sums = new TreeMap<>();
        for (Plan.Move move : plan.moves()) {
            sums.merge(
                    move.from().id() + ">" + move.to().id(),
                    new Flow(move.from(), move.to(), move.callsPerMinute()),
                    (a, b) -> new Flow(a.from(), a.to(), a.callsPerMinute() + b.callsPerMinute()));
        }
        return sums.values().stream()
                .sorted(Comparator.comparingDouble(Flow::callsPerMinute).reversed())
                .toList();
    }

    List<LoadRow> rows() {
        List<LoadRow> rows = new ArrayList<>();
        Plan plan = change.plan();
        for (Plan.Load load : plan.loads()) {
            boolean source = load.target().equals(plan.source());
            LoadRow row = row(load, source);
            if (source) {
                rows.addFirst(row);
            } else {
                rows.add(row);
            }
        }
        boolean known = plan.loads().stream().anyMatch(load -> load.target().equals(plan.source()));
        if (!known && plan.source() instanceof Target.Region && !plan.moves().isEmpty()) {
            rows.addFirst(left(plan));
        }
        return rows;
    }

    /** A plan that says nothing of its source's load still says what leaves it and what stays. */
    private LoadRow left(Plan plan) {
        double leaves =
                plan.moves().stream()
                        .filter(move -> move.from().equals(plan.source()))
                        .mapToDouble(Plan.Move::callsPerMinute)
                        .sum();
        double stays = plan.stays().stream().mapToDouble(Plan.Stay::callsPerMinute).sum();
        Double now = now(plan.source());
        String words =
                ChangeReading.perMinute(leaves + stays)
                        + " \u2192 "
                        + ChangeReading.perMinute(stays)
                        + (now == null ? "" : ", now " + ChangeReading.perMinute(now))
                        + (stays < 0.5 ? "" : "  \u00b7  what may not move stays");
        return new LoadRow(
                titles.of(plan.source()), leaves + stays, stays, now, Sign.WELL, true, words);
    }

    private LoadRow row(Plan.Load load, boolean source) {
        Double ratio = load.capacityRatio();
        Sign sign =
                ratio == null || ratio <= FULL_RATIO
                        ? Sign.WELL
                        : ratio <= OVERFULL_RATIO ? Sign.MAJOR : Sign.CRITICAL;
        Double now = now(load.target());
        String title = load.title().isEmpty() ? titles.of(load.target()) : load.title();
        String words =
                ChangeReading.perMinute(load.callsPerMinuteBefore())
                        + " \u2192 "
                        + ChangeReading.perMinute(load.callsPerMinuteAfter())
                        + (now == null ? "" : ", now " + ChangeReading.perMinute(now))
                        + (load.detail().isEmpty() ? "" : "  \u00b7  " + load.detail());
        return new LoadRow(
                title,
                load.callsPerMinuteBefore(),
                load.callsPerMinuteAfter(),
                now,
                sign,
                source,
                words);
    }

    /** New calls a region takes now, whoever's numbers they are; null before a change begins. */
    private @Nullable Double now(Target target) {
        if (change.phase() == Phase.PROPOSED || change.phase() == Phase.DISCARDED) {
            return null;
        }
        return view.regions().stream()
                .filter(entry -> entry.view().target().equals(target))
                .findFirst()
                .map(LoadReading::perMinute)
                .orElse(null);
    }

    /** New calls of the last ten seconds as a rate; null when the region is silent. */
    static @Nullable Double perMinute(RegionEntry entry) {
        if (entry.stale() || entry.view().arrivals().isEmpty()) {
            return null;
        }
        return 6.0 * entry.view().arrivals().stream().mapToLong(ArrivalsView::lastTenSeconds).sum();
    }
}
