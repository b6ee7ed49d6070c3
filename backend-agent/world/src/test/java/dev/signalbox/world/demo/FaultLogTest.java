package dev.signalbox.world.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.signalbox.model.journal.DiagnosisCode;
import dev.signalbox.model.target.Target;
import dev.signalbox.world.story.Story;
import dev.signalbox.world.voice.Condition;
import dev.signalbox.world.voice.Truth;
import dev.signalbox.world.worker.ProviderFailure;
import dev.signalbox.world.worker.ProviderUse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaultLogTest {

    private static final Instant START = Instant.parse("2026-11-20T05:00:00Z");
    private static final Target.Trunk NORTHWIND = new Target.Trunk("eu-central", "northwind");
    private static final Target.Provider ACME = new Target.Provider("llm", "acme", "eu");
    private static final Target.Provider BASALT = new Target.Provider("llm", "basalt", "eu");
    private static final Target.Provider ACME_US = new Target.Provider("llm", "acme", "us");
    private static final Target.Provider HARK = new Target.Provider("stt", "hark", "eu");

    private final FaultLog log = new FaultLog();

    private void happened(Story.Verb verb, Target target, long second) {
        log.happened(
                new Story.Step(Duration.ZERO, verb, target, 0, verb.word()),
                START.plusSeconds(second));
    }

    private static ProviderUse use(long millis, String region, Target.Provider provider) {
        return new ProviderUse(
                START.plusMillis(millis), region, "bookings", "call", provider, false);
    }

    private static ProviderFailure failure(long millis, String region) {
        return new ProviderFailure(
                START.plusMillis(millis), region, "bookings", "call", ACME, "503");
    }

    @Test
    void aRegionsEdgeItsAgentAndItsRoadsHealEachForItself() {
        Target.Region region = new Target.Region("eu-central");
        happened(Story.Verb.DIE, region, 10);
        happened(Story.Verb.KILL, region, 12);
        happened(Story.Verb.CUT, region, 14);
        happened(Story.Verb.REVIVE, region, 20);
        happened(Story.Verb.HEAL, region, 30);
        assertThat(log.faults())
                .extracting(ScriptedFault::verb, ScriptedFault::healedAt)
                .containsExactly(
                        tuple(Story.Verb.DIE, START.plusSeconds(30)),
                        tuple(Story.Verb.KILL, START.plusSeconds(20)),
                        tuple(Story.Verb.CUT, null));
        happened(Story.Verb.JOIN, region, 40);
        assertThat(log.faults().getLast().healedAt()).isEqualTo(START.plusSeconds(40));
    }

    @Test
    void aDeadEdgeExplainsStarvedTrunksAndAnAgentThatIsAwayItsPaths() {
        Target.Region region = new Target.Region("eu-central");
        Target.Path path = new Target.Path("us-east", "eu-central");
        happened(Story.Verb.DIE, region, 10);
        happened(Story.Verb.CUT, region, 14);
        ScriptedFault dead = log.faults().getFirst();
        ScriptedFault cut = log.faults().getLast();
        assertThat(dead.explains(NORTHWIND, DiagnosisCode.INBOUND_STARVED)).isTrue();
        assertThat(dead.explains(path, DiagnosisCode.PATH_DOWN)).isFalse();
        assertThat(cut.explains(path, DiagnosisCode.PATH_DOWN)).isTrue();
        assertThat(cut.explains(NORTHWIND, DiagnosisCode.INBOUND_STARVED)).isFalse();
        assertThat(cut.explains(ACME, DiagnosisCode.PROVIDER_FAILING)).isFalse();
    }

    @Test
    void aTrunkTakesWhatTheWorldKnows() {
        happened(Story.Verb.REJECT503, NORTHWIND, 20);
        happened(Story.Verb.HEAL, NORTHWIND, 60);
        happened(Story.Verb.FREEZE, NORTHWIND, 80);
        List<ScriptedFault> faults =
                log.faults(
                        List.of(
                                new Truth.Fault(
                                        "first",
                                        NORTHWIND,
                                        Condition.REJECTS_503,
                                        START.plusMillis(20_002),
                                        START.plusMillis(60_001),
                                        1_400L),
                                new Truth.Fault(
                                        "second",
                                        NORTHWIND,
                                        Condition.FROZEN,
                                        START.plusMillis(80_001),
                                        null,
                                        2_500L)),
                        List.of(),
                        DemoAi.providers());
        assertThat(faults)
                .extracting(ScriptedFault::reroutedMillis)
                .containsExactly(1_400L, 2_500L);
        assertThat(faults.getFirst().healedAt()).isEqualTo(START.plusSeconds(60));
        assertThat(faults.getLast().healedAt()).isNull();
    }

    @Test
    void aProviderIsLeftWithTheFirstCallOnAnotherOfItsStageAndJurisdiction() {
        happened(Story.Verb.FAIL, ACME, 10);
        List<ProviderUse> uses =
                List.of(
                        use(9_000, "eu-west", BASALT),
                        use(10_100, "eu-west", ACME),
                        use(10_200, "us-east", ACME_US),
                        use(10_300, "eu-west", HARK),
                        use(11_250, "eu-west", BASALT));
        assertThat(log.faults(List.of(), uses, DemoAi.providers()).getFirst().reroutedMillis())
                .isEqualTo(1_250);
    }

    @Test
    void aRouteCountsOnceItNamesTheBrokenProviderNoMore() {
        happened(Story.Verb.FAIL, ACME, 10);
        List<ProviderFailure> failures =
                java.util.stream.IntStream.range(0, 6)
                        .mapToObj(i -> failure(10_100 + i * 100, "eu-west"))
                        .toList();
        List<Figures.Had> had =
                List.of(
                        new Figures.Had(START.plusMillis(10_550), "eu-west", List.of(ACME, BASALT)),
                        new Figures.Had(START.plusMillis(10_700), "eu-west", List.of(BASALT)));
        assertThat(Figures.fromFifthFailure(log.faults(), failures, had, DemoAi.providers()))
                .isEqualTo(200);
    }

    @Test
    void theFifthFailureOfARegionIsCountedToItsOwnNextCall() {
        happened(Story.Verb.FAIL, ACME, 10);
        happened(Story.Verb.HEAL, ACME, 30);
        List<ProviderFailure> failures =
                List.of(
                        failure(9_000, "eu-west"),
                        failure(10_100, "eu-west"),
                        failure(10_200, "eu-west"),
                        failure(10_300, "eu-central"),
                        failure(10_400, "eu-west"),
                        failure(10_500, "eu-west"),
                        failure(10_600, "eu-west"),
                        failure(10_700, "eu-west"));
        List<ProviderUse> uses =
                List.of(use(10_700, "eu-central", BASALT), use(10_900, "eu-west", BASALT));
        assertThat(
                        Figures.fromFifthFailure(
                                log.faults(),
                                failures,
                                Figures.Had.calls(uses),
                                DemoAi.providers()))
                .isEqualTo(300);
        assertThat(Figures.fromFifthFailure(log.faults(), failures, List.of(), DemoAi.providers()))
                .isNull();
    }
}
