package dev.signalbox.agent.stream;

import dev.signalbox.model.change.Person;
import dev.signalbox.model.contract.ContractMapper;
import dev.signalbox.model.contract.FleetMapper;
import dev.signalbox.model.fleet.FleetStanding;
import dev.signalbox.model.fleet.HistoryPoint;
import dev.signalbox.model.fleet.RegionMetrics;
import dev.signalbox.model.fleet.RegionView;
import dev.signalbox.model.time.Now;
import dev.signalbox.model.time.NowSource;
import dev.signalbox.v1.Delta;
import dev.signalbox.v1.Fleet;
import dev.signalbox.v1.Snapshot;
import dev.signalbox.v1.WatchRequest;
import dev.signalbox.v1.WatchResponse;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Sends the newest report to every watching client. Nothing is queued per client: one that is not
 * ready misses deltas and gets a fresh snapshot as soon as it is ready again.
 */
final class WatchHub {

    /** More clients than this are turned away. */
    static final int CLIENTS_MAX = 64;

    private final Executor thread;
    private final NowSource clock;
    private final Map<String, Told> latest = new ConcurrentHashMap<>();
    private volatile @Nullable FleetStanding standing;
    private final AtomicBoolean drainPending = new AtomicBoolean();

    /** Only touched on {@link #thread}. */
    private final Set<Client> clients = new HashSet<>();

    /**
     * A region's newest report.
     *
     * @param by the agent that relays it, empty when it is this agent's own region
     * @param heardNanos when it was heard
     */
    private record Told(RegionView view, String by, long heardNanos) {

        RegionView at(Now now) {
            return by.isEmpty()
                    ? view
                    : view.relayed(new RegionView.Relay(by, now.millisSince(heardNanos)));
        }
    }

    /**
     * @param thread runs one task at a time
     */
    WatchHub(Executor thread, NowSource clock) {
        this.thread = thread;
        this.clock = clock;
    }

    /** Takes a whole report; several at once become one message. Returns at once. */
    void publish(RegionView view) {
        put(new Told(view, "", clock.now().nanos()));
    }

    /**
     * Takes another region's report, to be told on.
     *
     * @param by this agent's region
     * @param heardNanos when it was heard
     */
    void relay(RegionView view, String by, long heardNanos) {
        put(new Told(view, by, heardNanos));
    }

    /** Takes how the fleet stands. */
    void publish(FleetStanding now) {
        standing = now;
        wake();
    }

    private void put(Told told) {
        latest.put(told.view().target().name(), told);
        wake();
    }

    private void wake() {
        if (drainPending.compareAndSet(false, true)) {
            submit(
                    () -> {
                        drainPending.set(false);
                        clients.forEach(this::send);
                    });
        }
    }

    /** A client begins to watch, and is told who it is. Called on the thread of its call. */
    void add(WatchRequest request, Person person, ServerCallStreamObserver<WatchResponse> call) {
        Client client = new Client(call, person, request.getOwnRegionOnly());
        // Both handlers must be set before the call's method returns.
        call.setOnReadyHandler(() -> submit(() -> ready(client)));
        call.setOnCancelHandler(() -> submit(() -> clients.remove(client)));
        submit(() -> admit(client));
    }

    private void submit(Runnable task) {
        try {
            thread.execute(task);
        } catch (RejectedExecutionException _) {
            // The server is closing: every call is ended by gRPC.
            drainPending.set(false);
        }
    }

    private void admit(Client client) {
        if (client.call.isCancelled()) {
            return;
        }
        if (clients.size() >= CLIENTS_MAX) {
            client.call.onError(
                    Status.RESOURCE_EXHAUSTED
                            .withDescription(
                                    "this agent serves at most " + CLIENTS_MAX + " watchers")
                            .asRuntimeException());
            return;
        }
        clients.add(client);
        send(client);
    }

    private void ready(Client client) {
        if (clients.contains(client)) {
            send(client);
        }
    }

    private void send(Client client) {
        if (!client.call.isReady()) {
            client.forget();
            return;
        }
        List<Told> due = latest.values().stream().filter(client::wants).toList();
        if (due.isEmpty()) {
            return;
        }
        Fleet fleet = fleet(client);
        if (client.sent.isEmpty()) {
            snapshot(client, due, fleet);
        } else {
            delta(client, due, fleet);
        }
    }

    private void snapshot(Client client, List<Told> due, @Nullable Fleet fleet) {
        Now now = clock.now();
        Snapshot.Builder snapshot = Snapshot.newBuilder();
        for (Told told : due) {
            snapshot.addRegions(ContractMapper.toContract(told.at(now)));
            client.sent.put(told.view().target().name(), told.view());
        }
        if (fleet != null) {
            snapshot.setFleet(fleet);
            client.fleet = fleet;
        }
        client.call.onNext(WatchResponse.newBuilder().setSnapshot(snapshot).build());
    }

    private void delta(Client client, List<Told> due, @Nullable Fleet fleet) {
        Now now = clock.now();
        Delta.Builder delta = Delta.newBuilder();
        for (Told told : due) {
            RegionView before = client.sent.put(told.view().target().name(), told.view());
            RegionView view = told.at(now);
            if (before == null) {
                delta.addRegions(ContractMapper.toContract(view));
            } else if (!before.equals(told.view())) {
                delta.addRegions(ContractMapper.toContract(onlyNews(view, before)));
            }
        }
        if (fleet != null && !fleet.equals(client.fleet)) {
            delta.setFleet(fleet);
            client.fleet = fleet;
        }
        if (delta.getRegionsCount() > 0 || delta.hasFleet()) {
            client.call.onNext(WatchResponse.newBuilder().setDelta(delta).build());
        }
    }

    private @Nullable Fleet fleet(Client client) {
        FleetStanding now = standing;
        return now == null || client.ownRegionOnly
                ? null
                : FleetMapper.toContract(now.toldTo(client.person));
    }

    /** Slices of history and metrics that were sent already are left out. */
    private static RegionView onlyNews(RegionView view, RegionView before) {
        Set<HistoryPoint> known = new HashSet<>(before.history());
        List<HistoryPoint> fresh = new ArrayList<>(view.history());
        fresh.removeIf(known::contains);
        boolean sameMetrics = view.metrics().at().equals(before.metrics().at());
        return view.withHistory(fresh)
                .withMetrics(sameMetrics ? RegionMetrics.NONE : view.metrics());
    }

    /** A watching client and what it was sent last; nothing while it is due a snapshot. */
    private static final class Client {
        private final ServerCallStreamObserver<WatchResponse> call;
        private final Person person;
        private final boolean ownRegionOnly;
        private final Map<String, RegionView> sent = new LinkedHashMap<>();
        private @Nullable Fleet fleet;

        Client(ServerCallStreamObserver<WatchResponse> call, Person person, boolean own) {
            this.call = call;
            this.person = person;
            this.ownRegionOnly = own;
        }

        boolean wants(Told told) {
            return !ownRegionOnly || told.by().isEmpty();
        }

        void forget() {
            sent.clear();
            fleet = null;
        }
    }
}
