package dev.signalbox.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.agent.config.AgentConfig;
import dev.signalbox.agent.config.ConfigReader;
import dev.signalbox.agent.config.ConfigResult;
import dev.signalbox.model.time.NowSource;
import dev.signalbox.v1.AgentServiceGrpc;
import dev.signalbox.v1.Region;
import dev.signalbox.v1.RuleMode;
import dev.signalbox.v1.WatchRequest;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The agent put together, with a clock that can fail under its core. */
class AgentTest {

    private static final long WAIT_SECONDS = 30;

    @TempDir private Path directory;
    private final AtomicInteger failures = new AtomicInteger();
    private volatile boolean error;
    private final NowSource clock =
            () -> {
                if (Thread.currentThread().getName().equals("core")) {
                    if (error) {
                        throw new StackOverflowError("as a test wants it");
                    }
                    if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                        throw new IllegalStateException("as a test wants it");
                    }
                }
                return NowSource.system().now();
            };

    private int hepPort;
    private int consolePort;

    @BeforeEach
    void configure() throws IOException {
        Files.writeString(
                directory.resolve("policy.yaml"),
                """
                fleet: test
                regions:
                  - {name: lab, title: Lab, latitude: 50, longitude: 8, jurisdiction: EU, kind: cloud}
                carriers:
                  - {name: carrier-a, title: Carrier A}
                trunks:
                  - {region: lab, carrier: carrier-a, direction: outbound, address: "sip:127.0.0.1:9", channels: 10, callsPerSecond: 1, security: none}
                rules:
                  trunk-not-answering: enforce
                  trunk-rejecting: enforce
                """);
    }

    private AgentConfig config() throws IOException {
        Path file = directory.resolve("agent.yaml");
        Files.writeString(
                file,
                """
                region: lab
                dataDirectory: data
                policy: policy.yaml
                listen:
                  console: 127.0.0.1:%d
                hep:
                  listen: 127.0.0.1:%d
                  allow: [127.0.0.1]
                probe:
                  from: 127.0.0.1:0
                routers: []
                """
                        .formatted(consolePort, hepPort));
        ConfigResult result = ConfigReader.read(file);
        assertThat(result).isInstanceOf(ConfigResult.Loaded.class);
        return ((ConfigResult.Loaded) result).config();
    }

    private static Region awaitRegion(Agent agent, Predicate<Region> condition) throws Exception {
        ManagedChannel channel =
                Grpc.newChannelBuilder(
                                "127.0.0.1:"
                                        + Objects.requireNonNull(agent.addresses().get("console"))
                                                .getPort(),
                                InsecureChannelCredentials.create())
                        .build();
        try {
            var responses =
                    AgentServiceGrpc.newBlockingStub(channel)
                            .withDeadlineAfter(WAIT_SECONDS, TimeUnit.SECONDS)
                            .watch(WatchRequest.getDefaultInstance());
            while (true) {
                var response = responses.next();
                List<Region> regions =
                        response.hasSnapshot()
                                ? response.getSnapshot().getRegionsList()
                                : response.getDelta().getRegionsList();
                for (Region region : regions) {
                    if (condition.test(region)) {
                        return region;
                    }
                }
            }
        } finally {
            channel.shutdownNow();
        }
    }

    @Test
    void roundsThatFailAreCountedAndTheNextOnesGoOn() throws Exception {
        CountDownLatch died = new CountDownLatch(1);
        try (Agent agent = Agent.open(config(), "test", clock, died::countDown)) {
            agent.start();
            long version = awaitRegion(agent, _ -> true).getVersion();
            failures.set(3);
            Region later =
                    awaitRegion(
                            agent,
                            r ->
                                    r.getVersion() > version
                                            && r.getAgent().getIntakeOrDefault("failed_rounds", 0)
                                                    == 3);
            assertThat(later.getTrunksList()).hasSize(1);
            assertThat(died.getCount()).isEqualTo(1);
        }
    }

    @Test
    void whatEndsSayOfMediaAndLogLinesAreTakenAndCounted() throws Exception {
        String report = "VQSessionReport\r\nCallID: c\r\nLocalMetrics:\r\nPacketLoss: NLR=5\r\n";
        String headers =
                "f: <sip:a@b>;tag=1\r\nt: <sip:c@d>;tag=2\r\ni: own\r\nX-RTP-Stat: PR=9;PL=1,0\r\n";
        try (Agent agent = Agent.open(config(), "test", clock, () -> {});
                DatagramSocket sender = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"))) {
            agent.start();
            InetSocketAddress hep = Objects.requireNonNull(agent.addresses().get("hep"));
            for (byte[] packet :
                    List.of(
                            hep(0x23, "", report),
                            hep(
                                    1,
                                    "",
                                    "PUBLISH sip:x SIP/2.0\r\n"
                                            + headers
                                            + "CSeq: 1 PUBLISH\r\n\r\n"
                                            + report),
                            hep(
                                    1,
                                    "",
                                    "PUBLISH sip:x SIP/2.0\r\n"
                                            + headers
                                            + "CSeq: 2 PUBLISH\r\n\r\nVQAlertReport"),
                            hep(1, "", "BYE sip:x SIP/2.0\r\n" + headers + "CSeq: 2 BYE\r\n\r\n"),
                            hep(100, "", "a line"),
                            hep(100, "c", "a line"))) {
                sender.send(new DatagramPacket(packet, packet.length, hep));
            }
            awaitRegion(
                    agent,
                    r ->
                            List.of(
                                            "vq_rtcpxr",
                                            "sip",
                                            "x_rtp_stat",
                                            "rejected_bad_vq_rtcpxr",
                                            "log",
                                            "log_of_call")
                                    .stream()
                                    .map(name -> r.getAgent().getIntakeOrDefault(name, 0))
                                    .toList()
                                    .equals(List.of(2L, 3L, 1L, 1L, 2L, 1L)));
        }
    }

    private static byte[] hep(int protocol, String correlationId, String payload) {
        ByteArrayOutputStream chunks = new ByteArrayOutputStream();
        chunk(chunks, 3, new byte[] {10, 0, 0, 1});
        chunk(chunks, 4, new byte[] {10, 0, 0, 2});
        chunk(chunks, 7, new byte[] {19, 0});
        chunk(chunks, 8, new byte[] {19, 0});
        chunk(chunks, 9, new byte[4]);
        chunk(chunks, 0x0b, new byte[] {(byte) protocol});
        chunk(chunks, 0x0f, payload.getBytes(StandardCharsets.US_ASCII));
        chunk(chunks, 0x11, correlationId.getBytes(StandardCharsets.US_ASCII));
        return ByteBuffer.allocate(6 + chunks.size())
                .put("HEP3".getBytes(StandardCharsets.US_ASCII))
                .putShort((short) (6 + chunks.size()))
                .put(chunks.toByteArray())
                .array();
    }

    private static void chunk(ByteArrayOutputStream out, int type, byte[] body) {
        out.writeBytes(
                ByteBuffer.allocate(6 + body.length)
                        .putInt(type)
                        .putShort((short) (6 + body.length))
                        .put(body)
                        .array());
    }

    @Test
    void withoutARouterRulesOnlyObserve() throws Exception {
        try (Agent agent = Agent.open(config(), "test", clock, () -> {})) {
            agent.start();
            Region region = awaitRegion(agent, _ -> true);
            assertThat(region.getAgent().getTrunkNotAnswering())
                    .isEqualTo(RuleMode.RULE_MODE_OBSERVE);
            assertThat(region.getAgent().getTrunkRejecting()).isEqualTo(RuleMode.RULE_MODE_OBSERVE);
        }
    }

    @Test
    void aCoreThatDiesIsNotHiddenByThreadsThatLive() throws Exception {
        CountDownLatch died = new CountDownLatch(1);
        try (Agent agent = Agent.open(config(), "test", clock, died::countDown)) {
            agent.start();
            awaitRegion(agent, _ -> true);
            error = true;
            assertThat(died.await(WAIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void whatWasOpenedIsClosedWhenTheLastPartCannotBe() throws Exception {
        InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
        try (DatagramSocket free = new DatagramSocket(0, loopback)) {
            hepPort = free.getLocalPort();
        }
        try (ServerSocket taken = new ServerSocket(0, 1, loopback)) {
            consolePort = taken.getLocalPort();
            AgentConfig config = config();
            assertThatThrownBy(() -> Agent.open(config, "test", clock, () -> {}))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("127.0.0.1:" + consolePort);
        }
        // Both would be refused in this process if the first were still held.
        DataDirectory.lock(directory.resolve("data")).close();
        new DatagramSocket(new InetSocketAddress(loopback, hepPort)).close();
    }
}
