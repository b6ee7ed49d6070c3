package dev.signalbox.agent.config;

import dev.signalbox.model.policy.Policy;
import dev.signalbox.model.policy.Trunk;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads {@code agent.yaml} and the policy it names. */
public final class ConfigReader {

    private final Document agentDocument;
    private final Path agentFile;
    private @Nullable Document policyDocument;

    private ConfigReader(Path agentFile) {
        this.agentFile = agentFile;
        this.agentDocument = new Document(agentFile.toString());
    }

    /**
     * Both files, checked one by one and against each other. Relative paths in a file are looked up
     * from its directory. Nothing is created, connected or looked up by name.
     */
    public static ConfigResult read(Path agentFile) {
        return new ConfigReader(agentFile).read();
    }

    /** Every key that was asked for while these files were read: what documentation must name. */
    static Set<String> keysKnown(Path agentFile) {
        ConfigReader reader = new ConfigReader(agentFile);
        reader.read();
        Set<String> keys = new TreeSet<>(reader.agentDocument.keys());
        if (reader.policyDocument != null) {
            keys.addAll(reader.policyDocument.keys());
        }
        return keys;
    }

    private ConfigResult read() {
        Optional<AgentReader.Draft> agent = agent();
        Optional<PolicyReader.Draft> policy = agent.flatMap(this::policy);
        if (agent.isPresent() && policy.isPresent()) {
            together(agent.get(), policy.get());
        }
        List<ConfigError> errors = new ArrayList<>(agentDocument.errors());
        if (policyDocument != null) {
            errors.addAll(policyDocument.errors());
        }
        if (!errors.isEmpty()) {
            return new ConfigResult.Refused(errors.stream().sorted().toList());
        }
        return new ConfigResult.Loaded(config(agent.orElseThrow(), policy.orElseThrow().policy()));
    }

    private Optional<AgentReader.Draft> agent() {
        return switch (YamlFile.read(agentFile, YamlFile.BYTES_MAX)) {
            case YamlFile.Content.Unreadable unreadable -> {
                agentDocument.error(
                        0, "", null, unreadable.problem(), "--config /etc/signalbox/agent.yaml");
                yield Optional.empty();
            }
            case YamlFile.Content.Bytes content -> {
                Path parent = agentFile.toAbsolutePath().getParent();
                Path directory = parent == null ? agentFile.toAbsolutePath() : parent;
                yield YamlFile.parse(agentDocument, content.bytes())
                        .map(new AgentReader(directory)::read);
            }
        };
    }

    private Optional<PolicyReader.Draft> policy(AgentReader.Draft agent) {
        Path file = agent.policy();
        if (file == null) {
            return Optional.empty();
        }
        return switch (YamlFile.read(file, YamlFile.BYTES_MAX)) {
            case YamlFile.Content.Unreadable unreadable -> {
                agent.section().error("policy", unreadable.problem(), "policy.yaml");
                yield Optional.empty();
            }
            case YamlFile.Content.Bytes content -> {
                Document document = new Document(shown(file));
                policyDocument = document;
                yield YamlFile.parse(document, content.bytes())
                        .map(section -> new PolicyReader().read(section, sha256(content.bytes())));
            }
        };
    }

    /** The policy's file as it is reached from where the caller is. */
    private String shown(Path policy) {
        Path directory = agentFile.toAbsolutePath().getParent();
        if (agentFile.isAbsolute() || directory == null || !policy.startsWith(directory)) {
            return policy.toString();
        }
        return agentFile.resolveSibling(directory.relativize(policy)).toString();
    }

    /** What only shows when both files are known. */
    private void together(AgentReader.Draft agent, PolicyReader.Draft policy) {
        String region = agent.region();
        if (region == null || !policy.regionsComplete()) {
            return;
        }
        if (!policy.regions().contains(region)) {
            agent.section()
                    .error(
                            "region",
                            "is no region of the policy",
                            "one of " + String.join(", ", policy.regions()));
            return;
        }
        AgentConfig.PathProbeConfig path = agent.path();
        if (path != null) {
            path.peers().stream()
                    .map(AgentConfig.Peer::region)
                    .filter(peer -> !policy.regions().contains(peer))
                    .forEach(
                            peer ->
                                    agent.section()
                                            .error(
                                                    "path",
                                                    peer,
                                                    "peers names a region the policy does not have",
                                                    "one of "
                                                            + String.join(", ", policy.regions())));
        }
        if (!policy.trunksComplete()) {
            return;
        }
        List<Trunk> trunks = policy.policy().trunksOf(region);
        if (trunks.stream().noneMatch(trunk -> trunk.direction().sendsCalls())) {
            agent.section()
                    .error(
                            "region",
                            "has no trunk in the policy that new calls could be sent to",
                            "- {region: " + region + ", carrier: ..., direction: outbound, ...}");
        }
        if (agent.probeFrom().getAddress().isLoopbackAddress()) {
            trunks.stream()
                    .filter(trunk -> !isLoopback(trunk))
                    .findFirst()
                    .ifPresent(trunk -> unreachable(agent, trunk));
        }
    }

    private void unreachable(AgentReader.Draft agent, Trunk trunk) {
        agentDocument.error(
                agent.probeFromLine(),
                "probe.from",
                agent.probeFrom().getAddress().getHostAddress(),
                "is on loopback and reaches no carrier, for example " + trunk.uri(),
                "from: 192.0.2.5:0, an address of this machine that carriers answer to");
    }

    private static boolean isLoopback(Trunk trunk) {
        String address = trunk.endpoint().address();
        return InetAddress.ofLiteral(address).isLoopbackAddress();
    }

    private static AgentConfig config(AgentReader.Draft agent, Policy policy) {
        return new AgentConfig(
                Objects.requireNonNull(agent.region()),
                Objects.requireNonNull(agent.dataDirectory()),
                Objects.requireNonNull(agent.runDirectory()),
                policy,
                agent.consoleListen(),
                agent.hep(),
                agent.probeFrom(),
                agent.routers(),
                agent.path(),
                agent.workers(),
                agent.fleet(),
                agent.tls(),
                agent.doorKey(),
                agent.recorder());
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
