package dev.signalbox.model.quorum;

import java.util.Locale;

/** How far a plan is. */
public enum Phase {
    /** Waits for approvals, or to be started. */
    PROPOSED,
    /** A stage is under way. */
    RUNNING,
    /** Stopped between stages, by a person or by a breach of the target's health. */
    HELD,
    /** All stages done and kept. */
    COMPLETED,
    /** Taken back. */
    UNDONE,
    /** Never begun: discarded, or its time was over. */
    DISCARDED;

    /** True when nothing more comes of it. */
    public boolean over() {
        return this == COMPLETED || this == UNDONE || this == DISCARDED;
    }

    /** As in records and JSON: {@code proposed}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
