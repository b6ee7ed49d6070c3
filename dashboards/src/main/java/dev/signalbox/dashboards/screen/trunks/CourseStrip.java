package dev.signalbox.dashboards.screen.trunks;

import dev.signalbox.dashboards.look.FigureText;
import dev.signalbox.dashboards.look.Fonts;
import dev.signalbox.dashboards.look.Palette;
import dev.signalbox.dashboards.look.SizedCanvas;
import dev.signalbox.dashboards.words.Numbers;
import java.util.List;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;

/** The course of one figure of a trunk, its axis from 0, with its present value at the left. */
final class CourseStrip extends HBox {

    private static final double WORDS_WIDTH = 168;

    private final FigureText value = new FigureText(Fonts.strong(26));
    private final String title;
    private final String unit;
    private final int decimals;
    private final double axisMin;
    private final Chart chart = new Chart();
    private List<Double> shown = List.of();

    /**
     * @param axisMin the axis reaches at least from 0 to this value
     */
    CourseStrip(String title, String unit, int decimals, double axisMin) {
        this.title = title;
        this.unit = unit;
        this.decimals = decimals;
        this.axisMin = axisMin;
        getStyleClass().add("panel");
        Label name = new Label(title);
        name.getStyleClass().add("figure-title");
        Label units = new Label(unit);
        units.getStyleClass().add("figure-unit");
        value.setFill(Palette.STRONG);
        value.setText(Numbers.UNDEFINED);
        HBox number = new HBox(5, value, units);
        number.setAlignment(Pos.BASELINE_LEFT);
        VBox words = new VBox(1, name, number);
        words.getStyleClass().add("figure");
        words.setMinWidth(WORDS_WIDTH);
        words.setPrefWidth(WORDS_WIDTH);
        HBox.setHgrow(chart, Priority.ALWAYS);
        getChildren().addAll(words, chart);
        setMinSize(0, 60);
        setPrefHeight(0);
        setMaxHeight(Region.USE_COMPUTED_SIZE);
    }

    /** Shows {@code values}, oldest first; NaN is undefined and left out. */
    void show(List<Double> values) {
        if (values.equals(shown)) {
            return;
        }
        shown = List.copyOf(values);
        double last = values.isEmpty() ? Double.NaN : values.getLast();
        value.setText(Double.isNaN(last) ? Numbers.UNDEFINED : words(last));
        chart.draw();
        setAccessibleText(title + ": " + value.getText() + " " + unit);
    }

    private String words(double number) {
        return String.format(Locale.ROOT, "%,." + decimals + "f", number);
    }

    private final class Chart extends SizedCanvas {

        private static final double RIGHT = 46;
        private static final double EDGE = 10;

        void draw() {
            redraw();
        }

        @Override
        protected void draw(GraphicsContext g, double width, double height) {
            double most = axisMin;
            for (double each : shown) {
                most = Double.isNaN(each) ? most : Math.max(most, each);
            }
            double right = width - RIGHT;
            double bottom = height - EDGE;
            g.setStroke(Palette.LINE);
            g.setLineWidth(1);
            g.setFill(Palette.QUIET);
            g.setFont(Fonts.regular(11));
            g.setTextBaseline(VPos.CENTER);
            g.setTextAlign(TextAlignment.LEFT);
            for (double part : new double[] {0, 1}) {
                double y = Math.floor(bottom - (bottom - EDGE) * part) + 0.5;
                g.strokeLine(0, y, right, y);
                g.fillText(part == 0 ? "0" : words(most), right + 6, y);
            }
            double step = right / (TrunkCourse.POINTS_MAX - 1);
            // The newest point stands at the right edge; what is older moves to the left.
            double from = right - (shown.size() - 1) * step;
            g.setStroke(Palette.TEXT);
            g.setLineWidth(1.5);
            g.beginPath();
            boolean drawing = false;
            for (int i = 0; i < shown.size(); i++) {
                double each = shown.get(i);
                double y = bottom - (bottom - EDGE) * each / most;
                if (Double.isNaN(each)) {
                    drawing = false;
                } else if (drawing) {
                    g.lineTo(from + i * step, y);
                } else {
                    g.moveTo(from + i * step, y);
                    drawing = true;
                }
            }
            g.stroke();
        }
    }
}
