package dev.signalbox.dashboards.part.health;

import dev.signalbox.dashboards.words.Sign;
import dev.signalbox.dashboards.words.Times;
import dev.signalbox.model.fleet.FleetView;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How many things of each kind are not well, in one region or in all.
 *
 * @param region empty for all regions
 * @param age of the region's last report, empty for all
 */
public record HealthSum(
        String region, String title, Sign sign, Map<Kind, Count> counts, String age) {

    /** Kinds that are counted: the region itself is the row. */
    public static final List<Kind> COUNTED =
            List.of(Kind.SERVICE, Kind.TRUNK, Kind.PATH, Kind.PROVIDER, Kind.DEPENDENCY);

    /** Things of one kind; {@code worst} of them. */
    public record Count(int wrong, int all, Sign worst) {

        private static final Count NONE = new Count(0, 0, Sign.WELL);

        private Count with(Sign sign) {
            return new Count(
                    wrong + (sign == Sign.WELL || sign == Sign.STALE ? 0 : 1),
                    all + 1,
                    sign.compareTo(worst) > 0 ? sign : worst);
        }

        /** {@code 1 of 6 wrong}. */
        public String words() {
            return all == 0
                    ? "none"
                    : worst == Sign.STALE
                            ? all + " not known"
                            : wrong == 0 ? all + ", none wrong" : wrong + " of " + all + " wrong";
        }
    }

    public HealthSum {
        counts = Map.copyOf(counts);
    }

    /** The count of a kind. */
    public Count count(Kind kind) {
        return counts.getOrDefault(kind, Count.NONE);
    }

    /** All regions together, then each by name; empty when no region has told anything. */
    public static List<HealthSum> of(FleetView view, List<HealthRow> rows) {
        List<HealthSum> sums = new ArrayList<>();
        if (view.regions().isEmpty()) {
            return sums;
        }
        sums.add(sum("", "All regions", rows, ""));
        view.regions()
                .forEach(
                        entry -> {
                            String name = entry.view().target().name();
                            sums.add(
                                    sum(
                                            name,
                                            name + "  \u00b7  " + entry.view().title(),
                                            rows.stream()
                                                    .filter(row -> row.region().equals(name))
                                                    .toList(),
                                            Times.age(entry.ageMillis())));
                        });
        return sums;
    }

    private static HealthSum sum(String region, String title, List<HealthRow> rows, String age) {
        Map<Kind, Count> counts = new EnumMap<>(Kind.class);
        Sign worst = Sign.WELL;
        for (HealthRow row : rows) {
            counts.put(row.kind(), counts.getOrDefault(row.kind(), Count.NONE).with(row.sign()));
            worst = row.sign().compareTo(worst) > 0 ? row.sign() : worst;
        }
        return new HealthSum(region, title, worst, counts, age);
    }
}
