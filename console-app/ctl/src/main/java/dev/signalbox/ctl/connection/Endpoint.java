package dev.signalbox.ctl.connection;

import dev.signalbox.model.trust.Identity;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/**
 * Where an agent serves consoles, and as whom to come.
 *
 * @param host name or number; IPv6 in brackets
 * @param port 1 to 65535
 * @param identity shown to the agent, null for a plain connection on this machine
 */
public record Endpoint(String host, int port, @Nullable Identity identity) {

    /**
     * Reads {@code host:port} of a plain agent.
     *
     * @throws IllegalArgumentException in words when it is none, or when it is not on this machine:
     *     plain gRPC is for loopback
     */
    public static Endpoint parse(String text) {
        return parse(text, null);
    }

    /**
     * Reads {@code host:port}.
     *
     * @param identity null for plain agents, which are on this machine only
     * @throws IllegalArgumentException in words when it is none, or not on this machine and without
     *     an identity
     */
    public static Endpoint parse(String text, @Nullable Identity identity) {
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? "" : text.substring(0, colon);
        int port;
        try {
            port = Integer.parseInt(text.substring(colon + 1));
        } catch (NumberFormatException e) {
            port = 0;
        }
        if (host.isEmpty() || port < 1 || port > 65_535) {
            throw new IllegalArgumentException(
                    "agent \"" + text + "\": not host:port. Example: 127.0.0.1:7443");
        }
        try {
            if (!InetAddress.getByName(host).isLoopbackAddress() && identity == null) {
                throw new IllegalArgumentException(
                        "agent \""
                                + text
                                + "\": not on this machine, so it needs --identity. Example: --identity"
                                + " pki/people/ada");
            }
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(
                    "agent \"" + text + "\": no such host. Example: 127.0.0.1:7443", e);
        }
        return new Endpoint(host, port, identity);
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
