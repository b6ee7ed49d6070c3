package dev.signalbox.agent.measure.ai;

import dev.signalbox.model.ai.Stage;
import dev.signalbox.model.ai.WorkerFact.ProviderName;
import dev.signalbox.model.policy.Provider;
import java.util.List;
import java.util.Optional;

/**
 * Which provider of the policy a span means. A model region that the span states decides; else its
 * host; else the only provider of that name. What fits nothing is unknown, never guessed.
 */
final class ProviderNames {

    private final List<Provider> providers;

    ProviderNames(List<Provider> providers) {
        this.providers = List.copyOf(providers);
    }

    /** The provider, empty when it is unknown. */
    Optional<Provider> match(Stage stage, ProviderName said) {
        List<Provider> ofStage = providers.stream().filter(p -> p.stage() == stage).toList();
        List<Provider> named = ofStage.stream().filter(p -> named(p, said.name())).toList();
        Optional<Provider> byRegion =
                only(
                        named.stream()
                                .filter(p -> p.target().modelRegion().equals(said.modelRegion()))
                                .toList());
        if (byRegion.isPresent()) {
            return byRegion;
        }
        String host = said.host();
        if (host != null) {
            // A worker that names no provider still says whom it called.
            List<Provider> among = named.isEmpty() ? ofStage : named;
            Optional<Provider> byHost = only(among.stream().filter(p -> hosted(p, host)).toList());
            if (byHost.isPresent()) {
                return byHost;
            }
        }
        return said.modelRegion() == null ? only(named) : Optional.empty();
    }

    private static boolean named(Provider provider, String name) {
        return provider.target().name().equals(name) || provider.names().contains(name);
    }

    private static boolean hosted(Provider provider, String host) {
        return provider.hosts().stream().anyMatch(host::equalsIgnoreCase);
    }

    private static Optional<Provider> only(List<Provider> found) {
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }
}
