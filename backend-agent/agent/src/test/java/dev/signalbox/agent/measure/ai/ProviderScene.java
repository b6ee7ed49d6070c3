package dev.signalbox.agent.measure.ai;

import static dev.signalbox.model.ai.CallResult.OK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.model.ai.CallResult;
import dev.signalbox.model.ai.Rung;
import dev.signalbox.model.ai.Stage;
import dev.signalbox.model.ai.WorkerFact;
import dev.signalbox.model.ai.WorkerFact.ProviderName;
import dev.signalbox.model.measure.DependencyPicture;
import dev.signalbox.model.measure.ProviderPicture;
import dev.signalbox.model.measure.Symptom;
import dev.signalbox.model.policy.ChainLink;
import dev.signalbox.model.policy.Policy;
import dev.signalbox.model.policy.Provider;
import dev.signalbox.model.policy.Region;
import dev.signalbox.model.policy.Rules;
import dev.signalbox.model.policy.Service;
import dev.signalbox.model.policy.Thresholds;
import dev.signalbox.model.target.Target;
import dev.signalbox.model.time.Now;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Providers of one region, and what workers say of them, in virtual time. */
abstract class ProviderScene {

    static final Target.Provider ACME = new Target.Provider("llm", "acme", "eu");
    static final Target.Provider ACME_US = new Target.Provider("llm", "acme", "us");
    static final Target.Provider BASALT = new Target.Provider("llm", "basalt", "eu");
    static final Target.Provider SPARE = new Target.Provider("llm", "spare", "eu");
    static final ProviderName ACME_EU_SAID = new ProviderName("acme", "eu", null);

    Now now = new Now(-7_000_000_000L, Instant.parse("2026-03-01T03:00:00Z"));
    final ProviderMeters meters = new ProviderMeters(policy(), "lab");
    int spans;

    ProviderScene call(CallResult result) {
        return call("one-call", result, null);
    }

    ProviderScene call(CallResult result, @Nullable Double firstMillis) {
        return call("one-call", result, firstMillis);
    }

    ProviderScene call(String trace, CallResult result) {
        return call(trace, result, null);
    }

    ProviderScene call(String trace, CallResult result, @Nullable Double firstMillis) {
        return accept(provider(ACME_EU_SAID, "m", result, firstMillis, trace));
    }

    void said(String name, @Nullable String region, @Nullable String host) {
        accept(provider(new ProviderName(name, region, host), "m", OK, null, "t"));
    }

    ProviderScene accept(WorkerFact fact) {
        meters.accept(fact, now);
        return this;
    }

    ProviderScene pass(int seconds) {
        now = now.plus(Duration.ofSeconds(seconds));
        meters.advance(now);
        return this;
    }

    void dependency(String name, CallResult result) {
        accept(new WorkerFact.DependencyCall(origin("t"), name, result));
    }

    DependencyPicture dependency(String name) {
        return meters.dependencies(now).stream()
                .filter(d -> d.dependency().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    WorkerFact provider(
            ProviderName name,
            String model,
            CallResult result,
            @Nullable Double firstMillis,
            String trace) {
        return new WorkerFact.ProviderCall(
                origin(trace), Stage.LLM, name, model, firstMillis, result);
    }

    WorkerFact.Origin origin(String trace) {
        return new WorkerFact.Origin(trace, "span-" + spans++, null, "bookings", now.wall(), 500);
    }

    ProviderPicture.Counts counts(Target.Provider provider) {
        return picture(provider).counts();
    }

    List<Symptom> symptoms(Target.Provider provider) {
        return picture(provider).symptoms();
    }

    Symptom symptom(Target.Provider provider) {
        assertThat(symptoms(provider)).hasSize(1);
        return symptoms(provider).getFirst();
    }

    ProviderPicture picture(Target.Provider provider) {
        return meters.pictures(now).stream()
                .filter(p -> p.provider().equals(provider))
                .findFirst()
                .orElseThrow();
    }

    private static Policy policy() {
        return new Policy(
                "lab",
                "00",
                List.of(new Region("lab", "Lab", 0, 0, "EU", Region.Kind.CLOUD)),
                List.of(),
                List.of(),
                List.of(
                        provider(ACME, "EU", "eu.acme.example"),
                        provider(ACME_US, "US", "us.acme.example"),
                        provider(BASALT, "EU", "basalt.example"),
                        provider(SPARE, "EU", "spare.example")),
                List.of(
                        new Service(
                                "bookings",
                                "Bookings",
                                List.of("EU"),
                                List.of("lab"),
                                Map.of(Stage.LLM, links(ACME, ACME_US, BASALT)),
                                null,
                                null)),
                Thresholds.DEFAULTS,
                Rules.OBSERVING);
    }

    private static List<ChainLink> links(Target.Provider... providers) {
        return Arrays.stream(providers).map(p -> new ChainLink(p, Rung.PRIMARY)).toList();
    }

    private static Provider provider(Target.Provider target, String jurisdiction, String host) {
        return new Provider(
                target,
                target.name(),
                jurisdiction,
                List.of(target.name(), target.name() + "-ai"),
                List.of(host),
                Duration.ofMillis(800));
    }
}
