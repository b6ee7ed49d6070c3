package dev.signalbox.dashboards.part.figure;

import dev.signalbox.dashboards.look.Palette;
import dev.signalbox.dashboards.look.SizedCanvas;
import java.util.List;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;

/** A small line of a figure's recent course; what is not known is left out. */
final class Sparkline extends SizedCanvas {

    private List<Double> course = List.of();
    private Color colour = Palette.COURSE;

    void show(List<Double> course, Color colour) {
        if (!course.equals(this.course) || !colour.equals(this.colour)) {
            this.course = course;
            this.colour = colour;
            redraw();
        }
    }

    @Override
    protected void draw(GraphicsContext g, double width, double height) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double value : course) {
            if (!Double.isNaN(value)) {
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
        }
        if (low > high) {
            return;
        }
        // A quiet figure shall look quiet: the axis spans at least a fifth of its value.
        double range = Math.max(high - low, Math.max(Math.abs(high) * 0.2, 1e-9));
        double middle = (high + low) / 2;
        double step = (width - 2) / Math.max(1, course.size() - 1);
        g.setStroke(colour);
        g.setLineWidth(1.4);
        boolean drawing = false;
        g.beginPath();
        for (int i = 0; i < course.size(); i++) {
            double value = course.get(i);
            if (Double.isNaN(value)) {
                drawing = false;
                continue;
            }
            double x = 1 + i * step;
            double y = height / 2 - (value - middle) / range * (height - 4);
            if (drawing) {
                g.lineTo(x, y);
            } else {
                g.moveTo(x, y);
                drawing = true;
            }
        }
        g.stroke();
    }
}
