package dev.signalbox.ctl.connection;

import dev.signalbox.model.contract.ContractMapper;
import dev.signalbox.model.fleet.FleetMerge;
import dev.signalbox.model.journal.JournalEntry;
import dev.signalbox.model.journal.Position;
import dev.signalbox.v1.AgentServiceGrpc;
import dev.signalbox.v1.ReadJournalRequest;
import dev.signalbox.v1.ReadJournalResponse;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.lang.System.Logger.Level;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Follows the fleet's journal over one agent, whole: what the fleet holds is its fold. Every agent
 * has the same records, so that one is enough and another goes on where it stopped. All of it runs
 * on the fleet's one thread.
 */
final class FleetJournalLink {

    private static final System.Logger LOG = System.getLogger(FleetJournalLink.class.getName());

    private final String endpoint;
    private final ManagedChannel channel;
    private final ScheduledExecutorService thread;
    private final FleetMerge merge;
    private final Runnable changed;

    private String journalId = "";
    private @Nullable Position position;
    private boolean connected;
    private boolean broken;
    private boolean following;
    private long retryMillis = AgentLink.RETRY_MILLIS_MIN;

    FleetJournalLink(
            String endpoint,
            ManagedChannel channel,
            ScheduledExecutorService thread,
            FleetMerge merge,
            Runnable changed) {
        this.endpoint = endpoint;
        this.channel = channel;
        this.thread = thread;
        this.merge = merge;
        this.changed = changed;
    }

    /** The agent is there and tells of a journal; does nothing while that is followed already. */
    void follow(String id) {
        connected = true;
        if (!id.equals(journalId)) {
            journalId = id;
            position = null;
            broken = false;
        }
        if (!following && !broken && !journalId.isEmpty()) {
            following = true;
            ask();
        }
    }

    void disconnected() {
        connected = false;
        broken = false;
    }

    private void ask() {
        ReadJournalRequest.Builder request =
                ReadJournalRequest.newBuilder().setJournalId(journalId).setFollow(true);
        Position after = position;
        if (after != null) {
            request.setAfter(ContractMapper.toContract(after));
        }
        AgentServiceGrpc.newStub(channel).readJournal(request.build(), new Observer());
    }

    private void take(JournalEntry entry) {
        switch (merge.fleetJournal(entry)) {
            case APPENDED, KNOWN, UNREADABLE -> position = entry.position();
            case GAP -> position = null;
            case BROKEN_CHAIN -> {
                LOG.log(
                        Level.WARNING,
                        "{0}: record {1} of the fleet''s journal does not follow from the one before",
                        endpoint,
                        entry.id());
                broken = true;
            }
        }
    }

    private void ended(Throwable failure) {
        following = false;
        if (Status.fromThrowable(failure).getCode() == Status.Code.FAILED_PRECONDITION) {
            position = null;
        }
        if (!connected || broken) {
            return;
        }
        try {
            var _ = thread.schedule(() -> follow(journalId), retryMillis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException _) {
            // Closed in this moment: there is no next try.
        }
        retryMillis = Math.min(AgentLink.RETRY_MILLIS_MAX, retryMillis * 2);
    }

    private final class Observer implements StreamObserver<ReadJournalResponse> {

        @Override
        public void onNext(ReadJournalResponse response) {
            retryMillis = AgentLink.RETRY_MILLIS_MIN;
            if (broken) {
                return;
            }
            response.getEntriesList()
                    .forEach(e -> take(ContractMapper.fromContract(response.getJournalId(), e)));
            changed.run();
        }

        @Override
        public void onError(Throwable failure) {
            ended(failure);
        }

        @Override
        public void onCompleted() {
            ended(Status.UNAVAILABLE.asRuntimeException());
        }
    }
}
