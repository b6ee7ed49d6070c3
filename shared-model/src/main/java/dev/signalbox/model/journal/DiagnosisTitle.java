package dev.signalbox.model.journal;

import dev.signalbox.model.policy.Policy;
import dev.signalbox.model.target.Target;

/** What is wrong, in a few words with the names people use: {@code Northwind rejects new calls}. */
public final class DiagnosisTitle {

    private DiagnosisTitle() {}

    /** The title of a diagnosis, without full stop and without its region. */
    public static String of(Policy policy, Target target, DiagnosisCode code) {
        String name = name(policy, target);
        return switch (code) {
            case TRUNK_NOT_ANSWERING -> name + " does not answer";
            case TRUNK_REJECTING -> name + " rejects new calls";
            case INBOUND_STARVED -> name + " brings no calls";
            case PATH_POOR -> "Media from " + name + " suffers";
            case PATH_DOWN -> "No media comes from " + name;
            case PROVIDER_FAILING, DEPENDENCY_FAILING -> name + " fails";
            case PROVIDER_OVER_QUOTA -> name + " is over its quota";
            case PROVIDER_SLOW -> name + " answers late";
            case CALLERS_MISUNDERSTOOD -> name + " misunderstands its callers";
            case CALLERS_HEAR_SILENCE -> "Callers of " + name + " hear silence";
        };
    }

    /** What people call a target. */
    public static String name(Policy policy, Target target) {
        return switch (target) {
            case Target.Trunk trunk -> policy.carrierTitle(trunk.carrier());
            case Target.Carrier carrier -> policy.carrierTitle(carrier.name());
            case Target.Region region -> policy.regionTitle(region.name());
            case Target.Path path ->
                    policy.regionTitle(path.from()) + " to " + policy.regionTitle(path.to());
            case Target.Provider provider -> policy.providerTitle(provider);
            case Target.Service service -> policy.serviceTitle(service.name());
            case Target.Dependency dependency -> dependency.name();
        };
    }
}
