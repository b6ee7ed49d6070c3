package dev.signalbox.model.fleet;

/** How much a state needs a person. Ordered from least to most. */
public enum Severity {
    WELL,
    MINOR,
    MAJOR,
    CRITICAL
}
