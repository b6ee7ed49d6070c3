package dev.signalbox.dashboards.part.table;

import dev.signalbox.dashboards.look.FigureText;
import dev.signalbox.dashboards.look.Fonts;
import dev.signalbox.dashboards.look.SignNode;
import dev.signalbox.dashboards.look.Tone;
import dev.signalbox.dashboards.words.Numbers;
import dev.signalbox.dashboards.words.Sign;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * A table whose rows are changed in place and never sorted, so that nothing moves under the mouse.
 *
 * @param <R> a row; rows that are equal are not drawn again
 */
public final class SignTable<R> extends TableView<R> {

    /** Height of the column headings and what is around them, in pixels. */
    public static final double HEAD = 27 + 3;

    private static final double ROW = 25;
    private static final double ROW_OF_TWO = 42;

    private final FlexColumns columns = new FlexColumns();

    /** {@code nothing} is said while there are no rows. */
    @SuppressWarnings("this-escape") // TableView offers no other way.
    public SignTable(String nothing) {
        getStyleClass().add("trunks");
        setFixedCellSize(ROW);
        setColumnResizePolicy(columns);
        setMinSize(0, 0);
        nothing(nothing);
    }

    /** Changes what is said while there are no rows. */
    public void nothing(String words) {
        Label placeholder = new Label(words);
        placeholder.getStyleClass().add("empty");
        placeholder.setWrapText(true);
        setPlaceholder(placeholder);
    }

    /** Adds a column with a sign before its words. */
    public SignTable<R> sign(
            String title, double width, Function<R, Sign> sign, Function<R, String> text) {
        TableColumn<R, R> column = new TableColumn<>(title);
        column.setCellValueFactory(data -> new ReadOnlyObjectWrapper<>(data.getValue()));
        column.setCellFactory(_ -> new SignCell<>(sign, text, false));
        return add(column, width);
    }

    /** Adds a column whose sign and words step back while all is well. */
    public SignTable<R> state(
            String title, double width, Function<R, Sign> sign, Function<R, String> text) {
        TableColumn<R, R> column = new TableColumn<>(title);
        column.setCellValueFactory(data -> new ReadOnlyObjectWrapper<>(data.getValue()));
        column.setCellFactory(_ -> new SignCell<>(sign, text, true));
        return add(column, width);
    }

    /** Adds a column of figures, flush right. */
    public SignTable<R> figures(String title, double width, Function<R, String> text) {
        TableColumn<R, String> column = column(title, text);
        column.setCellFactory(_ -> new FigureCell<>());
        column.getStyleClass().add("figures");
        return add(column, width);
    }

    /** Adds a column of words. */
    public SignTable<R> words(String title, double width, Function<R, String> text) {
        TableColumn<R, String> column = column(title, text);
        column.setCellFactory(_ -> new WordCell<>());
        return add(column, width);
    }

    /** Adds a column of what matters, strong, and under it in full what stands behind it. */
    public SignTable<R> pair(
            String title, double width, Function<R, String> first, Function<R, String> second) {
        TableColumn<R, R> column = new TableColumn<>(title);
        column.setCellValueFactory(data -> new ReadOnlyObjectWrapper<>(data.getValue()));
        column.setCellFactory(_ -> new PairCell<>(first, second));
        return add(column, width);
    }

    /** Gives every row room for two lines: of a pair, or of words that go on in the second. */
    public SignTable<R> twoLines() {
        setFixedCellSize(ROW_OF_TWO);
        getStyleClass().add("two-lines");
        return this;
    }

    /** Lets the column that was added last take what is left of the width. */
    public SignTable<R> rest() {
        return rest(1);
    }

    /**
     * Lets the column that was added last take of what is left, and give of what is missing.
     *
     * @param share against those of other columns
     */
    public SignTable<R> rest(double share) {
        columns.share(getColumns().getLast(), share);
        getColumns().getLast().setMinWidth(getColumns().getLast().getPrefWidth() * 0.5);
        return this;
    }

    /** Shows {@code rows}; the chosen row stays chosen by its place. */
    public void show(List<R> rows) {
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
    public void onChoose(Consumer<R> listener) {
        getSelectionModel()
                .selectedItemProperty()
                .addListener(
                        (_, _, row) -> {
                            if (row != null) {
                                listener.accept(row);
                            }
                        });
    }

    private static <R> TableColumn<R, String> column(String title, Function<R, String> text) {
        TableColumn<R, String> column = new TableColumn<>(title);
        column.setCellValueFactory(data -> new ReadOnlyStringWrapper(text.apply(data.getValue())));
        return column;
    }

    private SignTable<R> add(TableColumn<R, ?> column, double width) {
        column.setMinWidth(width * 0.94);
        column.setPrefWidth(width);
        column.setSortable(false);
        column.setReorderable(false);
        getColumns().add(column);
        return this;
    }

    private static final class SignCell<R> extends TableCell<R, R> {
        private final Function<R, Sign> sign;
        private final Function<R, String> text;
        private final SignNode node = new SignNode(16);
        private final Label words = new Label();
        private final HBox content = new HBox(8, node, words);
        private final boolean stepsBack;

        SignCell(Function<R, Sign> sign, Function<R, String> text, boolean stepsBack) {
            this.sign = sign;
            this.text = text;
            this.stepsBack = stepsBack;
            content.setAlignment(Pos.CENTER_LEFT);
            words.getStyleClass().add("strong");
            words.setMinWidth(0);
        }

        @Override
        protected void updateItem(@Nullable R row, boolean empty) {
            super.updateItem(row, empty);
            if (row == null || empty) {
                setGraphic(null);
                return;
            }
            Sign state = sign.apply(row);
            node.show(state);
            boolean quiet = stepsBack && (state == Sign.WELL || state == Sign.STALE);
            words.getStyleClass().setAll("label", quiet ? "quiet" : "strong");
            words.setText(text.apply(row));
            setGraphic(content);
        }
    }

    private static final class FigureCell<R> extends TableCell<R, String> {
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
            boolean quiet = text.equals("0") || text.startsWith(Numbers.UNDEFINED);
            figure.setTone(quiet ? Tone.QUIET : Tone.TEXT);
            figure.setText(text);
            setGraphic(figure);
        }
    }

    /** Both lines are read in full under the mouse. */
    private static final class PairCell<R> extends TableCell<R, R> {
        private final Function<R, String> first;
        private final Function<R, String> second;
        private final Label above = new Label();
        private final Label below = new Label();
        private final VBox content = new VBox(1, above, below);
        private final Tooltip whole = new Tooltip();

        PairCell(Function<R, String> first, Function<R, String> second) {
            this.first = first;
            this.second = second;
            content.setAlignment(Pos.CENTER_LEFT);
            above.getStyleClass().add("strong");
            below.getStyleClass().add("quiet");
            above.setMinWidth(0);
            below.setMinWidth(0);
        }

        @Override
        protected void updateItem(@Nullable R row, boolean empty) {
            super.updateItem(row, empty);
            if (row == null || empty) {
                setGraphic(null);
                setTooltip(null);
                return;
            }
            above.setText(first.apply(row));
            below.setText(second.apply(row));
            whole.setText(above.getText() + "\n" + below.getText());
            setTooltip(whole);
            setGraphic(content);
        }
    }

    /** Words that may be longer than their column are read in full under the mouse. */
    private static final class WordCell<R> extends TableCell<R, String> {
        private final Tooltip whole = new Tooltip();

        @Override
        protected void updateItem(@Nullable String text, boolean empty) {
            super.updateItem(text, empty);
            boolean nothing = text == null || empty || text.isEmpty();
            setText(nothing ? null : text);
            whole.setText(nothing ? "" : text);
            setTooltip(nothing ? null : whole);
        }
    }
}
