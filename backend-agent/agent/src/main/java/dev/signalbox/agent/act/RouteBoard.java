package dev.signalbox.agent.act;

import dev.signalbox.model.ai.Stage;
import dev.signalbox.model.ladder.ServiceRoute;
import dev.signalbox.model.target.Target;
import dev.signalbox.model.time.NowSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What voice workers use for new calls, answered from memory; a worker may wait for a change. A
 * provider on trial is handed to exactly one asker, and again after {@link #TRIAL_AGAIN_MILLIS}
 * when the trial still stands; all others see a route without the trial.
 *
 * <p>Any thread. The sink of decisions that a worker follows is called from the threads of workers
 * and must only hand over.
 */
public final class RouteBoard implements AutoCloseable {

    /** A worker that was handed a trial and made nothing of it loses it to the next. */
    public static final long TRIAL_AGAIN_MILLIS = 10_000;

    /** Workers that may wait for a change. */
    public static final int WAITERS_MAX = 1_000;

    /** Decisions nobody asked about are forgotten, oldest first: their services have no workers. */
    private static final int UNFOLLOWED_MAX = 64;

    /** What is answered to a worker. */
    public sealed interface Answer {

        /**
         * What new calls of the service shall use.
         *
         * @param etag names this state of the route; null on a trial, which is for one call only
         * @param decisions that this answer carries to a worker for the first time; see {@link
         *     RouteBoard#delivered}
         */
        record Fresh(ServiceRoute route, @Nullable String etag, List<String> decisions)
                implements Answer {}

        /** What the worker has is still right. */
        record Unchanged(String etag) implements Answer {}

        /** The policy has no such service. */
        record Unknown() implements Answer {}

        /** The agent has just started and knows no routes yet, or it ends. */
        record NotReady() implements Answer {}

        /** Too many wait already. */
        record Busy() implements Answer {}
    }

    /**
     * The route of one service.
     *
     * @param shown without trials: what everybody may see
     */
    private record Entry(ServiceRoute route, ServiceRoute shown, long version) {}

    /** What a decision changed and no worker has seen yet. */
    private record Unfollowed(Set<String> services, Set<Target.Provider> trials) {}

    private final NowSource clock;
    private final Consumer<String> followed;
    private final String boot;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<String, Entry> entries = new TreeMap<>();
    private final Map<Target.Provider, Long> trialAgainNanos = new HashMap<>();
    private final LinkedHashMap<String, Unfollowed> unfollowed = new LinkedHashMap<>();
    private boolean ready;
    private boolean closed;
    private int waiters;
    private long refusedBusy;

    /**
     * @param followed told once per decision, when the first worker got what it changed
     */
    public RouteBoard(NowSource clock, Consumer<String> followed) {
        this.clock = clock;
        this.followed = followed;
        // An ETag of an earlier run must not match one of this run.
        this.boot = Long.toString(clock.now().wall().toEpochMilli(), 36);
    }

    /**
     * Takes the routes that are right from now on; workers that wait for one that changed are
     * answered at once.
     *
     * @param decisionId whose doing it is, or null
     * @return the services for which workers see something new, a trial included
     */
    public Set<String> publish(Map<String, ServiceRoute> routes, @Nullable String decisionId) {
        lock.lock();
        try {
            long nowNanos = clock.now().nanos();
            Set<Target.Provider> newTrials = trials(routes, nowNanos);
            Set<String> shownAnew = new HashSet<>();
            Set<String> touched = new HashSet<>();
            entries.keySet().retainAll(routes.keySet());
            routes.forEach(
                    (service, route) -> {
                        Entry before = entries.get(service);
                        ServiceRoute shown = shown(route, Set.of());
                        boolean anew = before == null || !before.shown().equals(shown);
                        long version = before == null ? 0 : before.version();
                        entries.put(service, new Entry(route, shown, anew ? version + 1 : version));
                        if (anew) {
                            shownAnew.add(service);
                        }
                        if (anew || trialsOf(route).anyMatch(newTrials::contains)) {
                            touched.add(service);
                        }
                    });
            if (decisionId != null && !touched.isEmpty()) {
                unfollowed.put(decisionId, new Unfollowed(shownAnew, newTrials));
                if (unfollowed.size() > UNFOLLOWED_MAX) {
                    unfollowed.pollFirstEntry();
                }
            }
            ready = true;
            changed.signalAll();
            return Set.copyOf(touched);
        } finally {
            lock.unlock();
        }
    }

    /**
     * The route of {@code service} for one worker.
     *
     * @param etag what the worker has, or null
     * @param wait how long to wait for a change when it has the present one
     * @throws InterruptedException when the worker's thread is interrupted
     */
    public Answer ask(String service, @Nullable String etag, Duration wait)
            throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long leftNanos = wait.toNanos();
            while (true) {
                if (!ready || closed) {
                    return new Answer.NotReady();
                }
                Entry entry = entries.get(service);
                if (entry == null) {
                    return new Answer.Unknown();
                }
                Answer fresh = fresh(service, entry, etag);
                if (fresh != null) {
                    return fresh;
                }
                if (leftNanos <= 0) {
                    return new Answer.Unchanged(etag(entry));
                }
                if (waiters >= WAITERS_MAX) {
                    refusedBusy++;
                    return new Answer.Busy();
                }
                long partNanos = Math.min(leftNanos, untilTrialNanos(entry));
                waiters++;
                try {
                    leftNanos -= partNanos - Math.max(0, changed.awaitNanos(partNanos));
                } finally {
                    waiters--;
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** The answer has reached its worker: tells of the decisions it carried, each once. */
    public void delivered(Answer.Fresh answer) {
        List<String> first = new ArrayList<>();
        lock.lock();
        try {
            for (String decisionId : answer.decisions()) {
                if (unfollowed.remove(decisionId) != null) {
                    first.add(decisionId);
                }
            }
        } finally {
            lock.unlock();
        }
        first.forEach(followed);
    }

    /** Workers that were refused because too many waited. */
    public long refusedBusy() {
        lock.lock();
        try {
            return refusedBusy;
        } finally {
            lock.unlock();
        }
    }

    /** Workers that wait for a change now. */
    public int waiters() {
        lock.lock();
        try {
            return waiters;
        } finally {
            lock.unlock();
        }
    }

    /** Answers all who wait; from now on nobody gets a route. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Until a trial of this route may be handed out again; at least a millisecond. */
    private long untilTrialNanos(Entry entry) {
        long nowNanos = clock.now().nanos();
        return trialsOf(entry.route())
                .mapToLong(p -> trialAgainNanos.getOrDefault(p, nowNanos) - nowNanos)
                .map(nanos -> Math.max(nanos, 1_000_000))
                .min()
                .orElse(Long.MAX_VALUE);
    }

    private @Nullable Answer fresh(String service, Entry entry, @Nullable String etag) {
        long nowNanos = clock.now().nanos();
        Set<Target.Provider> handed = new HashSet<>();
        trialsOf(entry.route())
                .filter(p -> trialAgainNanos.getOrDefault(p, nowNanos) <= nowNanos)
                .forEach(handed::add);
        for (Target.Provider provider : handed) {
            trialAgainNanos.put(
                    provider, nowNanos + TimeUnit.MILLISECONDS.toNanos(TRIAL_AGAIN_MILLIS));
        }
        if (handed.isEmpty() && etag(entry).equals(etag)) {
            return null;
        }
        List<String> decisions = new ArrayList<>();
        unfollowed.forEach(
                (id, open) -> {
                    if (open.services().contains(service)
                            || handed.stream().anyMatch(open.trials()::contains)) {
                        decisions.add(id);
                    }
                });
        return handed.isEmpty()
                ? new Answer.Fresh(entry.shown(), etag(entry), decisions)
                : new Answer.Fresh(shown(entry.route(), handed), null, decisions);
    }

    /** Forgets trials that are over; answers those that begin. */
    private Set<Target.Provider> trials(Map<String, ServiceRoute> routes, long nowNanos) {
        Set<Target.Provider> now = new HashSet<>();
        routes.values().forEach(route -> trialsOf(route).forEach(now::add));
        trialAgainNanos.keySet().retainAll(now);
        now.removeAll(trialAgainNanos.keySet());
        now.forEach(provider -> trialAgainNanos.put(provider, nowNanos));
        return now;
    }

    private static Stream<Target.Provider> trialsOf(ServiceRoute route) {
        return route.choices().values().stream()
                .flatMap(List::stream)
                .filter(ServiceRoute.Choice::trial)
                .map(ServiceRoute.Choice::provider);
    }

    /** The route with the trials of {@code providers} only. */
    private static ServiceRoute shown(ServiceRoute route, Set<Target.Provider> providers) {
        Map<Stage, List<ServiceRoute.Choice>> choices = new HashMap<>();
        route.choices()
                .forEach(
                        (stage, list) ->
                                choices.put(
                                        stage,
                                        list.stream()
                                                .map(
                                                        c ->
                                                                shown(
                                                                        c,
                                                                        providers.contains(
                                                                                c.provider())))
                                                .toList()));
        return new ServiceRoute(
                route.service(), route.rung(), route.reason(), route.transferTo(), choices);
    }

    private static ServiceRoute.Choice shown(ServiceRoute.Choice choice, boolean trial) {
        return new ServiceRoute.Choice(
                choice.provider(), choice.sharePercent(), choice.trial() && trial, choice.rung());
    }

    private String etag(Entry entry) {
        return "\"" + boot + "-" + entry.version() + "\"";
    }
}
