package dev.signalbox.dashboards.part.map;

import dev.signalbox.dashboards.look.Fonts;
import dev.signalbox.dashboards.look.Palette;
import dev.signalbox.dashboards.look.Signs;
import dev.signalbox.dashboards.words.Sign;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import javafx.scene.text.TextAlignment;

/**
 * Thin lines of media between regions. Each direction bends to its own right, so that both are
 * seen; one that suffers is drawn in colour, with an arrow and its words.
 */
final class PathLines {

    private static final Font WORDS = Fonts.strong(11.5);
    private static final double LABEL_HEIGHT = 16;
    private static final double SIGN = 7;

    /** How far a line bends, as a part of its length; near regions bend more to be seen. */
    private static final double BEND = 0.16;

    private static final double BEND_MIN = 16;

    /** With more directions than this, those that are well step back behind the regions. */
    private static final int PLAIN_MAX = 24;

    private record Line(
            MapPath path,
            LabelPlacement.Spot from,
            LabelPlacement.Spot to,
            double bendX,
            double bendY,
            LabelPlacement.Box label) {

        boolean wrong() {
            return path.sign() != Sign.WELL && path.sign() != Sign.STALE;
        }
    }

    private List<Line> lines = List.of();

    /** Places all lines; returns where their words stand, for other labels to keep off. */
    List<LabelPlacement.Box> place(
            List<MapPath> paths,
            Map<String, LabelPlacement.Spot> spots,
            double width,
            double height) {
        List<Line> placed = new ArrayList<>();
        for (MapPath path : paths) {
            LabelPlacement.Spot from = spots.get(path.from());
            LabelPlacement.Spot to = spots.get(path.to());
            if (from != null && to != null) {
                placed.add(line(path, from, to, width, height));
            }
        }
        // What suffers lies over what is well.
        placed.sort(Comparator.comparing((Line line) -> line.path().sign()));
        lines = placed;
        return placed.stream().filter(Line::wrong).map(Line::label).toList();
    }

    private static Line line(
            MapPath path,
            LabelPlacement.Spot from,
            LabelPlacement.Spot to,
            double width,
            double height) {
        double dx = to.x() - from.x();
        double dy = to.y() - from.y();
        double length = Math.max(1, Math.hypot(dx, dy));
        double bend = Math.max(BEND_MIN, length * BEND);
        double bendX = (from.x() + to.x()) / 2 - dy / length * bend * 2;
        double bendY = (from.y() + to.y()) / 2 + dx / length * bend * 2;
        double middleX = (from.x() + to.x()) / 4 + bendX / 2;
        double middleY = (from.y() + to.y()) / 4 + bendY / 2;
        Text text = new Text(path.words());
        text.setFont(WORDS);
        double labelWidth = text.getLayoutBounds().getWidth() + 2 * SIGN + 12;
        // The words stand on the outer side of the bend, inside the frame.
        boolean below = bendY > (from.y() + to.y()) / 2;
        double x = Math.clamp(middleX - labelWidth / 2, 4, Math.max(4, width - labelWidth - 4));
        double y = below ? middleY + 9 : middleY - LABEL_HEIGHT - 9;
        y = Math.clamp(y, 4, Math.max(4, height - LABEL_HEIGHT - 4));
        return new Line(
                path,
                from,
                to,
                bendX,
                bendY,
                new LabelPlacement.Box(x, y, labelWidth, LABEL_HEIGHT));
    }

    void draw(GraphicsContext g, Palette palette) {
        boolean many = lines.size() > PLAIN_MAX;
        for (Line line : lines) {
            Color calm = many ? palette.line() : palette.hatch();
            Color colour = line.wrong() ? palette.of(line.path().sign()) : calm;
            g.setStroke(colour);
            g.setLineWidth(line.wrong() ? 2 : 1);
            if (line.path().sign() == Sign.STALE) {
                g.setLineDashes(3, 4);
            } else {
                g.setLineDashes();
            }
            g.beginPath();
            g.moveTo(line.from().x(), line.from().y());
            g.quadraticCurveTo(line.bendX(), line.bendY(), line.to().x(), line.to().y());
            g.stroke();
            g.setLineDashes();
            if (line.wrong() || !many) {
                arrow(g, line, colour);
            }
            if (line.wrong()) {
                words(g, palette, line, colour);
            }
        }
    }

    /** At the middle of the curve, pointing to where media goes. */
    private static void arrow(GraphicsContext g, Line line, Color colour) {
        double x = (line.from().x() + line.to().x()) / 4 + line.bendX() / 2;
        double y = (line.from().y() + line.to().y()) / 4 + line.bendY() / 2;
        double angle = Math.atan2(line.to().y() - line.from().y(), line.to().x() - line.from().x());
        double size = line.wrong() ? 6 : 3.5;
        double cos = Math.cos(angle);
        double sin = Math.sin(angle);
        g.setFill(colour);
        g.fillPolygon(
                new double[] {
                    x + size * cos, x - size * cos - size * sin, x - size * cos + size * sin
                },
                new double[] {
                    y + size * sin, y - size * sin + size * cos, y - size * sin - size * cos
                },
                3);
    }

    private static void words(GraphicsContext g, Palette palette, Line line, Color colour) {
        LabelPlacement.Box box = line.label();
        g.setFill(palette.ground().deriveColor(0, 1, 1, 0.8));
        g.fillRect(box.x() - 2, box.y() - 1, box.width() + 4, box.height() + 2);
        new Signs(g, palette)
                .draw(line.path().sign(), box.x() + SIGN + 1, box.y() + LABEL_HEIGHT / 2, SIGN);
        g.setTextAlign(TextAlignment.LEFT);
        g.setTextBaseline(VPos.CENTER);
        g.setFont(WORDS);
        g.setFill(colour);
        g.fillText(line.path().words(), box.x() + 2 * SIGN + 8, box.y() + LABEL_HEIGHT / 2);
    }
}
