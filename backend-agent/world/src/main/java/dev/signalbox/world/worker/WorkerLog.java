package dev.signalbox.world.worker;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** What the workers did, the newest of each kind, oldest first. Thread-safe. */
public final class WorkerLog {

    private static final int KEPT_MAX = 50_000;

    private final Deque<ProviderUse> uses = new ArrayDeque<>();
    private final Deque<ProviderFailure> failures = new ArrayDeque<>();
    private final Deque<RouteHeard> routes = new ArrayDeque<>();

    WorkerLog() {}

    /** Which provider new calls took, one entry per call and stage. */
    public synchronized List<ProviderUse> uses() {
        return List.copyOf(uses);
    }

    /** Provider calls that failed, attempts counted singly. */
    public synchronized List<ProviderFailure> failures() {
        return List.copyOf(failures);
    }

    /** Routes as they came from the agents. */
    public synchronized List<RouteHeard> routes() {
        return List.copyOf(routes);
    }

    synchronized void add(ProviderUse use) {
        keep(uses, use);
    }

    synchronized void add(ProviderFailure failure) {
        keep(failures, failure);
    }

    synchronized void add(RouteHeard route) {
        keep(routes, route);
    }

    private static <T> void keep(Deque<T> all, T one) {
        all.addLast(one);
        if (all.size() > KEPT_MAX) {
            all.removeFirst();
        }
    }
}
