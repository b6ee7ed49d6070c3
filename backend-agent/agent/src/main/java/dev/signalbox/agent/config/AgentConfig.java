package dev.signalbox.agent.config;

import dev.signalbox.model.cause.CauseTable;
import dev.signalbox.model.policy.Policy;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code agent.yaml} together with the policy it names: checked, resolved, ready to use.
 *
 * @param region this agent's region, a region of the policy
 * @param dataDirectory journal and keys; locked by a running agent
 * @param runDirectory where {@code endpoints.json} is published
 * @param path RTP probes between regions, null when this agent sends none
 * @param workers where voice workers report and ask, null when they do not
 * @param fleet the agents that decide together, null when this one is alone
 * @param tls certificates, null when everything is plain and on loopback
 * @param doorKey signs what front doors are told, null when this agent writes none
 * @param recorder how much is kept of what consoles were told
 * @param consoleListen where consoles and ctl connect; port 0 takes a free one
 */
public record AgentConfig(
        String region,
        Path dataDirectory,
        Path runDirectory,
        Policy policy,
        InetSocketAddress consoleListen,
        Hep hep,
        InetSocketAddress probeFrom,
        List<RouterConfig> routers,
        @Nullable PathProbeConfig path,
        @Nullable WorkersConfig workers,
        @Nullable FleetConfig fleet,
        @Nullable TlsConfig tls,
        @Nullable String doorKey,
        RecorderConfig recorder) {

    /**
     * Intake of mirrored SIP.
     *
     * @param listen UDP address; port 0 takes a free one
     * @param key the shared secret of HEP chunk 0x0e, null when senders are not keyed
     * @param allow addresses senders may have; empty allows none
     * @param privateLink declared private by the operator: keyed senders on it are believed as on
     *     loopback
     * @param tcp address for packets over TCP, null when there is none
     * @param tls for packets over TLS, null when there is none
     */
    public record Hep(
            InetSocketAddress listen,
            @Nullable String key,
            List<String> allow,
            boolean privateLink,
            @Nullable InetSocketAddress tcp,
            @Nullable HepTls tls) {}

    /**
     * Mirrored packets over TLS, PEM files both.
     *
     * @param listen port 0 takes a free one
     * @param certificate what senders see, with those that lead to its authority
     * @param key its private key, PKCS #8
     */
    public record HepTls(InetSocketAddress listen, Path certificate, Path key) {}

    /**
     * RTP probes between regions.
     *
     * @param listen UDP address probes are sent from and reflected at; port 0 takes a free one
     * @param key shared by all agents of the installation
     * @param peers the other regions
     */
    public record PathProbeConfig(InetSocketAddress listen, String key, List<Peer> peers) {}

    /** Another region's agent and where it takes probes. */
    public record Peer(String region, InetSocketAddress address) {}

    /**
     * Where voice workers report and ask.
     *
     * @param otlp spans over gRPC; port 0 takes a free one
     * @param http routes and outcomes; port 0 takes a free one
     * @param outcomeKey of the HMAC over outcomes; null refuses them all
     * @param causes which ending means what: the operator's own table or the built-in one
     */
    public record WorkersConfig(
            InetSocketAddress otlp,
            InetSocketAddress http,
            @Nullable String outcomeKey,
            CauseTable causes) {}

    /**
     * The agents that decide together.
     *
     * @param listen where this one is reached by the others
     * @param members the others
     */
    public record FleetConfig(InetSocketAddress listen, List<Member> members) {
        public FleetConfig {
            members = List.copyOf(members);
        }
    }

    /**
     * Another agent of the fleet.
     *
     * @param quorum where it takes the quorum's traffic
     * @param console where it serves consoles, and this agent too
     */
    public record Member(String region, InetSocketAddress quorum, InetSocketAddress console) {}

    /**
     * Certificates, PEM files all.
     *
     * @param certificate this agent's own
     * @param key its private key, PKCS #8
     * @param agents the authority that signs agents: the only one the quorum believes
     * @param people the authority that signs people, who come with a role
     * @param revoked certificates that are not believed any more, null without
     */
    public record TlsConfig(
            Path certificate, Path key, Path agents, Path people, @Nullable Path revoked) {}

    /**
     * What is kept of the messages consoles were sent.
     *
     * @param keep for how long
     * @param bytesMax at most so much
     */
    public record RecorderConfig(Duration keep, long bytesMax) {

        /** Three days, one GiB. */
        public static final RecorderConfig DEFAULT =
                new RecorderConfig(Duration.ofDays(3), 1L << 30);
    }

    /**
     * A router to act on.
     *
     * @param name for people and records
     * @param url its JSON-RPC address
     * @param lease how long an exclusion outlives its agent
     */
    public record RouterConfig(String name, URI url, Duration lease) {}
}
