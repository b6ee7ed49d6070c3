package dev.signalbox.dashboards.look;

import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;

/**
 * One family in three sizes. Inter where it is installed; JavaFX itself takes the system's sans
 * where it is not, so the installed fonts need not be listed (which costs start-up time).
 */
public final class Fonts {

    public static final String FAMILY = "Inter";

    private Fonts() {}

    /** Regular text of {@code size} pixels. */
    public static Font regular(double size) {
        return Font.font(FAMILY, FontWeight.NORMAL, size);
    }

    /** Emphasised text of {@code size} pixels. */
    public static Font strong(double size) {
        return Font.font(FAMILY, FontWeight.BOLD, size);
    }
}
