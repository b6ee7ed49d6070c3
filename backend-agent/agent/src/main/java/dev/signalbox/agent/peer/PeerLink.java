package dev.signalbox.agent.peer;

import dev.signalbox.model.contract.ContractMapper;
import dev.signalbox.model.fleet.RegionView;
import dev.signalbox.v1.AgentServiceGrpc;
import dev.signalbox.v1.Region;
import dev.signalbox.v1.WatchRequest;
import dev.signalbox.v1.WatchResponse;
import io.grpc.ManagedChannel;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Keeps one peer watched. All of it runs on one thread. */
final class PeerLink {

    private static final long RETRY_MILLIS_MIN = 100;
    private static final long RETRY_MILLIS_MAX = 1_000;

    private final String region;
    private final ManagedChannel channel;
    private final ScheduledExecutorService thread;
    private final Consumer<RegionView> sink;
    private long retryMillis = RETRY_MILLIS_MIN;
    private String trouble = "";

    PeerLink(
            String region,
            ManagedChannel channel,
            ScheduledExecutorService thread,
            Consumer<RegionView> sink) {
        this.region = region;
        this.channel = channel;
        this.thread = thread;
        this.sink = sink;
    }

    void watch() {
        // The channel has a back-off of its own, far longer than ours.
        channel.resetConnectBackoff();
        AgentServiceGrpc.newStub(channel)
                .watch(
                        WatchRequest.newBuilder().setOwnRegionOnly(true).build(),
                        new WatchObserver());
    }

    private void ended(String words) {
        if (!words.equals(trouble)) {
            trouble = words;
            System.getLogger(PeerLink.class.getName())
                    .log(System.Logger.Level.INFO, "the agent of {0}: {1}", region, words);
        }
        try {
            var _ = thread.schedule(this::watch, retryMillis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException _) {
            // Closed in this moment: there is no next try.
        }
        retryMillis = Math.min(RETRY_MILLIS_MAX, retryMillis * 2);
    }

    private final class WatchObserver implements StreamObserver<WatchResponse> {

        @Override
        public void onNext(WatchResponse response) {
            retryMillis = RETRY_MILLIS_MIN;
            trouble = "";
            for (Region told : regions(response)) {
                ContractMapper.fromContract(told).ifPresent(sink);
            }
        }

        @Override
        public void onError(Throwable failure) {
            ended(String.valueOf(failure.getMessage()));
        }

        @Override
        public void onCompleted() {
            ended("it ended the connection");
        }

        private static List<Region> regions(WatchResponse response) {
            return switch (response.getContentCase()) {
                case SNAPSHOT -> response.getSnapshot().getRegionsList();
                case DELTA -> response.getDelta().getRegionsList();
                case CONTENT_NOT_SET -> List.of();
            };
        }
    }
}
