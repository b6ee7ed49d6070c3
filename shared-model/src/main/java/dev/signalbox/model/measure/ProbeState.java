package dev.signalbox.model.measure;

/** What active probing (OPTIONS, or test calls) says of a trunk. */
public enum ProbeState {
    /** Not configured, or no result yet. */
    UNKNOWN,
    /** Never answered: many carriers answer the SBC's address only. Proves nothing. */
    UNPROBEABLE,
    /** Answers, and has done so often enough in a row (five OPTIONS, three test calls). */
    GOOD,
    /** Answered before; the last probes were missed or refused. */
    FAILING,
    /** Answers again, not yet often enough to be believed. */
    RECOVERING
}
