package dev.signalbox.dashboards.part.course;

import dev.signalbox.dashboards.look.FigureText;
import dev.signalbox.dashboards.look.Fonts;
import dev.signalbox.dashboards.look.SizedCanvas;
import dev.signalbox.dashboards.look.Tone;
import dev.signalbox.dashboards.words.Numbers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;

/** The course of one figure, its axis from 0, with its present value at the left. */
public final class CourseStrip extends HBox {

    /** The least height in which title and value stand on one line, in pixels. */
    public static final double LOW_HEIGHT = 40;

    private static final double WORDS_WIDTH = 168;
    private static final double LOW_WORDS_WIDTH = 236;

    /** From this on the value stands under its title. */
    private static final double HIGH_FROM_HEIGHT = 60;

    private final FigureText value = new FigureText(Fonts.strong(26));
    private final FigureText lowValue = new FigureText(Fonts.strong(17));
    private final VBox words;
    private final HBox low;
    private final String title;
    private final String unit;
    private final int decimals;
    private final double axisMin;
    private final Chart chart = new Chart();
    private Instant until = Instant.EPOCH;
    private List<Value> shown = List.of();

    /**
     * @param axisMin the axis reaches at least from 0 to this value
     */
    public CourseStrip(String title, String unit, int decimals, double axisMin) {
        this.title = title;
        this.unit = unit;
        this.decimals = decimals;
        this.axisMin = axisMin;
        getStyleClass().add("panel");
        Label name = new Label(title);
        name.getStyleClass().add("figure-title");
        Label units = new Label(unit);
        units.getStyleClass().add("figure-unit");
        value.setTone(Tone.STRONG);
        value.setText(Numbers.UNDEFINED);
        lowValue.setTone(Tone.STRONG);
        lowValue.setText(Numbers.UNDEFINED);
        HBox number = new HBox(5, value, units);
        number.setAlignment(Pos.BASELINE_LEFT);
        words = new VBox(1, name, number);
        words.getStyleClass().add("figure");
        words.setMinWidth(WORDS_WIDTH);
        words.setPrefWidth(WORDS_WIDTH);
        Label lowName = new Label(title);
        lowName.getStyleClass().add("figure-title");
        lowName.setMinWidth(Region.USE_PREF_SIZE);
        Label lowUnits = new Label(unit);
        lowUnits.getStyleClass().add("figure-unit");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        low = new HBox(5, lowName, gap, lowValue, lowUnits);
        low.setAlignment(Pos.CENTER_LEFT);
        low.setPadding(new Insets(0, 14, 0, 12));
        low.setMinWidth(LOW_WORDS_WIDTH);
        low.setPrefWidth(LOW_WORDS_WIDTH);
        HBox.setHgrow(chart, Priority.ALWAYS);
        getChildren().addAll(words, low, chart);
        shape(false);
        setMinSize(0, LOW_HEIGHT);
        setPrefHeight(0);
        setMaxHeight(Region.USE_COMPUTED_SIZE);
    }

    /** Both shapes are there all the time: what is added during a layout gets no style in it. */
    @Override
    protected void layoutChildren() {
        boolean isLow = getHeight() < HIGH_FROM_HEIGHT;
        if (low.isManaged() != isLow) {
            shape(isLow);
        }
        super.layoutChildren();
    }

    private void shape(boolean isLow) {
        low.setManaged(isLow);
        low.setVisible(isLow);
        words.setManaged(!isLow);
        words.setVisible(!isLow);
    }

    /** Shows {@code values} up to {@code now}, oldest first; NaN is undefined and left out. */
    public void show(List<Value> values, Instant now) {
        if (values.equals(shown) && Duration.between(until, now).toMillis() < 1000) {
            return;
        }
        until = now;
        shown = List.copyOf(values);
        double last = values.isEmpty() ? Double.NaN : values.getLast().value();
        value.setText(Double.isNaN(last) ? Numbers.UNDEFINED : words(last));
        lowValue.setText(value.getText());
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
            for (Value each : shown) {
                most = Double.isNaN(each.value()) ? most : Math.max(most, each.value());
            }
            double right = width - RIGHT;
            double bottom = height - EDGE;
            g.setStroke(palette().line());
            g.setLineWidth(1);
            g.setFill(palette().quiet());
            g.setFont(Fonts.regular(11));
            g.setTextBaseline(VPos.CENTER);
            g.setTextAlign(TextAlignment.LEFT);
            for (double part : new double[] {0, 1}) {
                double y = Math.floor(bottom - (bottom - EDGE) * part) + 0.5;
                g.strokeLine(0, y, right, y);
                g.fillText(part == 0 ? "0" : words(most), right + 6, y);
            }
            double pixelsPerMilli = right / Course.SPAN.toMillis();
            g.setStroke(palette().text());
            g.setLineWidth(1.5);
            g.beginPath();
            Instant before = Instant.MIN;
            for (Value each : shown) {
                if (Double.isNaN(each.value())) {
                    before = Instant.MIN;
                    continue;
                }
                double x = right - Duration.between(each.at(), until).toMillis() * pixelsPerMilli;
                double y = bottom - (bottom - EDGE) * each.value() / most;
                if (before.isBefore(each.at().minus(Course.GAP))) {
                    g.moveTo(x, y);
                } else {
                    g.lineTo(x, y);
                }
                before = each.at();
            }
            g.stroke();
        }
    }
}
