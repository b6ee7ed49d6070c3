package dev.signalbox.world.door;

/** What is wrong with a front door. */
public enum DoorTrouble {
    /** Nothing. */
    NONE,
    /** Says that it took an order, and holds what it held before. A read-back finds it. */
    PRETENDS,
    /**
     * Takes an order and shows it, but delivers calls as before. Only counting where calls arrive
     * finds it.
     */
    IGNORES,
    /** Closes every connection without a word. */
    SILENT
}
