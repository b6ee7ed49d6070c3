package dev.signalbox.agent.act;

import dev.signalbox.agent.act.RouteKeeper.Goal;
import dev.signalbox.model.route.RouteTable;
import dev.signalbox.model.route.RouterResult;
import dev.signalbox.model.time.NowSource;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Keeps one router at the wanted table; confined to its own thread. */
final class RouterLoop {

    private static final Logger LOG = System.getLogger(RouterLoop.class.getName());
    private static final Duration RETRY_FIRST = Duration.ofMillis(100);
    private static final Duration RETRY_MAX = Duration.ofSeconds(1);

    private final Router router;
    private final Duration poll;
    private final NowSource clock;
    private final RouteKeeper keeper;
    private final Consumer<ActEvent> sink;

    private long confirmedGeneration;
    private long renewedNanos;
    private Duration retry = RETRY_FIRST;
    private String failure = "";
    private String unreachable = "";
    private boolean reachable;

    RouterLoop(
            Router router,
            Duration poll,
            NowSource clock,
            RouteKeeper keeper,
            Consumer<ActEvent> sink) {
        this.router = router;
        Duration third = router.lease().dividedBy(3);
        this.poll = poll.compareTo(third) < 0 ? poll : third;
        this.clock = clock;
        this.keeper = keeper;
        this.sink = sink;
    }

    void run() {
        Goal goal;
        Duration wait;
        do {
            goal = keeper.goal();
            wait = turn(goal);
        } while (keeper.awaitChange(goal, wait));
    }

    /** One look at the router; how long until the next. */
    private Duration turn(@Nullable Goal goal) {
        try {
            boolean good = goal == null ? look() : keep(goal);
            retry = good ? RETRY_FIRST : min(retry.multipliedBy(2), RETRY_MAX);
            return good ? poll : retry;
        } catch (IOException e) {
            unreachable(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            // A fault of ours must not end the thread that renews the leases.
            LOG.log(Level.ERROR, "router " + router.name() + ": unexpected", e);
            unreachable("unexpected " + e);
        }
        retry = min(retry.multipliedBy(2), RETRY_MAX);
        return retry;
    }

    private boolean look() throws IOException {
        router.read();
        reachable();
        return true;
    }

    private boolean keep(Goal goal) throws IOException {
        if (confirmedGeneration != goal.generation()) {
            return bring(goal);
        }
        RouteTable found = router.read();
        reachable();
        boolean renewalDue =
                clock.now().since(renewedNanos).multipliedBy(3).compareTo(router.lease()) >= 0;
        if (found.equals(goal.wanted())) {
            return !renewalDue
                    || settle(goal, router.apply(found, goal.wanted(), goal.decisionId()), "");
        }
        return settle(
                goal,
                router.apply(found, goal.wanted(), goal.decisionId()),
                loss(found, goal.wanted()));
    }

    /** The first time a table is wanted from this router. */
    private boolean bring(Goal goal) throws IOException {
        RouterResult result = router.apply(goal.expected(), goal.wanted(), goal.decisionId());
        String reason = goal.known() ? "it held something else when the agent came back" : "";
        if (result instanceof RouterResult.Conflict(RouteTable found, String why)
                && found.epoch() <= goal.wanted().epoch()) {
            // Not newer, so it was no agent: this agent is the only writer and sets it right.
            return settle(goal, router.apply(found, goal.wanted(), goal.decisionId()), why);
        }
        return settle(goal, result, reason);
    }

    /**
     * Takes a router's answer.
     *
     * @param reason what the write made good, empty when it is no repair
     */
    private boolean settle(Goal goal, RouterResult result, String reason) throws IOException {
        return switch (result) {
            case RouterResult.Applied(RouteTable readBack, boolean written) -> {
                if (!failure.isEmpty()) {
                    failure = "";
                    reachable = false;
                }
                reachable();
                renewedNanos = clock.now().nanos();
                confirmedGeneration = goal.generation();
                if (written && !reason.isEmpty()) {
                    sink.accept(
                            new ActEvent.Reasserted(
                                    goal.decisionId(), router.name(), reason, readBack));
                }
                keeper.confirm(goal, router.name(), readBack);
                yield true;
            }
            case RouterResult.Conflict(RouteTable found, String why) -> failed(goal, why);
            case RouterResult.Failed(String why) -> failed(goal, why);
        };
    }

    private boolean failed(Goal goal, String why) throws IOException {
        IOException away = null;
        try {
            look();
        } catch (IOException e) {
            if (goal.known()) {
                // What was applied long ago does not fail because the router is away just now.
                throw e;
            }
            away = e;
        }
        String key = goal.generation() + " " + why;
        if (!key.equals(failure)) {
            failure = key;
            sink.accept(new ActEvent.Failed(goal.decisionId(), router.name(), why));
        }
        if (away != null) {
            // A refusal and silence are different news for the status.
            throw away;
        }
        return false;
    }

    private static String loss(RouteTable found, RouteTable wanted) {
        if (found.epoch() == 0 && found.sharePercents().isEmpty()) {
            return "it was empty: restarted";
        }
        if (found.epoch() == wanted.epoch() && found.sharePercents().isEmpty()) {
            return "its shares were gone: lease ran out, or deleted by somebody";
        }
        return "it held " + KamailioRouter.words(found) + ": changed by somebody else";
    }

    private void reachable() {
        unreachable = "";
        if (!reachable) {
            reachable = true;
            sink.accept(new ActEvent.Reachable(router.name()));
        }
    }

    private void unreachable(String reason) {
        reachable = false;
        if (!reason.equals(unreachable)) {
            unreachable = reason;
            sink.accept(new ActEvent.Unreachable(router.name(), reason));
        }
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
