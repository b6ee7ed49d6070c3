package dev.signalbox.model.ai;

/** A circuit breaker per provider and model region. */
public enum BreakerState {
    /** All calls pass. */
    CLOSED,
    /** No new call passes. */
    OPEN,
    /** One call may try. */
    TRIAL,
    /** Part of the new calls pass again. */
    CLOSING
}
