package dev.signalbox.model.ai;

import java.util.Locale;

/** The degradation ladder of a service, best first. Never silence. */
public enum Rung {
    /** AI handles all. */
    PRIMARY,
    /** AI greets and captures the intent, then a person with context. */
    DEGRADED,
    /** Straight to the human queue. */
    HUMAN_QUEUE,
    /** Overflow numbers or voicemail. */
    EMERGENCY;

    /** As in files and JSON: {@code human_queue}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
