package dev.signalbox.agent.config;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The section {@code fleet} of {@code agent.yaml}: the agents that decide together. */
final class FleetReader {

    private static final Value<InetSocketAddress> LISTEN = Addresses.listen("192.0.2.10:7444");
    private static final Value<InetSocketAddress> QUORUM = Addresses.listen("192.0.2.30:7444");
    private static final Value<InetSocketAddress> CONSOLE = Addresses.listen("192.0.2.30:7443");
    private static final Value<String> REGION = Words.name("eu-west");

    private static final InetSocketAddress LISTEN_DEFAULT =
            new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 7444);

    private FleetReader() {}

    /**
     * The section.
     *
     * @param own this agent's region, null when it was not readable
     * @param secured whether certificates are configured
     */
    static AgentConfig.FleetConfig read(Section fleet, @Nullable String own, boolean secured) {
        InetSocketAddress listen = fleet.optional("listen", LISTEN, LISTEN_DEFAULT);
        if (listen.getPort() == 0) {
            fleet.error("listen", "has no port: the others have to know it", LISTEN.example());
        }
        if (!secured && !listen.getAddress().isLoopbackAddress()) {
            fleet.error(
                    "listen",
                    "is not on loopback and agent.yaml has no section tls: anybody could join the"
                            + " fleet",
                    "127.0.0.1:7444, or a section tls");
        }
        List<AgentConfig.Member> members = members(fleet, own);
        fleet.end();
        return new AgentConfig.FleetConfig(listen, members);
    }

    private static List<AgentConfig.Member> members(Section fleet, @Nullable String own) {
        List<AgentConfig.Member> members = new ArrayList<>();
        Map<String, Integer> lines = new LinkedHashMap<>();
        for (Section member :
                fleet.sections("members", "{region: eu-west, quorum: ..., console: ...}")) {
            String region = member.required("region", REGION);
            InetSocketAddress quorum = member.required("quorum", QUORUM);
            InetSocketAddress console = member.required("console", CONSOLE);
            member.end();
            if (region == null) {
                continue;
            }
            Integer first = lines.putIfAbsent(region, member.line("region"));
            if (first != null) {
                member.error("region", "is also the member in line " + first, "us-east");
            } else if (region.equals(own)) {
                member.error("region", "is this agent's own region", "us-east");
            } else if (quorum != null && console != null) {
                reachable(member, "quorum", quorum);
                reachable(member, "console", console);
                members.add(new AgentConfig.Member(region, quorum, console));
            }
        }
        return members;
    }

    private static void reachable(Section member, String key, InetSocketAddress address) {
        if (address.getPort() == 0 || address.getAddress().isAnyLocalAddress()) {
            member.error(key, "is no address to connect to", QUORUM.example());
        }
    }
}
