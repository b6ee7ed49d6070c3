package dev.signalbox.world.trouble;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.model.journal.JournalRecord.MoveApplied;
import dev.signalbox.model.journal.JournalRecord.MoveDecided;
import dev.signalbox.model.journal.JournalRecord.MoveFailed;
import dev.signalbox.model.journal.JournalRecord.RouteReasserted;
import dev.signalbox.world.voice.Condition;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Routers that are away, slow, forgetful, or somebody else's. */
class RouterTroubleTest {

    @TempDir private Path directory;

    private static long attempts(AgentProgram agent) {
        return agent.region().getTrunksList().stream()
                .mapToLong(t -> t.getWindows(2).getAttempts())
                .sum();
    }

    private static void assertGoesOnMeasuring(AgentProgram agent) {
        long now = attempts(agent);
        Await.until("calls are still counted", () -> attempts(agent) > now + 10);
    }

    /** The decision that failed is the one that is applied in the end, once, and the only one. */
    private static void assertAppliedInTheEnd(Site site, AgentProgram agent) {
        AgentProgram.Entry move = agent.first(MoveDecided.class, _ -> true);
        agent.first(MoveApplied.class, a -> a.decisionId().equals(move.id()));
        assertThat(agent.all(MoveDecided.class)).hasSize(1);
        assertThat(agent.all(MoveApplied.class)).hasSize(1);
        assertThat(site.share(Site.A)).isZero();
        agent.regionWhen(
                "the status says that the router is well",
                r ->
                        r.getAgent().getRouters(0).getReachable()
                                && r.getAgent().getRouters(0).getDetail().isEmpty());
        assertThat(agent.verify().getProblemsList()).isEmpty();
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void awayItIsSaidOnceAndTriedUntilItIsBack() throws Exception {
        try (Site site = new Site(directory, "10min").traffic()) {
            AgentProgram agent = site.watchingAgent();
            site.router.down();
            agent.regionWhen(
                    "the status says it is away",
                    r -> r.getAgent().getRouters(0).getDetail().contains("nothing listens there"));
            assertThat(agent.router().getReachable()).isFalse();
            site.become(Site.A, Condition.REJECTS_503);
            agent.first(MoveFailed.class, f -> f.reason().contains("nothing listens there"));
            assertGoesOnMeasuring(agent);
            assertThat(agent.all(MoveFailed.class)).hasSize(1);
            site.router.up();
            assertAppliedInTheEnd(site, agent);
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void slowItCountsAsAwayAndLateWritesAreSetRight() throws Exception {
        try (Site site = new Site(directory, "10min").traffic()) {
            AgentProgram agent = site.watchingAgent();
            site.router.become(RouterProxy.Manner.SLOW);
            site.become(Site.A, Condition.REJECTS_503);
            agent.first(MoveFailed.class, f -> f.reason().contains("no answer within 500 ms"));
            agent.regionWhen("the status says so", r -> !r.getAgent().getRouters(0).getReachable());
            assertGoesOnMeasuring(agent);
            assertThat(agent.all(MoveFailed.class)).hasSize(1);
            site.router.become(RouterProxy.Manner.GOOD);
            assertAppliedInTheEnd(site, agent);
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void acceptingAndDoingNothingIsFoundOutByReadingBack() throws Exception {
        try (Site site = new Site(directory, "10min").traffic()) {
            AgentProgram agent = site.watchingAgent();
            site.router.become(RouterProxy.Manner.IGNORES_WRITES);
            site.become(Site.A, Condition.REJECTS_503);
            agent.first(MoveFailed.class, f -> f.reason().contains("accepted the change, then"));
            agent.regionWhen(
                    "the status names the refusal of a router that answers",
                    r ->
                            r.getAgent().getRouters(0).getReachable()
                                    && r.getAgent()
                                            .getRouters(0)
                                            .getDetail()
                                            .contains("accepted the change, then"));
            assertGoesOnMeasuring(agent);
            assertThat(agent.all(MoveFailed.class)).hasSize(1);
            site.router.become(RouterProxy.Manner.GOOD);
            assertAppliedInTheEnd(site, agent);
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void restartedEmptyItIsSetAgainUnderTheSameDecision() throws Exception {
        try (Site site = new Site(directory, "10min").traffic()) {
            AgentProgram agent = site.watchingAgent();
            site.become(Site.A, Condition.REJECTS_503);
            AgentProgram.Entry move = agent.first(MoveDecided.class, _ -> true);
            agent.first(MoveApplied.class, _ -> true);
            site.router.call("htable.flush", "signalbox");
            site.router.call("htable.flush", "signalbox_state");
            agent.first(RouteReasserted.class, r -> r.decisionId().equals(move.id()));
            assertAppliedInTheEnd(site, agent);
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void holdingANewerEpochItIsLeftAloneUntilThatIsGone() throws Exception {
        try (Site site = new Site(directory, "10min").traffic()) {
            site.router.call("htable.sets", "signalbox_state", "epoch", "99");
            AgentProgram agent = site.watchingAgent();
            agent.regionWhen(
                    "the status says so before anything has to be moved",
                    r -> r.getAgent().getRouters(0).getDetail().contains("epoch 99, newer than 0"));
            site.become(Site.A, Condition.REJECTS_503);
            agent.first(MoveFailed.class, f -> f.reason().contains("epoch 99, newer than 1"));
            assertGoesOnMeasuring(agent);
            assertThat(site.router.writes()).isEmpty();
            assertThat(agent.all(MoveFailed.class)).hasSize(2);
            site.router.call("htable.flush", "signalbox_state");
            assertAppliedInTheEnd(site, agent);
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void aTrunkThatLeftThePolicyWhileItWasOutHoldsNothingUp() throws Exception {
        try (Site site = new Site(directory, "10min").traffic()) {
            AgentProgram agent = site.watchingAgent();
            site.become(Site.A, Condition.REJECTS_503);
            agent.first(MoveApplied.class, _ -> true);
            agent.terminate();
            assertThat(agent.exitCode()).isEqualTo(143);

            site.writePolicy("10min", Site.B);
            AgentProgram next = site.agent();
            next.regionWhen("the router is seen", r -> r.getAgent().getRouters(0).getReachable());
            assertGoesOnMeasuring(next);
            assertThat(next.all(MoveFailed.class)).isEmpty();
            assertThat(next.router().getDetail()).isEmpty();
        }
    }
}
