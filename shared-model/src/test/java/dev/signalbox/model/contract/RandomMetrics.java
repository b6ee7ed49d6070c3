package dev.signalbox.model.contract;

import dev.signalbox.model.fleet.MetricsView;
import dev.signalbox.model.fleet.RegionMetrics;
import dev.signalbox.model.measure.CallCounts;
import dev.signalbox.model.measure.CallMetrics;
import dev.signalbox.model.measure.Quantiles;
import dev.signalbox.model.policy.Trunk;
import dev.signalbox.model.target.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Metrics with anything in them. */
final class RandomMetrics {

    private RandomMetrics() {}

    static RegionMetrics of(Random random) {
        List<MetricsView> rows = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            Target target =
                    random.nextBoolean()
                            ? new Target.Trunk("r" + i, "c" + i)
                            : new Target.Service("s" + i);
            Trunk.Direction[] directions = Trunk.Direction.values();
            rows.add(
                    new MetricsView(
                            target,
                            directions[random.nextInt(directions.length)],
                            random.nextBoolean() ? "" : "+49",
                            List.of(window(random), window(random))));
        }
        return rows.isEmpty()
                ? RegionMetrics.NONE
                : new RegionMetrics(Instant.ofEpochMilli(random.nextInt()), rows);
    }

    private static CallMetrics window(Random random) {
        return new CallMetrics(
                random.nextLong(1, 3_600_001),
                new CallCounts(
                        number(random),
                        number(random),
                        number(random),
                        number(random),
                        number(random),
                        number(random),
                        number(random),
                        number(random),
                        number(random),
                        number(random),
                        new TreeMap<>(Map.of(200, number(random))),
                        new TreeMap<>(Map.of(16, number(random))),
                        new TreeMap<>(Map.of("PCMA", number(random)))),
                values(random),
                values(random),
                values(random),
                values(random),
                number(random));
    }

    private static long number(Random random) {
        return random.nextLong(Long.MAX_VALUE);
    }

    private static Quantiles values(Random random) {
        Quantiles.Gatherer gatherer = new Quantiles.Gatherer();
        for (int i = random.nextInt(4); i > 0; i--) {
            gatherer.add(random.nextDouble(100_000));
        }
        return gatherer.taken();
    }
}
