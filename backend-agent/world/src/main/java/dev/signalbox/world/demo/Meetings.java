package dev.signalbox.world.demo;

import dev.signalbox.world.path.TcpRelays;
import java.net.InetSocketAddress;

/** Where one agent of the demo finds another's TCP: directly, or by a road that can be cut. */
interface Meetings {

    /** Every agent is where it listens. */
    Meetings DIRECT =
            new Meetings() {
                @Override
                public InetSocketAddress quorum(AgentSite from, AgentSite to) {
                    return to.quorum();
                }

                @Override
                public InetSocketAddress console(AgentSite from, AgentSite to) {
                    return to.console();
                }
            };

    /** Where the agent of {@code from} reaches the quorum of {@code to}. */
    InetSocketAddress quorum(AgentSite from, AgentSite to);

    /** Where the agent of {@code from} reaches the console port of {@code to}. */
    InetSocketAddress console(AgentSite from, AgentSite to);

    /** By roads that can be cut; their stations are the agents' addresses of each kind. */
    static Meetings by(TcpRelays quorums, TcpRelays consoles) {
        return new Meetings() {
            @Override
            public InetSocketAddress quorum(AgentSite from, AgentSite to) {
                return quorums.peer(from.region(), to.region());
            }

            @Override
            public InetSocketAddress console(AgentSite from, AgentSite to) {
                return consoles.peer(from.region(), to.region());
            }
        };
    }
}
