package dev.signalbox.world.trouble;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.model.journal.JournalRecord.MoveApplied;
import dev.signalbox.v1.AgentServiceGrpc;
import dev.signalbox.v1.ReadJournalRequest;
import dev.signalbox.v1.WatchRequest;
import dev.signalbox.v1.WatchResponse;
import dev.signalbox.world.voice.Condition;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Consoles that connect and never read. */
class SlowConsoleTest {

    private static final int CONSOLES = 20;

    @TempDir private Path directory;

    private static <Q, R> ClientCall<Q, R> deaf(
            AgentProgram agent, MethodDescriptor<Q, R> method, Q request, BlockingQueue<R> heard) {
        ClientCall<Q, R> call = agent.channel().newCall(method, CallOptions.DEFAULT);
        call.start(
                new ClientCall.Listener<>() {
                    @Override
                    public void onMessage(R message) {
                        heard.add(message);
                    }
                },
                new Metadata());
        call.sendMessage(request);
        call.halfClose();
        // No call.request(n): whatever comes is left in the buffers of the connection.
        return call;
    }

    @Test
    void theyHoldUpNoDecisionAndGetAWholePictureWhenTheyWakeUp() throws Exception {
        try (Site site = new Site(directory, "2s").traffic()) {
            AgentProgram agent = site.watchingAgent();
            BlockingQueue<WatchResponse> heard = new LinkedBlockingQueue<>();
            List<ClientCall<?, ?>> calls = new ArrayList<>();
            for (int i = 0; i < CONSOLES; i++) {
                calls.add(
                        deaf(
                                agent,
                                AgentServiceGrpc.getReadJournalMethod(),
                                ReadJournalRequest.newBuilder().setFollow(true).build(),
                                new LinkedBlockingQueue<>()));
                calls.add(
                        deaf(
                                agent,
                                AgentServiceGrpc.getWatchMethod(),
                                WatchRequest.getDefaultInstance(),
                                heard));
            }
            site.become(Site.A, Condition.REJECTS_503);
            agent.first(MoveApplied.class, _ -> true);
            Await.until("several moves later", () -> agent.all(MoveApplied.class).size() >= 4);
            long version = agent.region().getVersion();
            agent.regionWhen("others are served", r -> r.getVersion() > version);
            assertThat(heard).isEmpty();

            calls.getLast().request(1_000);
            Await.until(
                    "the one that wakes up is told what holds now",
                    () -> {
                        WatchResponse response = poll(heard);
                        return response != null
                                && (response.hasSnapshot()
                                                ? response.getSnapshot().getRegionsList()
                                                : response.getDelta().getRegionsList())
                                        .stream().anyMatch(region -> region.getVersion() > version);
                    });
            calls.forEach(call -> call.cancel("test over", null));
            assertThat(agent.alive()).isTrue();
        }
    }

    private static WatchResponse poll(BlockingQueue<WatchResponse> heard) {
        try {
            return heard.poll(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }
}
