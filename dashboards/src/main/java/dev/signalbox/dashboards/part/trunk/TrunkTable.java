package dev.signalbox.dashboards.part.trunk;

import dev.signalbox.dashboards.look.FigureText;
import dev.signalbox.dashboards.look.Fonts;
import dev.signalbox.dashboards.look.SignNode;
import dev.signalbox.dashboards.look.Tone;
import dev.signalbox.dashboards.part.table.FlexColumns;
import dev.signalbox.dashboards.words.Sign;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;

/**
 * A table of trunks in the order of preference. Rows are changed in place and never sorted, so that
 * nothing moves under the mouse.
 */
public final class TrunkTable extends TableView<TrunkRow> {

    private static final PseudoClass OUT = PseudoClass.getPseudoClass("out");

    private static final double FULL_WIDTH = 1240;
    private static final double BRIEF_WIDTH = 860;

    /** Which columns are shown. */
    public enum Columns {
        /** What one region needs at a glance. */
        BRIEF,
        /** All regions, with addresses and probes. */
        FULL
    }

    public TrunkTable(Columns columns) {
        getStyleClass().add("trunks");
        setFixedCellSize(27);
        FlexColumns flex = new FlexColumns();
        setColumnResizePolicy(flex);
        Label placeholder = new Label("No trunks");
        placeholder.getStyleClass().add("empty");
        setPlaceholder(placeholder);
        setRowFactory(_ -> new Row());
        List<TableColumn<TrunkRow, ?>> all = new ArrayList<>();
        boolean full = columns == Columns.FULL;
        if (full) {
            all.add(words("Region", 84, row -> row.target().region(), false));
        }
        all.add(carrier());
        all.add(words("State", 100, TrunkRow::state, false));
        all.add(figures("Share", 54, TrunkRow::share));
        all.add(figures("Answered", 98, TrunkRow::answered));
        all.add(figures("PDD p50/p95", 112, TrunkRow::pdd));
        all.add(figures("No reply", 64, TrunkRow::unanswered));
        all.add(figures("Live", 78, TrunkRow::live));
        TableColumn<TrunkRow, String> age = figures("Age", 54, TrunkRow::age);
        all.add(age);
        if (full) {
            all.add(words("Calls", 46, TrunkRow::direction, true));
            all.add(words("OPTIONS", 104, TrunkRow::options, true));
            all.add(words("Test call", 80, TrunkRow::testCall, true));
        }
        TableColumn<TrunkRow, String> responses =
                words("Responses", 200, TrunkRow::responses, false);
        responses.setMinWidth(120);
        flex.share(responses, 3);
        all.add(responses);
        TableColumn<TrunkRow, String> least =
                full ? words("Address", 130, TrunkRow::address, true) : age;
        if (full) {
            flex.share(least, 1);
            all.add(all.size() - 1, least);
        }
        getColumns().setAll(all);
        double wanted = full ? FULL_WIDTH : BRIEF_WIDTH;
        // What is looked at least leaves a narrow window to the rest.
        widthProperty()
                .addListener((_, _, width) -> least.setVisible(width.doubleValue() >= wanted));
    }

    /** Shows {@code rows}; the chosen row stays chosen. */
    public void show(List<TrunkRow> rows) {
        for (int i = 0; i < rows.size(); i++) {
            if (i == getItems().size()) {
                getItems().add(rows.get(i));
            } else if (!rows.get(i).equals(getItems().get(i))) {
                int chosen = getSelectionModel().getSelectedIndex();
                getItems().set(i, rows.get(i));
                if (chosen == i) {
                    getSelectionModel().select(i);
                }
            }
        }
        if (getItems().size() > rows.size()) {
            getItems().remove(rows.size(), getItems().size());
        }
    }

    /** Calls {@code listener} with each row that is chosen. */
    public void onChoose(Consumer<TrunkRow> listener) {
        getSelectionModel()
                .selectedItemProperty()
                .addListener(
                        (_, _, row) -> {
                            if (row != null) {
                                listener.accept(row);
                            }
                        });
    }

    private static TableColumn<TrunkRow, TrunkRow> carrier() {
        TableColumn<TrunkRow, TrunkRow> column = new TableColumn<>("Carrier");
        column.setCellValueFactory(data -> new ReadOnlyObjectWrapper<>(data.getValue()));
        column.setCellFactory(_ -> new CarrierCell());
        return sized(column, 122);
    }

    private static TableColumn<TrunkRow, String> figures(
            String title, double width, Function<TrunkRow, String> text) {
        TableColumn<TrunkRow, String> column = column(title, text);
        column.setCellFactory(_ -> new FigureCell());
        column.getStyleClass().add("figures");
        return sized(column, width);
    }

    private static TableColumn<TrunkRow, String> words(
            String title, double width, Function<TrunkRow, String> text, boolean quiet) {
        TableColumn<TrunkRow, String> column = column(title, text);
        sized(column, width);
        if (quiet) {
            // What is looked at least gives way first.
            column.getStyleClass().add("quiet");
            column.setMinWidth(width * 0.6);
        }
        return column;
    }

    private static TableColumn<TrunkRow, String> column(
            String title, Function<TrunkRow, String> text) {
        TableColumn<TrunkRow, String> column = new TableColumn<>(title);
        column.setCellValueFactory(data -> new ReadOnlyStringWrapper(text.apply(data.getValue())));
        return column;
    }

    private static <T> TableColumn<TrunkRow, T> sized(
            TableColumn<TrunkRow, T> column, double width) {
        column.setMinWidth(width * 0.94);
        column.setPrefWidth(width);
        column.setSortable(false);
        column.setReorderable(false);
        return column;
    }

    private static final class Row extends TableRow<TrunkRow> {
        @Override
        protected void updateItem(@Nullable TrunkRow row, boolean empty) {
            super.updateItem(row, empty);
            boolean out = row != null && !empty && row.share().equals("0 %");
            pseudoClassStateChanged(OUT, out);
            setAccessibleText(
                    row == null || empty
                            ? ""
                            : row.carrier()
                                    + ", "
                                    + row.state()
                                    + ", answered "
                                    + row.answered()
                                    + ", share "
                                    + row.share());
        }
    }

    private static final class CarrierCell extends TableCell<TrunkRow, TrunkRow> {
        private final SignNode sign = new SignNode(17);
        private final Label carrier = new Label();
        private final HBox content = new HBox(8, sign, carrier);

        CarrierCell() {
            content.setAlignment(Pos.CENTER_LEFT);
            carrier.getStyleClass().add("strong");
        }

        @Override
        protected void updateItem(@Nullable TrunkRow row, boolean empty) {
            super.updateItem(row, empty);
            if (row == null || empty) {
                setGraphic(null);
                return;
            }
            sign.show(row.sign());
            carrier.setText(row.carrier());
            setGraphic(content);
        }
    }

    private static final class FigureCell extends TableCell<TrunkRow, String> {
        private final FigureText figure = new FigureText(Fonts.regular(12));

        FigureCell() {
            setAlignment(Pos.CENTER_RIGHT);
        }

        @Override
        protected void updateItem(@Nullable String text, boolean empty) {
            super.updateItem(text, empty);
            if (text == null || empty) {
                setGraphic(null);
                return;
            }
            TrunkRow row = getTableRow() == null ? null : getTableRow().getItem();
            boolean stale = row != null && row.sign() == Sign.STALE;
            figure.setTone(stale || text.equals("-") ? Tone.QUIET : Tone.TEXT);
            figure.setText(text);
            setGraphic(figure);
        }
    }
}
