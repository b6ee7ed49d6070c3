package dev.signalbox.dashboards.screen.trunks;

import dev.signalbox.dashboards.look.FigureText;
import dev.signalbox.dashboards.look.Fonts;
import dev.signalbox.dashboards.look.Palette;
import dev.signalbox.dashboards.words.Numbers;
import eu.hansolo.tilesfx.Tile;
import eu.hansolo.tilesfx.TileBuilder;
import eu.hansolo.tilesfx.chart.ChartData;
import java.util.List;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import org.jspecify.annotations.Nullable;

/** The course of one figure of a trunk on a TilesFX tile, with its present value. */
final class CourseTile extends VBox {

    /** A TilesFX area chart throws below three points. */
    private static final int POINTS_MIN = 3;

    private final FigureText value = new FigureText(Fonts.strong(20));
    private final StackPane chart = new StackPane();
    private final Label empty = new Label("No samples yet");
    private final String title;
    private final String unit;
    private final int decimals;
    private final double axisMax;
    private @Nullable Tile tile;
    private List<Double> shown = List.of();

    /**
     * @param axisMax the axis reaches at least from 0 to this value
     */
    CourseTile(String title, String unit, int decimals, double axisMax) {
        this.title = title;
        this.unit = unit;
        this.decimals = decimals;
        this.axisMax = axisMax;
        getStyleClass().add("panel");
        empty.getStyleClass().add("empty");
        Label name = new Label(title);
        name.getStyleClass().add("figure-title");
        Label units = new Label(unit);
        units.getStyleClass().add("figure-unit");
        value.setFill(Palette.STRONG);
        HBox number = new HBox(5, value, units);
        number.setAlignment(Pos.BASELINE_LEFT);
        VBox words = new VBox(1, name, number);
        words.getStyleClass().add("figure");
        chart.setMinSize(0, 0);
        VBox.setVgrow(chart, Priority.ALWAYS);
        getChildren().addAll(words, chart);
        chart.getChildren().add(empty);
        setMinSize(0, 0);
    }

    /** Shows {@code values}, oldest first. */
    void show(List<Double> values) {
        if (values.equals(shown)) {
            return;
        }
        shown = List.copyOf(values);
        if (values.size() < POINTS_MIN) {
            value.setText(Numbers.UNDEFINED);
            chart.getChildren().setAll(empty);
            return;
        }
        Tile drawn = tile;
        if (drawn == null) {
            drawn = build();
            tile = drawn;
        }
        double most = values.stream().mapToDouble(Double::doubleValue).max().orElse(0);
        drawn.setMaxValue(Math.max(axisMax, most * 1.1));
        drawn.setChartData(values.stream().map(ChartData::new).toList());
        drawn.setValue(values.getLast());
        chart.getChildren().setAll(drawn);
        String words = String.format(Locale.ROOT, "%,." + decimals + "f", values.getLast());
        value.setText(words);
        setAccessibleText(title + " " + words + " " + unit);
    }

    private Tile build() {
        Tile built =
                TileBuilder.create()
                        .skinType(Tile.SkinType.SMOOTH_AREA_CHART)
                        .prefSize(320, 220)
                        .title("")
                        .valueVisible(false)
                        .unit("")
                        .decimals(decimals)
                        .tickLabelDecimals(decimals)
                        .minValue(0)
                        .maxValue(axisMax)
                        .chartType(Tile.ChartType.LINE)
                        .dataPointsVisible(false)
                        .animated(false)
                        .smoothing(false)
                        .backgroundColor(Palette.PANEL)
                        .foregroundColor(Palette.TEXT)
                        .titleColor(Palette.QUIET)
                        .unitColor(Palette.QUIET)
                        .valueColor(Palette.STRONG)
                        .textColor(Palette.QUIET)
                        .barColor(Palette.COURSE)
                        .textVisible(false)
                        .borderColor(Color.TRANSPARENT)
                        .build();
        built.setMinSize(0, 0);
        return built;
    }
}
