package dev.signalbox.agent.measure.ai;

import static dev.signalbox.model.ai.CallResult.CLIENT_ERROR;
import static dev.signalbox.model.ai.CallResult.CONNECTION;
import static dev.signalbox.model.ai.CallResult.OK;
import static dev.signalbox.model.ai.CallResult.TIMEOUT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.model.ai.Stage;
import dev.signalbox.model.ai.WorkerFact;
import dev.signalbox.model.fleet.ProviderView.ModelView;
import dev.signalbox.model.measure.DependencyPicture;
import dev.signalbox.model.measure.ProviderPicture;
import dev.signalbox.model.measure.Symptom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whose calls they were, and what else workers name. */
class ProviderNamesTest extends ProviderScene {

    @Test
    void modelsAreKeptApartUpToEight() {
        for (int model = 0; model < 100; model++) {
            for (int i = 0; i <= model % 8; i++) {
                accept(provider(ACME_EU_SAID, "model-" + model, OK, null, "t" + model));
            }
        }
        List<ModelView> models = meters.models(ACME, now);
        assertThat(models).hasSize(ProviderMeter.MODELS_MAX + 1);
        assertThat(models.getFirst().model()).isEqualTo("other");
        assertThat(models.get(1).model()).isEqualTo("model-7");
        assertThat(models.stream().mapToLong(m -> m.windows().getLast().calls()).sum())
                .isEqualTo(meters.windows(ACME, now).getLast().calls());
    }

    @Test
    void providersAreMatchedByRegionThenHostThenWhenThereIsOnlyOne() {
        said("acme", "us", null);
        assertThat(counts(ACME_US).good()).isEqualTo(1);
        said("acme-ai", null, "EU.acme.example");
        assertThat(counts(ACME).good()).isEqualTo(1);
        said("basalt", null, "somewhere.example");
        assertThat(counts(BASALT).good()).isEqualTo(1);
        said("", null, "eu.acme.example");
        assertThat(counts(ACME).good()).isEqualTo(2);
        said("acme", "moon", "us.acme.example");
        assertThat(counts(ACME_US).good()).isEqualTo(2);
        assertThat(meters.unknownProviders()).isEmpty();
    }

    @Test
    void aWorkerThatCallsAProviderOfAnotherJurisdictionIsCounted() {
        said("acme", "eu", null);
        assertThat(meters.counters()).isEmpty();
        said("acme", "us", null);
        assertThat(meters.counters()).containsEntry("provider_outside_jurisdiction", 1L);
    }

    @Test
    void whatFitsNothingIsCountedAndListedAndNeverGuessed() {
        said("acme", null, null);
        said("basalt", "moon", null);
        said("nobody", null, "api.nobody.example");
        accept(new WorkerFact.ProviderCall(origin("t"), Stage.TTS, ACME_EU_SAID, "m", null, OK));
        assertThat(meters.unknownProviders())
                .containsOnly(
                        Map.entry("llm/acme", 1L),
                        Map.entry("llm/basalt/moon", 1L),
                        Map.entry("llm/nobody/api.nobody.example", 1L),
                        Map.entry("tts/acme/eu", 1L));
        for (int i = 0; i < 10_000; i++) {
            said("x".repeat(5_000) + i, null, null);
            said("made-up-" + i, null, null);
        }
        assertThat(meters.unknownProviders()).hasSize(ProviderMeters.UNKNOWN_MAX);
        assertThat(meters.unknownProviders().keySet()).allMatch(name -> name.length() <= 100);
        assertThat(meters.counters().get("provider_unknown")).isEqualTo(20_004L);
        assertThat(meters.counters()).containsKey("provider_unknown_not_listed");
    }

    @Test
    void lawfulProvidersOfTheChainsAreThereFromTheStartOthersWhenNamed() {
        assertThat(meters.pictures(now))
                .extracting(ProviderPicture::provider)
                .containsExactly(ACME, BASALT);
        said("acme", "us", null);
        said("spare", null, null);
        assertThat(meters.pictures(now))
                .extracting(ProviderPicture::provider)
                .containsExactly(ACME, ACME_US, BASALT, SPARE);
    }

    @Test
    void impossibleTimesAreDiscardedAndCounted() {
        call(OK, Double.NaN).call(OK, -5.0).call(OK, 1e12).call(OK, 100.0);
        assertThat(meters.windows(ACME, now).getFirst().firstSamples()).isEqualTo(1);
        assertThat(counts(ACME).good()).isEqualTo(4);
        assertThat(meters.counters()).containsEntry("provider_first_response_discarded", 3L);
    }

    @Test
    void clocksOfWorkersMeanNothing() {
        for (int i = 0; i < 5; i++) {
            WorkerFact.Origin origin =
                    new WorkerFact.Origin(
                            "t",
                            "s" + i,
                            null,
                            "bookings",
                            Instant.parse("1999-01-01T00:00:00Z"),
                            5);
            meters.accept(
                    new WorkerFact.ProviderCall(
                            origin, Stage.LLM, ACME_EU_SAID, "m", null, CONNECTION),
                    now);
        }
        assertThat(symptoms(ACME)).hasSize(1);
        assertThat(meters.windows(ACME, now).getFirst().calls()).isEqualTo(5);
    }

    @Test
    void dependencyThatFailsIsSeenAndWellAgainLater() {
        for (int i = 0; i < 5; i++) {
            dependency("crm", CLIENT_ERROR);
        }
        assertThat(dependency("crm").symptoms()).as("no such customer").isEmpty();
        for (int i = 0; i < 5; i++) {
            dependency("crm", TIMEOUT);
        }
        DependencyPicture crm = dependency("crm");
        assertThat(crm.symptoms().getFirst().kind()).isEqualTo(Symptom.Kind.DEPENDENCY_ERRORS);
        assertThat(crm.symptoms().getFirst().detail())
                .isEqualTo("5 of the last 5 calls failed: 5 timeouts");
        assertThat(crm.calls()).isEqualTo(10);
        assertThat(crm.failed()).isEqualTo(10);
        pass(30);
        meters.advance(now);
        assertThat(dependency("crm").symptoms()).isEmpty();
    }

    @Test
    void dependenciesAreBounded() {
        for (int i = 0; i < 1_000; i++) {
            dependency("tool-" + i, OK);
        }
        dependency("No Name!", OK);
        assertThat(meters.dependencies(now)).hasSize(ProviderMeters.DEPENDENCIES_MAX);
        assertThat(meters.counters())
                .containsEntry("dependency_beyond_limit", 950L)
                .containsEntry("dependency_name_refused", 1L);
        pass(601);
        dependency("late", OK);
        assertThat(meters.dependencies(now))
                .hasSize(ProviderMeters.DEPENDENCIES_MAX)
                .anyMatch(d -> d.dependency().name().equals("late"));
    }
}
