package dev.signalbox.world.voice;

/** How a carrier is. */
public enum Condition {
    /** As its profile says. */
    WELL,
    /** Answers 503 to new calls; OPTIONS and calls that are up go on. */
    REJECTS_503,
    /** Answers nothing at all. */
    FROZEN
}
