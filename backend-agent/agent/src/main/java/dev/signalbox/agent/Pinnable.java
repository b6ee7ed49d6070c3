package dev.signalbox.agent;

import dev.signalbox.model.policy.Policy;
import dev.signalbox.model.policy.Region;
import dev.signalbox.model.target.Target;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What can be kept from automation: only what it could move, and what there is. */
final class Pinnable {

    private Pinnable() {}

    /** Why {@code target} cannot be pinned; empty when it can. */
    static Optional<String> whyNot(Policy policy, Target target) {
        return switch (target) {
            case Target.Region region ->
                    policy.region(region.name()).isPresent()
                            ? Optional.empty()
                            : unknown(
                                    target,
                                    policy.regions().stream()
                                            .map(Region::name)
                                            .map(Target.Region::new));
            case Target.Trunk trunk ->
                    policy.trunk(trunk).isPresent()
                            ? Optional.empty()
                            : unknown(target, policy.trunks().stream().map(t -> t.target()));
            case Target.Provider provider ->
                    policy.providers().stream().anyMatch(p -> p.target().equals(provider))
                            ? Optional.empty()
                            : unknown(target, policy.providers().stream().map(p -> p.target()));
            case Target.Carrier _, Target.Path _, Target.Dependency _, Target.Service _ ->
                    Optional.of(
                            target.id()
                                    + " cannot be pinned: automation moves trunks, providers and"
                                    + " regions only. Pin one of those");
        };
    }

    private static Optional<String> unknown(Target target, Stream<? extends Target> known) {
        List<String> ids = known.map(Target::id).toList();
        return Optional.of(
                target.id()
                        + " is not in the policy, so nothing would be pinned. There are: "
                        + String.join(", ", ids));
    }
}
