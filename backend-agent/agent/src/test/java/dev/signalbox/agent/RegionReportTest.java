package dev.signalbox.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.agent.config.CausesFile;
import dev.signalbox.model.fleet.AgentStatus;
import dev.signalbox.model.fleet.HealthEntry;
import dev.signalbox.model.fleet.IncidentView;
import dev.signalbox.model.fleet.RegionView;
import dev.signalbox.model.fleet.Severity;
import dev.signalbox.model.journal.DecisionState;
import dev.signalbox.model.journal.DecisionState.OpenDiagnosis;
import dev.signalbox.model.journal.DiagnosisCode;
import dev.signalbox.model.policy.Policy;
import dev.signalbox.model.policy.Region;
import dev.signalbox.model.policy.Rules;
import dev.signalbox.model.policy.Service;
import dev.signalbox.model.policy.Thresholds;
import dev.signalbox.model.target.Target;
import dev.signalbox.model.time.Now;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RegionReportTest {

    private static final Now NOW = new Now(5_000_000_000L, Instant.parse("2026-03-01T08:12:44Z"));
    private static final Target.Service BOOKINGS = new Target.Service("bookings");

    private final Region region = new Region("eu", "Frankfurt", 0, 0, "EU", Region.Kind.CLOUD);
    private final Policy policy =
            new Policy(
                    "lab",
                    "00",
                    List.of(region),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(
                            new Service(
                                    "bookings",
                                    "Bookings",
                                    List.of("EU"),
                                    List.of("eu"),
                                    Map.of(),
                                    null,
                                    null)),
                    Thresholds.DEFAULTS,
                    Rules.OBSERVING);

    private RegionView report(DecisionState state) {
        Senses senses = new Senses(policy, "eu", List.of(), CausesFile.builtIn(), NOW);
        return new RegionReport(policy, region, "boot-1")
                .of(
                        state,
                        senses.picture(NOW),
                        senses,
                        _ -> false,
                        new AgentStatus(
                                "test",
                                NOW.wall(),
                                "j",
                                1,
                                AgentStatus.JournalCondition.GOOD,
                                "",
                                0,
                                Rules.OBSERVING,
                                null,
                                new TreeMap<>(),
                                List.of()),
                        new RegionReport.Stamp(1, 5_000, NOW));
    }

    private static DecisionState diagnosed(Target target, DiagnosisCode code) {
        DecisionState empty = DecisionState.empty("j");
        TreeMap<Target, OpenDiagnosis> diagnoses = new TreeMap<>();
        diagnoses.put(
                target,
                new OpenDiagnosis("j/2", code, "x: 3 of 20", 0, NOW.wall(), null, List.of()));
        return new DecisionState(
                empty.position(),
                empty.journalMillis(),
                empty.runStartMillis(),
                empty.lastWall(),
                empty.bootId(),
                empty.routes(),
                empty.routesDecisionId(),
                diagnoses,
                empty.moved(),
                empty.breakers(),
                empty.hands(),
                empty.pending(),
                empty.brake());
    }

    @Test
    void silenceThatNobodyHearsNowIsSaidToBePast() {
        IncidentView incident =
                report(diagnosed(BOOKINGS, DiagnosisCode.CALLERS_HEAR_SILENCE))
                        .incidents()
                        .getFirst();
        assertThat(incident.title()).isEqualTo("Callers of Bookings heard silence");
        assertThat(incident.severity()).isEqualTo(Severity.MINOR);
    }

    @Test
    void whatAPersonHoldsOutIsNotAllWell() {
        DecisionState empty = DecisionState.empty("j");
        Target.Provider acme = new Target.Provider("llm", "acme", "eu");
        TreeMap<Target, DecisionState.Hand> hands = new TreeMap<>();
        hands.put(acme, new DecisionState.Hand("j/2", true, "ada", "maintenance", NOW.wall()));
        RegionView view =
                report(
                        new DecisionState(
                                empty.position(),
                                empty.journalMillis(),
                                empty.runStartMillis(),
                                empty.lastWall(),
                                empty.bootId(),
                                empty.routes(),
                                empty.routesDecisionId(),
                                empty.diagnoses(),
                                empty.moved(),
                                empty.breakers(),
                                hands,
                                empty.pending(),
                                empty.brake()));
        assertThat(view.severity()).isEqualTo(Severity.MINOR);
        assertThat(view.finding()).endsWith(" is held out by ada");
    }

    @Test
    void healthBeginsWithTheRegionAndNamesWhatItRestsOn() {
        RegionView well = report(DecisionState.empty("j"));
        assertThat(well.severity()).isEqualTo(Severity.WELL);
        assertThat(well.senses().health())
                .extracting(HealthEntry::target)
                .containsExactly(new Target.Region("eu"), BOOKINGS);

        RegionView wrong = report(diagnosed(BOOKINGS, DiagnosisCode.CALLERS_MISUNDERSTOOD));
        assertThat(wrong.severity()).isEqualTo(Severity.MAJOR);
        assertThat(wrong.senses().health().getFirst().finding())
                .isEqualTo("Bookings misunderstands its callers");
    }
}
