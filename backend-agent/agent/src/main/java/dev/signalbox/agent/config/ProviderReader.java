package dev.signalbox.agent.config;

import dev.signalbox.model.ai.Rung;
import dev.signalbox.model.ai.Stage;
import dev.signalbox.model.policy.ChainLink;
import dev.signalbox.model.policy.Provider;
import dev.signalbox.model.target.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** AI providers of {@code policy.yaml}, and the chains that services make of them. */
final class ProviderReader {

    private static final Value<Stage> STAGE =
            Value.choice(Arrays.asList(Stage.values()), Stage::text);
    private static final Value<String> NAME = Words.name("acme");
    private static final Value<String> MODEL_REGION = Words.name("eu");
    private static final Value<String> TITLE = Words.title("Acme LLM");
    private static final Value<String> SPAN_NAME = Words.title("acme-ai");
    private static final Value<String> HOST = Words.title("eu.acme.example");
    private static final Value<Duration> FIRST = Quantities.duration("20ms", "60s", "800ms");
    private static final Value<String> LINK = Words.title("acme/eu");
    private static final Value<Rung> RUNG =
            Value.choice(List.of(Rung.PRIMARY, Rung.DEGRADED), Rung::text);

    private final Map<Target.Provider, Integer> lines = new LinkedHashMap<>();
    private final Map<Target.Provider, String> jurisdictions = new LinkedHashMap<>();

    List<Provider> read(List<Section> sections) {
        List<Provider> read = new ArrayList<>();
        for (Section provider : sections) {
            Stage stage = provider.required("stage", STAGE);
            String name = provider.required("name", NAME);
            String modelRegion = provider.required("modelRegion", MODEL_REGION);
            String title = provider.optional("title", TITLE, name == null ? "" : name);
            String jurisdiction = provider.required("jurisdiction", Words.jurisdiction());
            Set<String> names = new LinkedHashSet<>();
            if (name != null) {
                names.add(name);
            }
            provider.values("names", SPAN_NAME)
                    .forEach(other -> names.add(other.toLowerCase(Locale.ROOT)));
            List<String> hosts = provider.values("hosts", HOST);
            Duration first = provider.optional("firstResponse", FIRST);
            provider.end();
            if (stage == null || name == null || modelRegion == null || jurisdiction == null) {
                continue;
            }
            Target.Provider target = new Target.Provider(stage.text(), name, modelRegion);
            Integer before = lines.putIfAbsent(target, provider.line("name"));
            if (before != null) {
                provider.error("name", "is also the provider in line " + before, name + "-2");
                continue;
            }
            jurisdictions.put(target, jurisdiction);
            read.add(
                    new Provider(
                            target,
                            title,
                            jurisdiction,
                            List.copyOf(names),
                            hosts,
                            first == null ? usual(stage) : first));
        }
        return read;
    }

    /**
     * The chains of one service.
     *
     * @param lawful the service's jurisdictions
     */
    Map<Stage, List<ChainLink>> chains(Section chains, List<String> lawful) {
        EnumMap<Stage, List<ChainLink>> read = new EnumMap<>(Stage.class);
        for (Stage stage : Stage.values()) {
            List<ChainLink> links = new ArrayList<>();
            for (Section link : chains.sections(stage.text(), "{provider: acme/eu}")) {
                link(link, stage, lawful, links);
            }
            if (!links.isEmpty()) {
                read.put(stage, links);
            }
        }
        chains.end();
        return read;
    }

    private void link(Section link, Stage stage, List<String> lawful, List<ChainLink> links) {
        String text = link.required("provider", LINK);
        Rung rung = link.optional("rung", RUNG, Rung.PRIMARY);
        link.end();
        Target.Provider target = text == null ? null : known(stage, text);
        if (text == null) {
            return;
        }
        String jurisdiction = target == null ? null : jurisdictions.get(target);
        if (target == null || jurisdiction == null) {
            link.error(
                    "provider",
                    "is no " + stage.text() + " provider of this policy",
                    examples(stage));
        } else if (!lawful.isEmpty() && !lawful.contains(jurisdiction)) {
            link.error(
                    "provider",
                    "is in " + jurisdiction + ", which is none of the service's jurisdictions",
                    "jurisdictions: [" + jurisdiction + "]");
        } else if (links.stream().anyMatch(l -> l.provider().equals(target))) {
            link.error("provider", "stands in this chain already", "each provider once");
        } else {
            links.add(new ChainLink(target, rung));
        }
    }

    private static Target.@Nullable Provider known(Stage stage, String text) {
        String[] parts = text.split("/", -1);
        return parts.length == 2 && Target.Names.isName(parts[0]) && Target.Names.isName(parts[1])
                ? new Target.Provider(stage.text(), parts[0], parts[1])
                : null;
    }

    private String examples(Stage stage) {
        String all =
                jurisdictions.keySet().stream()
                        .filter(target -> target.stage().equals(stage.text()))
                        .map(target -> target.name() + "/" + target.modelRegion())
                        .collect(Collectors.joining(", "));
        return all.isEmpty() ? "providers: a list with stage: " + stage.text() : "one of " + all;
    }

    /** How late is late when the policy does not say: our own choice. */
    private static Duration usual(Stage stage) {
        return switch (stage) {
            case STT, TTS -> Duration.ofMillis(500);
            case LLM, REALTIME -> Duration.ofSeconds(1);
        };
    }
}
