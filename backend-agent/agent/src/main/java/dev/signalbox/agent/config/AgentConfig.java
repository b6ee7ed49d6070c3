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
        @Nullable WorkersConfig workers) {

    /**
     * Intake of mirrored SIP.
     *
     * @param listen UDP address; port 0 takes a free one
     * @param key the shared secret of HEP chunk 0x0e, null when senders are not keyed
     * @param allow addresses senders may have; empty allows none
     * @param privateLink declared private by the operator: keyed senders on it are believed as on
     *     loopback
     */
    public record Hep(
            InetSocketAddress listen,
            @Nullable String key,
            List<String> allow,
            boolean privateLink) {}

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
     * A router to act on.
     *
     * @param name for people and records
     * @param url its JSON-RPC address
     * @param lease how long an exclusion outlives its agent
     */
    public record RouterConfig(String name, URI url, Duration lease) {}
}
