package dev.signalbox.agent.measure.ai;

import static dev.signalbox.model.ai.CallResult.CANCELLED;
import static dev.signalbox.model.ai.CallResult.CLIENT_ERROR;
import static dev.signalbox.model.ai.CallResult.CONNECTION;
import static dev.signalbox.model.ai.CallResult.OK;
import static dev.signalbox.model.ai.CallResult.QUOTA;
import static dev.signalbox.model.ai.CallResult.SERVER_ERROR;
import static dev.signalbox.model.ai.CallResult.TIMEOUT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.model.ai.CallResult;
import dev.signalbox.model.ai.ProviderWindow;
import dev.signalbox.model.ai.Rung;
import dev.signalbox.model.ai.Stage;
import dev.signalbox.model.ai.WorkerFact;
import dev.signalbox.model.ai.WorkerFact.ProviderName;
import dev.signalbox.model.fleet.ProviderView.ModelView;
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
import org.junit.jupiter.api.Test;

class ProviderMetersTest {

    private static final Target.Provider ACME = new Target.Provider("llm", "acme", "eu");
    private static final Target.Provider ACME_US = new Target.Provider("llm", "acme", "us");
    private static final Target.Provider BASALT = new Target.Provider("llm", "basalt", "eu");
    private static final Target.Provider SPARE = new Target.Provider("llm", "spare", "eu");
    private static final ProviderName ACME_EU_SAID = new ProviderName("acme", "eu", null);

    private Now now = new Now(-7_000_000_000L, Instant.parse("2026-03-01T03:00:00Z"));
    private final ProviderMeters meters = new ProviderMeters(policy(), "lab");
    private int spans;

    @Test
    void fiveFailedCallsMakeTheSymptom() {
        call(OK, 300.0).call(SERVER_ERROR).call(TIMEOUT);
        // Of one phone call, so that server errors alone are not enough.
        call(SERVER_ERROR).call(SERVER_ERROR);
        assertThat(symptoms(ACME)).isEmpty();
        meters.advance(now);
        call(SERVER_ERROR);
        assertThat(meters.advance(now)).as("news").isTrue();
        Symptom symptom = symptom(ACME);
        assertThat(symptom.kind()).isEqualTo(Symptom.Kind.PROVIDER_ERRORS);
        assertThat(symptom.source()).isEqualTo(Symptom.Source.WORKERS);
        assertThat(symptom.detail())
                .isEqualTo("5 of the last 5 calls failed: 4 server errors, 1 timeout");
        assertThat(meters.advance(now)).as("news twice").isFalse();
    }

    @Test
    void deadShareIsOfTheNewestCalls() {
        for (int i = 0; i < 20; i++) {
            call(OK, 300.0);
        }
        call("a", SERVER_ERROR).call("a", TIMEOUT).call("b", QUOTA);
        assertThat(deadShare()).isEqualTo(0.2);
        for (int i = 0; i < 10; i++) {
            call("c", TIMEOUT);
        }
        assertThat(deadShare()).isEqualTo(1);
    }

    private double deadShare() {
        return meters.pictures(now).stream()
                .filter(p -> p.provider().equals(ACME))
                .mapToDouble(ProviderPicture::deadShare)
                .sum();
    }

    @Test
    void serverErrorsOfTwoPhoneCallsAreEnough() {
        call("a", SERVER_ERROR).call("a", SERVER_ERROR);
        assertThat(symptoms(ACME)).isEmpty();
        call("b", SERVER_ERROR);
        assertThat(symptom(ACME).detail())
                .isEqualTo("3 of 3 calls in 30 s failed: 3 server errors");
    }

    @Test
    void serverErrorsOfTwoPhoneCallsFarApartAreNot() {
        call("a", SERVER_ERROR).pass(31).call("b", SERVER_ERROR);
        assertThat(symptoms(ACME)).isEmpty();
    }

    @Test
    void oldServerErrorsDoNotMakeOneTimeoutEnough() {
        for (int i = 0; i < 1_000; i++) {
            call("good-" + i, OK, 300.0);
        }
        call("a", SERVER_ERROR).call("b", SERVER_ERROR);
        assertThat(symptoms(ACME)).isEmpty();
        pass(31).call("c", TIMEOUT);
        assertThat(symptoms(ACME)).isEmpty();
    }

    @Test
    void serverErrorsBeforeARecoveryAreForgotten() {
        call("a", SERVER_ERROR).call("b", SERVER_ERROR);
        assertThat(symptoms(ACME)).hasSize(1);
        for (int i = 0; i < 5; i++) {
            pass(2).call("good-" + i, OK, 300.0);
        }
        assertThat(symptoms(ACME)).isEmpty();
        call("c", SERVER_ERROR);
        assertThat(symptoms(ACME)).isEmpty();
    }

    @Test
    void someFailuresInAThousandMakeNone() {
        for (int i = 0; i < 3_000; i++) {
            call("call-" + i, i % 300 == 7 ? SERVER_ERROR : OK, 300.0);
            now = now.plus(Duration.ofMillis(10));
        }
        assertThat(symptoms(ACME)).isEmpty();
    }

    @Test
    void busyProviderThatDiesIsSeenAtTheFifthFailure() {
        for (int i = 0; i < 2_000; i++) {
            call("call-" + i, OK, 300.0);
        }
        for (int i = 0; i < 4; i++) {
            call("dead-" + i, CONNECTION);
        }
        assertThat(symptoms(ACME)).isEmpty();
        call("dead-5", CONNECTION);
        assertThat(symptom(ACME).detail())
                .isEqualTo("5 of the last 5 calls failed: 5 connection errors");
    }

    @Test
    void failuresOverMoreThanHalfAMinuteMakeNone() {
        for (int i = 0; i < 20; i++) {
            call(TIMEOUT).pass(8);
        }
        assertThat(symptoms(ACME)).isEmpty();
    }

    @Test
    void quotaIsNotDeath() {
        for (int i = 0; i < 20; i++) {
            call("call-" + i, QUOTA);
        }
        assertThat(symptom(ACME).kind()).isEqualTo(Symptom.Kind.PROVIDER_QUOTA);
        assertThat(symptom(ACME).detail())
                .isEqualTo("10 of the last 10 calls refused for quota or rate");
    }

    @Test
    void mistakesOfOursAndInterruptionsAreNoSymptom() {
        for (int i = 0; i < 50; i++) {
            call("call-" + i, i % 2 == 0 ? CLIENT_ERROR : CANCELLED);
        }
        assertThat(symptoms(ACME)).isEmpty();
        assertThat(counts(ACME)).isEqualTo(ProviderPicture.Counts.NONE);
    }

    @Test
    void lateFirstResponsesAreSlownessAndNotDeath() {
        for (int i = 0; i < 19; i++) {
            call("call-" + i, OK, i % 2 == 0 ? 801.0 : 799.0);
        }
        assertThat(symptoms(ACME)).isEmpty();
        call("call-19", OK, 1500.0);
        assertThat(symptom(ACME).kind()).isEqualTo(Symptom.Kind.PROVIDER_SLOW);
        assertThat(symptom(ACME).detail())
                .isEqualTo("11 of 20 first responses in 15 s came later than 800 ms");
        assertThat(counts(ACME)).isEqualTo(new ProviderPicture.Counts(9, 11, 0, 0));
    }

    @Test
    void slownessEndsWhenAnswersComeInTime() {
        for (int i = 0; i < 20; i++) {
            call("call-" + i, OK, 900.0);
        }
        for (int i = 0; i < 59; i++) {
            call("good-" + i, OK, 300.0);
        }
        assertThat(symptoms(ACME)).as("a quarter is late").hasSize(1);
        call("good", OK, 300.0).call("good", OK, 300.0);
        assertThat(symptoms(ACME)).isEmpty();
    }

    @Test
    void timeoutsAreSlowAndDead() {
        for (int i = 0; i < 20; i++) {
            call("call-" + i, TIMEOUT);
        }
        assertThat(symptoms(ACME))
                .extracting(Symptom::kind)
                .containsExactly(Symptom.Kind.PROVIDER_ERRORS, Symptom.Kind.PROVIDER_SLOW);
        assertThat(counts(ACME)).isEqualTo(new ProviderPicture.Counts(0, 0, 20, 0));
    }

    @Test
    void symptomEndsWhenItsEvidenceIsOld() {
        for (int i = 0; i < 5; i++) {
            call(CONNECTION);
        }
        pass(29);
        assertThat(symptoms(ACME)).hasSize(1);
        pass(1);
        assertThat(meters.advance(now)).isFalse();
        assertThat(symptoms(ACME)).isEmpty();
    }

    @Test
    void symptomEndsEarlierWhenCallsGoWellAndStaysOffAfterwards() {
        for (int i = 0; i < 5; i++) {
            call(CONNECTION);
        }
        for (int i = 0; i < 4; i++) {
            call(OK, 300.0).pass(3);
        }
        assertThat(symptoms(ACME)).as("four good ones").hasSize(1);
        call(OK, 300.0);
        assertThat(symptoms(ACME)).isEmpty();
        call(CONNECTION);
        assertThat(symptoms(ACME)).as("old failures are forgotten").isEmpty();
    }

    @Test
    void quantilesCountSamplesOfEveryWindow() {
        for (int i = 1; i <= 100; i++) {
            call("call-" + i, OK, i * 10.0);
        }
        call(OK).call(SERVER_ERROR);
        List<ProviderWindow> windows = meters.windows(ACME, now);
        assertThat(windows)
                .extracting(ProviderWindow::windowMillis)
                .containsExactly(10_000L, 60_000L, 300_000L);
        assertThat(windows)
                .allSatisfy(
                        w -> {
                            assertThat(w.firstSamples()).isEqualTo(100);
                            assertThat(w.calls()).isEqualTo(102);
                            assertThat(w.results())
                                    .containsExactly(
                                            Map.entry(OK, 101L), Map.entry(SERVER_ERROR, 1L));
                            assertThat(w.firstMillisP50()).isCloseTo(500, within(15.0));
                            assertThat(w.firstMillisP95()).isCloseTo(950, within(20.0));
                            assertThat(w.firstMillisP99()).isCloseTo(990, within(20.0));
                        });
        pass(20);
        assertThat(meters.windows(ACME, now).getFirst().calls()).isZero();
        assertThat(meters.windows(ACME, now).getFirst().firstMillisP50()).isNull();
        assertThat(meters.windows(ACME, now).get(1).calls()).isEqualTo(102);
        pass(60);
        assertThat(meters.windows(ACME, now).get(1).calls()).isZero();
        assertThat(meters.windows(ACME, now).get(2).calls()).isEqualTo(102);
        pass(300);
        assertThat(meters.windows(ACME, now).get(2).calls()).isZero();
    }

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

    private ProviderMetersTest call(CallResult result) {
        return call("one-call", result, null);
    }

    private ProviderMetersTest call(CallResult result, @Nullable Double firstMillis) {
        return call("one-call", result, firstMillis);
    }

    private ProviderMetersTest call(String trace, CallResult result) {
        return call(trace, result, null);
    }

    private ProviderMetersTest call(String trace, CallResult result, @Nullable Double firstMillis) {
        return accept(provider(ACME_EU_SAID, "m", result, firstMillis, trace));
    }

    private void said(String name, @Nullable String region, @Nullable String host) {
        accept(provider(new ProviderName(name, region, host), "m", OK, null, "t"));
    }

    private ProviderMetersTest accept(WorkerFact fact) {
        meters.accept(fact, now);
        return this;
    }

    private ProviderMetersTest pass(int seconds) {
        now = now.plus(Duration.ofSeconds(seconds));
        meters.advance(now);
        return this;
    }

    private void dependency(String name, CallResult result) {
        accept(new WorkerFact.DependencyCall(origin("t"), name, result));
    }

    private DependencyPicture dependency(String name) {
        return meters.dependencies(now).stream()
                .filter(d -> d.dependency().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private WorkerFact provider(
            ProviderName name,
            String model,
            CallResult result,
            @Nullable Double firstMillis,
            String trace) {
        return new WorkerFact.ProviderCall(
                origin(trace), Stage.LLM, name, model, firstMillis, result);
    }

    private WorkerFact.Origin origin(String trace) {
        return new WorkerFact.Origin(trace, "span-" + spans++, null, "bookings", now.wall(), 500);
    }

    private ProviderPicture.Counts counts(Target.Provider provider) {
        return picture(provider).counts();
    }

    private List<Symptom> symptoms(Target.Provider provider) {
        return picture(provider).symptoms();
    }

    private Symptom symptom(Target.Provider provider) {
        assertThat(symptoms(provider)).hasSize(1);
        return symptoms(provider).getFirst();
    }

    private ProviderPicture picture(Target.Provider provider) {
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
