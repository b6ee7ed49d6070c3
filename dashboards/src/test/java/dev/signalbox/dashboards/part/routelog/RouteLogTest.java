package dev.signalbox.dashboards.part.routelog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.dashboards.part.detail.Block;
import dev.signalbox.dashboards.scene.SceneChanges;
import dev.signalbox.dashboards.words.Sign;
import java.util.List;
import org.junit.jupiter.api.Test;

class RouteLogTest {

    private final RouteLog log = RouteLog.of(SceneChanges.held());
    private final List<RouteRow> rows = log.rows();

    @Test
    void everyChangeOfRoutesIsOneRowNewestFirst() {
        assertThat(rows)
                .extracting(RouteRow::kind)
                .containsExactly(RouteRow.Kind.TRUNK, RouteRow.Kind.REGION, RouteRow.Kind.REGION);
        assertThat(rows.getLast().what())
                .isEqualTo("Frankfurt \u2192 Dublin, 25 % of what may move");
        assertThat(rows.getLast().result())
                .isEqualTo("door of Frankfurt set in 42 ms; 9 calls arrived, none failed");
        assertThat(rows.getLast().sign()).isEqualTo(Sign.WELL);
        assertThat(rows.get(1).sign()).isEqualTo(Sign.MAJOR);
        assertThat(rows.get(1).result())
                .startsWith("door of Frankfurt set in 42 ms, then lost: took epoch 2");
        assertThat(rows.getFirst().result()).isEqualTo("routers confirmed in 84 ms");
    }

    @Test
    void filteringLooksAtEveryWord() {
        assertThat(rows).filteredOn(row -> row.matches("trunks eu-central")).hasSize(1);
        assertThat(rows).filteredOn(row -> row.matches("ADA dublin")).hasSize(2);
        assertThat(rows).noneMatch(row -> row.matches("us-east"));
    }

    @Test
    void theDetailOfAStageSaysCauseEvidenceGuardsWhoAndAnswers() {
        List<Block> blocks = RouteDetail.of(rows.get(1), log);
        assertThat(blocks)
                .extracting(Block::heading)
                .containsExactly(
                        "Cause",
                        "Evidence at that moment",
                        "Guards as they were judged",
                        "Who",
                        "Stages",
                        "Routes before and after",
                        "What doors answered",
                        "Effect on new calls of Frankfurt",
                        "Record");
        assertThat(texts(blocks, "Who"))
                .containsExactly(
                        "ada at 03:11:40 UTC", "ben at 03:11:49 UTC", "ada at 03:11:54 UTC");
        assertThat(texts(blocks, "Evidence at that moment"))
                .hasSize(5)
                .contains("0 of 6 OPTIONS answered for 9 s (n = 6)");
        assertThat(texts(blocks, "Routes before and after"))
                .contains(
                        "75 % Frankfurt, 25 % Dublin \u2192 50 % Frankfurt, 50 % Dublin",
                        "1 \u2192 2");
        assertThat(texts(blocks, "Stages")).anyMatch(text -> text.startsWith("held: Dublin's"));
        assertThat(texts(blocks, "What doors answered"))
                .anyMatch(text -> text.contains("somebody else writes it"));
    }

    @Test
    void theDetailOfATrunkSaysWhatRoutersAnsweredAndWhatCallsDid() {
        List<Block> blocks = RouteDetail.of(rows.getFirst(), log);
        assertThat(texts(blocks, "What routers answered"))
                .containsExactly("took it in 84 ms, read back at epoch " + epoch());
        assertThat(texts(blocks, "Effect on new calls of Frankfurt")).isNotEmpty();
        assertThat(texts(blocks, "Guards as they were judged")).hasSize(3);
    }

    private String epoch() {
        return texts(RouteDetail.of(rows.getFirst(), log), "Routes before and after")
                .getLast()
                .replaceAll(".* ", "");
    }

    private static List<String> texts(List<Block> blocks, String heading) {
        return blocks.stream()
                .filter(block -> block.heading().equals(heading))
                .flatMap(block -> block.lines().stream())
                .map(Block.Line::text)
                .toList();
    }
}
