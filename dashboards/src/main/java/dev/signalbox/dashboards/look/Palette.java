package dev.signalbox.dashboards.look;

import dev.signalbox.dashboards.words.Sign;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.paint.Color;

/**
 * The colours of signalbox.css for what is drawn on a canvas, once for dark and once for light
 * rooms. Contrast of text is WCAG AA in both.
 *
 * @param course lines that carry a figure which is well
 * @param hatch hatching over what is not known
 */
public record Palette(
        Color ground,
        Color rail,
        Color panel,
        Color line,
        Color land,
        Color text,
        Color strong,
        Color quiet,
        Color critical,
        Color major,
        Color minor,
        Color accent,
        Color course,
        Color hatch) {

    /** Set on the console's root while it is light: the one place that knows the theme. */
    public static final PseudoClass LIGHT_ROOT = PseudoClass.getPseudoClass("light");

    /** For dark rooms; what a console starts with. */
    public static final Palette DARK =
            new Palette(
                    Color.web("#14171a"),
                    Color.web("#101316"),
                    Color.web("#1b1f24"),
                    Color.web("#262c33"),
                    Color.web("#22282e"),
                    Color.web("#c9d1d9"),
                    Color.web("#e6edf3"),
                    Color.web("#8b949e"),
                    Color.web("#ff6b3d"),
                    Color.web("#e69f00"),
                    Color.web("#f0e442"),
                    Color.web("#56b4e9"),
                    Color.web("#6e7781"),
                    Color.web("#3a424b"));

    /** For bright rooms: the same hues, darkened until text of them is readable on white. */
    public static final Palette LIGHT =
            new Palette(
                    Color.web("#eef1f4"),
                    Color.web("#e6eaee"),
                    Color.web("#ffffff"),
                    Color.web("#d3d9df"),
                    Color.web("#d9dfe5"),
                    Color.web("#2b333b"),
                    Color.web("#0f151b"),
                    Color.web("#56606b"),
                    Color.web("#b83205"),
                    Color.web("#8a5a00"),
                    Color.web("#6a6200"),
                    Color.web("#005f99"),
                    Color.web("#818b95"),
                    Color.web("#c3cbd3"));

    /** The palette {@code node} is seen in; dark while it is nowhere. */
    public static Palette of(Node node) {
        Scene scene = node.getScene();
        boolean light =
                scene != null && scene.getRoot().getPseudoClassStates().contains(LIGHT_ROOT);
        return light ? LIGHT : DARK;
    }

    /** The colour of a tone. */
    public Color of(Tone tone) {
        return switch (tone) {
            case TEXT -> text;
            case STRONG -> strong;
            case QUIET -> quiet;
            case COURSE -> course;
            case ACCENT -> accent;
            case MINOR -> minor;
            case MAJOR -> major;
            case CRITICAL -> critical;
        };
    }

    /** The colour of a sign; grey for well and stale. */
    public Color of(Sign sign) {
        return of(Tone.of(sign));
    }
}
