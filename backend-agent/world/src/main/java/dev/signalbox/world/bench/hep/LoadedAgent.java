package dev.signalbox.world.bench.hep;

import dev.signalbox.v1.AgentServiceGrpc;
import dev.signalbox.v1.Region;
import dev.signalbox.v1.WatchRequest;
import dev.signalbox.world.process.AgentFile;
import dev.signalbox.world.process.ChildProcess;
import dev.signalbox.world.process.FreePorts;
import dev.signalbox.world.process.Programs;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The real agent program, with the region of the bench and nothing beside it. */
final class LoadedAgent implements AutoCloseable {

    private static final Duration READY_WITHIN = Duration.ofSeconds(60);
    private static final long LOOK_MILLIS = 50;
    private static final long ANSWER_SECONDS = 20;

    private final InetSocketAddress hep;
    private final ChildProcess process;
    private final ManagedChannel channel;

    /**
     * Starts it and waits until it is ready.
     *
     * @param directory gets its configuration and data
     * @param bothCompilers of the JVM; else the quick one alone, as the launcher has it
     * @throws IOException when it does not get ready
     */
    LoadedAgent(Programs programs, Path directory, boolean bothCompilers)
            throws IOException, InterruptedException, Programs.MissingException {
        FreePorts ports = new FreePorts();
        hep = ports.udp();
        configure(directory, ports);
        List<String> command =
                new ArrayList<>(
                        programs.command(
                                Programs.Program.AGENT,
                                List.of(
                                        "--config",
                                        directory.resolve("agent.yaml").toString(),
                                        "--supervised")));
        if (bothCompilers) {
            // After env; the one variable that outranks the launcher's own options.
            command.add(1, "_JAVA_OPTIONS=-XX:TieredStopAtLevel=4");
        }
        process =
                ChildProcess.start(
                        "agent", command, directory, directory.resolve("agent.log"), _ -> {});
        try {
            channel = connect(directory);
        } catch (IOException | InterruptedException | RuntimeException e) {
            process.kill();
            throw e;
        }
    }

    private void configure(Path directory, FreePorts ports) throws IOException {
        AgentFile.writeKey(directory, AgentFile.HEP_KEY, BenchTrunks.HEP_KEY);
        Files.writeString(directory.resolve("policy.yaml"), BenchTrunks.policyFile());
        AgentFile file =
                new AgentFile(
                        BenchTrunks.REGION,
                        "policy.yaml",
                        new InetSocketAddress(hep.getAddress(), 0),
                        hep,
                        "sbc",
                        // Nobody answers there, and nothing is to be moved.
                        URI.create("http://127.0.0.1:" + ports.tcp().getPort() + "/RPC"),
                        Duration.ofSeconds(30));
        Files.writeString(directory.resolve("agent.yaml"), file.text());
    }

    private ManagedChannel connect(Path directory) throws IOException, InterruptedException {
        Path endpoints = directory.resolve("data/endpoints.json");
        long patience = System.nanoTime() + READY_WITHIN.toNanos();
        while (!Files.exists(endpoints)) {
            if (!process.alive() || System.nanoTime() > patience) {
                throw new IOException("the agent did not get ready, see " + process.log());
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        JsonNode node = JsonMapper.shared().readTree(Files.readString(endpoints));
        return NettyChannelBuilder.forTarget(node.path("console").asString(""))
                .usePlaintext()
                .build();
    }

    /** Where it takes mirrored packets. */
    InetSocketAddress hep() {
        return hep;
    }

    long pid() {
        return process.pid();
    }

    /**
     * What it says of itself now.
     *
     * @throws IOException when it does not answer
     */
    Standing standing() throws IOException {
        try {
            Region region =
                    AgentServiceGrpc.newBlockingStub(channel)
                            .withWaitForReady()
                            .withDeadlineAfter(ANSWER_SECONDS, TimeUnit.SECONDS)
                            .watch(WatchRequest.getDefaultInstance())
                            .next()
                            .getSnapshot()
                            .getRegions(0);
            return new Standing(
                    Map.copyOf(region.getAgent().getIntakeMap()), region.getLiveCalls());
        } catch (StatusRuntimeException e) {
            throw new IOException("the agent does not answer, see " + process.log(), e);
        }
    }

    /**
     * An agent's word.
     *
     * @param intake its counters
     */
    record Standing(Map<String, Long> intake, long liveCalls) {

        long counter(String name) {
            return intake.getOrDefault(name, 0L);
        }
    }

    @Override
    public void close() {
        channel.shutdownNow();
        process.askToEnd();
        try {
            process.awaitEnd();
        } catch (InterruptedException _) {
            process.kill();
            Thread.currentThread().interrupt();
        }
    }
}
