package dev.signalbox.model.ladder;

import dev.signalbox.model.ai.BreakerState;
import dev.signalbox.model.ai.Rung;
import dev.signalbox.model.ai.Stage;
import dev.signalbox.model.journal.DecisionState.Breaker;
import dev.signalbox.model.policy.ChainLink;
import dev.signalbox.model.policy.Policy;
import dev.signalbox.model.policy.Provider;
import dev.signalbox.model.policy.Service;
import dev.signalbox.model.target.Target;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What new calls of one service in one region shall use: made from the policy and the breakers
 * alone, so that the agent, a worker's answer and the console agree.
 *
 * @param rung of the degradation ladder
 * @param reason why it is not primary, empty when it is
 * @param transferTo where calls go when no AI can serve them, null on the rungs with AI
 * @param choices the lawful providers of each stage, most preferred first
 */
public record ServiceRoute(
        String service,
        Rung rung,
        String reason,
        @Nullable String transferTo,
        Map<Stage, List<Choice>> choices) {

    public ServiceRoute {
        EnumMap<Stage, List<Choice>> copy = new EnumMap<>(Stage.class);
        choices.forEach((stage, list) -> copy.put(stage, List.copyOf(list)));
        choices = Collections.unmodifiableMap(copy);
    }

    /**
     * A provider of a chain.
     *
     * @param sharePercent of the calls that would go to it, 0 to 100
     * @param trial exactly one call may try it now
     * @param rung the best the service can do with it
     */
    public record Choice(Target.Provider provider, int sharePercent, boolean trial, Rung rung) {}

    /**
     * The route of {@code service} in {@code region}.
     *
     * @param breakers those that are not closed, by provider
     */
    public static ServiceRoute of(
            Policy policy, String region, Service service, Map<Target.Provider, Breaker> breakers) {
        String jurisdiction = policy.region(region).orElseThrow().jurisdiction();
        EnumMap<Stage, List<Choice>> choices = new EnumMap<>(Stage.class);
        Rung rung = Rung.PRIMARY;
        String reason = "";
        for (Map.Entry<Stage, List<ChainLink>> chain : service.chains().entrySet()) {
            List<Choice> lawful =
                    chain.getValue().stream()
                            .filter(link -> lawful(policy, link, jurisdiction))
                            .map(link -> choice(link, breakers.get(link.provider())))
                            .toList();
            choices.put(chain.getKey(), lawful);
            Optional<Choice> used = inUse(lawful);
            Rung best = used.map(Choice::rung).orElse(Rung.HUMAN_QUEUE);
            if (best.compareTo(rung) > 0) {
                rung = best;
                reason = reason(policy, chain.getKey(), used.orElse(null));
            }
        }
        if (rung == Rung.HUMAN_QUEUE && service.humanQueue() == null) {
            rung = Rung.EMERGENCY;
        }
        String transferTo =
                switch (rung) {
                    case PRIMARY, DEGRADED -> null;
                    case HUMAN_QUEUE -> service.humanQueue();
                    case EMERGENCY -> service.emergency();
                };
        return new ServiceRoute(service.name(), rung, reason, transferTo, choices);
    }

    /** Who takes most new calls of a stage: the first whose breaker lets calls pass, if any. */
    public Optional<Target.Provider> inUse(Stage stage) {
        return inUse(choices.getOrDefault(stage, List.of())).map(Choice::provider);
    }

    private static Optional<Choice> inUse(List<Choice> lawful) {
        // While it is being taken back in part, the next one still takes the rest.
        return lawful.stream()
                .filter(choice -> choice.sharePercent() == 100)
                .findFirst()
                .or(() -> lawful.stream().filter(choice -> choice.sharePercent() > 0).findFirst());
    }

    private static boolean lawful(Policy policy, ChainLink link, String jurisdiction) {
        return policy.provider(link.provider())
                .map(Provider::jurisdiction)
                .filter(jurisdiction::equals)
                .isPresent();
    }

    private static Choice choice(ChainLink link, @Nullable Breaker breaker) {
        return breaker == null
                ? new Choice(link.provider(), 100, false, link.rung())
                : new Choice(
                        link.provider(),
                        breaker.sharePercent(),
                        breaker.state() == BreakerState.TRIAL,
                        link.rung());
    }

    private static String reason(Policy policy, Stage stage, @Nullable Choice used) {
        return used == null
                ? "no " + words(stage) + " is left"
                : policy.providerTitle(used.provider()) + " can only greet and capture the intent";
    }

    private static String words(Stage stage) {
        return switch (stage) {
            case STT -> "speech recognition";
            case LLM -> "language model";
            case TTS -> "voice";
            case REALTIME -> "realtime model";
        };
    }
}
