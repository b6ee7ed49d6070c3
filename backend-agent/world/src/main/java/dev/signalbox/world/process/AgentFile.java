package dev.signalbox.world.process;

import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;

/**
 * The {@code agent.yaml} of an agent that stands beside one Kamailio, or what serves as one, on
 * this machine. Its data lie in {@code data} and its HEP key in {@code hep.key} beside the file.
 *
 * @param policy path of {@code policy.yaml}, relative to the file
 * @param console where it listens for consoles; port 0 takes a free one
 * @param hep where it takes mirrored packets
 * @param router name of its router
 * @param routerUrl the router's JSON-RPC
 * @param lease whole seconds
 */
public record AgentFile(
        String region,
        String policy,
        InetSocketAddress console,
        InetSocketAddress hep,
        String router,
        URI routerUrl,
        Duration lease) {

    /** The file's text. */
    public String text() {
        return """
        # Written by a program. installers/examples/agent.yaml explains every key.
        region: %s
        dataDirectory: data
        policy: %s
        listen:
          console: %s
        hep:
          listen: %s
          keyFile: hep.key
          allow: [127.0.0.1]
        probe:
          from: 127.0.0.1:0
        routers:
          - name: %s
            kind: kamailio
            url: %s
            lease: %ds
        """
                .formatted(
                        region,
                        policy,
                        text(console),
                        text(hep),
                        router,
                        routerUrl,
                        lease.toSeconds());
    }

    private static String text(InetSocketAddress address) {
        return address.getAddress().getHostAddress() + ":" + address.getPort();
    }
}
