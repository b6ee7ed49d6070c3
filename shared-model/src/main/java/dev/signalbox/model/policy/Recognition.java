package dev.signalbox.model.policy;

import dev.signalbox.model.net.IpNetwork;
import java.util.List;

/**
 * How a trunk's messages are recognised besides its own address.
 *
 * @param sources more addresses of the carrier that are the same trunk, at any port
 * @param match an initial INVITE has to fulfil one of these; empty asks for nothing. The rest of
 *     its call follows it
 */
public record Recognition(List<IpNetwork> sources, List<MatchRule> match) {

    /** By the trunk's own address alone. */
    public static final Recognition BY_ADDRESS = new Recognition(List.of(), List.of());

    public Recognition {
        sources = List.copyOf(sources);
        match = List.copyOf(match);
    }

    /** True when INVITEs are asked for more than where they come from or go to. */
    public boolean isRuled() {
        return !match.isEmpty();
    }
}
