package dev.signalbox.ctl;

import static dev.signalbox.ctl.connection.Regions.NOON;
import static dev.signalbox.ctl.connection.Senses.ACME;
import static dev.signalbox.ctl.connection.Senses.BASALT;

import dev.signalbox.ctl.connection.Regions;
import dev.signalbox.ctl.connection.Senses;
import dev.signalbox.model.ai.BreakerState;
import dev.signalbox.model.ai.Rung;
import dev.signalbox.model.ai.Stage;
import dev.signalbox.model.journal.DiagnosisCode;
import dev.signalbox.model.journal.Evidence;
import dev.signalbox.model.journal.GuardResult;
import dev.signalbox.model.journal.JournalRecord;
import dev.signalbox.model.measure.ProviderPicture;
import dev.signalbox.model.policy.Rules;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;

/** Frankfurt has all senses, and a provider, a path and a dependency that are not well. */
abstract class SensingTest extends CtlTest {

    @BeforeEach
    void senses() {
        frankfurt.report(Regions.sensing(Regions.frankfurt(), Senses.frankfurt()));
        providerJournal().forEach(frankfurt::append);
    }

    /** From j1/5 on: Acme fails and is taken out, Dublin's media suffers, nobody mends the CRM. */
    private static List<JournalRecord> providerJournal() {
        List<Evidence> evidence =
                List.of(
                        new Evidence(
                                "failed_provider_calls",
                                "worker_spans",
                                5,
                                "5 of the last 5 calls failed, 4 of them with 5xx"));
        return List.of(
                new JournalRecord.DiagnosisOpened(
                        NOON.minusSeconds(9),
                        591_000,
                        ACME,
                        DiagnosisCode.PROVIDER_FAILING,
                        "Acme LLM fails: 5 of its last 5 calls failed",
                        evidence),
                new JournalRecord.BreakerChanged(
                        NOON.minusSeconds(9),
                        591_001,
                        "j1/5",
                        ACME,
                        BreakerState.CLOSED,
                        BreakerState.OPEN,
                        0,
                        1,
                        ProviderPicture.Counts.NONE,
                        List.of(
                                new JournalRecord.ServiceShift(
                                        "bookings",
                                        Stage.LLM,
                                        ACME,
                                        BASALT,
                                        Rung.PRIMARY,
                                        Rung.DEGRADED)),
                        "New calls of Acme LLM go to Basalt LLM",
                        evidence,
                        List.of(
                                new GuardResult(
                                        "residency",
                                        GuardResult.Verdict.PASS,
                                        "Basalt LLM is in EU"))),
                new JournalRecord.BreakerApplied(NOON.minusSeconds(9), 591_120, "j1/6", 119.0),
                new JournalRecord.DiagnosisOpened(
                        NOON.minusSeconds(5),
                        595_000,
                        Senses.FROM_DUBLIN,
                        DiagnosisCode.PATH_POOR,
                        "Media from Dublin to Frankfurt suffers: 6.0 % lost",
                        List.of()),
                new JournalRecord.DiagnosisOpened(
                        NOON.minusSeconds(4),
                        596_000,
                        Senses.CRM,
                        DiagnosisCode.DEPENDENCY_FAILING,
                        "crm fails: 7 of the last 9 calls",
                        List.of()),
                new JournalRecord.MoveRefused(
                        NOON.minusSeconds(4),
                        596_001,
                        "j1/9",
                        Senses.CRM,
                        Rules.Mode.ENFORCE,
                        "nothing_to_move",
                        "crm has no other road: nothing moves",
                        List.of(),
                        List.of(),
                        List.of()));
    }
}
