package dev.signalbox.agent.act;

import static dev.signalbox.agent.act.Trunks.A;
import static dev.signalbox.agent.act.Trunks.B;
import static dev.signalbox.agent.act.Trunks.uri;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.model.route.RouteTable;
import dev.signalbox.model.route.RouterResult;
import dev.signalbox.model.time.NowSource;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RouteKeeperTest {

    private static final RouteTable OUT = RouteTable.DEFAULT.with(A, 0);
    private static final Duration POLL = Duration.ofMillis(20);

    private final BlockingQueue<ActEvent> events = new LinkedBlockingQueue<>();
    private RouteKeeper keeper = new RouteKeeper(List.of(), POLL, NowSource.system(), events::add);

    @AfterEach
    void end() throws InterruptedException {
        keeper.close();
        assertThat(keeper.awaitEnd(Duration.ofSeconds(5))).isTrue();
    }

    /** A router in memory with the contract of {@link KamailioRouter}. */
    private static final class FakeRouter implements Router {
        private final String name;
        private RouteTable held = RouteTable.DEFAULT;
        private String broken = "";
        private @Nullable RouterResult refusal;
        private final AtomicInteger renewals = new AtomicInteger();
        private final Duration lease;

        FakeRouter(String name, Duration lease) {
            this.name = name;
            this.lease = lease;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Duration lease() {
            return lease;
        }

        synchronized void hold(RouteTable table) {
            held = table;
        }

        synchronized void broken(String reason) {
            broken = reason;
        }

        synchronized void refuse(@Nullable RouterResult result) {
            refusal = result;
        }

        @Override
        public synchronized RouteTable read() throws IOException {
            if (!broken.isEmpty()) {
                throw new IOException(broken);
            }
            return held;
        }

        @Override
        public synchronized RouterResult apply(
                RouteTable expected, RouteTable wanted, String decisionId) {
            if (!broken.isEmpty()) {
                return new RouterResult.Failed(broken);
            }
            if (refusal != null) {
                return refusal;
            }
            if (!held.equals(expected) && !held.equals(wanted) && held.epoch() != 0) {
                return new RouterResult.Conflict(held, "somebody else");
            }
            boolean written = !held.equals(wanted);
            held = wanted;
            renewals.incrementAndGet();
            return new RouterResult.Applied(held, written);
        }
    }

    private FakeRouter router(String name) {
        return new FakeRouter(name, Duration.ofSeconds(20));
    }

    private void keep(Router... routers) {
        keeper = new RouteKeeper(List.of(routers), POLL, NowSource.system(), events::add);
        keeper.start();
    }

    private ActEvent next() throws InterruptedException {
        ActEvent event = events.poll(10, TimeUnit.SECONDS);
        assertThat(event).as("an event within 10 s").isNotNull();
        return event;
    }

    /** The next event that is no news of reachability. */
    private ActEvent nextAct() throws InterruptedException {
        ActEvent event = next();
        while (event instanceof ActEvent.Reachable || event instanceof ActEvent.Unreachable) {
            event = next();
        }
        return event;
    }

    @Test
    void appliedOnceWhenAllRoutersHoldIt() throws InterruptedException {
        FakeRouter one = router("sbc-1");
        FakeRouter two = router("sbc-2");
        two.broken("gone");
        keep(one, two);
        keeper.wanted(RouteTable.DEFAULT, OUT, "j/3");
        assertThat(nextAct()).isEqualTo(new ActEvent.Failed("j/3", "sbc-2", "gone"));
        two.broken("");
        assertThat(nextAct())
                .isInstanceOfSatisfying(
                        ActEvent.Applied.class,
                        a -> {
                            assertThat(a.decisionId()).isEqualTo("j/3");
                            assertThat(a.readBack()).isEqualTo(OUT);
                            assertThat(a.tookMillis()).isPositive();
                        });
    }

    @Test
    void aFailureIsSaidOncePerReason() throws InterruptedException {
        FakeRouter router = router("sbc-1");
        router.refuse(new RouterResult.Failed("first"));
        keep(router);
        keeper.wanted(RouteTable.DEFAULT, OUT, "j/3");
        assertThat(nextAct()).isEqualTo(new ActEvent.Failed("j/3", "sbc-1", "first"));
        router.refuse(new RouterResult.Failed("second"));
        assertThat(nextAct()).isEqualTo(new ActEvent.Failed("j/3", "sbc-1", "second"));
        router.refuse(null);
        assertThat(nextAct()).isInstanceOf(ActEvent.Applied.class);
    }

    @Test
    void aRestartedRouterIsSetAgainWithTheSameDecision() throws InterruptedException {
        FakeRouter router = router("sbc-1");
        keep(router);
        keeper.wanted(RouteTable.DEFAULT, OUT, "j/3");
        assertThat(nextAct()).isInstanceOf(ActEvent.Applied.class);
        router.hold(RouteTable.DEFAULT);
        assertThat(nextAct())
                .isEqualTo(new ActEvent.Reasserted("j/3", "sbc-1", "it was empty: restarted", OUT));
    }

    @Test
    void aForeignHandIsPutRightAndSaid() throws InterruptedException {
        FakeRouter router = router("sbc-1");
        router.hold(new RouteTable(1, RouteTable.DEFAULT.with(B, 0).sharePercents()));
        RouteTable wanted = OUT.with(B, 50);
        keep(router);
        keeper.wanted(OUT, wanted, "j/4");
        assertThat(nextAct())
                .isEqualTo(new ActEvent.Reasserted("j/4", "sbc-1", "somebody else", wanted));
        assertThat(nextAct()).isInstanceOf(ActEvent.Applied.class);
    }

    @Test
    void aNewerEpochIsNotOverwritten() throws Exception {
        FakeRouter router = router("sbc-1");
        RouteTable newer = new RouteTable(9, OUT.sharePercents());
        router.hold(newer);
        keep(router);
        keeper.wanted(RouteTable.DEFAULT, OUT, "j/3");
        assertThat(nextAct()).isEqualTo(new ActEvent.Failed("j/3", "sbc-1", "somebody else"));
        assertThat(router.read()).isEqualTo(newer);
    }

    @Test
    void leasesAreRenewedBeforeTheyRunOut() throws InterruptedException {
        FakeRouter router = new FakeRouter("sbc-1", Duration.ofMillis(90));
        keep(router);
        keeper.wanted(RouteTable.DEFAULT, OUT, "j/3");
        assertThat(nextAct()).isInstanceOf(ActEvent.Applied.class);
        long deadlineNanos = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (router.renewals.get() < 4 && System.nanoTime() < deadlineNanos) {
            Thread.onSpinWait();
        }
        assertThat(router.renewals.get()).isGreaterThanOrEqualTo(4);
        assertThat(events).noneMatch(e -> e instanceof ActEvent.Reasserted);
    }

    @Test
    void resumeSaysNothingWhenTheRouterStillHoldsIt() throws Exception {
        FakeRouter router = router("sbc-1");
        router.hold(OUT);
        keep(router);
        keeper.resume(OUT, "j/3");
        assertThat(next()).isEqualTo(new ActEvent.Reachable("sbc-1"));
        router.hold(RouteTable.DEFAULT);
        assertThat(next())
                .as("nothing was said in between")
                .isInstanceOf(ActEvent.Reasserted.class);
    }

    @Test
    void resumeSetsWhatWasLostWhileTheAgentWasAway() throws InterruptedException {
        keep(router("sbc-1"));
        keeper.resume(OUT, "j/3");
        assertThat(nextAct())
                .isInstanceOfSatisfying(
                        ActEvent.Reasserted.class,
                        r -> assertThat(r.decisionId()).isEqualTo("j/3"));
    }

    @Test
    void resumeWithARouterThatIsAwayIsNoFailedDecision() throws InterruptedException {
        FakeRouter router = router("sbc-1");
        router.broken("gone");
        keeper = new RouteKeeper(List.of(router), POLL, NowSource.system(), events::add);
        keeper.resume(OUT, "j/3");
        keeper.start();
        assertThat(next()).isEqualTo(new ActEvent.Unreachable("sbc-1", "gone"));
        router.broken("");
        assertThat(next()).isEqualTo(new ActEvent.Reachable("sbc-1"));
        assertThat(next()).isInstanceOf(ActEvent.Reasserted.class);
    }

    @Test
    void reachabilityIsSaidWhenItChanges() throws InterruptedException {
        FakeRouter router = router("sbc-1");
        router.broken("no answer");
        keep(router);
        assertThat(next()).isEqualTo(new ActEvent.Unreachable("sbc-1", "no answer"));
        router.broken("");
        assertThat(next()).isEqualTo(new ActEvent.Reachable("sbc-1"));
        router.broken("no answer");
        assertThat(next()).isEqualTo(new ActEvent.Unreachable("sbc-1", "no answer"));
    }

    @Test
    void withoutRoutersADecisionFailsInWords() throws InterruptedException {
        keep();
        keeper.wanted(RouteTable.DEFAULT, OUT, "j/3");
        assertThat(next())
                .isEqualTo(
                        new ActEvent.Failed(
                                "j/3", "(none)", "no router is configured in agent.yaml"));
    }

    @Test
    void theCallerIsNeverBlockedByASilentRouter() throws Exception {
        try (FakeKamailio kamailio = new FakeKamailio()) {
            kamailio.behaviour = FakeKamailio.Behaviour.SILENT;
            KamailioRouter router =
                    new KamailioRouter(
                            "sbc-1",
                            kamailio.url(),
                            Duration.ofSeconds(20),
                            List.of(Trunks.trunk(A, 5091)));
            keep(router);
            keeper.wanted(RouteTable.DEFAULT, OUT, "j/3");
            assertThat(events)
                    .as("nothing has been waited for when the call returns")
                    .noneMatch(e -> e instanceof ActEvent.Failed);
            assertThat(nextAct())
                    .isInstanceOfSatisfying(
                            ActEvent.Failed.class,
                            f -> assertThat(f.reason()).contains("no answer within"));
            kamailio.behaviour = FakeKamailio.Behaviour.GOOD;
            assertThat(nextAct()).isInstanceOf(ActEvent.Applied.class);
            assertThat(kamailio.table("signalbox")).containsEntry(uri(5091), 0);
        }
    }
}
