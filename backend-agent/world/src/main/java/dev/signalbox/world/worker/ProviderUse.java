package dev.signalbox.world.worker;

import dev.signalbox.model.target.Target;
import java.time.Instant;

/**
 * A new call took a provider.
 *
 * @param at when the call was answered
 * @param callId SIP Call-ID
 * @param trial the agent allowed exactly this one
 */
public record ProviderUse(
        Instant at,
        String region,
        String service,
        String callId,
        Target.Provider provider,
        boolean trial) {}
