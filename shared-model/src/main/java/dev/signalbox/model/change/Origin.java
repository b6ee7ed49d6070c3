package dev.signalbox.model.change;

/** Who wants a move: guards are judged by it. */
public enum Origin {
    MANUAL,
    AUTOMATIC
}
