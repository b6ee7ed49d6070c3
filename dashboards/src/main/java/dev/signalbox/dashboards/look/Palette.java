package dev.signalbox.dashboards.look;

import dev.signalbox.dashboards.words.Sign;
import javafx.scene.paint.Color;

/** The colours of signalbox.css for what is drawn on a canvas. Contrast of text is WCAG AA. */
public final class Palette {

    public static final Color GROUND = Color.web("#14171a");
    public static final Color RAIL = Color.web("#101316");
    public static final Color PANEL = Color.web("#1b1f24");
    public static final Color LINE = Color.web("#262c33");
    public static final Color LAND = Color.web("#22282e");
    public static final Color TEXT = Color.web("#c9d1d9");
    public static final Color STRONG = Color.web("#e6edf3");
    public static final Color QUIET = Color.web("#8b949e");
    public static final Color CRITICAL = Color.web("#ff6b3d");
    public static final Color MAJOR = Color.web("#e69f00");
    public static final Color MINOR = Color.web("#f0e442");
    public static final Color ACCENT = Color.web("#56b4e9");

    /** Lines that carry a figure which is well. */
    public static final Color COURSE = Color.web("#6e7781");

    /** Hatching over what is not known. */
    public static final Color HATCH = Color.web("#3a424b");

    private Palette() {}

    /** The colour of a sign; grey for well and stale. */
    public static Color of(Sign sign) {
        return switch (sign) {
            case WELL -> QUIET;
            case STALE -> COURSE;
            case MINOR -> MINOR;
            case MAJOR -> MAJOR;
            case CRITICAL -> CRITICAL;
        };
    }
}
