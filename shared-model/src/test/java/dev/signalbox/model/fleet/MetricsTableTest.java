package dev.signalbox.model.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.model.fleet.MetricsTable.By;
import dev.signalbox.model.measure.CallCounts;
import dev.signalbox.model.measure.CallMetrics;
import dev.signalbox.model.measure.Quantiles;
import dev.signalbox.model.policy.Trunk.Direction;
import dev.signalbox.model.target.Target;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class MetricsTableTest {

    private static final RegionView FRANKFURT =
            Samples.frankfurt()
                    .withMetrics(
                            new RegionMetrics(
                                    Samples.NOON,
                                    List.of(
                                            row(Samples.NORTHWIND, Direction.OUTBOUND, "", 8, 4),
                                            row(Samples.NORTHWIND, Direction.INBOUND, "", 5, 5),
                                            row(Samples.NORTHWIND, Direction.OUTBOUND, "+49", 8, 4),
                                            row(Samples.MERIDIAN, Direction.OUTBOUND, "", 2, 2),
                                            row(Samples.MERIDIAN, Direction.OUTBOUND, "+49", 2, 2),
                                            row(
                                                    new Target.Service("bookings"),
                                                    Direction.BOTH,
                                                    "",
                                                    3,
                                                    1))));

    private static MetricsView row(
            Target target, Direction direction, String prefix, long attempts, long answered) {
        return new MetricsView(target, direction, prefix, List.of(window(attempts, answered)));
    }

    static CallMetrics window(long attempts, long answered) {
        Quantiles.Gatherer pdd = new Quantiles.Gatherer();
        for (int i = 0; i < answered; i++) {
            pdd.add(100 * attempts);
        }
        CallCounts counts =
                new CallCounts(
                        attempts,
                        attempts,
                        answered,
                        answered,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        new TreeMap<>(),
                        new TreeMap<>(),
                        new TreeMap<>());
        return new CallMetrics(
                10_000, counts, pdd.taken(), Quantiles.NONE, Quantiles.NONE, Quantiles.NONE, 0);
    }

    private static List<String> lines(By by, RegionView... regions) {
        return MetricsTable.of(List.of(regions), by).stream()
                .map(
                        row ->
                                row.name()
                                        + " "
                                        + row.direction()
                                        + " "
                                        + row.windows().getFirst().counts().answered()
                                        + "/"
                                        + row.windows().getFirst().counts().seizures())
                .toList();
    }

    @Test
    void regionsAddUpTheirCarriersByDirection() {
        assertThat(lines(By.REGION, FRANKFURT))
                .containsExactly("eu-central INBOUND 5/5", "eu-central OUTBOUND 6/10");
    }

    @Test
    void carriersAddUpTheirRegions() {
        assertThat(lines(By.CARRIER, FRANKFURT, FRANKFURT))
                .containsExactly(
                        "meridian OUTBOUND 4/4",
                        "northwind INBOUND 10/10",
                        "northwind OUTBOUND 8/16");
    }

    @Test
    void quantilesComeFromTheMergedDistribution() {
        MetricsTable.Row outbound = MetricsTable.of(List.of(FRANKFURT), By.REGION).get(1);
        Quantiles pdd = outbound.windows().getFirst().pddMillis();
        assertThat(pdd.count()).isEqualTo(6);
        assertThat(pdd.value(0.2)).isBetween(198.0, 202.0);
        assertThat(pdd.value(0.9)).isBetween(792.0, 808.0);
    }

    @Test
    void prefixesStandBesideEachOtherByCarrier() {
        assertThat(lines(By.PREFIX, FRANKFURT))
                .containsExactly("+49/meridian OUTBOUND 2/2", "+49/northwind OUTBOUND 4/8");
    }

    @Test
    void trunksAndServices() {
        assertThat(lines(By.TRUNK, FRANKFURT))
                .containsExactly(
                        "eu-central/meridian OUTBOUND 2/2",
                        "eu-central/northwind INBOUND 5/5",
                        "eu-central/northwind OUTBOUND 4/8");
        assertThat(lines(By.SERVICE, FRANKFURT)).containsExactly("bookings BOTH 1/3");
    }
}
