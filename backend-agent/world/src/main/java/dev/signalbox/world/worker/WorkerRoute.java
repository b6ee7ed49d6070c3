package dev.signalbox.world.worker;

import dev.signalbox.model.ai.Rung;
import dev.signalbox.model.ai.Stage;
import dev.signalbox.model.target.Target;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What new calls of a service shall use, as its agent answered {@code GET /v1/route}.
 *
 * @param options of each stage, most preferred first
 */
record WorkerRoute(Rung rung, Map<Stage, List<Option>> options) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    WorkerRoute {
        EnumMap<Stage, List<Option>> copy = new EnumMap<>(Stage.class);
        options.forEach((stage, list) -> copy.put(stage, List.copyOf(list)));
        options = Collections.unmodifiableMap(copy);
    }

    /**
     * A provider of a stage.
     *
     * @param sharePercent of the calls that reach it in the chain, 0 to 100
     * @param trial exactly one call may try it
     */
    record Option(Target.Provider provider, int sharePercent, boolean trial) {}

    /** The chain as it stands in {@code service}, everything open. */
    static WorkerRoute initial(WorkerService service) {
        EnumMap<Stage, List<Option>> options = new EnumMap<>(Stage.class);
        service.chain()
                .forEach(
                        (stage, chain) ->
                                options.put(
                                        stage,
                                        chain.stream()
                                                .map(p -> new Option(p, 100, false))
                                                .toList()));
        return new WorkerRoute(Rung.PRIMARY, options);
    }

    /**
     * Reads the agent's answer.
     *
     * @throws IllegalArgumentException when it is not what the contract says
     */
    static WorkerRoute read(String json) {
        try {
            JsonNode root = JSON.readTree(json);
            Rung rung = Rung.valueOf(root.path("rung").asString("").toUpperCase(Locale.ROOT));
            EnumMap<Stage, List<Option>> options = new EnumMap<>(Stage.class);
            for (Map.Entry<String, JsonNode> entry : root.path("stages").properties()) {
                Stage stage =
                        Stage.of(entry.getKey())
                                .orElseThrow(
                                        () ->
                                                new IllegalArgumentException(
                                                        "no stage: " + entry.getKey()));
                List<Option> list = new ArrayList<>();
                entry.getValue().forEach(option -> list.add(option(option)));
                options.put(stage, list);
            }
            return new WorkerRoute(rung, options);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("route: " + e.getOriginalMessage(), e);
        }
    }

    private static Option option(JsonNode option) {
        String id = option.path("provider").asString("");
        if (Target.parse(id) instanceof Target.Provider provider) {
            return new Option(
                    provider,
                    option.path("sharePercent").asInt(0),
                    option.path("trial").asBoolean(false));
        }
        throw new IllegalArgumentException("no provider: " + id);
    }

    /** True when one call, and only one, is to try a provider. */
    boolean trial() {
        return options.values().stream().flatMap(List::stream).anyMatch(Option::trial);
    }

    /** The same for all other calls. */
    WorkerRoute withoutTrial() {
        EnumMap<Stage, List<Option>> copy = new EnumMap<>(Stage.class);
        options.forEach(
                (stage, list) ->
                        copy.put(
                                stage,
                                list.stream()
                                        .map(o -> new Option(o.provider(), o.sharePercent(), false))
                                        .toList()));
        return new WorkerRoute(rung, copy);
    }

    /**
     * One provider per stage for one new call, which keeps them until it ends.
     *
     * @return empty when the call gets no AI: that is its rung, or a stage has nobody left
     */
    Optional<Map<Stage, Target.Provider>> choose(SplittableRandom random) {
        boolean ai =
                switch (rung) {
                    case PRIMARY, DEGRADED -> true;
                    case HUMAN_QUEUE, EMERGENCY -> false;
                };
        EnumMap<Stage, Target.Provider> chosen = new EnumMap<>(Stage.class);
        for (Map.Entry<Stage, List<Option>> entry : options.entrySet()) {
            first(entry.getValue(), random).ifPresent(p -> chosen.put(entry.getKey(), p));
        }
        // Half a chain would be silence.
        return (ai || trial()) && !chosen.isEmpty() && chosen.keySet().equals(options.keySet())
                ? Optional.of(chosen)
                : Optional.empty();
    }

    private static Optional<Target.Provider> first(List<Option> list, SplittableRandom random) {
        for (Option option : list) {
            if (option.trial() || random.nextInt(1, 101) <= option.sharePercent()) {
                return Optional.of(option.provider());
            }
        }
        return Optional.empty();
    }
}
