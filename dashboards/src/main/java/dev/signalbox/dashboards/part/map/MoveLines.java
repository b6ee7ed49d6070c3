package dev.signalbox.dashboards.part.map;

import dev.signalbox.dashboards.look.Fonts;
import dev.signalbox.dashboards.look.Palette;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import javafx.scene.text.TextAlignment;

/**
 * Calls that go from one region to another, drawn as motion while they do: dashes run from the
 * region that is left to the one that takes them.
 */
final class MoveLines {

    private static final Font WORDS = Fonts.strong(11.5);
    private static final double LABEL_HEIGHT = 16;

    /** How far a line bends, as a part of its length; near regions bend more to be seen. */
    private static final double BEND = 0.22;

    private static final double BEND_MIN = 26;

    private record Line(
            MapMove move,
            LabelPlacement.Spot from,
            LabelPlacement.Spot to,
            double bendX,
            double bendY,
            LabelPlacement.Box label) {}

    private List<Line> lines = List.of();

    /** Places all lines; returns where they and their words are, for other labels to keep off. */
    List<LabelPlacement.Box> place(
            List<MapMove> moves,
            Map<String, LabelPlacement.Spot> spots,
            double width,
            double height) {
        List<Line> placed = new ArrayList<>();
        for (MapMove move : moves) {
            LabelPlacement.Spot from = spots.get(move.from());
            LabelPlacement.Spot to = spots.get(move.to());
            if (from != null && to != null && !from.equals(to)) {
                placed.add(line(move, from, to, width, height));
            }
        }
        lines = placed;
        List<LabelPlacement.Box> taken = new ArrayList<>();
        placed.forEach(line -> keepFree(taken, line));
        return taken;
    }

    /** The words and some places along the curve. */
    private static void keepFree(List<LabelPlacement.Box> taken, Line line) {
        taken.add(line.label());
        for (double t : new double[] {0.3, 0.5, 0.7, 0.85}) {
            double before = (1 - t) * (1 - t);
            double bend = 2 * t * (1 - t);
            double after = t * t;
            double x = before * line.from().x() + bend * line.bendX() + after * line.to().x();
            double y = before * line.from().y() + bend * line.bendY() + after * line.to().y();
            taken.add(new LabelPlacement.Box(x - 4, y - 4, 8, 8));
        }
    }

    /** Bends upwards, away from the lines of media and from most labels. */
    private static Line line(
            MapMove move,
            LabelPlacement.Spot from,
            LabelPlacement.Spot to,
            double width,
            double height) {
        double dx = to.x() - from.x();
        double dy = to.y() - from.y();
        double length = Math.max(1, Math.hypot(dx, dy));
        double bend = Math.max(BEND_MIN, length * BEND);
        double side = dx >= 0 ? 1 : -1;
        double bendX = (from.x() + to.x()) / 2 + side * dy / length * bend * 2;
        double bendY = (from.y() + to.y()) / 2 - side * dx / length * bend * 2;
        double middleX = (from.x() + to.x()) / 4 + bendX / 2;
        double middleY = (from.y() + to.y()) / 4 + bendY / 2;
        Text text = new Text(move.words());
        text.setFont(WORDS);
        double labelWidth = text.getLayoutBounds().getWidth();
        double x = Math.clamp(middleX - labelWidth / 2, 4, Math.max(4, width - labelWidth - 4));
        double y =
                Math.clamp(middleY - LABEL_HEIGHT - 7, 4, Math.max(4, height - LABEL_HEIGHT - 4));
        return new Line(
                move,
                from,
                to,
                bendX,
                bendY,
                new LabelPlacement.Box(x, y, labelWidth, LABEL_HEIGHT));
    }

    /** {@code phase} moves the dashes of what is under way. */
    void draw(GraphicsContext g, Palette palette, double phase) {
        for (Line line : lines) {
            g.setStroke(palette.accent());
            g.setLineCap(StrokeLineCap.BUTT);
            g.setLineWidth(line.move().underWay() ? 2.5 : 1.5);
            if (line.move().underWay()) {
                g.setLineDashes(4, 3);
                g.setLineDashOffset(phase);
            } else {
                g.setLineDashes(2, 5);
            }
            g.beginPath();
            g.moveTo(line.from().x(), line.from().y());
            g.quadraticCurveTo(line.bendX(), line.bendY(), line.to().x(), line.to().y());
            g.stroke();
            g.setLineDashes();
            g.setLineDashOffset(0);
            arrow(g, palette, line);
            LabelPlacement.Box box = line.label();
            g.setFill(palette.ground().deriveColor(0, 1, 1, 0.85));
            g.fillRect(box.x() - 3, box.y(), box.width() + 6, box.height());
            g.setTextAlign(TextAlignment.LEFT);
            g.setTextBaseline(VPos.CENTER);
            g.setFont(WORDS);
            g.setFill(palette.accent());
            g.fillText(line.move().words(), box.x(), box.y() + LABEL_HEIGHT / 2);
        }
    }

    /** At the target's rim, pointing to where calls go. */
    private static void arrow(GraphicsContext g, Palette palette, Line line) {
        double dx = line.to().x() - line.bendX();
        double dy = line.to().y() - line.bendY();
        double length = Math.max(1, Math.hypot(dx, dy));
        double x = line.to().x() - dx / length * (line.to().radius() + 6);
        double y = line.to().y() - dy / length * (line.to().radius() + 6);
        double cos = dx / length;
        double sin = dy / length;
        double size = 6;
        g.setFill(palette.accent());
        g.fillPolygon(
                new double[] {
                    x + size * cos, x - size * cos - size * sin, x - size * cos + size * sin
                },
                new double[] {
                    y + size * sin, y - size * sin + size * cos, y - size * sin - size * cos
                },
                3);
    }
}
