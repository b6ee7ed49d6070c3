package dev.signalbox.dashboards.part.path;

import dev.signalbox.dashboards.look.FittedText;
import dev.signalbox.dashboards.look.Fonts;
import dev.signalbox.dashboards.look.Signs;
import dev.signalbox.dashboards.look.SizedCanvas;
import dev.signalbox.dashboards.words.Numbers;
import dev.signalbox.dashboards.words.Sign;
import dev.signalbox.model.target.Target;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.KeyEvent;
import javafx.scene.paint.Color;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;

/** Rows are where media starts, columns where it arrives; a click or the arrow keys choose. */
public final class MatrixView extends SizedCanvas {

    private static final double ROW_NAMES = 104;
    private static final double COLUMN_NAMES = 34;
    private static final double GAP = 4;
    private static final double CELL_HEIGHT_MAX = 150;

    /** Below this a cell says its loss and its state only. */
    private static final double FULL_FROM_WIDTH = 150;

    private static final double FULL_FROM_HEIGHT = 74;

    /** Below this a cell has room for one line only. */
    private static final double LINES_FROM_HEIGHT = 46;

    private final Consumer<Target.Path> choose;
    private PathMatrix matrix = new PathMatrix(List.of(), Map.of());
    private Target.@Nullable Path chosen;

    /** {@code choose} is called with each direction that a person chooses. */
    @SuppressWarnings("this-escape") // Region offers no other way.
    public MatrixView(Consumer<Target.Path> choose) {
        this.choose = choose;
        setId("path-matrix");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.TABLE_VIEW);
        setOnMouseClicked(
                event -> {
                    requestFocus();
                    at(event.getX(), event.getY());
                });
        addEventHandler(KeyEvent.KEY_PRESSED, this::keyPressed);
    }

    /** Shows {@code matrix} with one direction chosen. */
    public void show(PathMatrix matrix, Target.@Nullable Path chosen) {
        boolean same = matrix.equals(this.matrix) && java.util.Objects.equals(chosen, this.chosen);
        this.matrix = matrix;
        this.chosen = chosen;
        if (!same) {
            redraw();
            setAccessibleText(spoken());
        }
    }

    private String spoken() {
        StringBuilder words = new StringBuilder("Media paths.");
        for (PathCell cell : matrix.wrong()) {
            words.append(' ').append(cell.title()).append(": ").append(cell.finding()).append('.');
        }
        return words.toString();
    }

    /** The height in which all cells can be read, in pixels. */
    public double wantedHeight() {
        int size = Math.max(1, matrix.regions().size());
        return COLUMN_NAMES + size * Math.clamp(330.0 / size, 30, 110);
    }

    /** The least height in which what matters of all cells can be read, in pixels. */
    public double leastHeight() {
        int size = Math.max(1, matrix.regions().size());
        return COLUMN_NAMES + size * Math.clamp(330.0 / size, 30, LINES_FROM_HEIGHT + 10);
    }

    private double cellWidth(double width) {
        return Math.floor((width - ROW_NAMES) / matrix.regions().size());
    }

    private double cellHeight(double height) {
        double free = (height - COLUMN_NAMES) / matrix.regions().size();
        return Math.floor(Math.min(CELL_HEIGHT_MAX, free));
    }

    private void at(double x, double y) {
        if (matrix.regions().isEmpty() || x < ROW_NAMES || y < COLUMN_NAMES) {
            return;
        }
        choose(
                (int) ((y - COLUMN_NAMES) / cellHeight(getHeight())),
                (int) ((x - ROW_NAMES) / cellWidth(getWidth())));
    }

    private void choose(int row, int column) {
        int size = matrix.regions().size();
        if (row >= 0 && column >= 0 && row < size && column < size && row != column) {
            choose.accept(new Target.Path(matrix.regions().get(row), matrix.regions().get(column)));
        }
    }

    private void keyPressed(KeyEvent event) {
        Target.Path now = chosen;
        if (now == null) {
            return;
        }
        int row = matrix.regions().indexOf(now.from());
        int column = matrix.regions().indexOf(now.to());
        switch (event.getCode()) {
            case LEFT -> choose(row, column - 1 == row ? column - 2 : column - 1);
            case RIGHT -> choose(row, column + 1 == row ? column + 2 : column + 1);
            case UP -> choose(row - 1 == column ? row - 2 : row - 1, column);
            case DOWN -> choose(row + 1 == column ? row + 2 : row + 1, column);
            default -> {
                return;
            }
        }
        event.consume();
    }

    @Override
    protected void draw(GraphicsContext g, double width, double height) {
        List<String> regions = matrix.regions();
        if (regions.isEmpty()) {
            return;
        }
        double cellWidth = cellWidth(width);
        double cellHeight = cellHeight(height);
        drawNames(g, regions, cellWidth, cellHeight);
        for (int row = 0; row < regions.size(); row++) {
            for (int column = 0; column < regions.size(); column++) {
                Box box =
                        new Box(
                                ROW_NAMES + column * cellWidth,
                                COLUMN_NAMES + row * cellHeight,
                                cellWidth - GAP,
                                cellHeight - GAP);
                if (row != column) {
                    drawCell(g, new Target.Path(regions.get(row), regions.get(column)), box);
                }
            }
        }
    }

    private record Box(double x, double y, double width, double height) {}

    private void drawNames(
            GraphicsContext g, List<String> regions, double cellWidth, double cellHeight) {
        g.setTextBaseline(VPos.CENTER);
        g.setTextAlign(TextAlignment.LEFT);
        g.setFill(palette().quiet());
        g.setFont(Fonts.regular(11));
        g.fillText("from \u2193   to \u2192", 12, COLUMN_NAMES / 2);
        g.setFont(Fonts.strong(12));
        g.setFill(palette().text());
        for (int i = 0; i < regions.size(); i++) {
            double x = ROW_NAMES + i * cellWidth;
            fitted(g, "\u2192 " + regions.get(i), x + 10, COLUMN_NAMES / 2, cellWidth - 14);
            double y = COLUMN_NAMES + i * cellHeight + cellHeight / 2;
            fitted(g, regions.get(i), 12, y, ROW_NAMES - 30);
            g.fillText("\u2192", ROW_NAMES - 16, y);
        }
    }

    private void drawCell(GraphicsContext g, Target.Path path, Box box) {
        PathCell cell = matrix.cells().get(path);
        boolean isChosen = path.equals(chosen);
        Sign sign = cell == null ? Sign.WELL : cell.sign();
        boolean calm = sign == Sign.WELL || sign == Sign.STALE;
        Color edge = calm ? palette().line() : palette().of(sign);
        if (!calm) {
            // A tint makes the place findable; sign and words say what it is.
            g.setFill(edge.deriveColor(0, 1, 1, 0.10));
            g.fillRect(box.x, box.y, box.width, box.height);
        }
        if (sign == Sign.STALE) {
            new Signs(g, palette()).hatch(box.x, box.y, box.width, box.height, 7);
        }
        g.setLineDashes();
        g.setStroke(isChosen ? palette().accent() : edge);
        g.setLineWidth(isChosen ? 2 : 1);
        g.strokeRect(box.x + 0.5, box.y + 0.5, box.width - 1, box.height - 1);
        g.setTextBaseline(VPos.TOP);
        g.setTextAlign(TextAlignment.LEFT);
        if (box.height < LINES_FROM_HEIGHT) {
            drawLine(g, cell, box, calm);
            return;
        }
        if (cell == null) {
            text(g, "not probed", box.x + 10, box.y + 10, palette().quiet(), 11.5);
            return;
        }
        drawWords(g, cell, box, calm);
    }

    /** A cell with room for one line only. */
    private void drawLine(GraphicsContext g, @Nullable PathCell cell, Box box, boolean calm) {
        double y = box.y + box.height / 2;
        g.setTextBaseline(VPos.CENTER);
        g.setFont(calm ? Fonts.regular(11.5) : Fonts.strong(12));
        if (cell == null) {
            g.setFill(palette().quiet());
            g.fillText("-", box.x + 10, y);
            return;
        }
        new Signs(g, palette()).draw(cell.sign(), box.x + 15, y, Math.min(7, box.height / 2 - 1));
        g.setFill(calm ? palette().text() : palette().of(cell.sign()));
        g.fillText(cell.loss(), box.x + 28, y);
    }

    private void drawWords(GraphicsContext g, PathCell cell, Box box, boolean calm) {
        double left = box.x + 10;
        new Signs(g, palette()).draw(cell.sign(), left + 8, box.y + 18, 8);
        boolean stale = cell.sign() == Sign.STALE;
        Color colour =
                stale ? palette().quiet() : calm ? palette().strong() : palette().of(cell.sign());
        g.setFont(Fonts.strong(calm ? 14 : 19));
        g.setFill(colour);
        g.fillText(loss(cell), left + 24, box.y + (calm ? 10 : 6));
        boolean full = box.width >= FULL_FROM_WIDTH && box.height >= FULL_FROM_HEIGHT;
        if (!full) {
            text(g, cell.state(), left, box.y + 32, palette().quiet(), 11);
            return;
        }
        if (!cell.ownView()) {
            g.setTextAlign(TextAlignment.RIGHT);
            String note = "seen by " + cell.by();
            text(g, note, box.x + box.width - 10, box.y + 12, palette().quiet(), 11);
            g.setTextAlign(TextAlignment.LEFT);
        }
        text(
                g,
                "MOS " + cell.mos() + "  \u00b7  jitter " + cell.jitter(),
                left,
                box.y + 36,
                calm ? palette().quiet() : palette().text(),
                11.5);
        text(g, "round trip " + cell.roundTrip(), left, box.y + 52, palette().quiet(), 11.5);
        if (box.height >= 96) {
            String last = cell.finding().isEmpty() ? cell.state() : cell.finding();
            g.setFont(Fonts.regular(11.5));
            g.setFill(calm ? palette().quiet() : colour);
            fitted(g, last, left, box.y + 70, box.width - 20);
        }
    }

    private static String loss(PathCell cell) {
        return cell.loss().equals(Numbers.UNDEFINED) ? cell.loss() : cell.loss() + " loss";
    }

    private static void fitted(GraphicsContext g, String words, double x, double y, double width) {
        g.fillText(FittedText.of(words, g.getFont(), width), x, y);
    }

    private static void text(
            GraphicsContext g, String words, double x, double y, Color colour, double size) {
        g.setFont(Fonts.regular(size));
        g.setFill(colour);
        g.fillText(words, x, y);
    }
}
