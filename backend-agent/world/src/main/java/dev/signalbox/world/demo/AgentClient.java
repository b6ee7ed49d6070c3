package dev.signalbox.world.demo;

import dev.signalbox.model.cause.Tag;
import dev.signalbox.model.contract.ContractMapper;
import dev.signalbox.model.contract.FleetMapper;
import dev.signalbox.model.fleet.FleetStanding;
import dev.signalbox.model.journal.JournalEntry;
import dev.signalbox.model.trust.Identity;
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
import org.jspecify.annotations.Nullable;

/** The demo's own connection to one agent: what it reports now, and its journal at the end. */
final class AgentClient implements AutoCloseable {

    private static final long DEADLINE_SECONDS = 5;

    private final String region;
    private final String address;
    private final Fleet fleet;
    private final ManagedChannel channel;
    private final AtomicBoolean watching = new AtomicBoolean();
    private final AtomicBoolean following = new AtomicBoolean();
    private final AtomicBoolean followingFleet = new AtomicBoolean();
    private volatile String fleetJournalId = "";
    private final Verdicts verdicts = new Verdicts();

    /**
     * Connects when it is first used.
     *
     * @param region the agent's region
     * @param address {@code host:port} on loopback
     * @param identity shown to it, null where there are no certificates
     * @param fleet gets what the agent reports
     */
    AgentClient(String region, String address, @Nullable Identity identity, Fleet fleet) {
        this.region = region;
        this.address = address;
        this.fleet = fleet;
        this.channel =
                identity == null
                        ? Grpc.newChannelBuilder(address, InsecureChannelCredentials.create())
                                .build()
                        : Grpc.newChannelBuilder(address, identity.credentials())
                                .overrideAuthority(Identity.AUTHORITY)
                                .build();
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

    /** The fleet's journal is followed over every agent: one of them always lives. */
    private void told(FleetStanding standing) {
        fleet.standing(standing);
        fleetJournalId = standing.journalId();
        if (followingFleet.compareAndSet(false, true)) {
            AgentServiceGrpc.newStub(channel)
                    .readJournal(
                            ReadJournalRequest.newBuilder()
                                    .setJournalId(standing.journalId())
                                    .setFollow(true)
                                    .build(),
                            new FleetJournalReader());
        }
    }

    private final class FleetJournalReader implements StreamObserver<ReadJournalResponse> {
        @Override
        public void onNext(ReadJournalResponse response) {
            response.getEntriesList()
                    .forEach(
                            entry ->
                                    fleet.fleetRecord(
                                            ContractMapper.fromContract(
                                                    response.getJournalId(), entry)));
        }

        @Override
        public void onError(Throwable problem) {
            followingFleet.set(false);
        }

        @Override
        public void onCompleted() {
            followingFleet.set(false);
        }
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
            boolean standing =
                    response.hasSnapshot()
                            ? response.getSnapshot().hasFleet()
                            : response.getDelta().hasFleet();
            if (standing) {
                told(
                        FleetMapper.fromContract(
                                response.hasSnapshot()
                                        ? response.getSnapshot().getFleet()
                                        : response.getDelta().getFleet()));
            }
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
        return verify("");
    }

    /** What is the matter with its copy of the fleet's journal; empty when it is whole. */
    String fleetProblem() {
        if (fleetJournalId.isEmpty()) {
            return "it never told of a fleet";
        }
        try {
            return String.join("; ", verify(fleetJournalId).getProblemsList());
        } catch (StatusRuntimeException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private VerifyJournalResponse verify(String journalId) {
        return AgentServiceGrpc.newBlockingStub(channel)
                .withWaitForReady()
                .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)
                .verifyJournal(VerifyJournalRequest.newBuilder().setJournalId(journalId).build());
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }
}
