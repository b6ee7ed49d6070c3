package dev.signalbox.dashboards.screen.health;

import dev.signalbox.dashboards.look.Panel;
import dev.signalbox.dashboards.part.health.HealthRow;
import dev.signalbox.dashboards.part.health.HealthSum;
import dev.signalbox.dashboards.part.health.Kind;
import dev.signalbox.dashboards.part.table.SignTable;
import dev.signalbox.dashboards.screen.Picture;
import dev.signalbox.dashboards.screen.Screen;
import dev.signalbox.dashboards.words.Numbers;
import dev.signalbox.dashboards.words.Sign;
import java.util.List;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** One picture of everything: regions and kinds above, below each thing with its evidence. */
public final class HealthScreen implements Screen {

    private static final double PANEL_HEAD = 33;
    private static final double ROW = 25;
    private static final int REGIONS_SHOWN_MAX = 8;

    private final SignTable<HealthSum> sums = sumTable();
    private final Panel sumPanel = new Panel("Regions", sums);
    private final SignTable<HealthRow> rows = rowTable();
    private final Panel rowPanel = new Panel("Everything, worst first", rows);
    private final VBox root = new VBox(8, sumPanel, rowPanel);
    private @Nullable Picture picture;
    private String region = "";

    public HealthScreen() {
        sums.setId("health-sums");
        rows.setId("health");
        sums.onChoose(
                sum -> {
                    if (!sum.region().equals(region)) {
                        region = sum.region();
                        showRows();
                    }
                });
        VBox.setVgrow(rowPanel, Priority.ALWAYS);
        rowPanel.setPrefHeight(0);
        root.setMinSize(0, 0);
    }

    private static SignTable<HealthSum> sumTable() {
        SignTable<HealthSum> table =
                new SignTable<HealthSum>("Waiting for the first report of a region")
                        .state("Region", 220, HealthSum::sign, HealthSum::title);
        for (Kind kind : HealthSum.COUNTED) {
            table.state(
                    heading(kind),
                    150,
                    sum -> sum.count(kind).worst(),
                    sum -> sum.count(kind).words());
        }
        return table.figures("Report", 64, HealthSum::age).words("", 10, _ -> "").rest();
    }

    private static String heading(Kind kind) {
        return switch (kind) {
            case REGION -> "Region";
            case SERVICE -> "Services";
            case TRUNK -> "Trunks";
            case PATH -> "Paths from here";
            case PROVIDER -> "AI providers";
            case DEPENDENCY -> "Dependencies";
        };
    }

    private static SignTable<HealthRow> rowTable() {
        return new SignTable<HealthRow>("Waiting for the first report of a region")
                .state("What", 170, HealthRow::sign, HealthRow::title)
                .words("Kind", 88, row -> row.kind().word())
                .words("Region", 92, HealthRow::region)
                .words("State", 120, HealthRow::state)
                .figures("For", 56, HealthRow::since)
                .figures("Seen", 56, HealthRow::age)
                .words("Finding", 280, HealthRow::finding)
                .rest(1)
                .words("Evidence", 280, HealthRow::evidence)
                .rest(1);
    }

    @Override
    public Region node() {
        return root;
    }

    @Override
    public void show(Picture picture) {
        this.picture = picture;
        showRows();
    }

    private void showRows() {
        Picture shown = picture;
        if (shown == null) {
            return;
        }
        List<HealthRow> all = HealthRow.of(shown.view());
        List<HealthSum> counted = HealthSum.of(shown.view(), all);
        if (counted.stream().noneMatch(sum -> sum.region().equals(region))) {
            region = "";
        }
        sums.show(counted);
        if (sums.getSelectionModel().isEmpty() && !counted.isEmpty()) {
            sums.getSelectionModel().select(0);
        }
        sumPanel.setMinHeight(
                PANEL_HEAD
                        + SignTable.HEAD
                        + 4
                        + ROW * Math.clamp(counted.size(), 1, REGIONS_SHOWN_MAX));
        sumPanel.setPrefHeight(sumPanel.getMinHeight());
        sumPanel.remark("choose one to see it alone below");
        List<HealthRow> wanted =
                all.stream()
                        .filter(row -> region.isEmpty() || row.region().equals(region))
                        .toList();
        rows.show(wanted);
        rowPanel.heading(region.isEmpty() ? "Everything, worst first" : region + ", worst first");
        rowPanel.remark(remark(wanted));
    }

    private static String remark(List<HealthRow> rows) {
        long wrong =
                rows.stream()
                        .filter(row -> row.sign() != Sign.WELL && row.sign() != Sign.STALE)
                        .count();
        long stale = rows.stream().filter(row -> row.sign() == Sign.STALE).count();
        String things = Numbers.counted(rows.size(), "thing", "things");
        return (wrong == 0 ? things + ", none wrong" : wrong + " of " + things + " wrong")
                + (stale == 0 ? "" : ", " + stale + " not known");
    }
}
