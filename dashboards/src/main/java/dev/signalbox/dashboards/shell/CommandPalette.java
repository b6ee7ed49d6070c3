package dev.signalbox.dashboards.shell;

import dev.signalbox.dashboards.look.Texts;
import java.util.List;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Finds screens, regions and actions by a few letters. It leads there, and never executes. */
final class CommandPalette extends VBox {

    private static final double ROW = 30;
    private static final int ROWS_MAX = 12;
    private static final PseudoClass OFF = PseudoClass.getPseudoClass("off");

    private final TextField wanted = new TextField();
    private final ListView<PaletteEntry> list = new ListView<>();
    private final Label off = Texts.wrapped("", "off-first");
    private final Consumer<Goal> go;
    private List<PaletteEntry> all = List.of();

    /** {@code go} is called with what was chosen and is on. */
    CommandPalette(Consumer<Goal> go) {
        this.go = go;
        getStyleClass().addAll("panel", "palette");
        setId("palette");
        setMaxSize(620, USE_PREF_SIZE);
        wanted.setPromptText("Go to, plan, find: a few letters are enough");
        wanted.setId("palette-field");
        list.setId("palette-list");
        list.setFixedCellSize(ROW);
        list.setCellFactory(_ -> new Cell());
        list.setFocusTraversable(false);
        list.setPlaceholder(Texts.wrapped("Nothing is called that.", "empty"));
        wanted.textProperty().addListener((_, _, _) -> fill());
        wanted.addEventFilter(KeyEvent.KEY_PRESSED, this::keyPressed);
        list.getSelectionModel()
                .selectedItemProperty()
                .addListener((_, _, entry) -> explain(entry));
        list.setOnMouseClicked(_ -> choose());
        getChildren().addAll(wanted, list, off);
    }

    /** Offers {@code entries}. */
    void open(List<PaletteEntry> entries) {
        all = entries;
        wanted.clear();
        fill();
        wanted.requestFocus();
    }

    private void fill() {
        List<PaletteEntry> found = PaletteEntry.matching(all, wanted.getText());
        list.getItems().setAll(found);
        double height = ROW * Math.clamp(found.size(), 2, ROWS_MAX) + 4;
        list.setPrefHeight(height);
        list.setMinHeight(height);
        list.getSelectionModel().selectFirst();
        list.scrollTo(0);
    }

    private void keyPressed(KeyEvent event) {
        int at = list.getSelectionModel().getSelectedIndex();
        if (event.getCode() == KeyCode.DOWN) {
            list.getSelectionModel().select(Math.min(at + 1, list.getItems().size() - 1));
        } else if (event.getCode() == KeyCode.UP) {
            list.getSelectionModel().select(Math.max(at - 1, 0));
        } else if (event.getCode() == KeyCode.ENTER) {
            choose();
        } else {
            return;
        }
        list.scrollTo(Math.max(0, list.getSelectionModel().getSelectedIndex() - ROWS_MAX + 2));
        event.consume();
    }

    private void choose() {
        PaletteEntry entry = list.getSelectionModel().getSelectedItem();
        if (entry != null && entry.off().isEmpty()) {
            go.accept(entry.goal());
        }
    }

    private void explain(@Nullable PaletteEntry entry) {
        Texts.set(off, entry == null || entry.off().isEmpty() ? "" : "Off: " + entry.off() + ".");
    }

    private static final class Cell extends ListCell<PaletteEntry> {
        private final Label title = Texts.line("", "palette-title");
        private final Label kind = Texts.whole("", "quiet");
        private final Label keys = Texts.whole("", "key-cap");
        private final HBox row = new HBox(12, title, kind, keys);

        Cell() {
            row.setAlignment(Pos.CENTER_LEFT);
            title.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(title, Priority.ALWAYS);
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(@Nullable PaletteEntry entry, boolean empty) {
            super.updateItem(entry, empty);
            if (entry == null || empty) {
                setGraphic(null);
                return;
            }
            title.setText(entry.title());
            title.pseudoClassStateChanged(OFF, !entry.off().isEmpty());
            kind.setText(entry.off().isEmpty() ? entry.kind() : entry.kind() + ", off");
            Texts.set(keys, entry.keys());
            setGraphic(row);
        }
    }
}
