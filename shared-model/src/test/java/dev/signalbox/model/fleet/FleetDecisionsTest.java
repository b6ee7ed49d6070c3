package dev.signalbox.model.fleet;

import static dev.signalbox.model.fleet.Samples.NOON;
import static dev.signalbox.model.fleet.Samples.at;
import static dev.signalbox.model.fleet.Samples.frankfurt;
import static dev.signalbox.model.fleet.Samples.report;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.model.change.Person;
import dev.signalbox.model.change.Role;
import dev.signalbox.model.fleet.FleetMerge.JournalStep;
import dev.signalbox.model.journal.HashChain;
import dev.signalbox.model.journal.JournalEntry;
import dev.signalbox.model.journal.Position;
import dev.signalbox.model.quorum.FleetCodec;
import dev.signalbox.model.quorum.FleetRecord;
import dev.signalbox.model.time.Now;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** What a console makes of the fleet's journal, of standings and of reports passed on. */
class FleetDecisionsTest {

    private static final Person ADA = new Person("ada", Role.OPERATOR);

    private final FleetMerge merge = new FleetMerge(List.of("127.0.0.1:1"), at(0));

    @Test
    void theStateIsTheFoldOfTheWholeJournal() {
        for (JournalEntry entry : journal("f1", 3)) {
            assertThat(merge.fleetJournal(entry)).isEqualTo(JournalStep.APPENDED);
        }
        FleetDecisions fleet = merge.view(at(0)).fleet();
        assertThat(fleet.state().position().sequence()).isEqualTo(3);
        assertThat(fleet.state().members()).containsKey("eu-central");
        assertThat(fleet.lines())
                .extracting(FleetLine::sentence)
                .containsExactly(
                        "Agent of eu-central started, version 1.",
                        "Agent of eu-central started, version 2.",
                        "Agent of eu-central started, version 3.");
        merge.report(frankfurt(), at(0));
        assertThat(merge.view(at(0)).fleet().lines().getFirst().sentence())
                .isEqualTo("Agent of Frankfurt started, version 1.");
    }

    @Test
    void whatDoesNotFollowIsNotTaken() {
        List<JournalEntry> journal = journal("f1", 4);
        assertThat(merge.fleetJournal(journal.get(1))).isEqualTo(JournalStep.GAP);
        assertThat(merge.fleetJournal(journal.get(0))).isEqualTo(JournalStep.APPENDED);
        assertThat(merge.fleetJournal(journal.get(0))).isEqualTo(JournalStep.KNOWN);
        assertThat(merge.fleetJournal(journal.get(2))).isEqualTo(JournalStep.GAP);
        JournalEntry forged =
                new JournalEntry("f1", 2, journal.get(3).body(), journal.get(1).hash());
        assertThat(merge.fleetJournal(forged)).isEqualTo(JournalStep.BROKEN_CHAIN);
        assertThat(merge.view(at(0)).fleet().state().position().sequence()).isEqualTo(1);
    }

    @Test
    void aForgedBeginningIsABrokenChain() {
        JournalEntry first = journal("f1", 1).getFirst();
        JournalEntry forged = new JournalEntry("f1", 1, first.body(), Position.GENESIS);
        assertThat(merge.fleetJournal(forged)).isEqualTo(JournalStep.BROKEN_CHAIN);
    }

    @Test
    void aRecordOfANewerFormatOnlyTakesItsPlace() {
        JournalEntry first = journal("f1", 1).getFirst();
        byte[] newer = "{\"type\":\"brake_set\",\"v\":99}".getBytes(StandardCharsets.UTF_8);
        JournalEntry unknown = HashChain.append(first.position(), newer);
        JournalEntry next = HashChain.append(unknown.position(), first.body());
        merge.fleetJournal(first);
        assertThat(merge.fleetJournal(unknown)).isEqualTo(JournalStep.UNREADABLE);
        assertThat(merge.fleetJournal(next)).isEqualTo(JournalStep.APPENDED);
        assertThat(merge.view(at(0)).fleet().lines()).hasSize(2);
    }

    @Property(tries = 100)
    void inWhateverOrderRecordsComeNoneIsMissingAndNoneTwice(@ForAll long seed) {
        Random random = new Random(seed);
        List<JournalEntry> journal = journal("f1", 12);
        FleetMerge merging = new FleetMerge(List.of(), at(0), 5);
        for (int steps = 0; steps < 80; steps++) {
            merging.fleetJournal(journal.get(random.nextInt(journal.size())));
        }
        FleetDecisions fleet = merging.view(at(0)).fleet();
        int taken = (int) fleet.state().position().sequence();
        assertThat(fleet.lines()).hasSize(Math.min(5, taken));
        for (int i = 0; i < fleet.lines().size(); i++) {
            assertThat(fleet.lines().get(i).entry().sequence())
                    .isEqualTo(taken - fleet.lines().size() + i + 1);
        }
    }

    @Test
    void aJournalThatIsForgottenIsReadAgainFromItsBeginning() {
        List<JournalEntry> journal = journal("f1", 2);
        journal.forEach(merge::fleetJournal);
        merge.forgetJournal("f1");
        assertThat(merge.view(at(0)).fleet()).isEqualTo(FleetDecisions.NONE);
        assertThat(merge.fleetJournal(journal.get(0))).isEqualTo(JournalStep.APPENDED);
    }

    @Test
    void theJournalThatAgentsNameCounts() {
        journal("f1", 5).forEach(merge::fleetJournal);
        journal("f2", 2).forEach(merge::fleetJournal);
        assertThat(merge.view(at(0)).fleet().state().position().journalId()).isEqualTo("f1");
        merge.fleet(standing("eu-central", true, 1, "f2"), at(0));
        assertThat(merge.view(at(0)).fleet().state().position().journalId()).isEqualTo("f2");
    }

    @Test
    void theNewestWordOfAnAgentThatHasQuorumCounts() {
        merge.fleet(standing("eu-central", true, 4, "f1"), at(0));
        merge.fleet(standing("us-east", false, 3, "f1"), at(500));
        assertThat(told(at(600)).member()).isEqualTo("eu-central");
        merge.fleet(standing("eu-west", true, 5, "f1"), at(700));
        assertThat(told(at(800)).epoch()).isEqualTo(5);
    }

    @Test
    void anAgentThatIsNotHeardOfAnyMoreIsNotBelieved() {
        merge.fleet(standing("eu-central", true, 4, "f1"), at(0));
        merge.fleet(standing("us-east", false, 3, "f1"), at(1_000));
        assertThat(told(at(3_000)).member()).isEqualTo("eu-central");
        assertThat(told(at(3_001)).member()).isEqualTo("us-east");
        assertThat(merge.view(at(4_001)).fleet().standing()).isNull();
    }

    @Test
    void anAgentWhoseStandingDoesNotChangeIsHeardByItsReports() {
        merge.fleet(standing("eu-central", true, 4, "f1"), at(0));
        merge.report(report(frankfurt(), "a", 1, NOON), at(2_000));
        assertThat(told(at(5_000)).epoch()).isEqualTo(4);
        RegionView passedOn =
                report(frankfurt(), "a", 2, NOON.plusSeconds(4))
                        .relayed(new RegionView.Relay("eu-west", 10));
        merge.report(passedOn, at(5_000));
        assertThat(merge.view(at(5_100)).fleet().standing()).isNull();
    }

    @Test
    void whatIsPassedOnIsAsOldAsItWasHeard() {
        assertThat(merge.report(relayed(5, NOON, 2_000), at(2_000))).isTrue();
        RegionEntry entry = merge.view(at(2_500)).regions().getFirst();
        assertThat(entry.ageMillis()).isEqualTo(2_500);
        assertThat(merge.view(at(3_001)).regions().getFirst().stale()).isTrue();
    }

    @Test
    void theRegionsOwnWordBeatsTheSamePassedOn() {
        merge.report(relayed(5, NOON, 40), at(100));
        assertThat(merge.report(report(frankfurt(), "a", 5, NOON), at(110))).isTrue();
        assertThat(merge.view(at(110)).regions().getFirst().view().relay()).isNull();
        assertThat(merge.report(relayed(5, NOON, 0), at(120))).isFalse();
        assertThat(merge.view(at(120)).regions().getFirst().view().relay()).isNull();
    }

    @Test
    void somethingOlderThatIsPassedOnNeverReplacesSomethingNewer() {
        merge.report(report(frankfurt(), "a", 6, NOON), at(0));
        assertThat(merge.report(relayed(5, NOON, 10), at(10_000))).isFalse();
        // Another run of the agent, heard long ago: the run before the one that is shown.
        RegionView oldRun =
                report(frankfurt(), "before", 900, NOON.minusSeconds(60))
                        .relayed(new RegionView.Relay("eu-west", 60_000));
        assertThat(merge.report(oldRun, at(10_000))).isFalse();
        assertThat(merge.report(relayed(7, NOON.plusSeconds(9), 500), at(10_000))).isTrue();
    }

    private FleetStanding told(Now now) {
        FleetStanding standing = merge.view(now).fleet().standing();
        assertThat(standing).isNotNull();
        return Objects.requireNonNull(standing);
    }

    private static RegionView relayed(long version, Instant measuredAt, long ageMillis) {
        return report(frankfurt(), "a", version, measuredAt)
                .relayed(new RegionView.Relay("eu-west", ageMillis));
    }

    private static FleetStanding standing(
            String member, boolean quorum, long epoch, String journalId) {
        return new FleetStanding(
                "demo", member, "eu-west", quorum, epoch, journalId, 9, List.of(), ADA);
    }

    private static List<JournalEntry> journal(String id, int count) {
        FleetCodec codec = new FleetCodec();
        List<JournalEntry> entries = new ArrayList<>();
        Position position = Position.start(id);
        for (int i = 1; i <= count; i++) {
            FleetRecord record =
                    new FleetRecord.MemberStarted(
                            NOON.plusSeconds(i), "eu-central", "b", Integer.toString(i), "h");
            JournalEntry entry = HashChain.append(position, codec.toBytes(record));
            entries.add(entry);
            position = entry.position();
        }
        return entries;
    }
}
