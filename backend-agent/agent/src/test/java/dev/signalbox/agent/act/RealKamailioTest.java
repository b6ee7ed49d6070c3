package dev.signalbox.agent.act;

import static dev.signalbox.agent.act.Trunks.A;
import static dev.signalbox.agent.act.Trunks.B;
import static dev.signalbox.agent.act.Trunks.trunk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.signalbox.model.policy.Trunk;
import dev.signalbox.model.route.RouteTable;
import dev.signalbox.model.route.RouterResult;
import dev.signalbox.model.time.NowSource;
import java.net.DatagramPacket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The router and the shipped snippet against a real Kamailio; skipped where there is none. */
class RealKamailioTest {

    private static final String NUMBER = "+498912345";
    private static final RouteTable A_OUT = RouteTable.DEFAULT.with(A, 0);

    @TempDir static Path runs;

    private TestCarrier carrierA;
    private TestCarrier carrierB;
    private TestKamailio kamailio;
    private TestCaller caller;
    private List<Trunk> trunks;
    private KamailioRouter router;

    @BeforeEach
    void start() throws Exception {
        assumeTrue(Files.isExecutable(TestKamailio.PROGRAM), "kamailio is not installed");
        carrierA = new TestCarrier();
        carrierB = new TestCarrier();
        kamailio =
                new TestKamailio(
                        Files.createTempDirectory(runs, "k"), carrierA.port(), carrierB.port());
        caller = new TestCaller(kamailio.port());
        trunks = List.of(trunk(A, carrierA.port()), trunk(B, carrierB.port()));
        router = router(Duration.ofSeconds(20));
    }

    @AfterEach
    void stop() throws Exception {
        if (kamailio != null) {
            kamailio.close();
            caller.close();
            carrierA.close();
            carrierB.close();
        }
    }

    private KamailioRouter router(Duration lease) {
        return new KamailioRouter("sbc-1", kamailio.url(), lease, trunks);
    }

    private void assertCallGoesTo(TestCarrier carrier, String number) throws Exception {
        TestCarrier other = carrier == carrierA ? carrierB : carrierA;
        String callId = caller.call(number);
        assertThat(carrier.saw(callId)).isTrue();
        assertThat(other.saw(callId)).isFalse();
    }

    @Test
    void anExclusionMovesTheNextCallAndItsEndBringsItBack() throws Exception {
        assertCallGoesTo(carrierA, NUMBER);
        assertThat(router.read()).isEqualTo(RouteTable.DEFAULT);
        assertThat(router.apply(RouteTable.DEFAULT, A_OUT, "j/1"))
                .isEqualTo(new RouterResult.Applied(A_OUT, true));
        assertCallGoesTo(carrierB, NUMBER);
        assertThat(router.apply(RouteTable.DEFAULT, A_OUT, "j/1"))
                .isEqualTo(new RouterResult.Applied(A_OUT, false));
        RouteTable back = A_OUT.with(A, 100);
        assertThat(router.apply(A_OUT, back, "j/2"))
                .isEqualTo(new RouterResult.Applied(back, true));
        assertCallGoesTo(carrierA, NUMBER);
    }

    @Test
    void theLeaseRunsOutToTheSbcsOwnDefaultAndTheEpochStays() throws Exception {
        router(Duration.ofSeconds(1)).apply(RouteTable.DEFAULT, A_OUT, "j/1");
        assertCallGoesTo(carrierB, NUMBER);
        long deadlineNanos = System.nanoTime() + Duration.ofSeconds(15).toNanos();
        while (!router.read().sharePercents().isEmpty() && System.nanoTime() < deadlineNanos) {
            Thread.onSpinWait();
        }
        assertThat(router.read()).isEqualTo(new RouteTable(1, RouteTable.DEFAULT.sharePercents()));
        assertCallGoesTo(carrierA, NUMBER);
    }

    @Test
    void anEpochBeyondThirtyTwoBitsSurvivesAndAnOlderWriterIsRefused() throws Exception {
        RouteTable late = new RouteTable(5_000_000_000L, A_OUT.sharePercents());
        assertThat(router.apply(RouteTable.DEFAULT, late, "j/9"))
                .isEqualTo(new RouterResult.Applied(late, true));
        assertThat(router.apply(late, RouteTable.DEFAULT.with(B, 0), "old/3"))
                .isInstanceOf(RouterResult.Conflict.class);
        assertThat(router.read()).isEqualTo(late);
    }

    @Test
    void aReloadOfTheListDoesNotUndoIt() throws Exception {
        router.apply(RouteTable.DEFAULT, A_OUT, "j/1");
        kamailio.rpc().call("dispatcher.reload");
        assertCallGoesTo(carrierB, NUMBER);
    }

    @Test
    void markingInTheFailureRouteDoesNotUndoItWhileItUndoesSetState() throws Exception {
        carrierA.answer = "";
        String first = caller.begin(NUMBER);
        DatagramPacket firstInvite = carrierA.awaitHeld();
        carrierA.answer = "486 Busy Here";
        kamailio.rpc().call("dispatcher.set_state", "d", 1, Trunks.uri(carrierA.port()));
        assertCallGoesTo(carrierB, NUMBER);
        carrierA.respond(firstInvite, "503 Service Unavailable");
        caller.end(NUMBER, first);
        assertThat(carrierB.saw(first)).as("retried at the other carrier").isTrue();
        assertCallGoesTo(carrierA, NUMBER);

        carrierA.answer = "";
        String second = caller.begin(NUMBER);
        DatagramPacket secondInvite = carrierA.awaitHeld();
        carrierA.answer = "486 Busy Here";
        router.apply(RouteTable.DEFAULT, A_OUT, "j/1");
        carrierA.respond(secondInvite, "503 Service Unavailable");
        caller.end(NUMBER, second);
        assertCallGoesTo(carrierB, NUMBER);
    }

    @Test
    void aRetryInsideACallSkipsTheExcludedTrunk() throws Exception {
        router.apply(RouteTable.DEFAULT, RouteTable.DEFAULT.with(B, 0), "j/1");
        carrierA.answer = "503 Service Unavailable";
        String callId = caller.begin(NUMBER);
        // A proxy turns the last 503 into 500 (RFC 3261 section 16.7).
        assertThat(caller.end(NUMBER, callId)).isEqualTo(500);
        assertThat(carrierB.saw(callId)).isFalse();
    }

    @Test
    void emergencyCallsAreNeverMoved() throws Exception {
        router.apply(RouteTable.DEFAULT, A_OUT, "j/1");
        for (String number : List.of("112", "+112", "911", "999", "110")) {
            assertCallGoesTo(carrierA, number);
        }
        assertCallGoesTo(carrierB, "1123456");
    }

    @Test
    void withEveryTrunkExcludedTheSbcsOwnOrderHolds() throws Exception {
        router.apply(RouteTable.DEFAULT, A_OUT.with(B, 0), "j/1");
        assertCallGoesTo(carrierA, NUMBER);
        carrierA.answer = "503 Service Unavailable";
        String callId = caller.call(NUMBER);
        assertThat(carrierB.saw(callId)).as("its own retry too").isTrue();
    }

    @Test
    void aSmallShareIsBetterThanAnExclusion() throws Exception {
        router.apply(RouteTable.DEFAULT, A_OUT.with(B, 1), "j/1");
        for (int i = 0; i < 20; i++) {
            assertCallGoesTo(carrierB, NUMBER);
        }
    }

    @Test
    void aShareOfTenPercentIsATenthOfTheCalls() throws Exception {
        router.apply(RouteTable.DEFAULT, RouteTable.DEFAULT.with(A, 10), "j/1");
        int calls = 600;
        int toA = 0;
        for (int i = 0; i < calls; i++) {
            String callId = caller.call(NUMBER);
            assertThat(carrierA.saw(callId)).isNotEqualTo(carrierB.saw(callId));
            toA += carrierA.saw(callId) ? 1 : 0;
        }
        // Binomial with 60 expected and a standard deviation of 7.3: five of them to each side.
        assertThat(toA).isBetween(24, 96);
    }

    @Test
    void aRestartedKamailioIsSetAgainByTheKeeper() throws Exception {
        BlockingQueue<ActEvent> events = new LinkedBlockingQueue<>();
        try (RouteKeeper keeper =
                new RouteKeeper(
                        List.of(router), Duration.ofMillis(100), NowSource.system(), events::add)) {
            keeper.start();
            keeper.wanted(RouteTable.DEFAULT, A_OUT, "j/1");
            assertThat(await(events, ActEvent.Applied.class).readBack()).isEqualTo(A_OUT);
            kamailio.restart();
            ActEvent.Reasserted again = await(events, ActEvent.Reasserted.class);
            assertThat(again.decisionId()).isEqualTo("j/1");
            assertThat(again.readBack()).isEqualTo(A_OUT);
        }
        assertCallGoesTo(carrierB, NUMBER);
    }

    private static <T extends ActEvent> T await(BlockingQueue<ActEvent> events, Class<T> type)
            throws InterruptedException {
        long deadlineNanos = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (System.nanoTime() < deadlineNanos) {
            ActEvent event = events.poll(1, TimeUnit.SECONDS);
            if (type.isInstance(event)) {
                return type.cast(event);
            }
        }
        throw new AssertionError("no " + type.getSimpleName() + " within 20 s");
    }
}
