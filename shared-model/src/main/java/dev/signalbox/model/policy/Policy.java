package dev.signalbox.model.policy;

import dev.signalbox.model.target.Target;
import java.util.List;
import java.util.Optional;

/**
 * What one installation wants, from {@code policy.yaml}. The same file is given to every agent.
 *
 * @param fleet name of the installation, for people
 * @param hash SHA-256 of the file's bytes, hexadecimal
 */
public record Policy(
        String fleet,
        String hash,
        List<Region> regions,
        List<Carrier> carriers,
        List<Trunk> trunks,
        List<Provider> providers,
        List<Service> services,
        List<Door> doors,
        ChangeLimits changes,
        Thresholds thresholds,
        Rules rules) {

    /** A policy without front doors, changes led as usual. */
    public Policy(
            String fleet,
            String hash,
            List<Region> regions,
            List<Carrier> carriers,
            List<Trunk> trunks,
            List<Provider> providers,
            List<Service> services,
            Thresholds thresholds,
            Rules rules) {
        this(
                fleet,
                hash,
                regions,
                carriers,
                trunks,
                providers,
                services,
                List.of(),
                ChangeLimits.DEFAULTS,
                thresholds,
                rules);
    }

    public Policy {
        doors = List.copyOf(doors);
        regions = List.copyOf(regions);
        carriers = List.copyOf(carriers);
        trunks = List.copyOf(trunks);
        providers = List.copyOf(providers);
        services = List.copyOf(services);
    }

    /** The trunks of one region, in the order of preference. */
    public List<Trunk> trunksOf(String region) {
        return trunks.stream().filter(t -> t.target().region().equals(region)).toList();
    }

    /** A region by name. */
    public Optional<Region> region(String name) {
        return regions.stream().filter(r -> r.name().equals(name)).findFirst();
    }

    /** A trunk by target. */
    public Optional<Trunk> trunk(Target.Trunk target) {
        return trunks.stream().filter(t -> t.target().equals(target)).findFirst();
    }

    /** A provider by target. */
    public Optional<Provider> provider(Target.Provider target) {
        return providers.stream().filter(p -> p.target().equals(target)).findFirst();
    }

    /** A service by name. */
    public Optional<Service> service(String name) {
        return services.stream().filter(s -> s.name().equals(name)).findFirst();
    }

    /** The front door of a region's numbers. */
    public Optional<Door> door(String region) {
        return doors.stream().filter(d -> d.region().equals(region)).findFirst();
    }

    /** The region whose numbers begin like {@code number}; the longest beginning counts. */
    public Optional<Region> home(String number) {
        Region home = null;
        int length = 0;
        for (Region region : regions) {
            for (String prefix : region.numbers()) {
                if (prefix.length() > length && number.startsWith(prefix)) {
                    home = region;
                    length = prefix.length();
                }
            }
        }
        return Optional.ofNullable(home);
    }

    /** The services that run in one region. */
    public List<Service> servicesOf(String region) {
        return services.stream().filter(s -> s.regions().contains(region)).toList();
    }

    /** The name people use for a provider, its plain name when the policy does not have it. */
    public String providerTitle(Target.Provider target) {
        return provider(target).map(Provider::title).orElse(target.name());
    }

    /** The name people use for a region, its plain name when the policy does not have it. */
    public String regionTitle(String name) {
        return region(name).map(Region::title).orElse(name);
    }

    /** The name people use for a service, its plain name when the policy does not have it. */
    public String serviceTitle(String name) {
        return service(name).map(Service::title).orElse(name);
    }

    /** This policy with other rules. */
    public Policy with(Rules other) {
        return new Policy(
                fleet,
                hash,
                regions,
                carriers,
                trunks,
                providers,
                services,
                doors,
                changes,
                thresholds,
                other);
    }

    /** The name people use for a carrier, its plain name when the policy gives none. */
    public String carrierTitle(String name) {
        return carriers.stream()
                .filter(c -> c.name().equals(name))
                .map(Carrier::title)
                .findFirst()
                .orElse(name);
    }
}
