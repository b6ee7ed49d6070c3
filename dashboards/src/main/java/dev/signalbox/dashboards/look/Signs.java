package dev.signalbox.dashboards.look;

import dev.signalbox.dashboards.words.Sign;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.TextAlignment;

/** Draws signs: shape, letter and colour, readable in monochrome. */
public final class Signs {

    private Signs() {}

    /**
     * Draws {@code sign} centred at (x, y); {@code radius} in pixels reaches its outermost point.
     */
    public static void draw(GraphicsContext g, Sign sign, double x, double y, double radius) {
        g.save();
        switch (sign) {
            case WELL -> ring(g, x, y, radius * 0.72);
            case STALE -> stale(g, x, y, radius * 0.86);
            case MINOR -> diamond(g, x, y, radius);
            case MAJOR -> triangle(g, x, y, radius);
            case CRITICAL -> octagon(g, x, y, radius);
        }
        g.restore();
    }

    private static void ring(GraphicsContext g, double x, double y, double r) {
        g.setFill(Palette.PANEL);
        g.fillOval(x - r, y - r, 2 * r, 2 * r);
        g.setStroke(Palette.QUIET);
        g.setLineWidth(Math.max(1.5, r / 3.2));
        g.strokeOval(x - r, y - r, 2 * r, 2 * r);
    }

    private static void stale(GraphicsContext g, double x, double y, double r) {
        g.setFill(Palette.PANEL);
        g.fillOval(x - r, y - r, 2 * r, 2 * r);
        g.save();
        g.beginPath();
        g.arc(x, y, r, r, 0, 360);
        g.clip();
        hatch(g, x - r, y - r, 2 * r, 2 * r, 4);
        g.restore();
        g.setStroke(Palette.COURSE);
        g.setLineWidth(1);
        g.setLineDashes(3, 2);
        g.strokeOval(x - r, y - r, 2 * r, 2 * r);
    }

    private static void diamond(GraphicsContext g, double x, double y, double r) {
        double[] xs = {x, x + r, x, x - r};
        double[] ys = {y - r, y, y + r, y};
        g.setFill(Palette.PANEL);
        g.fillPolygon(xs, ys, 4);
        g.setStroke(Palette.MINOR);
        g.setLineWidth(1.6);
        g.strokePolygon(xs, ys, 4);
        letter(g, Sign.MINOR, x, y, r * 0.95, Palette.MINOR);
    }

    private static void triangle(GraphicsContext g, double x, double y, double r) {
        g.setFill(Palette.MAJOR);
        g.fillPolygon(
                new double[] {x, x + r, x - r},
                new double[] {y - r * 0.95, y + r * 0.8, y + r * 0.8},
                3);
        letter(g, Sign.MAJOR, x, y + r * 0.28, r * 0.9, Palette.GROUND);
    }

    private static void octagon(GraphicsContext g, double x, double y, double r) {
        double[] xs = new double[8];
        double[] ys = new double[8];
        for (int i = 0; i < 8; i++) {
            double angle = Math.PI / 8 + i * Math.PI / 4;
            xs[i] = x + r * Math.cos(angle);
            ys[i] = y + r * Math.sin(angle);
        }
        g.setFill(Palette.CRITICAL);
        g.fillPolygon(xs, ys, 8);
        letter(g, Sign.CRITICAL, x, y, r * 1.1, Palette.GROUND);
    }

    private static void letter(
            GraphicsContext g, Sign sign, double x, double y, double size, Color colour) {
        g.setFill(colour);
        g.setFont(Fonts.strong(size));
        g.setTextAlign(TextAlignment.CENTER);
        g.setTextBaseline(VPos.CENTER);
        g.fillText(sign.letter(), x, y);
    }

    /**
     * Hatches a rectangle: nothing is known here. {@code gap} is the distance of lines in pixels.
     */
    public static void hatch(
            GraphicsContext g, double x, double y, double width, double height, double gap) {
        g.save();
        g.beginPath();
        g.rect(x, y, width, height);
        g.clip();
        g.setStroke(Palette.HATCH);
        g.setLineWidth(1);
        g.setLineDashes();
        double step = gap * Math.sqrt(2);
        for (double from = x - height; from < x + width; from += step) {
            g.strokeLine(from, y + height, from + height, y);
        }
        g.restore();
    }
}
