package dev.signalbox.model.policy;

import dev.signalbox.model.net.IpEndpoint;
import dev.signalbox.model.target.Target;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A trunk of the policy. The order in the file is the order of preference inside a region.
 *
 * @param target region and carrier
 * @param direction which way calls go
 * @param uri as the SBC's routing table spells it, for example {@code sip:192.0.2.10:5060}
 * @param endpoint the numeric address in {@code uri}, to which mirrored packets are matched
 * @param transport how SIP is carried
 * @param channels calls the carrier allows at the same time
 * @param callsPerSecondMax new calls per second the carrier allows
 * @param security how calls are protected; a move never goes to a weaker one
 * @param testNumber a number that synthetic calls may ring, or null
 * @param recognition how its messages are recognised besides its address
 */
public record Trunk(
        Target.Trunk target,
        Direction direction,
        String uri,
        IpEndpoint endpoint,
        Transport transport,
        int channels,
        double callsPerSecondMax,
        Security security,
        @Nullable String testNumber,
        Recognition recognition) {

    /** A trunk that is recognised by its address alone. */
    public Trunk(
            Target.Trunk target,
            Direction direction,
            String uri,
            IpEndpoint endpoint,
            Transport transport,
            int channels,
            double callsPerSecondMax,
            Security security,
            @Nullable String testNumber) {
        this(
                target,
                direction,
                uri,
                endpoint,
                transport,
                channels,
                callsPerSecondMax,
                security,
                testNumber,
                Recognition.BY_ADDRESS);
    }

    /** Which way calls go. */
    public enum Direction {
        INBOUND,
        OUTBOUND,
        BOTH;

        /** True when new calls are sent to the carrier. */
        public boolean sendsCalls() {
            return this != INBOUND;
        }
    }

    /** How SIP is carried. */
    public enum Transport {
        UDP,
        TCP,
        TLS
    }

    /** How calls are protected, weakest first. */
    public enum Security {
        NONE,
        TLS,
        TLS_SRTP
    }

    /**
     * The trunks of {@code all} that may carry this trunk's new calls: same region, sending, not
     * weaker.
     */
    public List<Trunk> alternatives(List<Trunk> all) {
        return all.stream()
                .filter(t -> t.target().region().equals(target.region()))
                .filter(t -> !t.target().equals(target))
                .filter(t -> t.direction().sendsCalls())
                .filter(t -> t.security().compareTo(security) >= 0)
                .toList();
    }
}
