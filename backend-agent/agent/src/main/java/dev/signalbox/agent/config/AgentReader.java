package dev.signalbox.agent.config;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The keys of {@code agent.yaml}. */
final class AgentReader {

    private static final InetSocketAddress CONSOLE_DEFAULT = loopback(7443);
    private static final InetSocketAddress HEP_DEFAULT = loopback(9060);
    private static final InetSocketAddress PROBE_DEFAULT = loopback(0);
    private static final Duration LEASE_DEFAULT = Duration.ofSeconds(20);
    private static final List<String> LOOPBACK = List.of("127.0.0.1", "::1");

    private static final Value<String> REGION = Words.name("eu-central");
    private static final Value<String> ROUTER = Words.name("sbc-1");
    private static final Value<InetSocketAddress> CONSOLE = Addresses.listen("127.0.0.1:7443");
    private static final Value<InetSocketAddress> HEP = Addresses.listen("127.0.0.1:9060");
    private static final Value<InetSocketAddress> PROBE = Addresses.listen("192.0.2.5:0");
    private static final Value<String> SENDER = Addresses.ip("127.0.0.1");
    private static final Value<String> KIND = Value.choice(List.of("kamailio"), kind -> kind);
    private static final Value<URI> URL = Addresses.loopbackHttp("http://127.0.0.1:5060/RPC");
    private static final Value<Duration> LEASE = Quantities.duration("5s", "10min", "20s");

    private final Path directory;

    /**
     * @param directory the file's, from which relative paths are looked up
     */
    AgentReader(Path directory) {
        this.directory = directory;
    }

    /**
     * What was read, as far as it was readable.
     *
     * @param section the file, for errors found together with the policy
     */
    record Draft(
            Section section,
            @Nullable String region,
            @Nullable Path dataDirectory,
            @Nullable Path runDirectory,
            @Nullable Path policy,
            InetSocketAddress consoleListen,
            AgentConfig.Hep hep,
            InetSocketAddress probeFrom,
            int probeFromLine,
            List<AgentConfig.RouterConfig> routers,
            AgentConfig.@Nullable PathProbeConfig path,
            AgentConfig.@Nullable WorkersConfig workers,
            AgentConfig.@Nullable FleetConfig fleet,
            AgentConfig.@Nullable TlsConfig tls,
            @Nullable String doorKey,
            AgentConfig.RecorderConfig recorder) {}

    Draft read(Section file) {
        String region = file.required("region", REGION);
        Path data = file.required("dataDirectory", Words.path(directory, "data"));
        Path run = file.optional("runDirectory", Words.path(directory, "run"));
        Path policy = file.required("policy", Words.path(directory, "policy.yaml"));
        Optional<Section> tls = file.section("tls", "certificate: agent.crt");
        Optional<Section> probe = file.section("probe", "from: 127.0.0.1:0");
        Draft draft =
                new Draft(
                        file,
                        region,
                        data,
                        run == null ? data : run,
                        policy,
                        file.section("listen", "console: 127.0.0.1:7443")
                                .map(listen -> console(listen, tls.isPresent()))
                                .orElse(CONSOLE_DEFAULT),
                        file.section("hep", "listen: 127.0.0.1:9060")
                                .map(this::hep)
                                .orElseGet(
                                        () ->
                                                new AgentConfig.Hep(
                                                        HEP_DEFAULT,
                                                        null,
                                                        LOOPBACK,
                                                        false,
                                                        null,
                                                        null)),
                        probe.map(AgentReader::probeFrom).orElse(PROBE_DEFAULT),
                        probe.map(p -> p.line("from")).orElse(0),
                        routers(file),
                        file.section("path", "listen: 127.0.0.1:7090")
                                .map(path -> PathProbeReader.read(path, directory, region))
                                .orElse(null),
                        file.section("workers", "otlp: 127.0.0.1:4317")
                                .map(workers -> WorkersReader.read(workers, directory))
                                .orElse(null),
                        file.section("fleet", "listen: 127.0.0.1:7444")
                                .map(fleet -> FleetReader.read(fleet, region, tls.isPresent()))
                                .orElse(null),
                        tls.map(section -> TlsReader.read(section, directory)).orElse(null),
                        file.section("doors", "keyFile: doors.key").map(this::doorKey).orElse(null),
                        file.section("recorder", "keep: 72h")
                                .map(RecorderReader::read)
                                .orElse(AgentConfig.RecorderConfig.DEFAULT));
        file.end();
        return draft;
    }

    private @Nullable String doorKey(Section doors) {
        String key = KeyFile.required(doors, "keyFile", directory, "doors.key");
        doors.end();
        return key;
    }

    private static InetSocketAddress console(Section listen, boolean secured) {
        InetSocketAddress console = listen.optional("console", CONSOLE, CONSOLE_DEFAULT);
        if (!secured && !console.getAddress().isLoopbackAddress()) {
            listen.error(
                    "console",
                    "is not on loopback: without certificates (section tls) consoles connect on this machine"
                            + " only, for example through an SSH tunnel",
                    CONSOLE.example());
        }
        listen.end();
        return console;
    }

    private static InetSocketAddress probeFrom(Section probe) {
        InetSocketAddress from = probe.optional("from", PROBE, PROBE_DEFAULT);
        if (from.getAddress().isAnyLocalAddress()) {
            probe.error(
                    "from",
                    "is no address to answer to: carriers reply to the address written here",
                    PROBE.example());
        }
        probe.end();
        return from;
    }

    private AgentConfig.Hep hep(Section hep) {
        InetSocketAddress listen = hep.optional("listen", HEP, HEP_DEFAULT);
        InetSocketAddress tcp = hep.optional("tcp", HEP);
        AgentConfig.HepTls tls =
                hep.section("tls", "{listen: 0.0.0.0:9061, certificate: agent.crt, ...}")
                        .map(section -> TlsReader.readHep(section, HEP, directory))
                        .orElse(null);
        List<String> allow = hep.values("allow", SENDER);
        boolean open =
                isOpen(listen)
                        || (tcp != null && isOpen(tcp))
                        || (tls != null && isOpen(tls.listen()));
        if (open && allow.isEmpty()) {
            hep.error(
                    hep.has("allow") ? "allow" : "listen",
                    "is open to others than this machine and hep.allow names no sender",
                    "allow: [192.0.2.20]");
        }
        AgentConfig.Hep read =
                new AgentConfig.Hep(
                        listen,
                        KeyFile.optional(hep, "keyFile", directory, "hep.key"),
                        hep.has("allow") ? allow : LOOPBACK,
                        hep.optional("privateLink", Words.yesNo(), false),
                        tcp,
                        tls);
        hep.end();
        return read;
    }

    private static boolean isOpen(InetSocketAddress listen) {
        return !listen.getAddress().isLoopbackAddress();
    }

    private static List<AgentConfig.RouterConfig> routers(Section file) {
        List<AgentConfig.RouterConfig> routers = new ArrayList<>();
        Map<String, Integer> lines = new LinkedHashMap<>();
        for (Section router : file.sections("routers", "{name: sbc-1, kind: kamailio, url: ...}")) {
            String name = router.required("name", ROUTER);
            router.required("kind", KIND);
            URI url = router.required("url", URL);
            Duration lease = router.optional("lease", LEASE, LEASE_DEFAULT);
            router.end();
            Integer first = name == null ? null : lines.putIfAbsent(name, router.line("name"));
            if (first != null) {
                router.error("name", "is also the router in line " + first, "sbc-2");
            }
            if (name != null && url != null) {
                routers.add(new AgentConfig.RouterConfig(name, url, lease));
            }
        }
        return routers;
    }

    private static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
    }
}
