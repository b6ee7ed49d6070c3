package dev.signalbox.world.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.model.fleet.FleetMerge;
import dev.signalbox.model.fleet.RegionView;
import dev.signalbox.model.journal.JournalEntry;
import dev.signalbox.model.time.Now;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordedAgentTest {

    private static final Instant AT = Instant.parse("2030-01-01T00:00:00Z");

    @Test
    void theBuiltInRecordingIsOfThreeWholeRegions() throws Exception {
        List<RecordedAgent> agents = RecordedAgent.builtIn();
        assertThat(agents)
                .extracting(agent -> agent.region().getTarget())
                .containsExactly("region:eu-central", "region:eu-west", "region:us-east");
        assertThat(agents)
                .allSatisfy(
                        agent -> {
                            RegionView view =
                                    new ChangingRegion(agent.region(), "boot", 1, AT).next(AT);
                            assertThat(view.trunks()).hasSize(4);
                            assertThat(view.history()).isNotEmpty();
                            assertThat(view.senses().paths()).hasSize(4);
                            assertThat(view.senses().providers()).hasSize(6);
                            assertThat(view.senses().health()).isNotEmpty();
                        });
    }

    @Test
    void aConsoleFollowsItsJournals() throws Exception {
        Now now = new Now(0, AT);
        for (RecordedAgent agent : RecordedAgent.builtIn()) {
            FleetMerge merge = new FleetMerge(List.of("agent"), now);
            String journalId = agent.region().getAgent().getJournalId();
            List<JournalEntry> read =
                    new RecordedJournal(journalId, agent.journal()).read(0, 1_000);
            assertThat(read).isNotEmpty();
            assertThat(read)
                    .allSatisfy(
                            entry ->
                                    assertThat(merge.journal(entry))
                                            .isEqualTo(FleetMerge.JournalStep.APPENDED));
        }
    }

    @Test
    void everyReportIsOfNowAndNewButItsHistoryStays() throws Exception {
        RecordedAgent agent = RecordedAgent.builtIn().getFirst();
        ChangingRegion region = new ChangingRegion(agent.region(), "boot", 1, AT);
        RegionView first = region.next(AT);
        RegionView second = region.next(AT.plusMillis(250));
        assertThat(first.measuredAt()).isEqualTo(AT);
        assertThat(second.version()).isEqualTo(first.version() + 1);
        assertThat(second.history()).isEqualTo(first.history());
        assertThat(second.trunks()).isNotEqualTo(first.trunks());
        assertThat(second.senses().providers()).isNotEqualTo(first.senses().providers());
        assertThat(Duration.between(first.agent().startedAt(), AT))
                .isBetween(Duration.ofSeconds(60), Duration.ofSeconds(180));
    }

    @Test
    void whatIsWrittenIsRead() throws Exception {
        List<RecordedAgent> agents = RecordedAgent.builtIn();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        RecordedAgent.write(agents, out);
        List<RecordedAgent> read = RecordedAgent.read(new ByteArrayInputStream(out.toByteArray()));
        assertThat(read)
                .extracting(RecordedAgent::region)
                .isEqualTo(agents.stream().map(RecordedAgent::region).toList());
        assertThat(read.getFirst().journal())
                .extracting(JournalEntry::hash)
                .isEqualTo(agents.getFirst().journal().stream().map(JournalEntry::hash).toList());
    }
}
