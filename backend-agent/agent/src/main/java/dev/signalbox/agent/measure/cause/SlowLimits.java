package dev.signalbox.agent.measure.cause;

import dev.signalbox.model.ai.Stage;
import dev.signalbox.model.ai.WorkerFact.ProviderCall;
import dev.signalbox.model.policy.Policy;
import dev.signalbox.model.policy.Provider;
import java.util.List;

/** From when on a first response is slow: the provider's own limit, else the usual of its stage. */
final class SlowLimits {

    private final List<Provider> providers;

    SlowLimits(Policy policy) {
        this.providers = policy.providers();
    }

    double millis(ProviderCall call) {
        List<Provider> named =
                providers.stream()
                        .filter(p -> p.stage() == call.stage())
                        .filter(
                                p ->
                                        p.names().contains(call.provider().name())
                                                || p.target().name().equals(call.provider().name()))
                        .toList();
        return named.stream()
                .filter(p -> p.target().modelRegion().equals(call.provider().modelRegion()))
                .findFirst()
                .or(
                        () ->
                                named.stream()
                                        .filter(
                                                p ->
                                                        call.provider().host() != null
                                                                && p.hosts()
                                                                        .contains(
                                                                                call.provider()
                                                                                        .host()))
                                        .findFirst())
                .or(() -> named.stream().findFirst())
                .map(p -> p.firstResponseMax().toNanos() / 1e6)
                .orElse(usual(call.stage()));
    }

    private static double usual(Stage stage) {
        return switch (stage) {
            case STT, TTS -> 500;
            case LLM, REALTIME -> 1_000;
        };
    }
}
