package dev.signalbox.agent.probe;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.model.measure.ProbeResult;
import dev.signalbox.model.policy.Thresholds;
import dev.signalbox.model.quorum.Word;
import dev.signalbox.model.time.NowSource;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Real SIP over loopback to another region's edge, beside a trunk. */
@Timeout(60)
class EdgeProbeTest {

    private static final InetSocketAddress FROM =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private final BlockingQueue<ProbeResult> trunkResults = new LinkedBlockingQueue<>();
    private final BlockingQueue<EdgeProbe> edgeResults = new LinkedBlockingQueue<>();

    @Test
    void edgesAreAskedAndTheirResultsAreNoTrunks() throws Exception {
        try (FakeCarrier carrier = new FakeCarrier();
                FakeCarrier sbc = new FakeCarrier();
                SipProber prober = prober(carrier, sbc)) {
            prober.start();

            EdgeProbe probe = nextEdge();

            assertThat(probe.region()).isEqualTo("eu-west");
            assertThat(probe.good()).isTrue();
            assertThat(probe.status()).isEqualTo(200);
            assertThat(Objects.requireNonNull(trunkResults.poll(20, SECONDS)).trunk().carrier())
                    .isEqualTo("northwind");
            assertThat(trunkResults).extracting(r -> r.trunk().carrier()).doesNotContain("edge");
        }
    }

    @Test
    void anEdgeThatDiesIsSilentAndComesBack() throws Exception {
        EdgeWatch watch = new EdgeWatch(fast(), Map.of());
        try (FakeCarrier carrier = new FakeCarrier();
                FakeCarrier sbc = new FakeCarrier();
                SipProber prober = prober(carrier, sbc)) {
            prober.start();
            await(watch, Word.Reach.ANSWERS);

            sbc.options = FakeCarrier.Options.SILENT;
            await(watch, Word.Reach.SILENT);

            sbc.options = FakeCarrier.Options.ANSWER;
            await(watch, Word.Reach.ANSWERS);
        }
    }

    @Test
    void anEdgeThatCannotBeAskedIsNamed() throws Exception {
        try (FakeCarrier carrier = new FakeCarrier();
                SipProber prober =
                        new SipProber(
                                FROM,
                                List.of(carrier.trunk("northwind", null)),
                                List.of(
                                        Edge.of("eu-west", "sip:127.0.0.1:1;transport=tls"),
                                        Edge.of("us-east", "sip:[::1]:1")),
                                fast(),
                                trunkResults::add,
                                edgeResults::add,
                                NowSource.system())) {
            assertThat(prober.edgesNotProbed())
                    .containsOnly(
                            Map.entry("eu-west", "TLS is not probed yet"),
                            Map.entry("us-east", "probes leave from an IPv4 address"));
            assertThat(prober.notProbed()).isEmpty();
        }
    }

    private SipProber prober(FakeCarrier carrier, FakeCarrier sbc) {
        return new SipProber(
                FROM,
                List.of(carrier.trunk("northwind", null)),
                List.of(Edge.of("eu-west", sbc.trunk("any", null).uri())),
                fast(),
                trunkResults::add,
                edgeResults::add,
                NowSource.system());
    }

    private static Thresholds fast() {
        return ThresholdsFixture.withOptionsInterval(Duration.ofMillis(100));
    }

    private EdgeProbe nextEdge() throws InterruptedException {
        return Objects.requireNonNull(edgeResults.poll(20, SECONDS), "no result");
    }

    private void await(EdgeWatch watch, Word.Reach wanted) throws InterruptedException {
        Word.Reach reach;
        do {
            watch.accept(nextEdge(), NowSource.system().now());
            reach = watch.sights(NowSource.system().now()).iterator().next().reach();
        } while (reach != wanted);
    }
}
