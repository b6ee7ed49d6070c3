package dev.signalbox.ctl.connection;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Where an agent serves consoles.
 *
 * @param host name or number; IPv6 in brackets
 * @param port 1 to 65535
 */
public record Endpoint(String host, int port) {

    /**
     * Reads {@code host:port}.
     *
     * @throws IllegalArgumentException in words when it is none, or when it is not on this machine:
     *     plain gRPC is for loopback
     */
    public static Endpoint parse(String text) {
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
            if (!InetAddress.getByName(host).isLoopbackAddress()) {
                throw new IllegalArgumentException(
                        "agent \""
                                + text
                                + "\": not on this machine, and this version has no TLS. Example:"
                                + " 127.0.0.1:7443, or a tunnel to it");
            }
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(
                    "agent \"" + text + "\": no such host. Example: 127.0.0.1:7443", e);
        }
        return new Endpoint(host, port);
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
