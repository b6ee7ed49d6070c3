package dev.signalbox.world.demo;

import java.util.List;

/** What an agent's {@code agent.yaml} says of the fleet: members, certificates, doors. Pure. */
final class FleetFile {

    private FleetFile() {}

    /**
     * The sections {@code fleet}, {@code tls} and {@code doors}.
     *
     * @param sites all agents, {@code site} among them
     * @param doorKey name of the key's file beside {@code agent.yaml}
     * @param secured whether the agent's certificate lies in {@link AgentSite#pki}
     */
    static String text(
            AgentSite site,
            List<AgentSite> sites,
            Meetings meetings,
            String doorKey,
            boolean secured) {
        return fleet(site, sites, meetings) + (secured ? tls(site) : "") + doors(doorKey);
    }

    private static String fleet(AgentSite site, List<AgentSite> sites, Meetings meetings) {
        StringBuilder members = new StringBuilder();
        for (AgentSite other : sites) {
            if (!other.equals(site)) {
                members.append(
                        "    - {region: %s, quorum: %s, console: %s}\n"
                                .formatted(
                                        other.region(),
                                        AgentSite.text(meetings.quorum(site, other)),
                                        AgentSite.text(meetings.console(site, other))));
            }
        }
        return members.isEmpty()
                ? ""
                : "fleet:\n  listen: %s\n  members:\n%s"
                        .formatted(AgentSite.text(site.quorum()), members);
    }

    private static String tls(AgentSite site) {
        String pki = site.directory().relativize(site.pki()).toString().replace('\\', '/');
        return """
        tls:
          certificate: %1$s/agent.crt
          key: %1$s/agent.key
          agents: %1$s/agents-authority.crt
          people: %1$s/people-authority.crt
          revoked: %1$s/revoked.crl
        """
                .formatted(pki);
    }

    private static String doors(String key) {
        return "doors:\n  keyFile: %s\n".formatted(key);
    }
}
