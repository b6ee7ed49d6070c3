package dev.signalbox.world.worker;

import dev.signalbox.model.ai.Stage;
import dev.signalbox.model.target.Target;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A service that the workers of a region run.
 *
 * @param name as in the policy
 * @param chain what a worker uses until its agent has told it a route, most preferred first
 */
public record WorkerService(
        String name, Framework framework, Map<Stage, List<Target.Provider>> chain) {

    public WorkerService {
        EnumMap<Stage, List<Target.Provider>> copy = new EnumMap<>(Stage.class);
        chain.forEach((stage, list) -> copy.put(stage, List.copyOf(list)));
        chain = Collections.unmodifiableMap(copy);
    }
}
