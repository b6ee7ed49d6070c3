package dev.signalbox.world.worker;

/** What a release of a service is worth. */
public enum Release {
    /** Understands nearly everybody. */
    GOOD,
    /** Misunderstands half of its callers, although everything it rests on is well. */
    MISUNDERSTANDS
}
