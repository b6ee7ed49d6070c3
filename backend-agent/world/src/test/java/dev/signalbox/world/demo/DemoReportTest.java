package dev.signalbox.world.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.model.ai.BreakerState;
import dev.signalbox.model.ai.Rung;
import dev.signalbox.model.ai.Stage;
import dev.signalbox.model.cause.Tag;
import dev.signalbox.model.change.Person;
import dev.signalbox.model.change.Role;
import dev.signalbox.model.journal.DiagnosisCode;
import dev.signalbox.model.journal.JournalRecord;
import dev.signalbox.model.journal.JournalRecord.MoveKind;
import dev.signalbox.model.measure.ProviderPicture;
import dev.signalbox.model.measure.TrunkCounts;
import dev.signalbox.model.route.RouteTable;
import dev.signalbox.model.target.Target;
import dev.signalbox.world.story.Story;
import dev.signalbox.world.voice.Truth;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DemoReportTest {

    private static final Instant START = Instant.parse("2026-11-20T05:00:00Z");
    private static final Target.Trunk NORTHWIND = new Target.Trunk("eu-central", "northwind");
    private static final Target.Trunk MERIDIAN = new Target.Trunk("eu-central", "meridian");
    private static final Target.Trunk PACIFIC = new Target.Trunk("us-east", "pacific");
    private static final Target.Path PATH = new Target.Path("eu-central", "us-east");
    private static final Target.Provider ACME = new Target.Provider("llm", "acme", "eu");
    private static final Target.Provider BASALT = new Target.Provider("llm", "basalt", "eu");
    private static final Target.Provider ACME_US = new Target.Provider("llm", "acme", "us");
    private static final Target.Service BOOKINGS = new Target.Service("bookings");

    private final List<AgentJournal.Entry> entries = new ArrayList<>();
    private final List<ScriptedFault> faults = new ArrayList<>();

    DemoReportTest() {
        faults.add(
                new ScriptedFault(
                        "Northwind rejects",
                        NORTHWIND,
                        Story.Verb.REJECT503,
                        at(20),
                        at(60),
                        1_400L));
    }

    private void fault(Target target, Story.Verb verb, double from, double to) {
        faults.add(new ScriptedFault(verb.word(), target, verb, at(from), at(to), null));
    }

    private void record(JournalRecord record) {
        entries.add(new AgentJournal.Entry("j/" + (entries.size() + 1), record));
    }

    private void opened(double second, Target target, DiagnosisCode code) {
        record(
                new JournalRecord.DiagnosisOpened(
                        at(second), 0, target, code, "so it is", List.of()));
    }

    private void move(double second, Target.Trunk of, MoveKind kind, Target.Trunk to) {
        record(
                new JournalRecord.MoveDecided(
                        at(second),
                        0,
                        "j/1",
                        of,
                        kind,
                        RouteTable.DEFAULT,
                        RouteTable.DEFAULT.with(of, 0),
                        List.of(to),
                        1,
                        TrunkCounts.NONE,
                        "moved",
                        List.of(),
                        List.of()));
        record(
                new JournalRecord.MoveApplied(
                        at(second), 0, "j/" + entries.size(), RouteTable.DEFAULT, 3));
    }

    private void breaker(double second, BreakerState to, Target.@Nullable Provider after) {
        record(
                new JournalRecord.BreakerChanged(
                        at(second),
                        0,
                        "j/1",
                        ACME,
                        BreakerState.CLOSED,
                        to,
                        0,
                        1,
                        ProviderPicture.Counts.NONE,
                        List.of(
                                new JournalRecord.ServiceShift(
                                        "bookings",
                                        Stage.LLM,
                                        ACME,
                                        after,
                                        Rung.PRIMARY,
                                        Rung.DEGRADED)),
                        "opened",
                        List.of(),
                        List.of()));
    }

    private static Instant at(double second) {
        return START.plusMillis(Math.round(second * 1000));
    }

    private DemoReport report(boolean verified) {
        return DemoReport.of(
                new Judge(
                        faults,
                        Map.of("eu-central", "EU", "us-east", "US"),
                        DemoAi.providers(),
                        Duration.ofSeconds(20)),
                new Truth.Calls(1_000, 700, 3),
                List.of(new AgentJournal("eu-central", entries, verified, "")),
                CauseGrades.of(
                        Map.of("a", Tag.AI_SLOW, "b", Tag.AGENT_DONE, "c", Tag.AI_SLOW),
                        List.of(Map.of("a", Tag.MISUNDERSTOOD), Map.of("b", Tag.USER_HANGUP))),
                new Figures(
                        2_100L, null, null, 90, 88, 2, new TreeMap<>(Map.of("eu-central", 150L))),
                new FleetRun(List.of(), true, false, List.of(), null),
                START.plusSeconds(60));
    }

    @Test
    void joinsTheStoryWithTheJournal() {
        opened(21.25, NORTHWIND, DiagnosisCode.TRUNK_REJECTING);
        move(21.3, NORTHWIND, MoveKind.EXCLUDE, MERIDIAN);
        move(66, NORTHWIND, MoveKind.RETURN_STAGE, MERIDIAN);
        assertThat(ReportJson.of(report(true)))
                .isEqualTo(
                        """
                        {"incidents":[{"name":"Northwind rejects",\
                        "target":"trunk:eu-central/northwind",\
                        "startedAt":"2026-11-20T05:00:20Z","detectedMillis":1250,\
                        "reroutedMillis":1400,"decisions":["j/2","j/4"]}],\
                        "wrongAutomaticMoves":0,\
                        "calls":{"attempted":1000,"answered":700,"failed":3},\
                        "journalVerified":true,\
                        "evacuation":null,"otherJurisdictionRefused":false,"bundle":null,\
                        "causes":{"rightSide":0.5,"rightTag":0.0,"calls":2,"undecided":1,\
                        "matrix":{"intent":{"intent":1},"infrastructure":{"intent":1}},\
                        "tags":{"agent_done":{"user_hangup":1},"ai_slow":{"misunderstood":1}}},\
                        "falseFindings":[],\
                        "figures":{"pathFindingMillis":2100,\
                        "fifthFailureToNextProviderMillis":null,\
                        "fifthFailureToNextCallMillis":null,\
                        "spans":{"sent":90,"accepted":88,"rejected":2},\
                        "agentResidentMaxMiB":{"eu-central":150}}}""");
    }

    @Test
    void whatWasNotSeenIsNull() {
        assertThat(ReportJson.of(report(false)))
                .contains("\"detectedMillis\":null")
                .contains("\"decisions\":[]")
                .contains("\"journalVerified\":false");
    }

    @Test
    void onlyAFittingVerdictDetects() {
        faults.clear();
        fault(PATH, Story.Verb.LOSE, 20, 40);
        fault(ACME, Story.Verb.SLOW, 50, 70);
        opened(22, PATH, DiagnosisCode.CALLERS_HEAR_SILENCE);
        opened(24, new Target.Path("us-east", "eu-central"), DiagnosisCode.PATH_POOR);
        opened(23.5, PATH, DiagnosisCode.PATH_POOR);
        opened(52, ACME, DiagnosisCode.PROVIDER_FAILING);
        opened(55, ACME, DiagnosisCode.PROVIDER_SLOW);
        assertThat(report(true).incidents())
                .extracting(DemoReport.Incident::detectedMillis)
                .containsExactly(3_500L, 5_000L);
        assertThat(report(true).falseFindings())
                .extracting(finding -> finding.target().id())
                .containsExactly("path:us-east/eu-central");
    }

    @Test
    void slowRecognitionThatIsCalledMisunderstandingIsAFalseFinding() {
        fault(new Target.Provider("stt", "hark", "eu"), Story.Verb.SLOW, 70, 90);
        opened(80, BOOKINGS, DiagnosisCode.CALLERS_MISUNDERSTOOD);
        opened(80, BOOKINGS, DiagnosisCode.CALLERS_HEAR_SILENCE);
        assertThat(report(true).falseFindings())
                .extracting(Judge.FalseFinding::code)
                .containsExactly("callers_misunderstood");
        fault(BOOKINGS, Story.Verb.MISUNDERSTAND, 75, 95);
        assertThat(report(true).falseFindings()).isEmpty();
    }

    @Test
    void aMoveWithoutAFaultOnItsSourceIsWrong() {
        move(10, NORTHWIND, MoveKind.EXCLUDE, MERIDIAN);
        move(30, MERIDIAN, MoveKind.EXCLUDE, PACIFIC);
        assertThat(report(true).wrongAutomaticMoves()).isEqualTo(2);
    }

    @Test
    void whatAPersonAskedForIsNoWrongMoveOfAutomation() {
        record(
                new JournalRecord.HandSet(
                        at(9),
                        0,
                        MERIDIAN,
                        true,
                        new Person("ada", Role.OPERATOR),
                        "maintenance",
                        "ab",
                        "ada takes Meridian out",
                        List.of(),
                        List.of()));
        // Both name the record before as their reason.
        move(10, MERIDIAN, MoveKind.EXCLUDE, NORTHWIND);
        breaker(11, BreakerState.OPEN, BASALT);
        assertThat(report(true).wrongAutomaticMoves()).isZero();
    }

    @Test
    void afterHealingAMoveIsExcusedForTheCoolDown() {
        move(79, NORTHWIND, MoveKind.EXCLUDE, MERIDIAN);
        assertThat(report(true).wrongAutomaticMoves()).isZero();
        move(81, NORTHWIND, MoveKind.EXCLUDE, MERIDIAN);
        assertThat(report(true).wrongAutomaticMoves()).isEqualTo(1);
    }

    @Test
    void anotherJurisdictionAndAFaultyTargetAreWrong() {
        move(25, NORTHWIND, MoveKind.EXCLUDE, PACIFIC);
        assertThat(report(true).wrongAutomaticMoves()).isEqualTo(1);
        move(40, NORTHWIND, MoveKind.RETURN_STAGE, MERIDIAN);
        assertThat(report(true).wrongAutomaticMoves()).isEqualTo(2);
    }

    @Test
    void aMoveThatNoRouterTookIsNotExecuted() {
        move(10, NORTHWIND, MoveKind.EXCLUDE, MERIDIAN);
        entries.removeLast();
        assertThat(report(true).wrongAutomaticMoves()).isZero();
    }

    @Test
    void aBreakerThatOpensWithoutAFaultIsWrong() {
        breaker(30, BreakerState.OPEN, BASALT);
        assertThat(report(true).wrongAutomaticMoves()).isEqualTo(1);
        fault(ACME, Story.Verb.FAIL, 28, 40);
        assertThat(report(true).wrongAutomaticMoves()).isZero();
        assertThat(report(true).incidents().getLast().decisions()).containsExactly("j/1");
        breaker(61, BreakerState.OPEN, BASALT);
        assertThat(report(true).wrongAutomaticMoves()).isEqualTo(1);
    }

    @Test
    void aBreakerThatSendsCallsToAnUnlawfulOrBrokenProviderIsWrong() {
        fault(ACME, Story.Verb.FAIL, 28, 40);
        breaker(30, BreakerState.OPEN, ACME_US);
        assertThat(report(true).wrongAutomaticMoves()).isEqualTo(1);
        fault(BASALT, Story.Verb.SLOW, 29, 40);
        breaker(31, BreakerState.OPEN, BASALT);
        assertThat(report(true).wrongAutomaticMoves()).isEqualTo(2);
    }

    @Test
    void aTrialOfABrokenProviderIsRightAndClosingIsWrong() {
        fault(ACME, Story.Verb.FAIL, 28, 40);
        breaker(35, BreakerState.TRIAL, BASALT);
        assertThat(report(true).wrongAutomaticMoves()).isZero();
        breaker(36, BreakerState.CLOSING, ACME);
        assertThat(report(true).wrongAutomaticMoves()).isEqualTo(1);
        breaker(41, BreakerState.CLOSING, ACME);
        assertThat(report(true).wrongAutomaticMoves()).isEqualTo(1);
    }
}
