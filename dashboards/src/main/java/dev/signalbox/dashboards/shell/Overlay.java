package dev.signalbox.dashboards.shell;

import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.StackPane;

/** What is opened over the screens for a moment: palette, keys, brake. One at a time. */
final class Overlay extends StackPane {

    Overlay() {
        getStyleClass().add("overlay");
        setAlignment(Pos.TOP_CENTER);
        setPadding(new Insets(56, 24, 24, 24));
        setVisible(false);
        addEventHandler(
                MouseEvent.MOUSE_PRESSED,
                event -> {
                    if (event.getTarget() == this) {
                        close();
                    }
                });
    }

    void open(Node node) {
        getChildren().setAll(node);
        setVisible(true);
    }

    boolean isOpen() {
        return isVisible();
    }

    void close() {
        setVisible(false);
        getChildren().clear();
    }
}
