package dev.signalbox.dashboards.look;

import dev.signalbox.dashboards.words.Sign;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.TextAlignment;

/** Draws signs: shape, letter and colour, readable in monochrome. */
public final class Signs {

    private final GraphicsContext g;
    private final Palette palette;

    /** Draws on {@code g} with the colours of {@code palette}. */
    public Signs(GraphicsContext g, Palette palette) {
        this.g = g;
        this.palette = palette;
    }

    /**
     * Draws {@code sign} centred at (x, y); {@code radius} in pixels reaches its outermost point.
     */
    public void draw(Sign sign, double x, double y, double radius) {
        g.save();
        switch (sign) {
            case WELL -> ring(x, y, radius * 0.72);
            case STALE -> stale(x, y, radius * 0.86);
            case MINOR -> diamond(x, y, radius);
            case MAJOR -> triangle(x, y, radius);
            case CRITICAL -> octagon(x, y, radius);
        }
        g.restore();
    }

    private void ring(double x, double y, double r) {
        g.setFill(palette.panel());
        g.fillOval(x - r, y - r, 2 * r, 2 * r);
        g.setStroke(palette.quiet());
        g.setLineWidth(Math.max(1.5, r / 3.2));
        g.strokeOval(x - r, y - r, 2 * r, 2 * r);
    }

    private void stale(double x, double y, double r) {
        g.setFill(palette.panel());
        g.fillOval(x - r, y - r, 2 * r, 2 * r);
        g.save();
        g.beginPath();
        g.arc(x, y, r, r, 0, 360);
        g.clip();
        hatch(x - r, y - r, 2 * r, 2 * r, 4);
        g.restore();
        g.setStroke(palette.course());
        g.setLineWidth(1);
        g.setLineDashes(3, 2);
        g.strokeOval(x - r, y - r, 2 * r, 2 * r);
    }

    private void diamond(double x, double y, double r) {
        double[] xs = {x, x + r, x, x - r};
        double[] ys = {y - r, y, y + r, y};
        g.setFill(palette.panel());
        g.fillPolygon(xs, ys, 4);
        g.setStroke(palette.minor());
        g.setLineWidth(1.6);
        g.strokePolygon(xs, ys, 4);
        letter(Sign.MINOR, x, y, r * 0.95, palette.minor());
    }

    private void triangle(double x, double y, double r) {
        g.setFill(palette.major());
        g.fillPolygon(
                new double[] {x, x + r, x - r},
                new double[] {y - r * 0.95, y + r * 0.8, y + r * 0.8},
                3);
        letter(Sign.MAJOR, x, y + r * 0.28, r * 0.9, palette.ground());
    }

    private void octagon(double x, double y, double r) {
        double[] xs = new double[8];
        double[] ys = new double[8];
        for (int i = 0; i < 8; i++) {
            double angle = Math.PI / 8 + i * Math.PI / 4;
            xs[i] = x + r * Math.cos(angle);
            ys[i] = y + r * Math.sin(angle);
        }
        g.setFill(palette.critical());
        g.fillPolygon(xs, ys, 8);
        letter(Sign.CRITICAL, x, y, r * 1.1, palette.ground());
    }

    private void letter(Sign sign, double x, double y, double size, Color colour) {
        g.setFill(colour);
        g.setFont(Fonts.strong(size));
        g.setTextAlign(TextAlignment.CENTER);
        g.setTextBaseline(VPos.CENTER);
        g.fillText(sign.letter(), x, y);
    }

    /**
     * Hatches a rectangle: nothing is known here. {@code gap} is the distance of lines in pixels.
     */
    public void hatch(double x, double y, double width, double height, double gap) {
        g.save();
        g.beginPath();
        g.rect(x, y, width, height);
        g.clip();
        g.setStroke(palette.hatch());
        g.setLineWidth(1);
        g.setLineDashes();
        double step = gap * Math.sqrt(2);
        for (double from = x - height; from < x + width; from += step) {
            g.strokeLine(from, y + height, from + height, y);
        }
        g.restore();
    }
}
