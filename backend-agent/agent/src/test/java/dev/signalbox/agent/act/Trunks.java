package dev.signalbox.agent.act;

import dev.signalbox.model.net.IpEndpoint;
import dev.signalbox.model.policy.Trunk;
import dev.signalbox.model.target.Target;

/** Trunks for the tests of this package. */
final class Trunks {

    static final Target.Trunk A = new Target.Trunk("lab", "carrier-a");
    static final Target.Trunk B = new Target.Trunk("lab", "carrier-b");

    private Trunks() {}

    static Trunk trunk(Target.Trunk target, int port) {
        return new Trunk(
                target,
                Trunk.Direction.OUTBOUND,
                uri(port),
                IpEndpoint.of("127.0.0.1", port),
                Trunk.Transport.UDP,
                100,
                50,
                Trunk.Security.NONE,
                null);
    }

    static String uri(int port) {
        return "sip:127.0.0.1:" + port;
    }
}
