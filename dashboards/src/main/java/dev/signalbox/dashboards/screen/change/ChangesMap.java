package dev.signalbox.dashboards.screen.change;

import dev.signalbox.dashboards.command.Reply;
import dev.signalbox.dashboards.part.change.ChangeModel;
import dev.signalbox.dashboards.part.change.LoadRow;
import dev.signalbox.dashboards.part.map.MapMove;
import dev.signalbox.dashboards.words.Sign;
import dev.signalbox.model.change.Plan;
import dev.signalbox.model.fleet.ArrivalsView;
import dev.signalbox.model.fleet.FleetView;
import dev.signalbox.model.fleet.RegionEntry;
import dev.signalbox.model.fleet.RegionView;
import dev.signalbox.model.quorum.FleetState.Change;
import dev.signalbox.model.quorum.Phase;
import dev.signalbox.model.target.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Where calls go now and where a plan sends them, for the map and the bars. */
final class ChangesMap {

    private ChangesMap() {}

    /** The lines of {@code model}'s plan, or of the table when there is none. */
    static List<MapMove> moves(@Nullable ChangeModel model, FleetView view) {
        if (model == null || model.change().phase().over()) {
            return MapMove.of(view.fleet().state().table());
        }
        Change change = model.change();
        return change.phase() == Phase.PROPOSED
                ? planned(change.plan(), 100, false)
                : planned(
                        change.plan(),
                        change.stage() < 0 ? 0 : change.plan().stagesPercent().get(change.stage()),
                        true);
    }

    /** {@code percent}: how much of it goes there now, if it is under way. */
    private static List<MapMove> planned(Plan plan, int percent, boolean underWay) {
        SortedMap<String, Double> sums = new TreeMap<>();
        for (Plan.Move move : plan.moves()) {
            if (move.from() instanceof Target.Region from
                    && move.to() instanceof Target.Region to) {
                sums.merge(from.name() + " " + to.name(), move.callsPerMinute(), Double::sum);
            }
        }
        List<MapMove> moves = new ArrayList<>();
        for (Map.Entry<String, Double> sum : sums.entrySet()) {
            String[] ends = sum.getKey().split(" ", -1);
            String all = String.format(Locale.ROOT, "%,.0f calls/min", sum.getValue());
            String words =
                    underWay && percent < 100
                            ? String.format(
                                    Locale.ROOT, "%,.0f of %s", sum.getValue() * percent / 100, all)
                            : all;
            moves.add(new MapMove(ends[0], ends[1], words, underWay));
        }
        return moves;
    }

    /** New calls each region takes now, and whose numbers they are. */
    static List<LoadRow> standing(FleetView view) {
        return view.regions().stream()
                .filter(entry -> !entry.stale())
                .map(ChangesMap::standing)
                .toList();
    }

    private static LoadRow standing(RegionEntry entry) {
        RegionView region = entry.view();
        long own = 0;
        long others = 0;
        for (ArrivalsView each : region.arrivals()) {
            String home = each.home();
            boolean foreign = home != null && !home.equals(region.target().name());
            own += foreign ? 0 : each.lastTenSeconds();
            others += foreign ? each.lastTenSeconds() : 0;
        }
        double now =
                region.arrivals().isEmpty() ? region.callsPerSecond() * 60 : 6.0 * (own + others);
        String words =
                String.format(Locale.ROOT, "%,.0f", now)
                        + (others == 0 ? "" : ", " + 6 * others + " of other regions' numbers");
        return new LoadRow(region.title(), now, Double.NaN, null, Sign.WELL, false, words);
    }

    /** A plan that no fleet journal keeps, as a change. */
    static Change unkept(Reply.Planned made) {
        return Change.proposed(
                made.planId(),
                made.plan(),
                made.hash(),
                made.expiresAt(),
                made.plan().madeAt(),
                made.refused());
    }
}
