package dev.signalbox.model.quorum;

import java.util.Locale;

/** What the fleet holds of a region, by the word of several observers. */
public enum RegionVerdict {
    /** Its edge takes calls, or nobody says otherwise. */
    PRESENT,
    /** Several independent observers agree that its edge takes no calls: evacuation is offered. */
    LOST,
    /** Its agent or the ways to it are cut off while its carriers still reach it: nothing moves. */
    ISOLATED;

    /** As in records and JSON: {@code isolated}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
