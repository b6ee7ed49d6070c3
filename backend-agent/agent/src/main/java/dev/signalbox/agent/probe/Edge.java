package dev.signalbox.agent.probe;

import dev.signalbox.model.net.IpEndpoint;
import dev.signalbox.model.policy.Policy;
import dev.signalbox.model.policy.Region;
import dev.signalbox.model.policy.Trunk;
import dev.signalbox.model.target.Target;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Another region's edge: where its SBCs answer OPTIONS. It is asked like a trunk, since it is the
 * same road: SIP over the network.
 *
 * @param region whose edge
 * @param road what is asked; never a trunk of the policy
 */
public record Edge(String region, Trunk road) {

    /** In place of a carrier's name; another region's, so that it is no trunk that is probed. */
    private static final String CARRIER = "edge";

    private static final Pattern URI =
            Pattern.compile(
                    "sip:(?:\\[(?<six>[0-9a-fA-F:.]+)]|(?<four>[0-9.]+))(?::(?<port>[0-9]{1,5}))?"
                            + "(?:;transport=(?<transport>udp|tcp|tls))?");

    /**
     * The edges of all regions but one, as far as the policy says where they are.
     *
     * @param own this agent's region
     * @throws IllegalArgumentException when an edge is no SIP address, in words
     */
    public static List<Edge> others(Policy policy, String own) {
        return policy.regions().stream()
                .filter(region -> !region.name().equals(own))
                .map(Edge::of)
                .filter(Objects::nonNull)
                .toList();
    }

    private static @Nullable Edge of(Region region) {
        String uri = region.edge();
        return uri == null ? null : of(region.name(), uri);
    }

    /**
     * An edge by its address.
     *
     * @param uri for example {@code sip:192.0.2.10:5060;transport=tcp}
     * @throws IllegalArgumentException when it is none, in words
     */
    static Edge of(String region, String uri) {
        Matcher parts = URI.matcher(uri);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "edge of "
                            + region
                            + (" \"" + uri + "\": no SIP address. Example: sip:192.0.2.10:5060"));
        }
        String named = parts.group("transport");
        Trunk.Transport transport =
                named == null
                        ? Trunk.Transport.UDP
                        : Trunk.Transport.valueOf(named.toUpperCase(Locale.ROOT));
        String host = parts.group("six") != null ? parts.group("six") : parts.group("four");
        String port = parts.group("port");
        int standardPort = transport == Trunk.Transport.TLS ? 5061 : 5060;
        return new Edge(
                region,
                new Trunk(
                        new Target.Trunk(region, CARRIER),
                        Trunk.Direction.BOTH,
                        uri,
                        IpEndpoint.of(host, port == null ? standardPort : Integer.parseInt(port)),
                        transport,
                        1,
                        1,
                        Trunk.Security.NONE,
                        null));
    }
}
