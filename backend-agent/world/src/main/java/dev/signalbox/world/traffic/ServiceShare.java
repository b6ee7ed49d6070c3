package dev.signalbox.world.traffic;

import java.util.List;
import java.util.SplittableRandom;

/**
 * A service with its part of a region's calls.
 *
 * @param name as in the policy
 * @param percent of the region's calls, 1 to 100; those of a region add up to 100
 */
public record ServiceShare(String name, int percent) {

    private static final long SALT = 0x53455256L;

    /**
     * The service of a call, by its own draw: whoever asks about the same call is told the same.
     *
     * @param seed of the call
     * @return empty when there are no services
     */
    static String of(List<ServiceShare> services, long seed) {
        int draw = new SplittableRandom(seed ^ SALT).nextInt(100);
        for (ServiceShare service : services) {
            draw -= service.percent();
            if (draw < 0) {
                return service.name();
            }
        }
        return services.isEmpty() ? "" : services.getLast().name();
    }
}
