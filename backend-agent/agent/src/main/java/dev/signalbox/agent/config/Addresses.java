package dev.signalbox.agent.config;

import dev.signalbox.agent.config.Value.BadValueException;
import dev.signalbox.model.net.IpEndpoint;
import dev.signalbox.model.net.IpNetwork;
import dev.signalbox.model.policy.Trunk;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;

/** Kinds of addresses. All are numeric: an agent must not depend on DNS when something breaks. */
final class Addresses {

    private static final Pattern IPV4 =
            Pattern.compile("(?:0|[1-9]\\d{0,2})(?:\\.(?:0|[1-9]\\d{0,2})){3}");
    private static final Pattern PORT = Pattern.compile("\\d{1,5}");
    private static final int PORT_MAX = 65_535;
    private static final Pattern PREFIX = Pattern.compile("\\d{1,3}");

    /** A larger network is no carrier's, and would take in the SBC itself. */
    private static final int V4_PREFIX_MIN = 8;

    private static final int V6_PREFIX_MIN = 16;

    private Addresses() {}

    /** Where a carrier takes calls. */
    record SipAddress(String uri, IpEndpoint endpoint, Trunk.Transport transport) {}

    /** An address of this machine with a port; port 0 takes a free one. */
    static Value<InetSocketAddress> listen(String example) {
        return new Value<>(
                example,
                text -> {
                    HostPort parts = HostPort.of(text);
                    if (parts.port().isEmpty()) {
                        throw new BadValueException("has no port (0 takes a free one)");
                    }
                    return new InetSocketAddress(numeric(parts.host()), port(parts.port(), 0));
                });
    }

    /** A single address without a port. */
    static Value<String> ip(String example) {
        return new Value<>(
                example,
                text -> {
                    if (text.contains("/")) {
                        throw new BadValueException(
                                "is a network: senders are listed one address at a time");
                    }
                    return IpEndpoint.of(numeric(text), 0).address();
                });
    }

    /** An address, or a network of them: {@code 192.0.2.16/28}, {@code 2001:db8::/64}. */
    static Value<IpNetwork> network(String example) {
        return new Value<>(
                example,
                text -> {
                    int slash = text.indexOf('/');
                    IpEndpoint address =
                            IpEndpoint.of(numeric(slash < 0 ? text : text.substring(0, slash)), 0);
                    int longest = address.isV4() ? 32 : 128;
                    int shortest = address.isV4() ? V4_PREFIX_MIN : V6_PREFIX_MIN;
                    int prefix = slash < 0 ? longest : prefix(text.substring(slash + 1));
                    if (prefix < shortest || prefix > longest) {
                        throw new BadValueException(
                                "has a prefix outside " + shortest + " to " + longest);
                    }
                    IpNetwork network = IpNetwork.of(address, prefix);
                    if (network.high() != address.high() || network.low() != address.low()) {
                        throw new BadValueException(
                                "has bits behind its prefix; the network is " + network);
                    }
                    return network;
                });
    }

    private static int prefix(String text) {
        return PREFIX.matcher(text).matches() ? Integer.parseInt(text) : -1;
    }

    /** {@code sip:HOST[:PORT][;transport=udp|tcp|tls]} with a numeric host. */
    static Value<SipAddress> sip(String example) {
        return new Value<>(example, Addresses::parseSip);
    }

    /** Where a web service is: http on loopback with a numeric host, https anywhere. */
    static Value<URI> http(String example) {
        return new Value<>(
                example,
                text -> {
                    URI uri;
                    try {
                        uri = new URI(text);
                    } catch (URISyntaxException e) {
                        throw new BadValueException("is not a URL: " + e.getReason());
                    }
                    boolean plain = "http".equals(uri.getScheme());
                    if (!plain && !"https".equals(uri.getScheme())) {
                        throw new BadValueException("has to start with https:// or http://");
                    }
                    if (uri.getHost() == null || uri.getUserInfo() != null) {
                        throw new BadValueException("has to name a host, and no user");
                    }
                    String host = uri.getHost().replace("[", "").replace("]", "");
                    if (plain && !host.equals("localhost") && !numeric(host).isLoopbackAddress()) {
                        throw new BadValueException(
                                "is plain http and not on loopback: write https");
                    }
                    return uri;
                });
    }

    /** An http address on loopback. */
    static Value<URI> loopbackHttp(String example) {
        return new Value<>(
                example,
                text -> {
                    URI uri;
                    try {
                        uri = new URI(text);
                    } catch (URISyntaxException e) {
                        throw new BadValueException("is not a URL: " + e.getReason());
                    }
                    if (!"http".equals(uri.getScheme())) {
                        throw new BadValueException("has to start with http://");
                    }
                    if (uri.getHost() == null) {
                        throw new BadValueException("has no host");
                    }
                    if (uri.getUserInfo() != null
                            || uri.getQuery() != null
                            || uri.getFragment() != null) {
                        throw new BadValueException("has to be host, port and path only");
                    }
                    String host = uri.getHost().replace("[", "").replace("]", "");
                    if (!host.equals("localhost") && !numeric(host).isLoopbackAddress()) {
                        throw new BadValueException(
                                "is not on loopback: the JSON-RPC of Kamailio asks nobody for a"
                                        + " password, so agent and router share a machine");
                    }
                    return uri;
                });
    }

    private static SipAddress parseSip(String text) throws BadValueException {
        if (text.startsWith("sips:")) {
            throw new BadValueException("write sip: with ;transport=tls in place of sips:");
        }
        if (!text.startsWith("sip:")) {
            throw new BadValueException("has to start with sip:");
        }
        String[] parts = text.substring("sip:".length()).split(";", -1);
        Trunk.Transport transport = Trunk.Transport.UDP;
        for (int i = 1; i < parts.length; i++) {
            transport =
                    switch (parts[i]) {
                        case "transport=udp" -> Trunk.Transport.UDP;
                        case "transport=tcp" -> Trunk.Transport.TCP;
                        case "transport=tls" -> Trunk.Transport.TLS;
                        default ->
                                throw new BadValueException(
                                        "has an unknown part \";"
                                                + parts[i]
                                                + "\": only ;transport=udp, tcp or tls");
                    };
        }
        if (parts[0].contains("@")) {
            throw new BadValueException("has a user part: a trunk is a host");
        }
        HostPort parts0 = HostPort.of(parts[0]);
        if (parts0.host().isEmpty()) {
            throw new BadValueException("has no host");
        }
        InetAddress host = numeric(parts0.host());
        if (host.isAnyLocalAddress() || host.isMulticastAddress()) {
            throw new BadValueException("is not the address of a carrier");
        }
        int standardPort = transport == Trunk.Transport.TLS ? 5061 : 5060;
        int port = parts0.port().isEmpty() ? standardPort : port(parts0.port(), 1);
        return new SipAddress(text, IpEndpoint.of(host, port), transport);
    }

    private static InetAddress numeric(String host) throws BadValueException {
        if (host.isEmpty()) {
            throw new BadValueException("has no host");
        }
        boolean v6 = host.contains(":");
        if (!v6 && !IPV4.matcher(host).matches()) {
            throw new BadValueException(
                    host.toLowerCase(Locale.ROOT).matches(".*[a-z].*")
                            ? "names a host: write its numeric address, mirrored packets are"
                                    + " matched to it and nothing is looked up"
                            : "is not a numeric IP address");
        }
        if (host.contains("%")) {
            throw new BadValueException("has a scope: only global and loopback addresses");
        }
        try {
            return InetAddress.ofLiteral(host);
        } catch (IllegalArgumentException e) {
            throw new BadValueException("is not a numeric IP address");
        }
    }

    private static int port(String text, int min) throws BadValueException {
        int port = PORT.matcher(text).matches() ? Integer.parseInt(text) : -1;
        if (port < min || port > PORT_MAX) {
            throw new BadValueException("has a port outside " + min + " to " + PORT_MAX);
        }
        return port;
    }

    /** Host and port as written, IPv6 without its brackets; the port may be empty. */
    private record HostPort(String host, String port) {

        static HostPort of(String text) throws BadValueException {
            if (text.startsWith("[")) {
                int end = text.indexOf(']');
                if (end < 0) {
                    throw new BadValueException("has no closing bracket");
                }
                String rest = text.substring(end + 1);
                if (!rest.isEmpty() && !rest.startsWith(":")) {
                    throw new BadValueException(
                            "has something other than a port after the address");
                }
                return new HostPort(
                        text.substring(1, end), rest.isEmpty() ? "" : rest.substring(1));
            }
            int colon = text.indexOf(':');
            if (colon != text.lastIndexOf(':')) {
                throw new BadValueException("is IPv6 without brackets: [2001:db8::10]:5060");
            }
            return colon < 0
                    ? new HostPort(text, "")
                    : new HostPort(text.substring(0, colon), text.substring(colon + 1));
        }
    }
}
