package dev.signalbox.model.policy;

import dev.signalbox.model.ai.Rung;
import dev.signalbox.model.target.Target;

/**
 * One provider of a service's chain.
 *
 * @param rung the best the service can do with it: {@link Rung#PRIMARY} or {@link Rung#DEGRADED}
 */
public record ChainLink(Target.Provider provider, Rung rung) {}
