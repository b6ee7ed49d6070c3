package dev.signalbox.world.worker;

import dev.signalbox.model.ai.Rung;
import dev.signalbox.model.target.Target;
import java.time.Instant;
import java.util.List;

/**
 * The workers of a service got a new route from their agent.
 *
 * @param at when
 * @param providers those that new calls may take, trial or not
 */
public record RouteHeard(
        Instant at, String region, String service, Rung rung, List<Target.Provider> providers) {

    public RouteHeard {
        providers = List.copyOf(providers);
    }
}
