package dev.signalbox.world.lab;

import com.google.protobuf.ByteString;
import dev.signalbox.model.target.Target;
import dev.signalbox.v1.AgentServiceGrpc;
import dev.signalbox.v1.JournalEntry;
import dev.signalbox.v1.ReadJournalRequest;
import dev.signalbox.v1.ReadJournalResponse;
import dev.signalbox.world.process.AgentFile;
import dev.signalbox.world.process.Programs;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The agent as a program of its own, and its journal through its public contract. */
final class AgentUnderTest implements AutoCloseable {

    private static final Duration READY_MAX = Duration.ofSeconds(20);
    private static final long ANSWER_SECONDS_MAX = 5;

    private final ManagedChannel channel;

    private AgentUnderTest(ManagedChannel channel) {
        this.channel = channel;
    }

    /** Writes agent.yaml, policy.yaml and hep.key into {@code directory}. */
    static void configure(
            Path directory, Ports ports, Map<Integer, Target.Trunk> trunks, String hepKey)
            throws IOException {
        AgentFile.writeKey(directory, AgentFile.HEP_KEY, hepKey);
        AgentFile file =
                new AgentFile(
                        Fault.REGION,
                        "policy.yaml",
                        new InetSocketAddress(ports.hep().getAddress(), 0),
                        ports.hep(),
                        "sbc-1",
                        URI.create("http://127.0.0.1:" + ports.sbc().getPort() + "/RPC"),
                        LabSettings.LEASE);
        Files.writeString(directory.resolve("agent.yaml"), file.text());
        StringBuilder policy =
                new StringBuilder(
                        """
                        fleet: lab
                        regions:
                          - {name: lab, title: Lab, latitude: 50.11, longitude: 8.68, jurisdiction: EU, kind: cloud}
                        carriers:
                          - {name: carrier-a, title: Carrier A}
                          - {name: carrier-b, title: Carrier B}
                        trunks:
                        """);
        int number = 10;
        for (Map.Entry<Integer, Target.Trunk> trunk : trunks.entrySet()) {
            policy.append(
                    """
                      - region: lab
                        carrier: %s
                        direction: outbound
                        address: sip:127.0.0.1:%d
                        channels: 1000
                        callsPerSecond: 200
                        security: none
                        testNumber: "+49695550%d"
                    """
                            .formatted(trunk.getValue().carrier(), trunk.getKey(), number++));
        }
        policy.append(
                """
                thresholds:
                  coolDown: %ds
                  returnStageHold: %ds
                rules:
                  trunk-not-answering: enforce
                  trunk-rejecting: enforce
                """
                        .formatted(
                                LabSettings.COOL_DOWN.toSeconds(),
                                LabSettings.RETURN_STAGE_HOLD.toSeconds()));
        Files.writeString(directory.resolve("policy.yaml"), policy.toString());
    }

    /** Starts the program with {@code directory}'s configuration and waits until it is ready. */
    static AgentUnderTest start(Children children, Path directory, Path home)
            throws IOException, InterruptedException {
        Children.Child child = children.startSupervised("agent", command(directory, home));
        Path endpoints = directory.resolve("data/endpoints.json");
        long deadlineNanos = System.nanoTime() + READY_MAX.toNanos();
        while (!Files.exists(endpoints)) {
            if (!child.alive() || System.nanoTime() > deadlineNanos) {
                throw new IOException("the agent did not get ready: see agent.err of the run");
            }
            Thread.sleep(20);
        }
        JsonNode node = JsonMapper.shared().readTree(Files.readString(endpoints));
        return new AgentUnderTest(
                NettyChannelBuilder.forTarget(node.path("console").asString(""))
                        .usePlaintext()
                        .build());
    }

    /** The whole journal as it is now. */
    AgentRecords records() throws IOException {
        AgentRecords records = new AgentRecords();
        try {
            Iterator<ReadJournalResponse> parts =
                    AgentServiceGrpc.newBlockingStub(channel)
                            .withDeadlineAfter(ANSWER_SECONDS_MAX, TimeUnit.SECONDS)
                            .readJournal(ReadJournalRequest.getDefaultInstance());
            while (parts.hasNext()) {
                take(records, parts.next());
            }
            return records;
        } catch (StatusRuntimeException e) {
            throw new IOException("the agent's journal could not be read: " + e.getMessage(), e);
        }
    }

    /** Says what the agent sees and does, as it happens, until the agent or this ends. */
    void follow(Consumer<String> say) {
        AgentRecords records = new AgentRecords();
        AgentServiceGrpc.newStub(channel)
                .readJournal(
                        ReadJournalRequest.newBuilder().setFollow(true).build(),
                        new StreamObserver<>() {
                            @Override
                            public void onNext(ReadJournalResponse part) {
                                take(records, part).forEach(say);
                            }

                            @Override
                            public void onError(Throwable failure) {
                                // The end of the run or of the agent; the results read it again.
                            }

                            @Override
                            public void onCompleted() {}
                        });
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }

    private static List<String> take(AgentRecords records, ReadJournalResponse part) {
        List<String> words = new ArrayList<>();
        for (JournalEntry entry : part.getEntriesList()) {
            ByteString body = entry.getBody();
            String text =
                    records.take(part.getJournalId(), entry.getSequence(), body.toByteArray());
            if (!text.isEmpty()) {
                words.add(text);
            }
        }
        return words;
    }

    private static List<String> command(Path directory, Path home) throws IOException {
        String configuration = directory.resolve("agent.yaml").toString();
        try {
            return new Programs(home)
                    .command(
                            Programs.Program.AGENT,
                            List.of("--config", configuration, "--supervised"));
        } catch (Programs.MissingException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
