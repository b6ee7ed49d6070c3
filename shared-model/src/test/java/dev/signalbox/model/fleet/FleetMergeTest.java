package dev.signalbox.model.fleet;

import static dev.signalbox.model.fleet.Samples.NOON;
import static dev.signalbox.model.fleet.Samples.at;
import static dev.signalbox.model.fleet.Samples.frankfurt;
import static dev.signalbox.model.fleet.Samples.report;
import static dev.signalbox.model.fleet.Samples.slice;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.model.fleet.FleetMerge.JournalStep;
import dev.signalbox.model.journal.HashChain;
import dev.signalbox.model.journal.JournalCodec;
import dev.signalbox.model.journal.JournalEntry;
import dev.signalbox.model.journal.JournalRecord;
import dev.signalbox.model.journal.Position;
import dev.signalbox.model.policy.Trunk;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class FleetMergeTest {

    private final FleetMerge merge = new FleetMerge(List.of("127.0.0.1:1"), at(0));

    @Test
    void theNewestVersionOfARunCounts() {
        assertThat(merge.report(report(frankfurt(), "a", 5, NOON), at(0))).isTrue();
        assertThat(merge.report(report(frankfurt(), "a", 4, NOON), at(10))).isFalse();
        assertThat(merge.report(report(frankfurt(), "a", 6, NOON), at(20))).isTrue();
        assertThat(version()).isEqualTo(6);
    }

    @Test
    void aNewRunReplacesAnOldOneAndALateReportOfTheOldOneDoesNotComeBack() {
        merge.report(report(frankfurt(), "a", 500, NOON), at(0));
        assertThat(merge.report(report(frankfurt(), "b", 1, NOON.plusSeconds(1)), at(100)))
                .isTrue();
        assertThat(merge.report(report(frankfurt(), "a", 501, NOON.plusMillis(500)), at(200)))
                .isFalse();
        assertThat(version()).isEqualTo(1);
    }

    @Test
    void aRestartedAgentWhoseClockWasSetBackIsHeardOnceTheOldRunIsSilent() {
        merge.report(report(frankfurt(), "a", 500, NOON), at(0));
        Instant setBack = NOON.minusSeconds(3600);
        assertThat(merge.report(report(frankfurt(), "b", 1, setBack), at(1_000))).isFalse();
        assertThat(merge.report(report(frankfurt(), "b", 2, setBack), at(4_000))).isTrue();
    }

    @Test
    void aRegionAgesAndGetsStaleAndARepeatedReportDoesNotFreshenIt() {
        merge.report(report(frankfurt(), "a", 5, NOON), at(0));
        merge.report(report(frankfurt(), "a", 5, NOON), at(3_000));
        RegionEntry young = merge.view(at(3_000)).regions().getFirst();
        RegionEntry old = merge.view(at(3_001)).regions().getFirst();
        assertThat(young.ageMillis()).isEqualTo(3_000);
        assertThat(young.stale()).isFalse();
        assertThat(old.stale()).isTrue();
        merge.report(report(frankfurt(), "a", 5, NOON.plusSeconds(3)), at(3_100));
        assertThat(merge.view(at(3_200)).regions().getFirst().ageMillis()).isEqualTo(100);
    }

    @Test
    void historyGrowsSliceBySliceAndGapsStayGaps() {
        tell(1, slice(0, 5), slice(10, 6));
        tell(2, slice(10, 7));
        tell(3, slice(40, 8));
        assertThat(history()).containsExactly(slice(0, 5), slice(10, 7), slice(40, 8));
    }

    @Test
    void slicesOfAnotherRunThatOverlapAreReplaced() {
        tell(1, slice(0, 5), slice(10, 6));
        tell(2, slice(15, 1));
        assertThat(history()).containsExactly(slice(0, 5), slice(15, 1));
    }

    @Test
    void anOlderReportFillsGapsOnly() {
        tell(9, slice(20, 9));
        tell(3, slice(0, 1), slice(10, 2), slice(20, 3));
        assertThat(history()).containsExactly(slice(0, 1), slice(10, 2), slice(20, 9));
    }

    @Test
    void metricsStayUntilNewOnesAreTold() {
        RegionMetrics first = new RegionMetrics(Samples.NOON, List.of(metrics(5)));
        RegionMetrics second = new RegionMetrics(Samples.NOON.plusSeconds(5), List.of(metrics(6)));
        merge.report(report(frankfurt(), "boot-1", 1, NOON).withMetrics(first), at(0));
        merge.report(report(frankfurt(), "boot-1", 2, NOON), at(250));
        assertThat(merge.view(at(250)).regions().getFirst().view().metrics()).isEqualTo(first);
        merge.report(report(frankfurt(), "boot-1", 3, NOON).withMetrics(second), at(500));
        assertThat(merge.view(at(500)).regions().getFirst().view().metrics()).isEqualTo(second);
    }

    private static MetricsView metrics(long attempts) {
        return new MetricsView(
                Samples.NORTHWIND,
                Trunk.Direction.OUTBOUND,
                "",
                List.of(MetricsTableTest.window(attempts, 1)));
    }

    @Test
    void halfAnHourOfHistoryIsKept() {
        tell(1, slice(0, 1));
        tell(2, slice(1_790, 2));
        assertThat(history()).hasSize(2);
        tell(3, slice(1_800, 3));
        assertThat(history()).containsExactly(slice(1_790, 2), slice(1_800, 3));
    }

    @Property(tries = 200)
    void whateverComesJournalLinesHaveNoGapAndNoRepetition(@ForAll long seed) {
        Random random = new Random(seed);
        List<JournalEntry> journal = journal("j1", 20);
        FleetMerge merging = new FleetMerge(List.of(), at(0));
        for (int steps = 0; steps < 60; steps++) {
            merging.journal(journal.get(random.nextInt(journal.size())));
        }
        List<JournalLine> lines = merging.view(at(0)).journal();
        for (int i = 1; i < lines.size(); i++) {
            assertThat(lines.get(i).entry().sequence())
                    .isEqualTo(lines.get(i - 1).entry().sequence() + 1);
        }
        assertThat(lines).isNotEmpty();
    }

    @Test
    void aRecordThatDoesNotFollowIsNotTaken() {
        List<JournalEntry> journal = journal("j1", 4);
        assertThat(merge.journal(journal.get(0))).isEqualTo(JournalStep.APPENDED);
        assertThat(merge.journal(journal.get(0))).isEqualTo(JournalStep.KNOWN);
        assertThat(merge.journal(journal.get(2))).isEqualTo(JournalStep.GAP);
        JournalEntry forged =
                new JournalEntry("j1", 2, journal.get(3).body(), journal.get(1).hash());
        assertThat(merge.journal(forged)).isEqualTo(JournalStep.BROKEN_CHAIN);
        assertThat(merge.journal(journal.get(1))).isEqualTo(JournalStep.APPENDED);
    }

    @Test
    void aRecordOfANewerFormatIsPassedOver() {
        List<JournalEntry> journal = new ArrayList<>(journal("j1", 1));
        byte[] newer = "{\"type\":\"brake_set\",\"v\":99}".getBytes(StandardCharsets.UTF_8);
        JournalEntry unknown = HashChain.append(journal.getFirst().position(), newer);
        merge.journal(journal.getFirst());
        assertThat(merge.journal(unknown)).isEqualTo(JournalStep.UNREADABLE);
        JournalEntry next = HashChain.append(unknown.position(), journal.getFirst().body());
        assertThat(merge.journal(next)).isEqualTo(JournalStep.APPENDED);
    }

    @Test
    void journalsOfSeveralAgentsMergeByTimeAndKeepTheirOwnOrder() {
        List<JournalEntry> two = new ArrayList<>(journal("j2", 3));
        for (JournalEntry entry : journal("j1", 3)) {
            merge.journal(entry);
        }
        two.forEach(merge::journal);
        merge.report(Samples.with(frankfurt(), Samples.agent("j2", null)), at(0));
        List<JournalLine> lines = merge.view(at(0)).journal();
        assertThat(lines)
                .extracting(line -> line.entry().id())
                .containsExactly("j1/1", "j2/1", "j1/2", "j2/2", "j1/3", "j2/3");
        assertThat(lines.get(1).region()).isEqualTo("eu-central");
        merge.forgetJournal("j2");
        assertThat(merge.view(at(0)).journal()).hasSize(3);
    }

    @Test
    void connectionsKeepTheirOrderAndTheTimeOfTheirState() {
        FleetMerge two = new FleetMerge(List.of("h:2", "h:1"), at(0));
        two.connection("h:1", ConnectionView.State.BROKEN, "connection refused", at(100));
        two.connection("h:1", ConnectionView.State.BROKEN, "timed out", at(900));
        assertThat(two.view(at(1_000)).connections())
                .containsExactly(
                        new ConnectionView("h:2", ConnectionView.State.CONNECTING, "", NOON),
                        new ConnectionView(
                                "h:1",
                                ConnectionView.State.BROKEN,
                                "timed out",
                                NOON.plusMillis(100)));
    }

    private void tell(long version, HistoryPoint... slices) {
        merge.report(report(Samples.with(frankfurt(), slices), "a", version, NOON), at(0));
    }

    private List<HistoryPoint> history() {
        return merge.view(at(0)).regions().getFirst().view().history();
    }

    private long version() {
        return merge.view(at(0)).regions().getFirst().view().version();
    }

    static List<JournalEntry> journal(String id, int count) {
        JournalCodec codec = new JournalCodec();
        List<JournalEntry> entries = new ArrayList<>();
        Position position = Position.start(id);
        for (int i = 0; i < count; i++) {
            JournalRecord record =
                    new JournalRecord.BrakeSet(NOON.plusSeconds(i), i, "Ada", "number " + i);
            JournalEntry entry = HashChain.append(position, codec.toBytes(record));
            entries.add(entry);
            position = entry.position();
        }
        return entries;
    }
}
