package dev.signalbox.world.trouble;

import dev.signalbox.model.policy.Trunk;
import dev.signalbox.model.target.Target;
import dev.signalbox.world.traffic.AnswerProfile;
import dev.signalbox.world.traffic.CarrierProfile;
import dev.signalbox.world.traffic.RegionProfile;
import dev.signalbox.world.voice.Condition;
import dev.signalbox.world.voice.VoiceWorld;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A region with real traffic, a router that can be made to misbehave, and its agent. */
final class Site implements AutoCloseable {

    static final String A = "northwind";
    static final String B = "meridian";
    static final String KEY = "trouble-key";

    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private static final double CALLS_PER_SECOND = 40;
    private static final String PEER_REGION =
            "  - {name: eu-west, title: Dublin, latitude: 53.35, longitude: -6.26, jurisdiction: EU, kind: cloud}";
    private static final String SERVICE =
            """
            providers:
              - {stage: llm, name: acme, modelRegion: eu, title: Acme, jurisdiction: EU}
              - {stage: llm, name: basalt, modelRegion: eu, title: Basalt, jurisdiction: EU}
            services:
              - name: bookings
                title: Bookings
                jurisdictions: [EU]
                regions: [eu-central]
                chains:
                  llm: [{provider: acme/eu}, {provider: basalt/eu}]
                humanQueue: "+4969555900"
            """;

    final Path directory;
    final InetSocketAddress hep;
    final RouterProxy router;
    private final VoiceWorld world;
    private final List<VoiceWorld.TrunkAddress> trunks;
    private final List<AgentProgram> agents = new ArrayList<>();
    private String dataDirectory = "data";
    private int consolePort;
    private String providerLimits = "";
    private String moreConfig = "";

    /**
     * @param coolDown as in policy.yaml
     */
    Site(Path directory, String coolDown) throws IOException {
        this.directory = directory;
        RegionProfile region =
                new RegionProfile(
                        "eu-central",
                        "Frankfurt",
                        50.11,
                        8.68,
                        "EU",
                        1,
                        CALLS_PER_SECOND,
                        120_000,
                        0,
                        "+4969555",
                        "112",
                        List.of(carrier(A, "Northwind"), carrier(B, "Meridian")));
        world = new VoiceWorld(List.of(region));
        trunks = world.regions().getFirst().trunks();
        router = new RouterProxy(world.regions().getFirst().routerUrl());
        try (DatagramSocket socket = new DatagramSocket(0, LOOPBACK)) {
            hep = new InetSocketAddress(LOOPBACK, socket.getLocalPort());
        }
        Files.writeString(directory.resolve("hep.key"), KEY + "\n");
        writePolicy(coolDown, A, B);
    }

    private static CarrierProfile carrier(String name, String title) {
        return new CarrierProfile(
                name,
                title,
                Trunk.Direction.OUTBOUND,
                AnswerProfile.outbound(300, 0.9),
                9_000,
                900,
                "+4969555010");
    }

    /** Data lie somewhere else than in {@code data}. */
    Site dataIn(Path elsewhere) {
        dataDirectory = elsewhere.toString();
        return this;
    }

    /** Agents started from now on serve consoles at this port; 0 is any. */
    Site consoleAt(int port) {
        consolePort = port;
        return this;
    }

    /**
     * A service with two LLM providers, {@code acme} before {@code basalt}, and workers' doors.
     *
     * @param limits of providers as in policy.yaml
     * @param doors lines of the section {@code workers} beside the addresses, each indented by two
     */
    Site workers(String limits, String... doors) throws IOException {
        providerLimits = limits;
        moreConfig +=
                "workers:\n  otlp: 127.0.0.1:0\n  http: 127.0.0.1:0\n"
                        + Stream.of(doors).map(line -> line + "\n").collect(Collectors.joining());
        writePolicy("10min", A, B);
        return this;
    }

    /** Its agent probes the path to a peer and answers it. */
    Site peer(InetSocketAddress address) throws IOException {
        Files.writeString(directory.resolve("path.key"), "a key that nobody outside can know\n");
        moreConfig +=
                "path:\n  listen: 127.0.0.1:0\n  keyFile: path.key\n  peers:\n"
                        + "    - {region: eu-west, address: 127.0.0.1:%d}\n"
                                .formatted(address.getPort());
        return this;
    }

    /** Writes the policy anew, with these carriers' trunks only. */
    void writePolicy(String coolDown, String... carriers) throws IOException {
        List<String> wanted = List.of(carriers);
        String lines =
                trunks.stream()
                        .filter(t -> wanted.contains(t.carrier().name()))
                        .map(
                                t ->
                                        "  - {region: eu-central, carrier: %s, direction: outbound, address: \"%s\", channels: 9000, callsPerSecond: 900, security: none}"
                                                .formatted(t.carrier().name(), t.uri()))
                        .collect(Collectors.joining("\n"));
        Files.writeString(
                directory.resolve("policy.yaml"),
                """
                fleet: trouble
                regions:
                  - {name: eu-central, title: Frankfurt, latitude: 50.11, longitude: 8.68, jurisdiction: EU, kind: cloud}%s
                carriers:
                  - {name: northwind, title: Northwind}
                  - {name: meridian, title: Meridian}
                trunks:
                %s
                thresholds:
                  optionsInterval: 1s
                  coolDown: %s
                  returnStageHold: 1s
                  returnStageCalls: 1
                  returnStageWaitMax: %s
                %s
                rules:
                  trunk-not-answering: enforce
                  trunk-rejecting: enforce
                  provider-failing: enforce
                %s
                """
                        .formatted(
                                providerLimits.isEmpty() ? "" : "\n" + PEER_REGION,
                                lines,
                                coolDown,
                                // A part of the way back must not pass for want of calls.
                                providerLimits.isEmpty() ? "1s" : "10min",
                                providerLimits.isEmpty() ? "" : "  providers: " + providerLimits,
                                providerLimits.isEmpty() ? "" : SERVICE));
    }

    /** Starts the traffic; the agent need not be there. */
    Site traffic() {
        world.start(7, KEY, List.of(hep));
        return this;
    }

    /** Starts an agent and does not wait for it. */
    AgentProgram launch(String... more) throws IOException {
        Files.writeString(
                directory.resolve("agent.yaml"),
                """
                region: eu-central
                dataDirectory: %s
                runDirectory: run
                policy: policy.yaml
                listen:
                  console: 127.0.0.1:%d
                hep:
                  listen: 127.0.0.1:%d
                  keyFile: hep.key
                  allow: [127.0.0.1]
                probe:
                  from: 127.0.0.1:0
                routers:
                  - {name: sbc, kind: kamailio, url: "%s", lease: 5s}
                %s
                """
                        .formatted(
                                dataDirectory,
                                consolePort,
                                hep.getPort(),
                                router.url(),
                                moreConfig));
        AgentProgram agent = AgentProgram.start(directory, more);
        agents.add(agent);
        return agent;
    }

    /** Starts an agent and waits until it is up. */
    AgentProgram agent() throws IOException {
        return launch().ready();
    }

    /** Starts an agent and waits until it sees calls and its router. */
    AgentProgram watchingAgent() throws IOException {
        AgentProgram agent = agent();
        agent.regionWhen(
                "calls and the router are seen",
                r ->
                        r.getTrunks(0).getWindows(0).getAttempts() > 10
                                && r.getAgent().getRouters(0).getReachable());
        return agent;
    }

    void become(String carrier, Condition condition) {
        world.become(new Target.Trunk("eu-central", carrier), condition, condition.name());
    }

    String uri(String carrier) {
        return trunks.stream()
                .filter(t -> t.carrier().name().equals(carrier))
                .findFirst()
                .orElseThrow()
                .uri();
    }

    /** The share the router itself gives to a carrier now: absent is 100. */
    int share(String carrier) {
        var item = router.call("htable.get", "signalbox", uri(carrier)).path("result").path("item");
        return item.isMissingNode() ? 100 : item.path("value").asInt();
    }

    @Override
    public void close() throws IOException {
        agents.forEach(AgentProgram::close);
        router.close();
        world.close();
    }
}
