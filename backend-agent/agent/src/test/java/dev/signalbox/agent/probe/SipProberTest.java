package dev.signalbox.agent.probe;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.model.measure.ProbeResult;
import dev.signalbox.model.net.IpEndpoint;
import dev.signalbox.model.policy.Thresholds;
import dev.signalbox.model.policy.Trunk;
import dev.signalbox.model.target.Target;
import dev.signalbox.model.time.NowSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
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

        assertThat(results.poll(400, MILLISECONDS)).isNull();
    }

    @Test
    void anAnswerAfterTheDeadlineIsMissedOnceAndIgnored() throws Exception {
        carrier.options = FakeCarrier.Options.FREEZE;
        start(carrier.trunk("northwind", null), hourly());

        assertThat(next(ProbeResult.Kind.OPTIONS).status()).isEqualTo(0);
        carrier.thaw();

        assertThat(results.poll(400, MILLISECONDS)).isNull();
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
    void aTrunkOverTcpIsAskedOverTcp() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, FROM.getAddress())) {
            start(trunk("127.0.0.1", server.getLocalPort(), Trunk.Transport.TCP), hourly());
            try (Socket connection = server.accept()) {
                BufferedReader in =
                        new BufferedReader(
                                new InputStreamReader(
                                        connection.getInputStream(), StandardCharsets.UTF_8));
                StringBuilder request = new StringBuilder();
                for (String line = in.readLine();
                        line != null && !line.isEmpty();
                        line = in.readLine()) {
                    request.append(line).append("\r\n");
                }
                assertThat(request).startsWith("OPTIONS sip:").contains("SIP/2.0/TCP");
                connection
                        .getOutputStream()
                        .write(
                                request.toString()
                                        .replaceFirst("OPTIONS .*", "SIP/2.0 200 OK")
                                        .concat("\r\n")
                                        .getBytes(StandardCharsets.UTF_8));

                assertThat(next(ProbeResult.Kind.OPTIONS).good()).isTrue();
            }
        }
    }

    @Test
    void aTcpTrunkThatRefusesConnectionsIsMissed() throws Exception {
        int closed;
        try (ServerSocket server = new ServerSocket(0, 1, FROM.getAddress())) {
            closed = server.getLocalPort();
        }
        start(trunk("127.0.0.1", closed, Trunk.Transport.TCP));

        assertThat(next(ProbeResult.Kind.OPTIONS).status()).isEqualTo(0);
    }

    @Test
    void aTrunkOverIpv6IsAsked() throws Exception {
        InetAddress loopback = InetAddress.ofLiteral("::1");
        try (DatagramSocket far = ipv6Socket(loopback)) {
            start(
                    new InetSocketAddress(loopback, 0),
                    trunk("::1", far.getLocalPort(), Trunk.Transport.UDP),
                    hourly());
            DatagramPacket packet = new DatagramPacket(new byte[4_096], 4_096);
            far.receive(packet);
            byte[] answer =
                    new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8)
                            .replaceFirst("OPTIONS .*", "SIP/2.0 200 OK")
                            .getBytes(StandardCharsets.UTF_8);
            far.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));

            assertThat(next(ProbeResult.Kind.OPTIONS).good()).isTrue();
        }
    }

    private static DatagramSocket ipv6Socket(InetAddress loopback) throws IOException {
        try {
            return new DatagramSocket(new InetSocketAddress(loopback, 0));
        } catch (BindException e) {
            return Assumptions.abort("this machine has no IPv6");
        }
    }

    @Test
    void aTrunkOverTlsIsNotProbedAndSaysSo() throws Exception {
        Trunk udp = carrier.trunk("northwind", null);
        Trunk tls = trunk("127.0.0.1", 1, Trunk.Transport.TLS);
        try (SipProber both =
                new SipProber(
                        FROM,
                        List.of(udp, tls),
                        Thresholds.DEFAULTS,
                        results::add,
                        NowSource.system())) {
            assertThat(both.notProbed())
                    .containsExactly(Map.entry(tls.target(), "TLS is not probed yet"));
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

    private static Trunk trunk(String address, int port, Trunk.Transport transport) {
        return new Trunk(
                new Target.Trunk("lab", "contoso"),
                Trunk.Direction.OUTBOUND,
                "sip:" + IpEndpoint.of(address, port),
                IpEndpoint.of(address, port),
                transport,
                1,
                1,
                Trunk.Security.NONE,
                null);
    }

    private SipProber start(Trunk trunk, Thresholds thresholds) {
        return start(FROM, trunk, thresholds);
    }

    private SipProber start(InetSocketAddress from, Trunk trunk, Thresholds thresholds) {
        SipProber started =
                new SipProber(from, List.of(trunk), thresholds, results::add, NowSource.system());
        prober = started;
        started.start();
        return started;
    }

    private static Thresholds hourly() {
        return ThresholdsFixture.withOptionsInterval(Duration.ofHours(1));
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
