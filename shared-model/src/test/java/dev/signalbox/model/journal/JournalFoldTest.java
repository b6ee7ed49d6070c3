package dev.signalbox.model.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.model.ai.BreakerState;
import dev.signalbox.model.ai.Rung;
import dev.signalbox.model.ai.Stage;
import dev.signalbox.model.change.Person;
import dev.signalbox.model.change.Role;
import dev.signalbox.model.measure.ProviderPicture;
import dev.signalbox.model.measure.TrunkCounts;
import dev.signalbox.model.policy.Rules;
import dev.signalbox.model.route.RouteTable;
import dev.signalbox.model.target.Target;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class JournalFoldTest {

    private static final Instant T0 = Instant.parse("2026-03-01T03:00:00Z");
    private static final Target.Trunk A = new Target.Trunk("lab", "carrier-a");
    private static final Target.Trunk B = new Target.Trunk("lab", "carrier-b");

    private final JournalCodec codec = new JournalCodec();
    private DecisionState state = DecisionState.empty("lab-1");

    @Test
    void everyRecordSurvivesItsBytes() {
        List<JournalRecord> records =
                List.of(
                        started(T0, 0),
                        new JournalRecord.DiagnosisOpened(
                                T0, 1, A, DiagnosisCode.TRUNK_REJECTING, "s", List.of(evidence())),
                        new JournalRecord.DiagnosisClosed(
                                T0,
                                2,
                                "lab-1/2",
                                A,
                                DiagnosisCode.TRUNK_NOT_ANSWERING,
                                "s",
                                List.of()),
                        move(T0, 3, "lab-1/2", 0),
                        new JournalRecord.MoveApplied(
                                T0, 4, "lab-1/4", RouteTable.DEFAULT.with(A, 10), 1.5),
                        new JournalRecord.MoveFailed(T0, 5, "lab-1/4", "sbc-1", "refused"),
                        new JournalRecord.MoveRefused(
                                T0,
                                6,
                                "lab-1/2",
                                A,
                                Rules.Mode.OBSERVE,
                                "observe",
                                "s",
                                List.of(B),
                                List.of(),
                                List.of()),
                        new JournalRecord.RouteReasserted(
                                T0, 7, "lab-1/4", "sbc-1", "restarted", RouteTable.DEFAULT),
                        breaker(T0, 8, BreakerState.CLOSED, BreakerState.OPEN, 0),
                        new JournalRecord.BreakerApplied(T0, 9, "lab-1/8", 31.5),
                        new JournalRecord.HandSet(
                                T0,
                                10,
                                A,
                                true,
                                new Person("ann", Role.OPERATOR),
                                "why",
                                "00",
                                "s",
                                List.of("target_green"),
                                List.of()),
                        new JournalRecord.BrakeSet(T0, 10, "ann", "why"),
                        new JournalRecord.BrakeReleased(T0, 11, "ann", null));
        assertThat(records).hasSize(JournalRecord.class.getPermittedSubclasses().length);
        assertThat(records)
                .allSatisfy(r -> assertThat(codec.fromBytes(codec.toBytes(r))).isEqualTo(r));
    }

    @Test
    void bytesAreReadableJsonWithTypeAndVersion() {
        String text = new String(codec.toBytes(move(T0, 3, "lab-1/2", 0)), StandardCharsets.UTF_8);
        assertThat(text)
                .contains("\"type\":\"move_decided\"")
                .contains("\"v\":1")
                .contains("\"at\":\"2026-03-01T03:00:00Z\"")
                .contains("\"target\":\"trunk:lab/carrier-a\"")
                .contains("\"kind\":\"exclude\"")
                .contains("\"sharePercents\":{\"trunk:lab/carrier-a\":0}");
    }

    @Test
    void newerFormatAndGarbageAreRefusedInWords() {
        assertThatThrownBy(
                        () ->
                                codec.fromBytes(
                                        "{\"type\":\"brake_set\",\"v\":2}"
                                                .getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("format 2");
        assertThatThrownBy(() -> codec.fromBytes("[]".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not a journal record");
    }

    @Test
    void unknownFieldsOfANewerProgramAreIgnored() {
        byte[] body =
                "{\"type\":\"brake_set\",\"v\":1,\"at\":\"2026-03-01T03:00:00Z\",\"upMillis\":5,\"by\":\"ann\",\"reason\":\"x\",\"until\":3}"
                        .getBytes(StandardCharsets.UTF_8);
        assertThat(codec.fromBytes(body)).isEqualTo(new JournalRecord.BrakeSet(T0, 5, "ann", "x"));
    }

    @Test
    void gapsAndRepetitionsAreRefused() {
        append(started(T0, 0));
        JournalEntry gap = new JournalEntry("lab-1", 3, new byte[0], Position.GENESIS);
        assertThatThrownBy(() -> JournalFold.apply(state, gap, started(T0, 0)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("record lab-1/3 does not follow lab-1/1");
        JournalEntry foreign = new JournalEntry("other", 2, new byte[0], Position.GENESIS);
        assertThatThrownBy(() -> JournalFold.apply(state, foreign, started(T0, 0)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void journalTimeGrowsOverRestartsAndNeverBackwards() {
        append(started(T0, 0));
        append(new JournalRecord.BrakeSet(T0.plusSeconds(10), 10_000, "ann", "x"));
        assertThat(state.journalMillis()).isEqualTo(10_000);
        // Down for 5 s.
        append(started(T0.plusSeconds(15), 0));
        assertThat(state.journalMillis()).isEqualTo(15_000);
        assertThat(state.runStartMillis()).isEqualTo(15_000);
        // The wall clock was set back an hour during the next pause: it counts as none.
        append(started(T0.minusSeconds(3_600), 20));
        assertThat(state.journalMillis()).isEqualTo(15_000);
        append(new JournalRecord.BrakeReleased(T0.minusSeconds(3_590), 10_020, "ann", null));
        assertThat(state.journalMillis()).isEqualTo(25_000);
    }

    @Test
    void breakerOpensIsAppliedAndKeepsItsTimeOverARestart() {
        append(started(T0, 0));
        append(
                new JournalRecord.DiagnosisOpened(
                        T0, 1, ACME, DiagnosisCode.PROVIDER_FAILING, "s", List.of()));
        append(breaker(T0, 2_000, BreakerState.CLOSED, BreakerState.OPEN, 0));
        DecisionState.Breaker open = breaker();
        assertThat(open.decisionId()).isEqualTo("lab-1/3");
        assertThat(open.openSinceMillis()).isEqualTo(2_000);
        assertThat(open.applied()).isFalse();
        assertThat(Objects.requireNonNull(state.diagnoses().get(ACME)).decisions())
                .containsExactly("lab-1/3");

        append(new JournalRecord.BreakerApplied(T0, 2_100, "lab-1/2", 1));
        assertThat(breaker().applied()).as("another decision's").isFalse();
        append(new JournalRecord.BreakerApplied(T0, 2_100, "lab-1/3", 1));
        assertThat(breaker().applied()).isTrue();

        append(started(T0.plusSeconds(10), 0));
        assertThat(breaker().stageCounts()).isEqualTo(ProviderPicture.Counts.NONE);
        append(breaker(T0.plusSeconds(12), 2_000, BreakerState.OPEN, BreakerState.TRIAL, 0));
        assertThat(breaker().openSinceMillis())
                .as("a trial does not begin the time out anew")
                .isEqualTo(2_000);
        assertThat(breaker().stageSinceMillis()).isEqualTo(2_100 + 10_000 + 2_000);
    }

    private DecisionState.Breaker breaker() {
        return Objects.requireNonNull(state.breakers().get(ACME));
    }

    private static final Target.Provider ACME = new Target.Provider("llm", "acme", "eu");

    private static JournalRecord.BreakerChanged breaker(
            Instant at, long up, BreakerState from, BreakerState to, int share) {
        return new JournalRecord.BreakerChanged(
                at,
                up,
                "lab-1/2",
                ACME,
                from,
                to,
                share,
                1,
                new ProviderPicture.Counts(90, 2, 5, 1),
                List.of(
                        new JournalRecord.ServiceShift(
                                "bookings", Stage.LLM, ACME, null, Rung.PRIMARY, Rung.HUMAN_QUEUE)),
                "s",
                List.of(),
                List.of());
    }

    @Test
    void moveIsPendingUntilItsOwnConfirmation() {
        append(started(T0, 0));
        append(
                new JournalRecord.DiagnosisOpened(
                        T0, 1, A, DiagnosisCode.TRUNK_REJECTING, "s", List.of()));
        append(move(T0, 2, "lab-1/2", 0));
        assertThat(state.routes()).isEqualTo(RouteTable.DEFAULT.with(A, 0));
        assertThat(state.routesDecisionId()).isEqualTo("lab-1/3");
        append(new JournalRecord.MoveFailed(T0, 3, "lab-1/3", "sbc-1", "down"));
        append(new JournalRecord.MoveApplied(T0, 4, "lab-1/99", state.routes(), 1));
        assertThat(state.pending()).isNotNull();
        assertThat(state.moved().get(A))
                .extracting(DecisionState.Moved::confirmed)
                .isEqualTo(false);
        append(new JournalRecord.MoveApplied(T0, 5, "lab-1/3", state.routes(), 1));
        assertThat(state.pending()).isNull();
        assertThat(state.moved().get(A)).extracting(DecisionState.Moved::confirmed).isEqualTo(true);
        assertThat(state.diagnoses().get(A))
                .extracting(DecisionState.OpenDiagnosis::decisions)
                .isEqualTo(List.of("lab-1/3"));
    }

    @Test
    void countsOfAnEarlierRunAreForgotten() {
        append(started(T0, 0));
        append(move(T0, 2, "lab-1/9", 10));
        append(started(T0.plusSeconds(1), 0));
        assertThat(state.moved().get(A))
                .extracting(DecisionState.Moved::stageCounts)
                .isEqualTo(TrunkCounts.NONE);
    }

    private void append(JournalRecord record) {
        JournalEntry entry = HashChain.append(state.position(), codec.toBytes(record));
        state = JournalFold.apply(state, entry, record);
        assertThat(state.position()).isEqualTo(entry.position());
    }

    private static JournalRecord started(Instant at, long up) {
        return new JournalRecord.AgentStarted(at, up, "lab", "boot-" + at, "test", "00", 0);
    }

    private static JournalRecord move(Instant at, long up, String diagnosis, int share) {
        return new JournalRecord.MoveDecided(
                at,
                up,
                diagnosis,
                A,
                JournalRecord.MoveKind.EXCLUDE,
                RouteTable.DEFAULT,
                RouteTable.DEFAULT.with(A, share),
                List.of(B),
                1,
                new TrunkCounts(9, 8, 1),
                "s",
                List.of(evidence()),
                List.of(new GuardResult("g", GuardResult.Verdict.PASS, "d")));
    }

    private static Evidence evidence() {
        return new Evidence("rejected_invites", "mirror_authenticated", 4, "4 of 5");
    }
}
