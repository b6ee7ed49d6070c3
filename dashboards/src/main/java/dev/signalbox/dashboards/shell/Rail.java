package dev.signalbox.dashboards.shell;

import dev.signalbox.dashboards.words.Sign;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** The rail at the left that leads to the screens. */
final class Rail extends VBox {

    private static final PseudoClass CURRENT = PseudoClass.getPseudoClass("current");
    private static final PseudoClass NARROW_RAIL = PseudoClass.getPseudoClass("narrow");
    private static final PseudoClass CRITICAL = PseudoClass.getPseudoClass("critical");
    private static final double WIDE = 148;
    private static final double NARROW = 52;

    private final Label name = new Label("Signalbox");
    private final Label badge = new Label();
    private final Map<Place, Button> buttons = new EnumMap<>(Place.class);
    private final Map<Place, StackPane> entries = new EnumMap<>(Place.class);

    Rail(Consumer<Place> go) {
        getStyleClass().add("rail");
        name.getStyleClass().add("brand");
        getChildren().add(name);
        badge.getStyleClass().add("badge");
        badge.setMouseTransparent(true);
        for (Place place : Place.values()) {
            FontIcon icon = new FontIcon(place.icon());
            icon.getStyleClass().add("rail-icon");
            Button button = new Button(place.title(), icon);
            button.setId("go-" + place.title().toLowerCase(java.util.Locale.ROOT));
            button.setMaxWidth(Double.MAX_VALUE);
            button.setAlignment(Pos.CENTER_LEFT);
            button.setTooltip(new Tooltip(place.title() + " (" + place.key() + ")"));
            button.setOnAction(_ -> go.accept(place));
            HBox.setHgrow(button, Priority.ALWAYS);
            StackPane entry = new StackPane(button);
            buttons.put(place, button);
            entries.put(place, entry);
            getChildren().add(entry);
        }
        StackPane trunks = entries.get(Place.TRUNKS);
        if (trunks != null) {
            trunks.getChildren().add(badge);
        }
        StackPane.setAlignment(badge, Pos.CENTER_RIGHT);
        narrow(false);
    }

    /** Icons only, to leave the width of a small window to the screen. */
    void narrow(boolean narrow) {
        double width = narrow ? NARROW : WIDE;
        setMinWidth(width);
        setPrefWidth(width);
        setMaxWidth(width);
        name.setText(narrow ? "S" : "Signalbox");
        buttons.values()
                .forEach(
                        button ->
                                button.setContentDisplay(
                                        narrow
                                                ? ContentDisplay.GRAPHIC_ONLY
                                                : ContentDisplay.LEFT));
        StackPane.setAlignment(badge, narrow ? Pos.TOP_RIGHT : Pos.CENTER_RIGHT);
        pseudoClassStateChanged(NARROW_RAIL, narrow);
        badge.setMinSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        badge.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    }

    /** {@code worst} is the state of the worst of the trunks that are counted. */
    void show(Place current, long trunksWrong, Sign worst) {
        buttons.forEach(
                (place, button) -> button.pseudoClassStateChanged(CURRENT, place == current));
        badge.setText(String.valueOf(trunksWrong));
        badge.setVisible(trunksWrong > 0);
        badge.pseudoClassStateChanged(CRITICAL, worst == Sign.CRITICAL);
    }
}
