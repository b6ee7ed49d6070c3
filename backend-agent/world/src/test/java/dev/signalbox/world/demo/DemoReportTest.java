package dev.signalbox.world.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.model.journal.DiagnosisCode;
import dev.signalbox.model.journal.JournalRecord;
import dev.signalbox.model.journal.JournalRecord.MoveKind;
import dev.signalbox.model.measure.TrunkCounts;
import dev.signalbox.model.route.RouteTable;
import dev.signalbox.model.target.Target;
import dev.signalbox.world.voice.Condition;
import dev.signalbox.world.voice.Truth;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DemoReportTest {

    private static final Instant START = Instant.parse("2026-11-20T05:00:00Z");
    private static final Target.Trunk NORTHWIND = new Target.Trunk("eu-central", "northwind");
    private static final Target.Trunk MERIDIAN = new Target.Trunk("eu-central", "meridian");
    private static final Target.Trunk PACIFIC = new Target.Trunk("us-east", "pacific");
    private static final Truth.Fault FAULT =
            new Truth.Fault(
                    "Northwind rejects",
                    NORTHWIND,
                    Condition.REJECTS_503,
                    START.plusSeconds(20),
                    START.plusSeconds(60),
                    1_400L);

    private final List<AgentJournal.Entry> entries = new ArrayList<>();

    private void record(JournalRecord record) {
        entries.add(new AgentJournal.Entry("j/" + (entries.size() + 1), record));
    }

    private void opened(double second) {
        record(
                new JournalRecord.DiagnosisOpened(
                        at(second),
                        0,
                        NORTHWIND,
                        DiagnosisCode.TRUNK_REJECTING,
                        "it rejects",
                        List.of()));
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

    private static Instant at(double second) {
        return START.plusMillis(Math.round(second * 1000));
    }

    private DemoReport report(boolean verified) {
        return DemoReport.of(
                List.of(FAULT),
                new Truth.Calls(1_000, 700, 3),
                List.of(new AgentJournal("eu-central", entries, verified, "")),
                Map.of("eu-central", "EU", "us-east", "US"),
                Duration.ofSeconds(20));
    }

    @Test
    void joinsTheStoryWithTheJournal() {
        opened(21.25);
        move(21.3, NORTHWIND, MoveKind.EXCLUDE, MERIDIAN);
        move(66, NORTHWIND, MoveKind.RETURN_STAGE, MERIDIAN);
        assertThat(report(true).json())
                .isEqualTo(
                        """
                        {"incidents":[{"name":"Northwind rejects",\
                        "target":"trunk:eu-central/northwind",\
                        "startedAt":"2026-11-20T05:00:20Z","detectedMillis":1250,\
                        "reroutedMillis":1400,"decisions":["j/2","j/4"]}],\
                        "wrongAutomaticMoves":0,\
                        "calls":{"attempted":1000,"answered":700,"failed":3},\
                        "journalVerified":true}""");
    }

    @Test
    void whatWasNotSeenIsNull() {
        assertThat(report(false).json())
                .contains("\"detectedMillis\":null")
                .contains("\"decisions\":[]")
                .contains("\"journalVerified\":false");
    }

    @Test
    void aMoveWithoutAFaultOnItsSourceIsWrong() {
        move(10, NORTHWIND, MoveKind.EXCLUDE, MERIDIAN);
        move(30, MERIDIAN, MoveKind.EXCLUDE, PACIFIC);
        assertThat(report(true).wrongAutomaticMoves()).isEqualTo(2);
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
}
