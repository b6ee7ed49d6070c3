package dev.signalbox.dashboards.shell;

import java.util.Locale;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/** Every key of the console: palette, tooltips and the help sheet are made from this list. */
enum Key {
    OVERVIEW("Screens", KeyCode.DIGIT1, Place.OVERVIEW.title()),
    HEALTH("Screens", KeyCode.DIGIT2, Place.HEALTH.title()),
    TRUNKS("Screens", KeyCode.DIGIT3, Place.TRUNKS.title()),
    PATHS("Screens", KeyCode.DIGIT4, Place.PATHS.title()),
    AI("Screens", KeyCode.DIGIT5, Place.AI.title()),
    JOURNAL("Screens", KeyCode.DIGIT6, Place.JOURNAL.title()),
    CHANGES("Screens", KeyCode.DIGIT7, Place.CHANGES.title()),
    ROUTES("Screens", KeyCode.DIGIT8, Place.ROUTES.title()),
    REPLAY("Screens", KeyCode.DIGIT9, Place.REPLAY.title()),
    EVACUATE("Changes", KeyCode.E, "Plan the evacuation of a lost region, or of the chosen one"),
    START("Changes", KeyCode.S, "To the start of the plan that is shown"),
    APPROVE("Changes", KeyCode.A, "To its approval"),
    HOLD("Changes", KeyCode.H, "Hold the change that is shown, at once"),
    RESUME("Changes", KeyCode.R, "To its going on"),
    UNDO("Changes", KeyCode.U, "To its undoing"),
    BRAKE("Everywhere", KeyCode.B, "Brake on automation, or release it"),
    PALETTE("Everywhere", KeyCode.K, "Find a screen, a region or an action"),
    FILTER("Everywhere", KeyCode.F, "Filter what is listed"),
    LIGHT("Everywhere", KeyCode.L, "Light or dark"),
    HELP("Everywhere", KeyCode.F1, "All keys"),
    BACK("Everywhere", KeyCode.ESCAPE, "Close what is open, then back to the overview");

    private final String group;
    private final KeyCode code;
    private final String words;

    Key(String group, KeyCode code, String words) {
        this.group = group;
        this.code = code;
        this.words = words;
    }

    /** Heading on the help sheet. */
    String group() {
        return group;
    }

    /** What it does. */
    String words() {
        return words;
    }

    /** As it is printed on the keyboard: {@code Ctrl+K}. */
    String keys() {
        return switch (this) {
            case PALETTE -> "Ctrl+K";
            case HELP -> "?";
            case BACK -> "Esc";
            case OVERVIEW, HEALTH, TRUNKS, PATHS, AI, JOURNAL, CHANGES, ROUTES, REPLAY ->
                    code.getName();
            case EVACUATE, START, APPROVE, HOLD, RESUME, UNDO, BRAKE, FILTER, LIGHT ->
                    code.getName().toUpperCase(Locale.ROOT);
        };
    }

    /** For a tooltip: {@code Trunks (3)}. */
    String tip() {
        return words + " (" + keys() + ")";
    }

    /** The key of a screen. */
    static Key of(Place place) {
        return switch (place) {
            case OVERVIEW -> OVERVIEW;
            case HEALTH -> HEALTH;
            case TRUNKS -> TRUNKS;
            case PATHS -> PATHS;
            case AI -> AI;
            case JOURNAL -> JOURNAL;
            case CHANGES -> CHANGES;
            case ROUTES -> ROUTES;
            case REPLAY -> REPLAY;
        };
    }

    /** True when {@code event} is this key. */
    boolean is(KeyEvent event) {
        if (event.isAltDown() || event.isMetaDown()) {
            return false;
        }
        boolean control = event.isControlDown();
        return switch (this) {
            case PALETTE -> control && event.getCode() == code;
            case HELP -> !control && (event.getCode() == code || event.getText().equals("?"));
            case OVERVIEW, HEALTH, TRUNKS, PATHS, AI, JOURNAL, CHANGES, ROUTES, REPLAY ->
                    !control && (event.getCode() == code || event.getCode() == pad());
            case EVACUATE, START, APPROVE, HOLD, RESUME, UNDO, BRAKE, FILTER, LIGHT, BACK ->
                    !control && event.getCode() == code;
        };
    }

    /** The same digit at the right of the keyboard. */
    private KeyCode pad() {
        return KeyCode.valueOf("NUMPAD" + code.getName());
    }
}
