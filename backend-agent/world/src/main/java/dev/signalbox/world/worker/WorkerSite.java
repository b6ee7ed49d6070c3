package dev.signalbox.world.worker;

import dev.signalbox.world.traffic.CallPlan;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * The workers of one region.
 *
 * @param region as in targets
 * @param services that work there; at least one
 */
public record WorkerSite(String region, List<WorkerService> services) {

    public WorkerSite {
        services = List.copyOf(services);
        if (services.isEmpty()) {
            throw new IllegalArgumentException("region " + region + " has no service");
        }
    }

    /**
     * Who takes a call: its own service; any of them, evenly, when it is for none.
     *
     * @return null when its service does not work here
     */
    @Nullable WorkerService service(CallPlan plan, SplittableRandom random) {
        if (plan.service().isEmpty()) {
            return services.get(random.nextInt(services.size()));
        }
        return services.stream()
                .filter(service -> service.name().equals(plan.service()))
                .findFirst()
                .orElse(null);
    }
}
