package dev.signalbox.ctl.connection;

import dev.signalbox.model.contract.ContractMapper;
import dev.signalbox.model.contract.FleetMapper;
import dev.signalbox.model.fleet.ConnectionView.State;
import dev.signalbox.model.fleet.FleetMerge;
import dev.signalbox.model.fleet.FleetStanding;
import dev.signalbox.model.journal.JournalEntry;
import dev.signalbox.model.journal.Position;
import dev.signalbox.model.time.NowSource;
import dev.signalbox.v1.AgentServiceGrpc;
import dev.signalbox.v1.Fleet;
import dev.signalbox.v1.ReadJournalRequest;
import dev.signalbox.v1.ReadJournalResponse;
import dev.signalbox.v1.Region;
import dev.signalbox.v1.WatchRequest;
import dev.signalbox.v1.WatchResponse;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one agent watched and its journal followed, through every break of the connection. All of
 * it runs on the fleet's one thread.
 */
final class AgentLink {

    /** First and longest wait before a next try. */
    static final long RETRY_MILLIS_MIN = 100;

    static final long RETRY_MILLIS_MAX = 2_000;

    private static final System.Logger LOG = System.getLogger(AgentLink.class.getName());

    private final String endpoint;
    private final ManagedChannel channel;
    private final ScheduledExecutorService thread;
    private final FleetMerge merge;
    private final NowSource clock;
    private final Runnable changed;

    private long watchRetryMillis = RETRY_MILLIS_MIN;
    private long journalRetryMillis = RETRY_MILLIS_MIN;
    private boolean live;

    /** The agent's journal was altered: it is not read again over this connection. */
    private boolean chainBroken;

    private @Nullable Position position;
    private @Nullable JournalObserver following;
    private final FleetJournalLink fleetJournal;

    /**
     * @param channel with callbacks on {@code thread}
     * @param thread runs one task at a time
     * @param changed called after every change of {@code merge}
     */
    AgentLink(
            String endpoint,
            ManagedChannel channel,
            ScheduledExecutorService thread,
            FleetMerge merge,
            NowSource clock,
            Runnable changed) {
        this.endpoint = endpoint;
        this.channel = channel;
        this.thread = thread;
        this.merge = merge;
        this.clock = clock;
        this.changed = changed;
        this.fleetJournal = new FleetJournalLink(endpoint, channel, thread, merge, changed);
    }

    /** Begins to watch; the journal follows with the first report. */
    void watch() {
        // The channel has a back-off of its own, far longer than ours.
        channel.resetConnectBackoff();
        AgentServiceGrpc.newStub(channel)
                .watch(WatchRequest.getDefaultInstance(), new WatchObserver());
    }

    private void connected() {
        watchRetryMillis = RETRY_MILLIS_MIN;
        if (!live) {
            live = true;
            merge.connection(endpoint, State.LIVE, "", clock.now());
        }
        if (following == null) {
            follow();
        }
    }

    private void disconnected(String words) {
        live = false;
        fleetJournal.disconnected();
        chainBroken = false;
        merge.connection(endpoint, State.BROKEN, words, clock.now());
        changed.run();
        watchRetryMillis = later(this::watch, watchRetryMillis);
    }

    private void follow() {
        if (!live || following != null || chainBroken) {
            return;
        }
        ReadJournalRequest.Builder request = ReadJournalRequest.newBuilder().setFollow(true);
        Position after = position;
        if (after == null) {
            request.setNewest(FleetMerge.JOURNAL_LINES_MAX);
        } else {
            request.setAfter(ContractMapper.toContract(after));
        }
        JournalObserver observer = new JournalObserver();
        following = observer;
        AgentServiceGrpc.newStub(channel).readJournal(request.build(), observer);
    }

    /** Runs a task after the wait; returns the wait for the time after that. */
    private long later(Runnable task, long millis) {
        try {
            var _ = thread.schedule(task, millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException _) {
            // Closed in this moment: there is no next try.
        }
        return Math.min(RETRY_MILLIS_MAX, millis * 2);
    }

    private void take(JournalEntry entry) {
        switch (merge.journal(entry)) {
            case APPENDED, KNOWN -> position = entry.position();
            case UNREADABLE -> {
                position = entry.position();
                LOG.log(
                        Level.WARNING,
                        "journal record {0} is of a format this program is too old to show",
                        entry.id());
            }
            case GAP -> {
                LOG.log(Level.WARNING, "journal record {0} came too early", entry.id());
                forget(entry.journalId());
                giveUpFollowing("read again from the newest");
            }
            case BROKEN_CHAIN -> {
                merge.connection(
                        endpoint,
                        State.LIVE,
                        "journal record "
                                + entry.id()
                                + " does not follow from the one before: the journal was altered",
                        clock.now());
                chainBroken = true;
                giveUpFollowing("its chain is broken");
            }
        }
    }

    private void forget(String journalId) {
        merge.forgetJournal(journalId);
        position = null;
    }

    private void giveUpFollowing(String why) {
        JournalObserver observer = following;
        if (observer != null && observer.call != null) {
            observer.over = true;
            observer.call.cancel(why, null);
        }
    }

    private void followingEnded(Throwable failure) {
        following = null;
        Position held = position;
        if (held != null
                && Status.fromThrowable(failure).getCode() == Status.Code.FAILED_PRECONDITION) {
            // The agent has another journal now, or an older copy of it.
            LOG.log(Level.WARNING, "{0}: {1}", endpoint, Channels.words(failure));
            forget(held.journalId());
        }
        if (live) {
            journalRetryMillis = later(this::follow, journalRetryMillis);
        }
        changed.run();
    }

    private final class WatchObserver
            implements ClientResponseObserver<WatchRequest, WatchResponse> {

        @Override
        public void beforeStart(ClientCallStreamObserver<WatchRequest> call) {}

        @Override
        public void onNext(WatchResponse response) {
            connected();
            for (Region region : regions(response)) {
                ContractMapper.fromContract(region)
                        .ifPresent(view -> merge.report(view, clock.now()));
            }
            fleet(response).ifPresent(this::told);
            changed.run();
        }

        @Override
        public void onError(Throwable failure) {
            disconnected(Channels.words(failure));
        }

        @Override
        public void onCompleted() {
            disconnected("the agent ended the connection");
        }

        private void told(FleetStanding standing) {
            merge.fleet(standing, clock.now());
            fleetJournal.follow(standing.journalId());
        }

        private Optional<FleetStanding> fleet(WatchResponse response) {
            Fleet fleet =
                    switch (response.getContentCase()) {
                        case SNAPSHOT ->
                                response.getSnapshot().hasFleet()
                                        ? response.getSnapshot().getFleet()
                                        : null;
                        case DELTA ->
                                response.getDelta().hasFleet()
                                        ? response.getDelta().getFleet()
                                        : null;
                        case CONTENT_NOT_SET -> null;
                    };
            return Optional.ofNullable(fleet).map(FleetMapper::fromContract);
        }

        private List<Region> regions(WatchResponse response) {
            return switch (response.getContentCase()) {
                case SNAPSHOT -> response.getSnapshot().getRegionsList();
                case DELTA -> response.getDelta().getRegionsList();
                case CONTENT_NOT_SET -> List.of();
            };
        }
    }

    private final class JournalObserver
            implements ClientResponseObserver<ReadJournalRequest, ReadJournalResponse> {
        private @Nullable ClientCallStreamObserver<ReadJournalRequest> call;
        private boolean over;

        @Override
        public void beforeStart(ClientCallStreamObserver<ReadJournalRequest> stream) {
            call = stream;
        }

        @Override
        public void onNext(ReadJournalResponse response) {
            journalRetryMillis = RETRY_MILLIS_MIN;
            for (var entry : response.getEntriesList()) {
                if (over) {
                    return;
                }
                take(ContractMapper.fromContract(response.getJournalId(), entry));
            }
            changed.run();
        }

        @Override
        public void onError(Throwable failure) {
            if (following == this) {
                followingEnded(failure);
            }
        }

        @Override
        public void onCompleted() {
            if (following == this) {
                followingEnded(Status.UNAVAILABLE.asRuntimeException());
            }
        }
    }
}
