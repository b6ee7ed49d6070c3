package dev.signalbox.world.worker;

import dev.signalbox.model.ai.Stage;
import dev.signalbox.model.target.Target;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** What ties the workers of one region to their agent. */
final class RegionLink implements AutoCloseable {

    private final WorkerSite site;
    private final WorkerLog log;
    private final Clock clock;
    private final SpanExporter spans;
    private final OutcomeSender outcomes;
    private final AtomicLong routesHeard = new AtomicLong();
    private final Map<String, RouteFollower> followers = new ConcurrentHashMap<>();
    private final Map<String, WorkerRoute> initial = new ConcurrentHashMap<>();

    RegionLink(WorkerSite site, WorkerLog log, Clock clock) {
        this.site = site;
        this.log = log;
        this.clock = clock;
        this.spans = new SpanExporter(site.region());
        this.outcomes = new OutcomeSender(site.region(), clock);
        site.services().forEach(s -> initial.put(s.name(), WorkerRoute.initial(s)));
    }

    WorkerSite site() {
        return site;
    }

    SpanExporter spans() {
        return spans;
    }

    OutcomeSender outcomes() {
        return outcomes;
    }

    /** Talks to the agent there from now on. */
    synchronized void connect(
            HttpClient client, InetSocketAddress otlp, InetSocketAddress http, byte[] outcomeKey) {
        spans.connect(otlp);
        outcomes.connect(client, http, outcomeKey);
        for (WorkerService service : site.services()) {
            RouteFollower before = followers.get(service.name());
            RouteFollower follower =
                    new RouteFollower(
                            client,
                            http,
                            service.name(),
                            present(service.name()),
                            route -> heard(service.name(), route));
            followers.put(service.name(), follower);
            if (before != null) {
                before.close();
            }
            follower.start();
        }
    }

    private WorkerRoute present(String service) {
        RouteFollower follower = followers.get(service);
        return follower != null
                ? follower.present()
                : java.util.Objects.requireNonNull(initial.get(service));
    }

    /** The route of the next new call of {@code service}; a trial is handed out once. */
    WorkerRoute next(String service) {
        RouteFollower follower = followers.get(service);
        return follower != null ? follower.next() : present(service);
    }

    /** Holds until the agent says otherwise. */
    void assume(String service, WorkerRoute route) {
        initial.put(service, route);
    }

    private void heard(String service, WorkerRoute route) {
        routesHeard.incrementAndGet();
        List<Target.Provider> providers =
                Stream.of(Stage.values())
                        .flatMap(stage -> route.options().getOrDefault(stage, List.of()).stream())
                        .filter(option -> option.trial() || option.sharePercent() > 0)
                        .map(WorkerRoute.Option::provider)
                        .toList();
        log.add(new RouteHeard(clock.instant(), site.region(), service, route.rung(), providers));
    }

    WorkerCounts counts() {
        return new WorkerCounts(
                spans.sent.get(),
                spans.rejected.get(),
                spans.dropped.get(),
                spans.lost.get(),
                outcomes.accepted.get(),
                outcomes.refused.get(),
                outcomes.dropped.get(),
                routesHeard.get());
    }

    @Override
    public synchronized void close() {
        followers.values().forEach(RouteFollower::close);
        spans.close();
        outcomes.close();
    }
}
