package dev.signalbox.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.model.ai.BreakerState;
import dev.signalbox.model.ai.Rung;
import dev.signalbox.model.ai.Stage;
import dev.signalbox.model.fleet.IncidentView;
import dev.signalbox.model.fleet.Severity;
import dev.signalbox.model.journal.DecisionState;
import dev.signalbox.model.journal.DecisionState.Breaker;
import dev.signalbox.model.journal.DecisionState.OpenDiagnosis;
import dev.signalbox.model.journal.DecisionState.Refusal;
import dev.signalbox.model.journal.DiagnosisCode;
import dev.signalbox.model.journal.Position;
import dev.signalbox.model.measure.Picture;
import dev.signalbox.model.measure.ProviderPicture;
import dev.signalbox.model.policy.ChainLink;
import dev.signalbox.model.policy.Policy;
import dev.signalbox.model.policy.Provider;
import dev.signalbox.model.policy.Region;
import dev.signalbox.model.policy.Rules;
import dev.signalbox.model.policy.Service;
import dev.signalbox.model.policy.Thresholds;
import dev.signalbox.model.route.RouteTable;
import dev.signalbox.model.target.Target;
import dev.signalbox.model.time.Now;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IncidentReportTest {

    private static final Instant SINCE = Instant.parse("2026-03-01T08:12:44Z");
    private static final Now NOW = new Now(1, SINCE.plusSeconds(10));
    private static final Target.Provider ACME = new Target.Provider("llm", "acme", "eu");
    private static final Target.Provider BASALT = new Target.Provider("llm", "basalt", "eu");
    private static final Target.Service BOOKINGS = new Target.Service("bookings");
    private static final Target.Path ROAD = new Target.Path("eu", "us");

    @Test
    void providerThatFailsIsCriticalUntilItIsMoved() {
        IncidentView unmoved = of(ACME, DiagnosisCode.PROVIDER_FAILING, null, null);
        assertThat(unmoved.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(unmoved.title()).isEqualTo("Acme LLM fails");
        assertThat(unmoved.detail()).isEqualTo("5 of the last 6 calls failed: 4 server errors");
        assertThat(unmoved.action()).isEqualTo("Not moved yet");

        IncidentView open =
                of(ACME, DiagnosisCode.PROVIDER_FAILING, breaker(BreakerState.OPEN, 0, true), null);
        assertThat(open.severity()).isEqualTo(Severity.MAJOR);
        assertThat(open.action()).isEqualTo("New calls go to Basalt LLM since 08:12:44 UTC");
        assertThat(open.next()).isEqualTo("One call tries it at 08:13:14 UTC");
        assertThat(open.nextAt()).isEqualTo(SINCE.plusSeconds(30));
    }

    @Test
    void decisionThatNoWorkerHasIsSaidToBeJustThat() {
        IncidentView open =
                of(
                        ACME,
                        DiagnosisCode.PROVIDER_FAILING,
                        breaker(BreakerState.OPEN, 0, false),
                        null);
        assertThat(open.action())
                .isEqualTo(
                        "Decided at 08:12:44 UTC: new calls go to Basalt LLM; no worker has asked since");
    }

    @Test
    void providerOnItsWayBackIsMinor() {
        IncidentView trial =
                of(ACME, DiagnosisCode.PROVIDER_SLOW, breaker(BreakerState.TRIAL, 0, true), null);
        assertThat(trial.severity()).isEqualTo(Severity.MAJOR);
        assertThat(trial.title()).isEqualTo("Acme LLM answers late");
        assertThat(trial.action())
                .isEqualTo("One call tries it since 08:12:44 UTC; others go to Basalt LLM");
        IncidentView closing =
                of(
                        ACME,
                        DiagnosisCode.PROVIDER_SLOW,
                        breaker(BreakerState.CLOSING, 10, true),
                        null);
        assertThat(closing.severity()).isEqualTo(Severity.MINOR);
        assertThat(closing.title()).isEqualTo("Acme LLM is being taken back");
        assertThat(closing.detail()).startsWith("Before it: 5 of");
        assertThat(closing.action())
                .isEqualTo("Taken back in parts: 10 % of its new calls since 08:12:44 UTC");
    }

    @Test
    void nobodyLeftIsCriticalAndSaysWhereCallersGo() {
        TreeMap<Target.Provider, Breaker> both = new TreeMap<>();
        both.put(ACME, breaker(BreakerState.OPEN, 0, true));
        both.put(BASALT, breaker(BreakerState.OPEN, 0, true));
        IncidentView open =
                report(state(ACME, DiagnosisCode.PROVIDER_FAILING, both, null)).of(ACME, "eu");
        assertThat(open.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(open.action()).isEqualTo("New calls go to the human queue since 08:12:44 UTC");
    }

    @Test
    void refusalIsTheAction() {
        IncidentView refused =
                of(
                        ACME,
                        DiagnosisCode.PROVIDER_SLOW,
                        null,
                        new Refusal("j/3", "observe", "this rule only observes"));
        assertThat(refused.severity()).isEqualTo(Severity.MAJOR);
        assertThat(refused.action()).isEqualTo("this rule only observes");
    }

    @Test
    void whatMovesNothingSaysSoAndWhatAPersonShouldDo() {
        IncidentView misunderstood = of(BOOKINGS, DiagnosisCode.CALLERS_MISUNDERSTOOD, null, null);
        assertThat(misunderstood.severity()).isEqualTo(Severity.MAJOR);
        assertThat(misunderstood.intent()).isTrue();
        assertThat(of(BOOKINGS, DiagnosisCode.CALLERS_HEAR_SILENCE, null, null).intent()).isFalse();
        assertThat(misunderstood.title()).isEqualTo("Bookings misunderstands its callers");
        assertThat(misunderstood.action()).isEqualTo("No road is at fault, nothing moves");
        assertThat(misunderstood.next()).contains("the last release of Bookings");

        assertThat(of(BOOKINGS, DiagnosisCode.CALLERS_HEAR_SILENCE, null, null).severity())
                .isEqualTo(Severity.CRITICAL);
        assertThat(of(ROAD, DiagnosisCode.PATH_POOR, null, null).severity())
                .isEqualTo(Severity.MAJOR);
        IncidentView down = of(ROAD, DiagnosisCode.PATH_DOWN, null, null);
        assertThat(down.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(down.action()).startsWith("Nothing moves").contains("Frankfurt to Virginia");
        IncidentView crm =
                of(new Target.Dependency("crm"), DiagnosisCode.DEPENDENCY_FAILING, null, null);
        assertThat(crm.severity()).isEqualTo(Severity.MINOR);
        assertThat(crm.next()).isEqualTo("Page the team that runs crm");
    }

    @Test
    void silenceThatABrokenProviderExplainsNamesIt() {
        TreeMap<Target.Provider, Breaker> open = new TreeMap<>();
        open.put(ACME, breaker(BreakerState.OPEN, 0, true));
        DecisionState state = state(BOOKINGS, DiagnosisCode.CALLERS_HEAR_SILENCE, open, null);
        assertThat(report(state).of(BOOKINGS, "eu").action())
                .as("a breaker without an open diagnosis explains nothing")
                .startsWith("Nothing moves: what is silent is not known");
        TreeMap<Target, OpenDiagnosis> both = new TreeMap<>(state.diagnoses());
        both.putAll(state(ACME, DiagnosisCode.PROVIDER_FAILING, open, null).diagnoses());
        IncidentView explained = report(with(state, both)).of(BOOKINGS, "eu");
        assertThat(explained.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(explained.action())
                .isEqualTo("Because Acme LLM fails; new calls go another way already");
    }

    private static DecisionState with(
            DecisionState state, SortedMap<Target, OpenDiagnosis> diagnoses) {
        return new DecisionState(
                state.position(),
                state.journalMillis(),
                state.runStartMillis(),
                state.lastWall(),
                state.bootId(),
                state.routes(),
                state.routesDecisionId(),
                diagnoses,
                state.moved(),
                state.breakers(),
                state.hands(),
                state.pending(),
                state.brake());
    }

    private static IncidentView of(
            Target target,
            DiagnosisCode code,
            @Nullable Breaker breaker,
            @Nullable Refusal refusal) {
        TreeMap<Target.Provider, Breaker> breakers = new TreeMap<>();
        if (breaker != null) {
            breakers.put(ACME, breaker);
        }
        return report(state(target, code, breakers, refusal)).of(target, "eu");
    }

    private static IncidentReport report(DecisionState state) {
        return new IncidentReport(policy(), state, Picture.EMPTY, 11_000, NOW);
    }

    private static DecisionState state(
            Target target,
            DiagnosisCode code,
            SortedMap<Target.Provider, Breaker> breakers,
            @Nullable Refusal refusal) {
        TreeMap<Target, OpenDiagnosis> diagnoses = new TreeMap<>();
        diagnoses.put(
                target,
                new OpenDiagnosis(
                        "j/2",
                        code,
                        "X fails in eu: 5 of the last 6 calls failed: 4 server errors",
                        1_000,
                        SINCE,
                        refusal,
                        List.of()));
        return new DecisionState(
                Position.start("j"),
                11_000,
                0,
                null,
                "b",
                RouteTable.DEFAULT,
                "",
                diagnoses,
                new TreeMap<>(),
                breakers,
                new TreeMap<>(),
                null,
                null);
    }

    /** Opened ten seconds before {@link #NOW}. */
    private static Breaker breaker(BreakerState state, int sharePercent, boolean applied) {
        return new Breaker(
                "j/3",
                "j/2",
                state,
                sharePercent,
                1_000,
                1_000,
                SINCE,
                ProviderPicture.Counts.NONE,
                1,
                applied);
    }

    private static Policy policy() {
        return new Policy(
                "lab",
                "00",
                List.of(
                        new Region("eu", "Frankfurt", 0, 0, "EU", Region.Kind.CLOUD),
                        new Region("us", "Virginia", 0, 0, "US", Region.Kind.CLOUD)),
                List.of(),
                List.of(),
                List.of(provider(ACME, "Acme LLM"), provider(BASALT, "Basalt LLM")),
                List.of(
                        new Service(
                                "bookings",
                                "Bookings",
                                List.of("EU"),
                                List.of("eu"),
                                Map.of(
                                        Stage.LLM,
                                        List.of(
                                                new ChainLink(ACME, Rung.PRIMARY),
                                                new ChainLink(BASALT, Rung.PRIMARY))),
                                "+4969555900",
                                null)),
                Thresholds.DEFAULTS,
                Rules.OBSERVING);
    }

    private static Provider provider(Target.Provider target, String title) {
        return new Provider(
                target, title, "EU", List.of(target.name()), List.of(), Duration.ofMillis(800));
    }
}
