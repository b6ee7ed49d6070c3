package dev.signalbox.agent.measure;

import dev.signalbox.model.net.IpEndpoint;
import dev.signalbox.model.net.IpNetwork;
import dev.signalbox.model.policy.Recognition;
import dev.signalbox.model.policy.Trunk;
import dev.signalbox.model.sip.SipMessage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which trunks an address belongs to. Over UDP a carrier speaks from the address and port at which
 * it listens; over TCP and TLS the side that connects speaks from any port, so there the address
 * counts alone when the port is nobody's, as do the addresses and networks that the policy lists
 * besides. Of networks the narrowest counts.
 */
final class TrunkEnds {

    /** In place of a port: any. */
    private static final int ANY_PORT = 0;

    /** A carrier's end of trunks of this region. */
    static final class End {

        /** In the order of the policy; several only where rules tell them apart, or directions. */
        private final List<TrunkMeter> trunks = new ArrayList<>(1);

        private boolean ruled;
        private @Nullable TrunkMeter sending;
        private @Nullable TrunkMeter receiving;

        /** A message came from it or went to it. */
        void seen(long nanos) {
            if (ruled) {
                // Whose it is only an INVITE tells: the mirror shows the end of all of them.
                for (int i = 0; i < trunks.size(); i++) {
                    trunks.get(i).seen(nanos);
                }
                return;
            }
            TrunkMeter meter = sending != null ? sending : receiving;
            if (meter != null) {
                meter.seen(nanos);
            }
        }

        /** True when an INVITE has to be looked into. */
        boolean isRuled() {
            return ruled;
        }

        List<TrunkMeter> trunks() {
            return trunks;
        }

        /** The trunk on which this INVITE is sent to the carrier, or null. */
        @Nullable TrunkMeter sending(SipMessage invite) {
            return ruled ? ruled(invite, Trunk.Direction.INBOUND) : sending;
        }

        /** The trunk on which the carrier sends this INVITE, or null. */
        @Nullable TrunkMeter receiving(SipMessage invite) {
            return ruled ? ruled(invite, Trunk.Direction.OUTBOUND) : receiving;
        }

        /** The first whose rules are fulfilled; one without rules only when there is none. */
        private @Nullable TrunkMeter ruled(SipMessage invite, Trunk.Direction other) {
            TrunkMeter unruled = null;
            for (TrunkMeter meter : trunks) {
                Recognition recognition = meter.trunk.recognition();
                if (meter.trunk.direction() == other) {
                    continue;
                }
                if (!recognition.isRuled()) {
                    unruled = unruled == null ? meter : unruled;
                } else if (MatchRules.fulfilled(recognition.match(), invite)) {
                    return meter;
                }
            }
            return unruled;
        }

        private void add(TrunkMeter meter) {
            trunks.add(meter);
            ruled |= meter.trunk.recognition().isRuled();
            Trunk.Direction direction = meter.trunk.direction();
            if (direction != Trunk.Direction.INBOUND && sending == null) {
                sending = meter;
            }
            if (direction != Trunk.Direction.OUTBOUND && receiving == null) {
                receiving = meter;
            }
        }
    }

    private record Wide(IpNetwork network, End end) {}

    private final Map<IpEndpoint, End> byEndpoint = new HashMap<>();
    private final Map<IpEndpoint, End> byAddress = new HashMap<>();

    /** The narrowest first. */
    private final List<Wide> networks = new ArrayList<>();

    TrunkEnds(Collection<TrunkMeter> meters) {
        for (TrunkMeter meter : meters) {
            add(meter);
        }
    }

    final void add(TrunkMeter meter) {
        IpEndpoint endpoint = meter.trunk.endpoint();
        byEndpoint.computeIfAbsent(endpoint, _ -> new End()).add(meter);
        if (meter.trunk.transport() != Trunk.Transport.UDP) {
            addAddress(anyPort(endpoint), meter);
        }
        for (IpNetwork source : meter.trunk.recognition().sources()) {
            if (source.isSingle()) {
                addAddress(new IpEndpoint(source.high(), source.low(), ANY_PORT), meter);
            } else {
                addNetwork(source, meter);
            }
        }
    }

    private void addAddress(IpEndpoint address, TrunkMeter meter) {
        End end = byAddress.computeIfAbsent(address, _ -> new End());
        if (!end.trunks.contains(meter)) {
            end.add(meter);
        }
    }

    private void addNetwork(IpNetwork network, TrunkMeter meter) {
        for (Wide wide : networks) {
            if (wide.network.equals(network)) {
                wide.end.add(meter);
                return;
            }
        }
        Wide wide = new Wide(network, new End());
        wide.end.add(meter);
        networks.add(wide);
        networks.sort(Comparator.<Wide>comparingInt(w -> w.network.prefixBits()).reversed());
    }

    /** The carrier's end at exactly this address and port, or null when no trunk ends there. */
    @Nullable End at(IpEndpoint endpoint) {
        return byEndpoint.get(endpoint);
    }

    /** The end of trunks that have this address, whatever the port, or null. */
    @Nullable End atAddressOf(IpEndpoint endpoint) {
        End end = byAddress.isEmpty() ? null : byAddress.get(anyPort(endpoint));
        if (end != null || networks.isEmpty()) {
            return end;
        }
        for (int i = 0; i < networks.size(); i++) {
            if (networks.get(i).network.contains(endpoint)) {
                return networks.get(i).end;
            }
        }
        return null;
    }

    private static IpEndpoint anyPort(IpEndpoint endpoint) {
        return new IpEndpoint(endpoint.high(), endpoint.low(), ANY_PORT);
    }
}
