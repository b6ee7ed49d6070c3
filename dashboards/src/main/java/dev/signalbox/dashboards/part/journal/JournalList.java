package dev.signalbox.dashboards.part.journal;

import dev.signalbox.dashboards.look.FigureText;
import dev.signalbox.dashboards.look.Fonts;
import dev.signalbox.dashboards.look.Panel;
import dev.signalbox.dashboards.look.SignNode;
import dev.signalbox.dashboards.look.Tone;
import dev.signalbox.dashboards.words.Numbers;
import dev.signalbox.dashboards.words.Sign;
import java.util.List;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import org.jspecify.annotations.Nullable;

/** The journal as it grows, the newest first. It stands still while the mouse is over it. */
public final class JournalList extends BorderPane {

    private static final PseudoClass MOVING = PseudoClass.getPseudoClass("moving");
    private static final Font SENTENCE = Fonts.regular(12);

    /** Width of a row that is not its sentence: paddings, sign, gaps, scroll bar. */
    private static final double BESIDE = 24 + 15 + 16 + 14;

    private final ListView<JournalRow> list = new ListView<>();
    private final HeldList held = new HeldList();
    private final Panel panel = new Panel("Journal", list);

    /** The chosen row was chosen by a person. */
    private boolean byPerson;

    public JournalList() {
        setId("journal");
        list.getStyleClass().add("journal");
        list.setCellFactory(_ -> new Cell());
        list.widthProperty().addListener((_, _, _) -> list.refresh());
        Label placeholder = new Label("No records yet");
        placeholder.getStyleClass().add("empty");
        list.setPlaceholder(placeholder);
        list.addEventFilter(MouseEvent.MOUSE_PRESSED, _ -> byPerson = true);
        list.addEventFilter(KeyEvent.KEY_PRESSED, _ -> byPerson = true);
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

    /** Chooses the newest row, until a person has chosen one that is still there. */
    public void follow() {
        boolean gone = list.getSelectionModel().isEmpty();
        if ((gone || !byPerson) && !list.getItems().isEmpty()) {
            byPerson = false;
            list.getSelectionModel().clearAndSelect(0);
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

    private final class Cell extends ListCell<JournalRow> {
        private final FigureText time = new FigureText(Fonts.regular(12));
        private final SignNode sign = new SignNode(15);
        // A text is never cut: a label that is a fraction of a pixel too low loses a line.
        private final Text sentence = new Text();
        private final HBox content = new HBox(8, time, sign, sentence);

        Cell() {
            content.getStyleClass().add("journal-row");
            content.setAlignment(Pos.TOP_LEFT);
            time.setTone(Tone.QUIET);
            sentence.getStyleClass().add("sentence");
            sentence.setFont(SENTENCE);
            sentence.setTextOrigin(VPos.TOP);
        }

        @Override
        protected void updateItem(@Nullable JournalRow row, boolean empty) {
            super.updateItem(row, empty);
            if (row == null || empty) {
                setGraphic(null);
                return;
            }
            time.setText(row.time());
            sign.show(row.sign());
            sign.setVisible(row.sign() != Sign.WELL);
            sentence.pseudoClassStateChanged(MOVING, row.moved());
            String words = row.placed();
            sentence.setText(words);
            // A list asks a row for its height before it knows its width: the width is given here.
            double width = Math.max(80, list.getWidth() - BESIDE - time.prefWidth(-1));
            sentence.setWrappingWidth(width);
            setGraphic(content);
            setAccessibleText(row.time() + " " + words);
        }
    }
}
