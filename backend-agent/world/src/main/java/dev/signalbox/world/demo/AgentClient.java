package dev.signalbox.world.demo;

import dev.signalbox.v1.AgentServiceGrpc;
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
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The demo's own connection to one agent: what it reports now, and its journal at the end. */
final class AgentClient implements AutoCloseable {

    private static final long DEADLINE_SECONDS = 5;

    private final String region;
    private final ManagedChannel channel;
    private final AtomicReference<@Nullable Region> latest = new AtomicReference<>();
    private final AtomicBoolean watching = new AtomicBoolean();

    /**
     * Connects when it is first used.
     *
     * @param region the agent's region
     * @param address {@code host:port} on loopback
     */
    AgentClient(String region, String address) {
        this.region = region;
        this.channel =
                Grpc.newChannelBuilder(address, InsecureChannelCredentials.create()).build();
    }

    String region() {
        return region;
    }

    /** The agent's last report; begins to watch, and again after the connection broke. */
    Optional<Region> latest() {
        if (watching.compareAndSet(false, true)) {
            AgentServiceGrpc.newStub(channel)
                    .withWaitForReady()
                    .watch(WatchRequest.getDefaultInstance(), new Watcher());
        }
        return Optional.ofNullable(latest.get());
    }

    private final class Watcher implements StreamObserver<WatchResponse> {
        @Override
        public void onNext(WatchResponse response) {
            List<Region> regions =
                    response.hasSnapshot()
                            ? response.getSnapshot().getRegionsList()
                            : response.getDelta().getRegionsList();
            for (Region reported : regions) {
                if (reported.getTarget().equals("region:" + region)) {
                    latest.set(reported);
                }
            }
        }

        @Override
        public void onError(Throwable problem) {
            onCompleted();
        }

        @Override
        public void onCompleted() {
            latest.set(null);
            watching.set(false);
        }
    }

    /**
     * All stored records.
     *
     * @throws StatusRuntimeException when the agent does not answer
     */
    List<dev.signalbox.v1.JournalEntry> journal(AtomicReference<String> journalId) {
        Iterator<ReadJournalResponse> responses =
                AgentServiceGrpc.newBlockingStub(channel)
                        .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)
                        .readJournal(ReadJournalRequest.getDefaultInstance());
        List<dev.signalbox.v1.JournalEntry> entries = new ArrayList<>();
        while (responses.hasNext()) {
            ReadJournalResponse response = responses.next();
            journalId.set(response.getJournalId());
            entries.addAll(response.getEntriesList());
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
                .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)
                .verifyJournal(VerifyJournalRequest.getDefaultInstance());
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }
}
