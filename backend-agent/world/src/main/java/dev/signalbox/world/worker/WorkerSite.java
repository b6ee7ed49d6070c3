package dev.signalbox.world.worker;

import java.util.List;

/**
 * The workers of one region.
 *
 * @param region as in targets
 * @param services calls are spread over them evenly; at least one
 */
public record WorkerSite(String region, List<WorkerService> services) {

    public WorkerSite {
        services = List.copyOf(services);
        if (services.isEmpty()) {
            throw new IllegalArgumentException("region " + region + " has no service");
        }
    }
}
