package dev.signalbox.dashboards.part.figure;

import dev.signalbox.dashboards.look.SizedCanvas;
import dev.signalbox.dashboards.look.Tone;
import java.util.List;
import javafx.scene.canvas.GraphicsContext;

/** A small line of a figure's recent course; what is not known is left out. */
final class Sparkline extends SizedCanvas {

    private List<Double> course = List.of();
    private Tone tone = Tone.COURSE;

    void show(List<Double> course, Tone tone) {
        if (!course.equals(this.course) || tone != this.tone) {
            this.course = course;
            this.tone = tone;
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
        g.setStroke(palette().of(tone));
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
