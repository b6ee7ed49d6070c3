package dev.signalbox.dashboards.screen.trunks;

import dev.signalbox.dashboards.look.Palette;
import eu.hansolo.tilesfx.Tile;
import eu.hansolo.tilesfx.TileBuilder;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import javafx.scene.paint.Color;

/**
 * The course of one figure of a trunk on a TilesFX spark line: highest, lowest, mean and spread.
 */
final class CourseTile extends StackPane {

    private final Label empty = new Label("No samples yet");
    private final String title;
    private final String unit;
    private final int decimals;
    private final double axisMax;
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
        getChildren().add(empty);
        setMinSize(0, 0);
    }

    /** Shows {@code values}, oldest first. */
    void show(List<Double> values) {
        if (values.equals(shown)) {
            return;
        }
        Tile tile = values.isEmpty() ? null : tile(values);
        shown = List.copyOf(values);
        if (tile == null) {
            getChildren().setAll(empty);
        } else {
            getChildren().setAll(tile);
            setAccessibleText(title + " " + values.getLast() + " " + unit);
        }
    }

    private Tile tile(List<Double> values) {
        double most = values.stream().mapToDouble(Double::doubleValue).max().orElse(0);
        // A spark line keeps its own averaging period: a fresh tile per trunk and step is exact,
        // and
        // three of them every two seconds cost nothing to speak of.
        Tile tile =
                TileBuilder.create()
                        .skinType(Tile.SkinType.SPARK_LINE)
                        .title(title)
                        .unit(unit)
                        .decimals(decimals)
                        .tickLabelDecimals(decimals)
                        .minValue(0)
                        .maxValue(Math.max(axisMax, most))
                        .autoScale(false)
                        .animated(false)
                        .averagingPeriod(TrunkCourse.POINTS_MAX)
                        .smoothing(false)
                        .strokeWithGradient(false)
                        .backgroundColor(Palette.PANEL)
                        .foregroundColor(Palette.TEXT)
                        .titleColor(Palette.QUIET)
                        .unitColor(Palette.QUIET)
                        .valueColor(Palette.STRONG)
                        .textColor(Palette.QUIET)
                        .barColor(Palette.COURSE)
                        .titleAlignment(javafx.scene.text.TextAlignment.LEFT)
                        .textVisible(false)
                        .borderColor(Color.TRANSPARENT)
                        .build();
        tile.setMinSize(0, 0);
        StackPane.setAlignment(tile, Pos.CENTER);
        values.forEach(tile::setValue);
        return tile;
    }
}
