package dev.signalbox.world.voice;

/** How a carrier is. */
public enum Condition {
    /** As its profile says. */
    WELL,
    /** Answers 503 to new calls; OPTIONS and calls that are up go on. */
    REJECTS_503,
    /** Answers nothing at all. */
    FROZEN,
    /** Brings no calls of its own; OPTIONS and calls to it go on as if all were well. */
    STARVED
}
