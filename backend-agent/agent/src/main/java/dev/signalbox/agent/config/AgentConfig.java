package dev.signalbox.agent.config;

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
        List<RouterConfig> routers) {

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
     * A router to act on.
     *
     * @param name for people and records
     * @param url its JSON-RPC address
     * @param lease how long an exclusion outlives its agent
     */
    public record RouterConfig(String name, URI url, Duration lease) {}
}
