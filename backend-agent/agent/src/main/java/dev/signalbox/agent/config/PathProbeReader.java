package dev.signalbox.agent.config;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The section {@code path} of {@code agent.yaml}: RTP probes between regions. */
final class PathProbeReader {

    private static final Value<InetSocketAddress> LISTEN = Addresses.listen("0.0.0.0:7090");
    private static final Value<InetSocketAddress> PEER = Addresses.listen("192.0.2.30:7090");
    private static final Value<String> REGION = Words.name("eu-west");

    /** Shorter secrets can be guessed. */
    private static final int KEY_CHARS_MIN = 16;

    private static final InetSocketAddress LISTEN_DEFAULT =
            new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 7090);

    private PathProbeReader() {}

    /**
     * The section; null after an error that leaves nothing to use.
     *
     * @param own this agent's region, null when it was not readable
     */
    static AgentConfig.@Nullable PathProbeConfig read(
            Section path, Path directory, @Nullable String own) {
        InetSocketAddress listen = path.optional("listen", LISTEN, LISTEN_DEFAULT);
        String key = KeyFile.required(path, "keyFile", directory, "path.key");
        List<AgentConfig.Peer> peers = peers(path, own);
        path.end();
        if (key != null && key.length() < KEY_CHARS_MIN) {
            path.error(
                    "keyFile",
                    "names a key of " + key.length() + " characters, fewer than " + KEY_CHARS_MIN,
                    "a file with one line, made by: openssl rand -hex 16 > path.key");
        }
        return key == null ? null : new AgentConfig.PathProbeConfig(listen, key, peers);
    }

    private static List<AgentConfig.Peer> peers(Section path, @Nullable String own) {
        List<AgentConfig.Peer> peers = new ArrayList<>();
        Map<String, Integer> lines = new LinkedHashMap<>();
        for (Section peer : path.sections("peers", "{region: eu-west, address: ...}")) {
            String region = peer.required("region", REGION);
            InetSocketAddress address = peer.required("address", PEER);
            peer.end();
            if (region == null) {
                continue;
            }
            Integer first = lines.putIfAbsent(region, peer.line("region"));
            if (first != null) {
                peer.error("region", "is also the peer in line " + first, "us-east");
            } else if (region.equals(own)) {
                peer.error("region", "is this agent's own region", "us-east");
            } else if (address != null && address.getPort() == 0) {
                peer.error("address", "has no port to send to", PEER.example());
            } else if (address != null && address.getAddress().isAnyLocalAddress()) {
                peer.error("address", "is no address to send to", PEER.example());
            } else if (address != null) {
                peers.add(new AgentConfig.Peer(region, address));
            }
        }
        return peers;
    }
}
