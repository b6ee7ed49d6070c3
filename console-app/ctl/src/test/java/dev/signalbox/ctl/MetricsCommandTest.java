package dev.signalbox.ctl;

import static dev.signalbox.ctl.connection.Regions.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.ctl.connection.Regions;
import dev.signalbox.model.fleet.MetricsView;
import dev.signalbox.model.fleet.RegionMetrics;
import dev.signalbox.model.measure.CallCounts;
import dev.signalbox.model.measure.CallMetrics;
import dev.signalbox.model.measure.Quantiles;
import dev.signalbox.model.policy.Trunk.Direction;
import dev.signalbox.model.target.Target;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** The same carrier in two regions: what is told of it together. */
@Timeout(60)
class MetricsCommandTest extends CtlTest {

    @BeforeEach
    void metrics() {
        Target.Trunk here = new Target.Trunk("eu-central", "northwind");
        Target.Trunk there = new Target.Trunk("eu-west", "northwind");
        frankfurt.report(
                Regions.frankfurt()
                        .withMetrics(
                                new RegionMetrics(
                                        NOON,
                                        List.of(
                                                row(here, "", 40, 500),
                                                row(here, "+49", 40, 500)))));
        dublin.report(
                Regions.dublin()
                        .withMetrics(new RegionMetrics(NOON, List.of(row(there, "", 10, 3_000)))));
    }

    private static MetricsView row(Target target, String prefix, int answered, double pdd) {
        return new MetricsView(
                target,
                Direction.OUTBOUND,
                prefix,
                List.of(window(10_000, answered, pdd), window(300_000, answered, pdd)));
    }

    /** As many are busy as are answered; five refused by the carrier, two not answered at all. */
    private static CallMetrics window(long millis, int answered, double pdd) {
        Quantiles.Gatherer delays = new Quantiles.Gatherer();
        Quantiles.Gatherer talk = new Quantiles.Gatherer();
        Quantiles.Gatherer mos = new Quantiles.Gatherer();
        for (int i = 0; i < answered; i++) {
            delays.add(pdd);
            talk.add(60_000);
            mos.add(4.4);
        }
        mos.add(2.5);
        CallCounts counts =
                new CallCounts(
                        2L * answered + 7,
                        2L * answered + 7,
                        answered,
                        2L * answered,
                        2,
                        5,
                        answered,
                        0,
                        1,
                        60_000L * answered,
                        new TreeMap<>(Map.of(200, (long) answered, 486, (long) answered, 503, 5L)),
                        new TreeMap<>(Map.of(34, 5L)),
                        new TreeMap<>(Map.of("PCMA", (long) answered)));
        return new CallMetrics(
                millis, counts, delays.taken(), Quantiles.NONE, talk.taken(), mos.taken(), 1);
    }

    @Test
    void trunksAsPeopleReadThem() throws IOException {
        assertThat(both("metrics")).isZero();
        golden("metrics.txt");
    }

    @Test
    void aCarrierIsMergedFromItsRegions() throws IOException {
        assertThat(both("metrics", "--by", "carrier", "--json")).isZero();
        JsonNode rows = json().path("rows");
        assertThat(rows.size()).isEqualTo(1);
        JsonNode window = rows.path(0).path("windows").path(1);
        assertThat(window.path("windowMillis").asLong()).isEqualTo(300_000);
        assertThat(window.path("asr").path("value").asDouble()).isEqualTo(50 / 114.0);
        assertThat(window.path("asr").path("of").asLong()).isEqualTo(114);
        assertThat(window.path("isa").path("value").asDouble()).isEqualTo(10 / 114.0);
        assertThat(window.path("ner").path("value").asDouble()).isEqualTo(100 / 114.0);
        // 40 of 0.5 s and 10 of 3 s: a mean of quantiles would say 1.75 s.
        assertThat(window.path("pddMillis").path("p50").asDouble()).isCloseTo(500, within(6.0));
        assertThat(window.path("pddMillis").path("p95").asDouble()).isCloseTo(3_000, within(31.0));
        assertThat(window.path("mosPoor").path("value").asDouble()).isEqualTo(2 / 52.0);
        assertThat(window.path("acdMillis").asDouble()).isEqualTo(60_000);
        assertThat(window.path("causes").path("34").asLong()).isEqualTo(10);
    }

    @Test
    void prefixesAreTheirOwnLines() throws IOException {
        assertThat(both("metrics", "--by", "prefix", "--json")).isZero();
        assertThat(json().path("rows").path(0).path("name").asString()).isEqualTo("+49/northwind");
    }

    @Test
    void whatIsNotKnownIsSaid() throws IOException {
        assertThat(both("metrics", "--by", "service")).isZero();
        assertThat(out.toString()).contains("No agent has told any metrics by service yet.");
        assertThat(both("metrics", "--by", "planet")).isEqualTo(CtlMain.USAGE);
        assertThat(err.toString())
                .contains("--by \"planet\": one of trunk, carrier, region, service, prefix");
        assertThat(both("metrics", "--window", "2h")).isEqualTo(CtlMain.USAGE);
        assertThat(err.toString()).contains("--window \"2h\": one of 10s, 1min, 5min, 1h");
    }
}
