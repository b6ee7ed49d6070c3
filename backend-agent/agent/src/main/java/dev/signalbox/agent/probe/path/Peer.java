package dev.signalbox.agent.probe.path;

import java.net.InetSocketAddress;

/**
 * The agent of another region.
 *
 * @param region its region
 * @param address where its probe listens, resolved; packets of this peer are believed from its IP
 *     address only, from any port, so that relays and NAT on the same host work
 */
public record Peer(String region, InetSocketAddress address) {

    public Peer {
        if (address.isUnresolved()) {
            throw new IllegalArgumentException(
                    "path peer "
                            + region
                            + " \""
                            + address.getHostString()
                            + "\": not a numeric address. Example: 192.0.2.10:7090");
        }
    }
}
