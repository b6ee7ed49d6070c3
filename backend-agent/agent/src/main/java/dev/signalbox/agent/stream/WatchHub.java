package dev.signalbox.agent.stream;

import dev.signalbox.model.contract.ContractMapper;
import dev.signalbox.model.fleet.HistoryPoint;
import dev.signalbox.model.fleet.RegionView;
import dev.signalbox.v1.Delta;
import dev.signalbox.v1.Snapshot;
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

/**
 * Sends the newest report to every watching client. Nothing is queued per client: one that is not
 * ready misses deltas and gets a fresh snapshot as soon as it is ready again.
 */
final class WatchHub {

    /** More clients than this are turned away. */
    static final int CLIENTS_MAX = 64;

    private final Executor thread;
    private final Map<String, RegionView> latest = new ConcurrentHashMap<>();
    private final AtomicBoolean drainPending = new AtomicBoolean();

    /** Only touched on {@link #thread}. */
    private final Set<Client> clients = new HashSet<>();

    /**
     * @param thread runs one task at a time
     */
    WatchHub(Executor thread) {
        this.thread = thread;
    }

    /** Takes a whole report; several at once become one message. Returns at once. */
    void publish(RegionView view) {
        latest.put(view.target().name(), view);
        if (drainPending.compareAndSet(false, true)) {
            submit(
                    () -> {
                        drainPending.set(false);
                        clients.forEach(this::send);
                    });
        }
    }

    /** A client begins to watch. Called on the thread of its call. */
    void add(ServerCallStreamObserver<WatchResponse> call) {
        Client client = new Client(call);
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
            client.sent.clear();
            return;
        }
        if (latest.isEmpty()) {
            return;
        }
        if (client.sent.isEmpty()) {
            Snapshot.Builder snapshot = Snapshot.newBuilder();
            latest.values().forEach(v -> snapshot.addRegions(ContractMapper.toContract(v)));
            client.sent.putAll(latest);
            client.call.onNext(WatchResponse.newBuilder().setSnapshot(snapshot).build());
            return;
        }
        Delta.Builder delta = Delta.newBuilder();
        for (RegionView view : latest.values()) {
            RegionView before = client.sent.put(view.target().name(), view);
            if (before == null) {
                delta.addRegions(ContractMapper.toContract(view));
            } else if (!before.equals(view)) {
                delta.addRegions(ContractMapper.toContract(onlyNewSlices(view, before)));
            }
        }
        if (delta.getRegionsCount() > 0) {
            client.call.onNext(WatchResponse.newBuilder().setDelta(delta).build());
        }
    }

    private static RegionView onlyNewSlices(RegionView view, RegionView before) {
        Set<HistoryPoint> known = new HashSet<>(before.history());
        List<HistoryPoint> fresh = new ArrayList<>(view.history());
        fresh.removeIf(known::contains);
        return view.withHistory(fresh);
    }

    /** A watching client and what it was sent last; nothing while it is due a snapshot. */
    private static final class Client {
        private final ServerCallStreamObserver<WatchResponse> call;
        private final Map<String, RegionView> sent = new LinkedHashMap<>();

        Client(ServerCallStreamObserver<WatchResponse> call) {
            this.call = call;
        }
    }
}
