package dev.signalbox.world.demo;

import dev.signalbox.model.cause.Tag;
import dev.signalbox.model.contract.ContractMapper;
import dev.signalbox.model.journal.JournalEntry;
import dev.signalbox.v1.AgentServiceGrpc;
import dev.signalbox.v1.ReadCallsRequest;
import dev.signalbox.v1.ReadCallsResponse;
import dev.signalbox.v1.ReadJournalRequest;
import dev.signalbox.v1.ReadJournalResponse;
import dev.signalbox.v1.Region;
import dev.signalbox.v1.VerifyJournalRequest;
import dev.signalbox.v1.VerifyJournalResponse;
import dev.signalbox.v1.WatchRequest;
import dev.signalbox.v1.WatchResponse;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** The demo's own connection to one agent: what it reports now, and its journal at the end. */
final class AgentClient implements AutoCloseable {

    private static final long DEADLINE_SECONDS = 5;

    private final String region;
    private final String address;
    private final Fleet fleet;
    private final ManagedChannel channel;
    private final AtomicBoolean watching = new AtomicBoolean();
    private final AtomicBoolean following = new AtomicBoolean();
    private final Verdicts verdicts = new Verdicts();

    /**
     * Connects when it is first used.
     *
     * @param region the agent's region
     * @param address {@code host:port} on loopback
     * @param fleet gets what the agent reports
     */
    AgentClient(String region, String address, Fleet fleet) {
        this.region = region;
        this.address = address;
        this.fleet = fleet;
        this.channel = Grpc.newChannelBuilder(address, InsecureChannelCredentials.create()).build();
    }

    String region() {
        return region;
    }

    /** Watches the agent; does nothing while it is watched already, so it may be called often. */
    void watch() {
        // The agent may have come up since: gRPC's own pauses grow to minutes.
        channel.resetConnectBackoff();
        if (watching.compareAndSet(false, true)) {
            AgentServiceGrpc.newStub(channel)
                    .withWaitForReady()
                    .watch(WatchRequest.getDefaultInstance(), new Watcher());
        }
    }

    /** Follows why calls end; does nothing while it follows already, so it may be called often. */
    void followCalls() {
        if (following.compareAndSet(false, true)) {
            AgentServiceGrpc.newStub(channel)
                    .withWaitForReady()
                    .readCalls(
                            ReadCallsRequest.newBuilder().setFollow(true).build(),
                            new CallsReader());
        }
    }

    /** The agent's last verdict on each call so far, by Call-ID. */
    Map<String, Tag> verdicts() {
        return verdicts.byCallId();
    }

    private final class CallsReader implements StreamObserver<ReadCallsResponse> {
        @Override
        public void onNext(ReadCallsResponse response) {
            verdicts.take(response);
        }

        @Override
        public void onError(Throwable problem) {
            following.set(false);
        }

        @Override
        public void onCompleted() {
            following.set(false);
        }
    }

    private final class Watcher implements StreamObserver<WatchResponse> {
        @Override
        public void onNext(WatchResponse response) {
            List<Region> regions =
                    response.hasSnapshot()
                            ? response.getSnapshot().getRegionsList()
                            : response.getDelta().getRegionsList();
            regions.forEach(reported -> fleet.report(address, reported));
        }

        @Override
        public void onError(Throwable problem) {
            fleet.lost(address, Status.fromThrowable(problem).getCode().name());
            watching.set(false);
        }

        @Override
        public void onCompleted() {
            fleet.lost(address, "the agent ended the stream");
            watching.set(false);
        }
    }

    /**
     * All stored records.
     *
     * @throws StatusRuntimeException when the agent does not answer
     */
    List<JournalEntry> journal() {
        channel.resetConnectBackoff();
        Iterator<ReadJournalResponse> responses =
                AgentServiceGrpc.newBlockingStub(channel)
                        .withWaitForReady()
                        .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)
                        .readJournal(ReadJournalRequest.getDefaultInstance());
        List<JournalEntry> entries = new ArrayList<>();
        while (responses.hasNext()) {
            ReadJournalResponse response = responses.next();
            for (dev.signalbox.v1.JournalEntry entry : response.getEntriesList()) {
                entries.add(ContractMapper.fromContract(response.getJournalId(), entry));
            }
        }
        return entries;
    }

    /**
     * The agent's check of its own journal.
     *
     * @throws StatusRuntimeException when the agent does not answer
     */
    VerifyJournalResponse verify() {
        return AgentServiceGrpc.newBlockingStub(channel)
                .withWaitForReady()
                .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)
                .verifyJournal(VerifyJournalRequest.getDefaultInstance());
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }
}
