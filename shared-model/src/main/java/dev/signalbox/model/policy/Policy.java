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
        List<Service> services,
        Thresholds thresholds,
        Rules rules) {

    public Policy {
        regions = List.copyOf(regions);
        carriers = List.copyOf(carriers);
        trunks = List.copyOf(trunks);
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

    /** The name people use for a carrier, its plain name when the policy gives none. */
    public String carrierTitle(String name) {
        return carriers.stream()
                .filter(c -> c.name().equals(name))
                .map(Carrier::title)
                .findFirst()
                .orElse(name);
    }
}
