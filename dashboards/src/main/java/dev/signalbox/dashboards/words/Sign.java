package dev.signalbox.dashboards.words;

import dev.signalbox.model.fleet.Severity;

/**
 * A state that is always shown as shape, letter and colour together. Ordered from calm to worst.
 */
public enum Sign {
    /** Plain grey ring. */
    WELL(""),
    /** Hatched circle: old data, nothing can be said. */
    STALE("?"),
    /** Outlined diamond. */
    MINOR("m"),
    /** Triangle. */
    MAJOR("M"),
    /** Octagon. */
    CRITICAL("C");

    private final String letter;

    Sign(String letter) {
        this.letter = letter;
    }

    /** The letter inside, empty when well. */
    public String letter() {
        return letter;
    }

    /** The sign of a severity. */
    public static Sign of(Severity severity) {
        return switch (severity) {
            case WELL -> WELL;
            case MINOR -> MINOR;
            case MAJOR -> MAJOR;
            case CRITICAL -> CRITICAL;
        };
    }

    /** The sign as one word, for screen readers and legends. */
    public String word() {
        return switch (this) {
            case WELL -> "well";
            case STALE -> "stale";
            case MINOR -> "minor";
            case MAJOR -> "major";
            case CRITICAL -> "critical";
        };
    }
}
