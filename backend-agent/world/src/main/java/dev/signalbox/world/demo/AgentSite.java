package dev.signalbox.world.demo;

import java.net.InetSocketAddress;
import java.nio.file.Path;

/**
 * One agent of the demo: where its files are and where it listens. Its ports are chosen beforehand,
 * so that console, world and peers need not wait for it and a restarted agent is found again.
 *
 * @param region name of its region
 * @param directory its files, among them {@code agent.yaml} and {@code data/endpoints.json}
 * @param console where it listens for consoles
 * @param hep where it takes mirrored packets
 * @param path where it sends probes from and reflects them
 * @param otlp where it takes spans
 * @param http where workers ask for routes and report outcomes
 * @param quorum where the other agents of the fleet reach it
 */
record AgentSite(
        String region,
        Path directory,
        InetSocketAddress console,
        InetSocketAddress hep,
        InetSocketAddress path,
        InetSocketAddress otlp,
        InetSocketAddress http,
        InetSocketAddress quorum) {

    Path configuration() {
        return directory.resolve("agent.yaml");
    }

    /** Its certificate and key, and whom it believes. */
    Path pki() {
        return directory.resolve("pki");
    }

    Path endpoints() {
        return directory.resolve("data").resolve("endpoints.json");
    }

    String consoleAddress() {
        return text(console);
    }

    static String text(InetSocketAddress address) {
        return address.getAddress().getHostAddress() + ":" + address.getPort();
    }
}
