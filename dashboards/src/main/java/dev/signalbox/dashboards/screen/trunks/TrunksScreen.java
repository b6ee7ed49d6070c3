package dev.signalbox.dashboards.screen.trunks;

import dev.signalbox.dashboards.look.Panel;
import dev.signalbox.dashboards.part.course.CourseStrip;
import dev.signalbox.dashboards.part.journal.JournalList;
import dev.signalbox.dashboards.part.journal.JournalRow;
import dev.signalbox.dashboards.part.trunk.TrunkCourse;
import dev.signalbox.dashboards.part.trunk.TrunkRow;
import dev.signalbox.dashboards.part.trunk.TrunkTable;
import dev.signalbox.dashboards.screen.Picture;
import dev.signalbox.dashboards.screen.Screen;
import dev.signalbox.dashboards.words.Numbers;
import dev.signalbox.model.fleet.FleetView;
import dev.signalbox.model.fleet.RegionEntry;
import dev.signalbox.model.journal.JournalRecord;
import dev.signalbox.model.target.Target;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** All trunks of all regions; below, the course of the chosen one and what was decided about it. */
public final class TrunksScreen implements Screen {

    private static final double TABLE_HEAD = 33 + 27 + 3;
    private static final double ROOM_HEIGHT = 200;

    /** Its head and three records. */
    private static final double JOURNAL_FROM_HEIGHT = 104;

    private final TrunkTable table = new TrunkTable(TrunkTable.Columns.FULL);
    private final Panel tablePanel = new Panel("Trunks", table);
    private final Label name = new Label();
    private final Label finding = new Label();
    private final CourseStrip rate = new CourseStrip("New calls", "per second", 1, 1);
    private final CourseStrip answered = new CourseStrip("Answered, 10 s", "%", 1, 100);
    private final CourseStrip delay = new CourseStrip("Post-dial delay p95, 10 s", "ms", 0, 500);
    private final RoomTile room = new RoomTile();
    private final JournalList journal = new JournalList();
    private final TrunkCourse course;
    private final VBox root;
    private Target.@Nullable Trunk chosen;
    private boolean byPerson;
    private @Nullable Picture picture;

    /** {@code course} is what the console has seen of each trunk; it is fed elsewhere. */
    public TrunksScreen(TrunkCourse course) {
        this.course = course;
        table.setId("all-trunks");
        table.onChoose(
                row -> {
                    if (!row.target().equals(chosen)) {
                        chosen = row.target();
                        byPerson = true;
                        showChosen();
                    }
                });
        name.getStyleClass().add("section");
        finding.getStyleClass().add("quiet");
        HBox.setHgrow(finding, Priority.ALWAYS);
        HBox heading = new HBox(12, name, finding);
        heading.getStyleClass().add("section-head");
        VBox courses = new VBox(8, rate, answered, delay);
        for (Region strip : List.of(rate, answered, delay)) {
            VBox.setVgrow(strip, Priority.ALWAYS);
        }
        HBox.setHgrow(courses, Priority.ALWAYS);
        room.setPrefHeight(ROOM_HEIGHT);
        room.setMinHeight(150);
        journal.setPrefHeight(0);
        VBox.setVgrow(journal, Priority.ALWAYS);
        VBox right = new VBox(8, room, journal);
        // In a low window a head without records would say nothing: the gauges take its place.
        right.heightProperty()
                .addListener(
                        (_, _, height) -> {
                            boolean records =
                                    height.doubleValue() >= ROOM_HEIGHT + 8 + JOURNAL_FROM_HEIGHT;
                            journal.setVisible(records);
                            journal.setManaged(records);
                            VBox.setVgrow(room, records ? Priority.NEVER : Priority.ALWAYS);
                        });
        right.setPrefWidth(430);
        right.setMinWidth(360);
        HBox tiles = new HBox(8, courses, right);
        tiles.setPrefHeight(0);
        tiles.setMinHeight(160);
        VBox.setVgrow(tiles, Priority.ALWAYS);
        root = new VBox(8, tablePanel, heading, tiles);
        root.setMinSize(0, 0);
    }

    @Override
    public Region node() {
        return root;
    }

    @Override
    public void show(Picture picture) {
        this.picture = picture;
        FleetView view = picture.view();
        List<TrunkRow> rows =
                view.regions().stream().flatMap(entry -> TrunkRow.of(entry).stream()).toList();
        table.show(rows);
        // The table has the height of its rows; what is left belongs to the courses.
        tablePanel.setPrefHeight(TABLE_HEAD + rows.size() * table.getFixedCellSize());
        tablePanel.remark(
                Numbers.counted(rows.size(), "trunk", "trunks")
                        + " in "
                        + Numbers.counted(view.regions().size(), "region", "regions")
                        + "  \u00b7  last minute");
        boolean gone = rows.stream().noneMatch(row -> row.target().equals(chosen));
        byPerson &= !gone;
        // Until a person chooses, the worst trunk is what should be looked at.
        if (!byPerson && !rows.isEmpty()) {
            TrunkRow worst = gone ? rows.getFirst() : row(rows);
            for (TrunkRow row : rows) {
                worst = row.sign().compareTo(worst.sign()) > 0 ? row : worst;
            }
            chosen = worst.target();
            table.getSelectionModel().select(rows.indexOf(worst));
        }
        showChosen();
    }

    private TrunkRow row(List<TrunkRow> rows) {
        return rows.stream()
                .filter(row -> row.target().equals(chosen))
                .findFirst()
                .orElseGet(rows::getFirst);
    }

    private void showChosen() {
        Target.Trunk trunk = chosen;
        if (trunk == null || picture == null) {
            return;
        }
        table.getItems().stream()
                .filter(row -> row.target().equals(trunk))
                .findFirst()
                .ifPresent(
                        row -> {
                            name.setText(row.carrier() + " in " + trunk.region());
                            finding.setText(row.finding().isEmpty() ? row.state() : row.finding());
                        });
        rate.show(course.values(trunk, TrunkCourse.Point::callsPerSecond), picture.view().at());
        answered.show(
                course.values(trunk, TrunkCourse.Point::answeredPercent), picture.view().at());
        delay.show(course.values(trunk, TrunkCourse.Point::pddMillisP95), picture.view().at());
        room.show(
                picture.view().regions().stream()
                        .map(RegionEntry::view)
                        .filter(view -> view.target().name().equals(trunk.region()))
                        .findFirst()
                        .orElse(null));
        journal.show(picture.journal().stream().filter(row -> about(row, trunk)).toList());
    }

    private static boolean about(JournalRow row, Target.Trunk trunk) {
        return row.source() instanceof JournalRow.Source.Region region
                && about(region.line().record(), trunk);
    }

    private static boolean about(JournalRecord record, Target.Trunk trunk) {
        return switch (record) {
            case JournalRecord.DiagnosisOpened opened -> opened.target().equals(trunk);
            case JournalRecord.DiagnosisClosed closed -> closed.target().equals(trunk);
            case JournalRecord.MoveDecided decided -> decided.target().equals(trunk);
            case JournalRecord.MoveRefused refused -> refused.target().equals(trunk);
            case JournalRecord.HandSet hand -> hand.target().equals(trunk);
            case JournalRecord.AgentStarted _,
                    JournalRecord.BreakerChanged _,
                    JournalRecord.BreakerApplied _,
                    JournalRecord.MoveApplied _,
                    JournalRecord.MoveFailed _,
                    JournalRecord.RouteReasserted _,
                    JournalRecord.BrakeSet _,
                    JournalRecord.BrakeReleased _ ->
                    false;
        };
    }
}
