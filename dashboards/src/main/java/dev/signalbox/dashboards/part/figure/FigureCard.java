package dev.signalbox.dashboards.part.figure;

import dev.signalbox.dashboards.look.FigureText;
import dev.signalbox.dashboards.look.Fonts;
import dev.signalbox.dashboards.look.Palette;
import dev.signalbox.dashboards.words.Sign;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import org.jspecify.annotations.Nullable;

/** One key figure on a card. */
public final class FigureCard extends VBox {

    private static final PseudoClass MINOR = PseudoClass.getPseudoClass("minor");
    private static final PseudoClass MAJOR = PseudoClass.getPseudoClass("major");
    private static final PseudoClass CRITICAL = PseudoClass.getPseudoClass("critical");

    private final Label title = new Label();
    private final FigureText value = new FigureText(Fonts.strong(26));
    private final Label unit = new Label();
    private final Sparkline course = new Sparkline();
    private final Label foot = new Label();
    private @Nullable Figure shown;

    public FigureCard() {
        getStyleClass().addAll("panel", "figure");
        title.getStyleClass().add("figure-title");
        unit.getStyleClass().add("figure-unit");
        foot.getStyleClass().add("detail");
        HBox number = new HBox(5, value, unit);
        number.setAlignment(Pos.BASELINE_LEFT);
        VBox.setVgrow(course, Priority.ALWAYS);
        getChildren().addAll(title, number, course, foot);
        setMinSize(0, 0);
        setAccessibleRole(AccessibleRole.TEXT);
    }

    /** Shows {@code figure}. */
    public void show(Figure figure) {
        if (figure.equals(shown)) {
            return;
        }
        shown = figure;
        Sign sign = figure.sign();
        Color colour = Palette.of(sign);
        boolean well = sign == Sign.WELL || sign == Sign.STALE;
        title.setText(figure.title());
        value.setText(figure.value());
        value.setFill(well ? Palette.STRONG : colour);
        unit.setText(figure.unit());
        course.show(figure.course(), well ? Palette.COURSE : colour);
        foot.setText(figure.foot());
        pseudoClassStateChanged(MINOR, sign == Sign.MINOR);
        pseudoClassStateChanged(MAJOR, sign == Sign.MAJOR);
        pseudoClassStateChanged(CRITICAL, sign == Sign.CRITICAL);
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
}
