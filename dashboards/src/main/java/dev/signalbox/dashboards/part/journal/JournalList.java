package dev.signalbox.dashboards.part.journal;

import dev.signalbox.dashboards.look.FigureText;
import dev.signalbox.dashboards.look.Fonts;
import dev.signalbox.dashboards.look.Palette;
import dev.signalbox.dashboards.look.Panel;
import dev.signalbox.dashboards.look.SignNode;
import dev.signalbox.dashboards.words.Numbers;
import dev.signalbox.dashboards.words.Sign;
import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/** The journal as it grows, the newest first. It stands still while the mouse is over it. */
public final class JournalList extends BorderPane {

    private final ListView<JournalRow> list = new ListView<>();
    private final HeldList held = new HeldList();
    private final Panel panel = new Panel("Journal", list);

    public JournalList() {
        setId("journal");
        list.getStyleClass().add("journal");
        list.setFixedCellSize(25);
        list.setCellFactory(_ -> new Cell());
        Label placeholder = new Label("No records yet");
        placeholder.getStyleClass().add("empty");
        list.setPlaceholder(placeholder);
        setCenter(panel);
        setMinSize(0, 0);
        hoverProperty()
                .addListener(
                        (_, _, over) -> {
                            held.hold(over);
                            refresh();
                        });
    }

    /** Shows {@code rows}, the newest first. */
    public void show(List<JournalRow> rows) {
        held.offer(rows);
        refresh();
    }

    /** Calls {@code listener} with each row that is chosen. */
    public void onChoose(Consumer<JournalRow> listener) {
        list.getSelectionModel()
                .selectedItemProperty()
                .addListener(
                        (_, _, row) -> {
                            if (row != null) {
                                listener.accept(row);
                            }
                        });
    }

    /** Chooses the newest row if none is chosen. */
    public void chooseFirst() {
        if (list.getSelectionModel().isEmpty() && !list.getItems().isEmpty()) {
            list.getSelectionModel().select(0);
        }
    }

    private void refresh() {
        int waiting = held.waiting();
        panel.remark(
                waiting > 0
                        ? waiting + " new, shown when the mouse leaves"
                        : Numbers.counted(held.shown().size(), "record", "records")
                                + ", newest first");
        List<JournalRow> rows = held.shown();
        List<JournalRow> before = list.getItems();
        if (same(rows, before)) {
            return;
        }
        JournalRow chosen = list.getSelectionModel().getSelectedItem();
        int added = rows.size() - before.size();
        if (added > 0 && same(rows.subList(added, rows.size()), before)) {
            list.getItems().addAll(0, rows.subList(0, added));
        } else {
            list.getItems().setAll(rows);
            rows.stream()
                    .filter(row -> chosen != null && row.id().equals(chosen.id()))
                    .findFirst()
                    .ifPresent(row -> list.getSelectionModel().select(row));
        }
    }

    private static boolean same(List<JournalRow> a, List<JournalRow> b) {
        if (a.size() != b.size()) {
            return false;
        }
        for (int i = 0; i < a.size(); i++) {
            if (!a.get(i).id().equals(b.get(i).id()) || !a.get(i).time().equals(b.get(i).time())) {
                return false;
            }
        }
        return true;
    }

    private static final class Cell extends ListCell<JournalRow> {
        private final FigureText time = new FigureText(Fonts.regular(12));
        private final SignNode sign = new SignNode(15);
        private final Label region = new Label();
        private final Label sentence = new Label();
        private final Tooltip whole = new Tooltip();
        private final HBox content = new HBox(8, time, sign, region, sentence);

        Cell() {
            content.setAlignment(Pos.CENTER_LEFT);
            time.setFill(Palette.QUIET);
            region.getStyleClass().add("quiet");
            region.setMinWidth(72);
            region.setPrefWidth(72);
            sentence.setMinWidth(0);
            HBox.setHgrow(sentence, Priority.ALWAYS);
            // The sentence gives way, never the list's width.
            content.setPrefWidth(0);
            content.setMaxWidth(Region.USE_COMPUTED_SIZE);
            whole.setWrapText(true);
            whole.setMaxWidth(520);
        }

        @Override
        protected void updateItem(@Nullable JournalRow row, boolean empty) {
            super.updateItem(row, empty);
            if (row == null || empty) {
                setGraphic(null);
                setTooltip(null);
                return;
            }
            time.setText(row.time());
            sign.show(row.sign());
            sign.setVisible(row.sign() != Sign.WELL);
            region.setText(row.region());
            sentence.setText(row.sentence());
            sentence.getStyleClass().removeAll("moving");
            if (row.moved()) {
                sentence.getStyleClass().add("moving");
            }
            whole.setText(row.sentence());
            setTooltip(whole);
            setGraphic(content);
            setAccessibleText(row.time() + " " + row.region() + ": " + row.sentence());
        }
    }
}
