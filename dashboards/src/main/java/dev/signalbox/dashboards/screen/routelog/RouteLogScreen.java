package dev.signalbox.dashboards.screen.routelog;

import dev.signalbox.dashboards.look.Panel;
import dev.signalbox.dashboards.look.ScrollBox;
import dev.signalbox.dashboards.look.Texts;
import dev.signalbox.dashboards.part.detail.DetailView;
import dev.signalbox.dashboards.part.routelog.RouteDetail;
import dev.signalbox.dashboards.part.routelog.RouteLog;
import dev.signalbox.dashboards.part.routelog.RouteRow;
import dev.signalbox.dashboards.part.table.SignTable;
import dev.signalbox.dashboards.screen.Picture;
import dev.signalbox.dashboards.screen.Screen;
import dev.signalbox.dashboards.words.Numbers;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.controlsfx.control.textfield.TextFields;
import org.jspecify.annotations.Nullable;

/** The route-change log: when which calls went elsewhere, why, by whom, and what came of it. */
public final class RouteLogScreen implements Screen {

    private final TextField filter = TextFields.createClearableTextField();
    private final Set<RouteRow.Kind> kinds = EnumSet.allOf(RouteRow.Kind.class);
    private final Label sum = Texts.whole("", "quiet");
    private final SignTable<RouteRow> table =
            new SignTable<RouteRow>("No route has changed since the journals that are read here")
                    .sign("Time", 100, RouteRow::sign, RouteRow::time)
                    .words("Region", 80, RouteRow::region)
                    .pair("What, and why", 400, RouteRow::what, RouteRow::cause)
                    .rest(1)
                    .words("Answer and effect", 240, RouteRow::result)
                    .rest(1)
                    .twoLines();
    private final DetailView detail =
            new DetailView("Choose a change to see what it stood on and what came of it");
    private final Panel detailPanel = new Panel("Route change", new ScrollBox(detail));
    private final VBox root;
    private String mark = "";
    private @Nullable RouteLog log;
    private List<RouteRow> rows = List.of();
    private String chosen = "";

    /** The chosen row was chosen by a person. */
    private boolean byPerson;

    public RouteLogScreen() {
        filter.setPromptText("Filter by region, person or word (F)");
        filter.setId("route-filter");
        filter.setPrefWidth(320);
        filter.setMinWidth(240);
        filter.textProperty().addListener((_, _, _) -> showRows());
        HBox head = new HBox(8, filter);
        for (RouteRow.Kind kind : RouteRow.Kind.values()) {
            head.getChildren().add(toggle(kind));
        }
        head.getChildren().add(sum);
        head.setAlignment(Pos.CENTER_LEFT);
        table.setId("routes");
        table.onChoose(this::showDetail);
        table.addEventFilter(MouseEvent.MOUSE_PRESSED, _ -> byPerson = true);
        table.addEventFilter(KeyEvent.KEY_PRESSED, _ -> byPerson = true);
        Panel list = new Panel("Route changes", table);
        list.remark("newest first");
        detailPanel.setPrefWidth(480);
        detailPanel.setMinWidth(400);
        HBox.setHgrow(list, Priority.ALWAYS);
        HBox both = new HBox(8, list, detailPanel);
        VBox.setVgrow(both, Priority.ALWAYS);
        root = new VBox(8, head, both);
        root.setMinSize(0, 0);
    }

    private ToggleButton toggle(RouteRow.Kind kind) {
        ToggleButton button = new ToggleButton(kind.title());
        button.setSelected(true);
        button.getStyleClass().add("region-choice");
        button.setId("routes-" + kind.name().toLowerCase(java.util.Locale.ROOT));
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.selectedProperty()
                .addListener(
                        (_, _, on) -> {
                            if (on) {
                                kinds.add(kind);
                            } else {
                                kinds.remove(kind);
                            }
                            showRows();
                        });
        return button;
    }

    @Override
    public Region node() {
        return root;
    }

    @Override
    public void find() {
        filter.requestFocus();
    }

    @Override
    public void show(Picture picture) {
        String now = RouteLog.mark(picture.view());
        if (!now.equals(mark)) {
            mark = now;
            RouteLog read = RouteLog.of(picture.view());
            log = read;
            rows = read.rows();
            showRows();
        }
    }

    /** What a person chose stays chosen, wherever it is now; before that the newest is shown. */
    private void showRows() {
        List<RouteRow> shown = new ArrayList<>();
        for (RouteRow row : rows) {
            if (kinds.contains(row.kind()) && row.matches(filter.getText())) {
                shown.add(row);
            }
        }
        sum.setText(
                shown.size() == rows.size()
                        ? Numbers.counted(rows.size(), "change", "changes")
                        : shown.size()
                                + " of "
                                + Numbers.counted(rows.size(), "change", "changes"));
        String wanted = chosen;
        table.show(shown);
        int at = byPerson || shown.isEmpty() ? -1 : 0;
        for (int i = 0; i < shown.size(); i++) {
            if (byPerson && shown.get(i).source().id().equals(wanted)) {
                at = i;
            }
        }
        if (at >= 0) {
            table.getSelectionModel().select(at);
            showDetail(shown.get(at));
        } else if (shown.isEmpty()) {
            detail.hint("Nothing to show: no change of routes fits");
        }
    }

    private void showDetail(RouteRow row) {
        RouteLog read = log;
        if (read != null) {
            chosen = row.source().id();
            detailPanel.remark(row.region() + "  \u00b7  " + row.time() + " UTC");
            detail.show(row.what(), RouteDetail.of(row, read));
        }
    }
}
