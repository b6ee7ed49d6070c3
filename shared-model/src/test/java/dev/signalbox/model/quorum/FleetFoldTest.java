package dev.signalbox.model.quorum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.model.change.Person;
import dev.signalbox.model.change.Plan;
import dev.signalbox.model.change.PlanKind;
import dev.signalbox.model.change.Role;
import dev.signalbox.model.journal.HashChain;
import dev.signalbox.model.journal.JournalEntry;
import dev.signalbox.model.route.FleetTable;
import dev.signalbox.model.target.Target;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class FleetFoldTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Person ADA = new Person("ada", Role.OPERATOR);

    private final FleetCodec codec = new FleetCodec();
    private FleetState state = FleetState.empty("f1");

    @Property(tries = 100)
    void anyRecordsInAnyOrderFoldToTheSameOnEveryMachine(@ForAll long seed) {
        RandomValues random = new RandomValues(seed);
        FleetState one = FleetState.empty("f1");
        FleetState other = FleetState.empty("f1");
        for (int round = 0; round < 3; round++) {
            for (FleetRecord record : random.oneOfEach(FleetRecord.class)) {
                JournalEntry entry = HashChain.append(one.position(), codec.toBytes(record));
                Instant before = one.at();
                one = FleetFold.apply(one, entry, record);
                other = FleetFold.apply(other, entry, codec.recordFrom(entry.body()));
                assertThat(one.at()).isAfterOrEqualTo(before);
                assertThat(one.position()).isEqualTo(entry.position());
            }
        }
        assertThat(other).isEqualTo(one);
        assertThat(codec.toBytes(other)).isEqualTo(codec.toBytes(one));
    }

    @Test
    void anEntryThatDoesNotFollowIsRefused() {
        FleetRecord brake = new FleetRecord.BrakeSet(NOON, ADA, "storm");
        JournalEntry second =
                new JournalEntry("f1", 2, codec.toBytes(brake), state.position().hash());
        assertThatThrownBy(() -> FleetFold.apply(state, second, brake))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("record f1/2 does not follow f1/0");
        JournalEntry foreign = new JournalEntry("f2", 1, codec.toBytes(brake), "");
        assertThatThrownBy(() -> FleetFold.apply(state, foreign, brake))
                .hasMessageContaining("f2/1");
        assertThatThrownBy(() -> FleetFold.pass(state, second)).hasMessageContaining("f1/2");
    }

    @Test
    void whatCannotBeReadOnlyTakesItsPlace() {
        fold(new FleetRecord.BrakeSet(NOON, ADA, "storm"));
        FleetState before = state;
        JournalEntry unknown =
                HashChain.append(state.position(), "{}".getBytes(StandardCharsets.UTF_8));
        state = FleetFold.pass(state, unknown);
        assertThat(state.position()).isEqualTo(unknown.position());
        assertThat(state.brake()).isEqualTo(before.brake());
        fold(new FleetRecord.BrakeReleased(NOON, ADA, "over"));
        assertThat(state.brake()).isNull();
    }

    @Test
    void changesThatAreOverAreForgottenOldestFirstAndOpenOnesNever() {
        String open = made(0);
        String first = "";
        for (int i = 1; i <= FleetState.CHANGES_OVER_MAX + 1; i++) {
            String id = made(i);
            first = i == 1 ? id : first;
            fold(new FleetRecord.PlanDiscarded(NOON.plusSeconds(i), id, ADA, "no"));
        }
        assertThat(state.changes()).hasSize(FleetState.CHANGES_OVER_MAX + 1).containsKey(open);
        assertThat(state.changes()).doesNotContainKey(first);
    }

    @Test
    void refusalsAreRememberedForAMinuteAndNeverTooMany() {
        for (int i = 0; i < FleetState.REFUSALS_MAX + 5; i++) {
            fold(new FleetRecord.AttemptRefused(NOON, "w" + i, "start", "busy", "no"));
        }
        assertThat(state.refusals()).hasSize(FleetState.REFUSALS_MAX);
        fold(new FleetRecord.BrakeSet(NOON.plusSeconds(59), ADA, "storm"));
        assertThat(state.refusals()).isNotEmpty();
        fold(new FleetRecord.BrakeSet(NOON.plusSeconds(60), ADA, "storm"));
        assertThat(state.refusals()).isEmpty();
    }

    @Test
    void aRegionHasTheTitleItsAgentTold() {
        assertThat(state.title("eu-west")).isEqualTo("eu-west");
        fold(new FleetRecord.MemberStarted(NOON, "eu-west", "b", "1", "h", "Dublin"));
        assertThat(state.title("eu-west")).isEqualTo("Dublin");
    }

    @Test
    void onlyLeavingCallsEmptyARegion() {
        FleetTable table = FleetTable.DEFAULT.atEpoch(1);
        String back = made(0, PlanKind.RETURN_REGION);
        fold(new FleetRecord.StageDecided(NOON, back, 0, 100, table, table, List.of()));
        assertThat(state.emptiedAt()).isEmpty();
        String away = made(0, PlanKind.DRAIN_REGION);
        fold(new FleetRecord.StageDecided(NOON, away, 0, 100, table, table, List.of()));
        assertThat(state.emptiedAt()).containsOnlyKeys("eu-central");
        assertThat(state.tableId())
                .isEqualTo(state.position().journalId() + "/" + state.position().sequence());
    }

    private String made(int seconds) {
        return made(seconds, PlanKind.DRAIN_REGION);
    }

    private String made(int seconds, PlanKind kind) {
        Plan some = new RandomValues(1).of(Plan.class);
        Plan plan =
                new Plan(
                        kind,
                        new Target.Region("eu-central"),
                        "eu-central",
                        some.origin(),
                        ADA,
                        "why",
                        NOON,
                        some.basis(),
                        List.of(),
                        List.of(),
                        List.of(),
                        0,
                        List.of(100),
                        FleetTable.DEFAULT,
                        "",
                        List.of());
        Instant at = NOON.plusSeconds(seconds);
        fold(new FleetRecord.PlanMade(at, plan, codec.hash(plan), at.plusSeconds(900)));
        return "f1/" + state.position().sequence();
    }

    private void fold(FleetRecord record) {
        JournalEntry entry = HashChain.append(state.position(), codec.toBytes(record));
        state = FleetFold.apply(state, entry, record);
    }
}
