package dev.signalbox.dashboards.look;

import javafx.scene.control.Label;
import javafx.scene.layout.Region;

/** Labels of one line and of several. */
public final class Texts {

    private Texts() {}

    /** One line that is cut when there is no room. */
    public static Label line(String text, String... styles) {
        Label label = new Label(text);
        label.setMinWidth(0);
        label.getStyleClass().addAll(styles);
        return label;
    }

    /** One line that is never cut. */
    public static Label whole(String text, String... styles) {
        Label label = new Label(text);
        label.setMinWidth(Region.USE_PREF_SIZE);
        label.getStyleClass().addAll(styles);
        return label;
    }

    /** As many lines as it takes. */
    public static Label wrapped(String text, String... styles) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.setMinWidth(0);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.getStyleClass().addAll(styles);
        return label;
    }

    /** Shows {@code text}, and takes no room when there is none. */
    public static void set(Label label, String text) {
        label.setText(text);
        label.setVisible(!text.isEmpty());
        label.setManaged(!text.isEmpty());
    }
}
