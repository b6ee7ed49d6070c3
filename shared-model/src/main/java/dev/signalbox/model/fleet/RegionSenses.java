package dev.signalbox.model.fleet;

import dev.signalbox.model.cause.CausesView;
import dev.signalbox.model.cause.SilenceView;
import java.util.List;

/**
 * What a region knows beyond its trunks.
 *
 * @param paths both directions of every peer, as this region sees them
 * @param providers in the order of the policy
 * @param services in the order of the policy, those that run in this region
 * @param dependencies by name
 * @param causes why its calls ended
 * @param silence who hears nothing
 * @param health region, trunks, paths, providers, dependencies and services in one list
 */
public record RegionSenses(
        List<PathView> paths,
        List<ProviderView> providers,
        List<ServiceView> services,
        List<DependencyView> dependencies,
        CausesView causes,
        SilenceView silence,
        List<HealthEntry> health) {

    /** Nothing is known beyond trunks. */
    public static final RegionSenses NONE =
            new RegionSenses(
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    CausesView.NONE,
                    SilenceView.NONE,
                    List.of());

    public RegionSenses {
        paths = List.copyOf(paths);
        providers = List.copyOf(providers);
        services = List.copyOf(services);
        dependencies = List.copyOf(dependencies);
        health = List.copyOf(health);
    }

    /** The same with this health picture. */
    public RegionSenses withHealth(List<HealthEntry> entries) {
        return new RegionSenses(paths, providers, services, dependencies, causes, silence, entries);
    }
}
