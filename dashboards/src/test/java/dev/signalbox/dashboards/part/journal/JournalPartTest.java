package dev.signalbox.dashboards.part.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.dashboards.scene.SceneChanges;
import dev.signalbox.dashboards.scene.Scenes;
import dev.signalbox.dashboards.words.Sign;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class JournalPartTest {

    private final List<JournalRow> few = JournalRow.newestFirst(Scenes.failing());
    private final List<JournalRow> more = JournalRow.newestFirst(Scenes.returning());

    @Test
    void newestComesFirst() {
        assertThat(few.getFirst().kind()).isEqualTo("decided");
        assertThat(few.getLast().kind()).isEqualTo("start");
        assertThat(more).extracting(JournalRow::time).isSortedAccordingTo((a, b) -> b.compareTo(a));
    }

    @Test
    void rowsThatDoNotNameTheirRegionGetItInFront() {
        JournalRow applied =
                more.stream().filter(row -> row.kind().equals("applied")).findFirst().orElseThrow();
        assertThat(applied.placed()).startsWith("eu-central: ");
        assertThat(few.getFirst().placed()).startsWith("Decided");
    }

    @Test
    void heldListStandsStillAndCountsWhatIsNew() {
        HeldList list = new HeldList();
        list.offer(few);
        list.hold(true);
        list.offer(more);
        assertThat(list.shown()).isEqualTo(few);
        assertThat(list.waiting()).isEqualTo(more.size() - few.size());
        list.hold(false);
        assertThat(list.shown()).isEqualTo(more);
        assertThat(list.waiting()).isZero();
    }

    @Test
    void filterLooksAtWordsRegionAndKind() {
        assertThat(few.getFirst().matches("NORTHWIND")).isTrue();
        assertThat(few.getFirst().matches("eu-west")).isFalse();
        assertThat(few.getFirst().matches("  ")).isTrue();
    }

    @Test
    void whatTheFleetDecidedStandsAmongTheRegionsRecords() {
        List<JournalRow> rows = JournalRow.newestFirst(SceneChanges.running());
        assertThat(rows).extracting(JournalRow::at).isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(rows)
                .filteredOn(row -> row.region().equals(JournalRow.FLEET))
                .extracting(JournalRow::kind)
                .contains("plan", "approval", "overruled", "verdict", "decided", "verified");
        assertThat(rows).extracting(JournalRow::region).contains("eu-central");
        JournalRow verdict =
                rows.stream().filter(row -> row.kind().equals("verdict")).findFirst().orElseThrow();
        assertThat(verdict.sign()).isEqualTo(Sign.CRITICAL);
        assertThat(verdict.placed()).startsWith("Frankfurt's edge takes no calls");
        assertThat(verdict.matches("fleet")).isTrue();
    }
}
