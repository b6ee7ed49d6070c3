package dev.signalbox.world.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.agent.parse.span.SpanReader;
import dev.signalbox.agent.wire.OtlpReceiver;
import dev.signalbox.model.ai.WorkerFact;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpanLoadTest {

    @Test
    void everySpanThatIsReportedAsAcceptedIsAFact() throws Exception {
        try (OtlpReceiver receiver =
                        OtlpReceiver.open(
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                                new SpanReader()::read);
                SpanLoad load = new SpanLoad(receiver.localAddress(), 50)) {
            SpanLoad.Result result = load.run(5_000, Duration.ofMillis(500));

            assertThat(result.firstTrouble()).isEmpty();
            assertThat(result.sent()).isEqualTo(2_500);
            assertThat(result.accepted()).isEqualTo(2_500);
            List<WorkerFact> facts = new ArrayList<>();
            receiver.drainTo(facts, Integer.MAX_VALUE);
            assertThat(facts).hasSize(2_500).doesNotHaveDuplicates();
            assertThat(facts.toString()).doesNotContain("appointment");
        }
    }

    @Test
    void anAgentThatIsNotThereTakesNothingAndTheResultSaysWhy() throws Exception {
        InetSocketAddress gone;
        try (OtlpReceiver receiver =
                OtlpReceiver.open(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        new SpanReader()::read)) {
            gone = receiver.localAddress();
        }
        try (SpanLoad load = new SpanLoad(gone, 50)) {
            SpanLoad.Result result = load.run(500, Duration.ofMillis(200));
            assertThat(result.accepted()).isZero();
            assertThat(result.firstTrouble()).contains("UNAVAILABLE");
        }
    }
}
