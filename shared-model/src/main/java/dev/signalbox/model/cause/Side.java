package dev.signalbox.model.cause;

/** Whose fault the ending of a call was. Only infrastructure may move routes. */
public enum Side {
    /** The conversation itself, or the caller's wish. */
    INTENT,
    /** A road was broken. */
    INFRASTRUCTURE,
    /** Somebody set something up wrongly. */
    CONFIGURATION,
    /** People working on the system ended it. */
    OPERATOR,
    /** What is known does not tell. */
    AMBIGUOUS,
    /** The ending is in no table: counted and listed, never guessed. */
    UNKNOWN
}
