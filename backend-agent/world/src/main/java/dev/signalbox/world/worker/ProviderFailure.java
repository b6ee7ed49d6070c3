package dev.signalbox.world.worker;

import dev.signalbox.model.target.Target;
import java.time.Instant;

/**
 * A call to a provider failed.
 *
 * @param at when the worker knew
 * @param callId SIP Call-ID
 * @param errorType value of {@code error.type} in the span
 */
public record ProviderFailure(
        Instant at,
        String region,
        String service,
        String callId,
        Target.Provider provider,
        String errorType) {}
