package dev.signalbox.agent.probe;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.model.measure.ProbeResult;
import dev.signalbox.model.net.IpEndpoint;
import dev.signalbox.model.policy.Thresholds;
import dev.signalbox.model.policy.Trunk;
import dev.signalbox.model.target.Target;
import dev.signalbox.model.time.NowSource;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Real SIP over loopback: JAIN-SIP on our side, a hand-written carrier on the other. */
@Timeout(60)
class SipProberTest {

    private static final InetSocketAddress FROM =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final String NUMBER = "+4969555010";

    private final BlockingQueue<ProbeResult> results = new LinkedBlockingQueue<>();
    private FakeCarrier carrier;
    private @Nullable SipProber prober;

    @BeforeEach
    void open() throws Exception {
        carrier = new FakeCarrier();
    }

    @AfterEach
    void close() throws Exception {
        if (prober != null) {
            prober.close();
        }
        carrier.close();
    }

    @Test
    void aTrunkThatAnswersIsGoodAndSeesWhoAsks() throws Exception {
        start(carrier.trunk("northwind", null));

        ProbeResult result = next(ProbeResult.Kind.OPTIONS);

        assertThat(result.trunk()).isEqualTo(new Target.Trunk("lab", "northwind"));
        assertThat(result.status()).isEqualTo(200);
        assertThat(result.good()).isTrue();
        assertThat(result.tookMillis()).isPositive().isLessThan(500);
        assertThat(FakeCarrier.header(carrier.all().getFirst(), "From").orElseThrow())
                .startsWith("<sip:signalbox-test@127.0.0.1>;tag=");
    }

    @Test
    void aRefusalIsItsStatusAndSilenceIsStatusZero() throws Exception {
        carrier.options = FakeCarrier.Options.REFUSE;
        SipProber started = start(carrier.trunk("northwind", null));
        assertThat(next(ProbeResult.Kind.OPTIONS).status()).isEqualTo(503);

        carrier.options = FakeCarrier.Options.SILENT;
        started.suspect(new Target.Trunk("lab", "northwind"));
        ProbeResult missed = await(r -> r.status() == 0);

        assertThat(missed.good()).isFalse();
        assertThat(missed.tookMillis()).isEqualTo(500);
    }

    @Test
    void suspicionAsksThreeTimesAtOnceAndNotAgainForASecond() throws Exception {
        Target.Trunk trunk = new Target.Trunk("lab", "northwind");
        SipProber started = start(carrier.trunk("northwind", null), hourly());
        assertThat(next(ProbeResult.Kind.OPTIONS).good()).isTrue();

        for (int i = 0; i < 20; i++) {
            started.suspect(trunk);
        }
        for (int i = 0; i < OptionsSchedule.BURST; i++) {
            assertThat(next(ProbeResult.Kind.OPTIONS).good()).isTrue();
        }

        assertThat(results.poll(400, java.util.concurrent.TimeUnit.MILLISECONDS)).isNull();
    }

    @Test
    void anAnswerAfterTheDeadlineIsMissedOnceAndIgnored() throws Exception {
        carrier.options = FakeCarrier.Options.FREEZE;
        start(carrier.trunk("northwind", null), hourly());

        assertThat(next(ProbeResult.Kind.OPTIONS).status()).isEqualTo(0);
        carrier.thaw();

        assertThat(results.poll(400, java.util.concurrent.TimeUnit.MILLISECONDS)).isNull();
    }

    @Test
    void aTestCallThatRingsIsGoodAndCancelled() throws Exception {
        testCalls();

        ProbeResult result = next(ProbeResult.Kind.TEST_CALL);

        assertThat(result.status()).isEqualTo(180);
        assertThat(result.good()).isTrue();
        await("CANCEL");
        await("ACK");
        assertThat(carrier.up()).isEmpty();
        String invite =
                carrier.all().stream()
                        .filter(t -> t.startsWith("INVITE"))
                        .findFirst()
                        .orElseThrow();
        assertThat(invite)
                .startsWith("INVITE sip:" + NUMBER + "@127.0.0.1:")
                .contains("From: <sip:signalbox-test@127.0.0.1>")
                .contains("a=inactive");
    }

    @Test
    void aTestCallThatIsAnsweredAtOnceIsGoodAndHungUp() throws Exception {
        carrier.calls = FakeCarrier.Calls.ANSWER;
        testCalls();

        assertThat(next(ProbeResult.Kind.TEST_CALL).status()).isEqualTo(200);
        await("ACK");
        await("BYE");
        assertThat(carrier.up()).isEmpty();
    }

    @Test
    void anAnswerThatCrossesTheCancelIsHungUp() throws Exception {
        carrier.calls = FakeCarrier.Calls.RING_THEN_ANSWER_ANYWAY;
        testCalls();

        assertThat(next(ProbeResult.Kind.TEST_CALL).status()).isEqualTo(180);
        await("CANCEL");
        await("ACK");
        await("BYE");
        assertThat(carrier.up()).isEmpty();
    }

    @Test
    void aRefusedTestCallIsItsStatusAndAcknowledged() throws Exception {
        carrier.calls = FakeCarrier.Calls.REFUSE;
        testCalls();

        ProbeResult result = next(ProbeResult.Kind.TEST_CALL);
        assertThat(result.status()).isEqualTo(503);
        assertThat(result.good()).isFalse();
        await("ACK");
    }

    @Test
    void aCallThatIsAnsweredLongAfterItWasGivenUpIsStillEnded() throws Exception {
        carrier.calls = FakeCarrier.Calls.FREEZE;
        testCalls();

        assertThat(next(ProbeResult.Kind.TEST_CALL).status()).isEqualTo(0);
        carrier.thaw();

        await("CANCEL");
        await("ACK");
    }

    @Test
    void closingWhileACallIsBeingSetUpCancelsItAndLeavesNothingBehind() throws Exception {
        carrier.calls = FakeCarrier.Calls.TRY;
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        SipProber started = testCalls();
        await("INVITE");
        int port = port(carrier.all().getLast());

        started.close();
        prober = null;

        await("CANCEL");
        assertThat(carrier.up()).isEmpty();
        assertThat(Thread.getAllStackTraces().keySet().stream().filter(t -> !before.contains(t)))
                .allMatch(Thread::isDaemon)
                .noneMatch(t -> t.getName().contains("UDP") || t.getName().contains("probe"));
        try (DatagramSocket again =
                new DatagramSocket(new InetSocketAddress(FROM.getAddress(), port))) {
            assertThat(again.getLocalPort()).isEqualTo(port);
        }
    }

    @Test
    void aTrunkOverTlsIsNotProbedAndSaysSo() throws Exception {
        Trunk udp = carrier.trunk("northwind", null);
        Trunk tls =
                new Trunk(
                        new Target.Trunk("lab", "contoso"),
                        Trunk.Direction.OUTBOUND,
                        "sip:127.0.0.1:1;transport=tls",
                        IpEndpoint.of("127.0.0.1", 1),
                        Trunk.Transport.TLS,
                        1,
                        1,
                        Trunk.Security.TLS,
                        null);
        try (SipProber both =
                new SipProber(
                        FROM,
                        List.of(udp, tls),
                        Thresholds.DEFAULTS,
                        results::add,
                        NowSource.system())) {
            assertThat(both.notProbed())
                    .containsExactly(java.util.Map.entry(tls.target(), "TLS is not probed yet"));
        }
    }

    private SipProber testCalls() {
        SipProber started = start(carrier.trunk("northwind", NUMBER));
        started.testCalls(Set.of(new Target.Trunk("lab", "northwind")));
        return started;
    }

    private SipProber start(Trunk trunk) {
        return start(trunk, Thresholds.DEFAULTS);
    }

    private SipProber start(Trunk trunk, Thresholds thresholds) {
        SipProber started =
                new SipProber(FROM, List.of(trunk), thresholds, results::add, NowSource.system());
        prober = started;
        started.start();
        return started;
    }

    private static Thresholds hourly() {
        return ThresholdsFixture.withOptionsInterval(java.time.Duration.ofHours(1));
    }

    private ProbeResult next(ProbeResult.Kind kind) throws InterruptedException {
        return await(r -> r.kind() == kind);
    }

    private ProbeResult await(Predicate<ProbeResult> wanted) throws InterruptedException {
        ProbeResult result = Objects.requireNonNull(results.poll(20, SECONDS), "no result");
        while (!wanted.test(result)) {
            result = Objects.requireNonNull(results.poll(20, SECONDS), "no such result");
        }
        return result;
    }

    private void await(String method) throws InterruptedException {
        String received = "";
        while (!method.equals(received)) {
            received = Objects.requireNonNull(carrier.received().poll(20, SECONDS), "no " + method);
        }
    }

    private static int port(String request) {
        String via = FakeCarrier.header(request, "Via").orElseThrow();
        return Integer.parseInt(via.replaceAll(".*127\\.0\\.0\\.1:(\\d+).*", "$1"));
    }
}
