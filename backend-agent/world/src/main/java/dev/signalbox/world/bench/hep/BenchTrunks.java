package dev.signalbox.world.bench.hep;

import dev.signalbox.model.net.IpEndpoint;
import dev.signalbox.model.policy.Policy;
import dev.signalbox.model.policy.Region;
import dev.signalbox.model.policy.Rules;
import dev.signalbox.model.policy.Thresholds;
import dev.signalbox.model.policy.Trunk;
import dev.signalbox.model.target.Target;
import java.util.List;

/**
 * The region of the bench: an SBC and four carriers, addresses of loopback so that no probe leaves
 * the machine. The last carrier calls us, the others are called.
 */
final class BenchTrunks {

    static final String REGION = "bench";
    static final String HEP_KEY = "of-a-bench";
    static final IpEndpoint SBC = IpEndpoint.of("127.0.1.10", 5060);
    static final List<String> CARRIERS = List.of("alpha", "bravo", "charlie", "delta");
    static final int INBOUND = 3;

    private BenchTrunks() {}

    static IpEndpoint endpoint(int carrier) {
        return IpEndpoint.of("127.0.1." + (20 + carrier), 5060);
    }

    static Target.Trunk target(int carrier) {
        return new Target.Trunk(REGION, CARRIERS.get(carrier));
    }

    static Policy policy() {
        List<Trunk> trunks =
                java.util.stream.IntStream.range(0, CARRIERS.size())
                        .mapToObj(BenchTrunks::trunk)
                        .toList();
        return new Policy(
                REGION,
                "",
                List.of(
                        new Region(
                                REGION, "Bench", 50, 8, "EU", Region.Kind.CLOUD, null, List.of())),
                List.of(),
                trunks,
                List.of(),
                List.of(),
                Thresholds.DEFAULTS,
                Rules.OBSERVING);
    }

    private static Trunk trunk(int carrier) {
        return new Trunk(
                target(carrier),
                carrier == INBOUND ? Trunk.Direction.INBOUND : Trunk.Direction.OUTBOUND,
                "sip:" + endpoint(carrier),
                endpoint(carrier),
                Trunk.Transport.UDP,
                100_000,
                10_000,
                Trunk.Security.NONE,
                null);
    }

    /** The same as {@link #policy}, as an agent reads it. */
    static String policyFile() {
        StringBuilder text =
                new StringBuilder(
                        """
                        fleet: bench
                        regions:
                          - {name: bench, title: Bench, latitude: 50.11, longitude: 8.68, jurisdiction: EU, kind: cloud}
                        carriers:
                        """);
        CARRIERS.forEach(name -> text.append("  - {name: %s, title: %s}\n".formatted(name, name)));
        text.append("trunks:\n");
        for (int i = 0; i < CARRIERS.size(); i++) {
            text.append(
                    """
                      - region: bench
                        carrier: %s
                        direction: %s
                        address: sip:%s
                        channels: 100000
                        callsPerSecond: 10000
                        security: none
                    """
                            .formatted(
                                    CARRIERS.get(i),
                                    i == INBOUND ? "inbound" : "outbound",
                                    endpoint(i)));
        }
        return text.toString();
    }
}
