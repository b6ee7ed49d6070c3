package dev.signalbox.agent.decide.fleet.guard;

import dev.signalbox.model.policy.Policy;
import dev.signalbox.model.policy.Region;
import dev.signalbox.model.policy.Service;
import java.util.List;

/**
 * Where calls may be handled: where their service runs, and never outside the jurisdiction of the
 * numbers they are of.
 */
public final class Lawful {

    private Lawful() {}

    /**
     * Regions that may handle calls of {@code service} to or from the numbers of {@code home}, its
     * own among them, in the service's order of preference; empty when the policy has no such home.
     */
    public static List<String> regions(Policy policy, Service service, String home) {
        return service.regions().stream().filter(r -> allowed(policy, service, home, r)).toList();
    }

    /** True when {@code region} may handle them. */
    public static boolean allowed(Policy policy, Service service, String home, String region) {
        String of = policy.region(home).map(Region::jurisdiction).orElse(null);
        return of != null
                && service.regions().contains(region)
                && service.jurisdictions().contains(of)
                && policy.region(region).map(Region::jurisdiction).filter(of::equals).isPresent();
    }

    /** The jurisdiction of a region in words, {@code an unknown one} when the policy has none. */
    public static String jurisdiction(Policy policy, String region) {
        return policy.region(region).map(Region::jurisdiction).orElse("an unknown one");
    }
}
