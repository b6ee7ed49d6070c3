package dev.signalbox.model.fleet;

/** How much a state needs a person. Ordered from least to most. */
public enum Severity {
    WELL(" "),
    MINOR("m"),
    MAJOR("M"),
    CRITICAL("C");

    private final String letter;

    Severity(String letter) {
        this.letter = letter;
    }

    /** The letter of its sign, for those who see no colour; a blank when all is well. */
    public String letter() {
        return letter;
    }
}
