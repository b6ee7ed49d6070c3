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
    private static final PseudoClass MINOR = PseudoClass.getPseudoClass("minor");
    private static final double WIDE = 172;
    private static final double NARROW = 52;

    private final Label name = new Label("Signalbox");
    private final Map<Place, Label> badges = new EnumMap<>(Place.class);
    private final Map<Place, Button> buttons = new EnumMap<>(Place.class);

    Rail(Consumer<Place> go) {
        getStyleClass().add("rail");
        name.getStyleClass().add("brand");
        getChildren().add(name);
        for (Place place : Place.values()) {
            FontIcon icon = new FontIcon(place.icon());
            icon.getStyleClass().add("rail-icon");
            Button button = new Button(place.title(), icon);
            button.setId("go-" + place.text());
            button.setMaxWidth(Double.MAX_VALUE);
            button.setAlignment(Pos.CENTER_LEFT);
            button.setTooltip(new Tooltip(Key.of(place).tip()));
            button.setOnAction(_ -> go.accept(place));
            HBox.setHgrow(button, Priority.ALWAYS);
            Label badge = new Label();
            badge.getStyleClass().add("badge");
            badge.setMouseTransparent(true);
            badges.put(place, badge);
            buttons.put(place, button);
            getChildren().add(new StackPane(button, badge));
        }
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
        badges.values()
                .forEach(
                        badge -> {
                            StackPane.setAlignment(
                                    badge, narrow ? Pos.TOP_RIGHT : Pos.CENTER_RIGHT);
                            badge.setMinSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
                            badge.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
                        });
        pseudoClassStateChanged(NARROW_RAIL, narrow);
    }

    /** Marks the current screen and says how many things of each need a person. */
    void show(Place current, Map<Place, Badge> wrong) {
        buttons.forEach(
                (place, button) -> button.pseudoClassStateChanged(CURRENT, place == current));
        badges.forEach(
                (place, label) -> {
                    Badge badge = wrong.getOrDefault(place, Badge.NONE);
                    label.setText(String.valueOf(badge.count()));
                    label.setVisible(badge.count() > 0);
                    label.pseudoClassStateChanged(MINOR, badge.worst() == Sign.MINOR);
                    label.pseudoClassStateChanged(CRITICAL, badge.worst() == Sign.CRITICAL);
                });
    }
}
