package dev.signalbox.agent.measure;

import dev.signalbox.model.net.IpEndpoint;
import dev.signalbox.model.policy.Trunk;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which trunk an address belongs to. Over UDP a carrier speaks from the address and port at which
 * it listens; over TCP and TLS the side that connects speaks from any port, so there the address
 * counts alone when the port is nobody's.
 */
final class TrunkEnds {

    /** In place of a port: any. */
    private static final int ANY_PORT = 0;

    /** A carrier's end of trunks of this region: at most one that we call on, one that calls us. */
    static final class End {
        @Nullable TrunkMeter sending;
        @Nullable TrunkMeter receiving;

        /** A message came from it or went to it. */
        void seen(long nanos) {
            TrunkMeter meter = sending != null ? sending : receiving;
            if (meter != null) {
                meter.seen(nanos);
            }
        }

        private void add(TrunkMeter meter) {
            Trunk.Direction direction = meter.trunk.direction();
            if (direction != Trunk.Direction.INBOUND && sending == null) {
                sending = meter;
            }
            if (direction != Trunk.Direction.OUTBOUND && receiving == null) {
                receiving = meter;
            }
        }
    }

    private final Map<IpEndpoint, End> byEndpoint = new HashMap<>();
    private final Map<IpEndpoint, End> byAddress = new HashMap<>();

    TrunkEnds(Collection<TrunkMeter> meters) {
        for (TrunkMeter meter : meters) {
            add(meter);
        }
    }

    final void add(TrunkMeter meter) {
        IpEndpoint endpoint = meter.trunk.endpoint();
        byEndpoint.computeIfAbsent(endpoint, _ -> new End()).add(meter);
        if (meter.trunk.transport() != Trunk.Transport.UDP) {
            byAddress.computeIfAbsent(anyPort(endpoint), _ -> new End()).add(meter);
        }
    }

    /** The carrier's end at exactly this address and port, or null when no trunk ends there. */
    @Nullable End at(IpEndpoint endpoint) {
        return byEndpoint.get(endpoint);
    }

    /** The end of trunks over TCP or TLS at this address, whatever the port, or null. */
    @Nullable End atAddressOf(IpEndpoint endpoint) {
        return byAddress.isEmpty() ? null : byAddress.get(anyPort(endpoint));
    }

    private static IpEndpoint anyPort(IpEndpoint endpoint) {
        return new IpEndpoint(endpoint.high(), endpoint.low(), ANY_PORT);
    }
}
