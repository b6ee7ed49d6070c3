package dev.signalbox.dashboards.part.figure;

import dev.signalbox.dashboards.look.FigureText;
import dev.signalbox.dashboards.look.Fonts;
import dev.signalbox.dashboards.look.Palette;
import dev.signalbox.dashboards.look.Themed;
import dev.signalbox.dashboards.look.Tone;
import dev.signalbox.dashboards.words.Sign;
import eu.hansolo.tilesfx.Tile;
import eu.hansolo.tilesfx.TileBuilder;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * One key figure on a TilesFX tile. The tile's own texts scale with its size, which leaves them
 * unreadable on a low tile: its content is a graphic in the console's three sizes of type.
 */
public final class FigureTile extends StackPane implements Themed {

    private final Label title = new Label();
    private final FigureText value = new FigureText(Fonts.strong(26));
    private final Label unit = new Label();
    private final Sparkline course = new Sparkline();
    private final Label foot = new Label();
    private final VBox graphic = new VBox();
    private final Tile tile;
    private @Nullable Figure shown;

    public FigureTile() {
        graphic.getStyleClass().add("tile-figure");
        title.getStyleClass().add("figure-title");
        unit.getStyleClass().add("figure-unit");
        foot.getStyleClass().add("detail");
        HBox number = new HBox(5, value, unit);
        number.setAlignment(Pos.BASELINE_LEFT);
        VBox.setVgrow(course, Priority.ALWAYS);
        graphic.getChildren().addAll(title, number, course, foot);
        graphic.setMinSize(0, 0);
        graphic.setMaxSize(Double.MAX_VALUE, Double.MAX_VALUE);
        tile =
                TileBuilder.create()
                        .skinType(Tile.SkinType.CUSTOM)
                        .prefSize(200, 112)
                        .animated(false)
                        .borderWidth(1)
                        .graphic(graphic)
                        .build();
        tile.setTextVisible(false);
        tile.setMinSize(0, 0);
        tile.setMaxSize(Double.MAX_VALUE, Double.MAX_VALUE);
        getStyleClass().add("key-figure");
        getChildren().add(tile);
        setMinSize(0, 0);
        sceneProperty().addListener((_, _, _) -> paletteChanged());
        setAccessibleRole(AccessibleRole.TEXT);
    }

    /** Shows {@code figure}. */
    public void show(Figure figure) {
        if (figure.equals(shown)) {
            return;
        }
        shown = figure;
        Sign sign = figure.sign();
        title.setText(figure.title());
        value.setText(figure.value());
        value.setTone(Tone.of(sign, Tone.STRONG));
        unit.setText(figure.unit());
        course.show(figure.course(), Tone.of(sign, Tone.COURSE));
        foot.setText(figure.foot());
        paletteChanged();
        setAccessibleText(
                figure.title()
                        + ": "
                        + figure.value()
                        + " "
                        + figure.unit()
                        + ", "
                        + sign.word()
                        + ". "
                        + figure.foot());
    }

    @Override
    public void paletteChanged() {
        Palette palette = Palette.of(this);
        Sign sign = shown == null ? Sign.WELL : shown.sign();
        boolean calm = sign == Sign.WELL || sign == Sign.STALE;
        tile.setBackgroundColor(palette.panel());
        tile.setBorderColor(calm ? palette.line() : palette.of(sign));
    }
}
