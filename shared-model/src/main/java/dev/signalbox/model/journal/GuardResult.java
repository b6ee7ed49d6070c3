package dev.signalbox.model.journal;

/**
 * What one guard said of a move, with the numbers it judged.
 *
 * @param guard stable name, for example {@code last_usable_trunk}
 * @param verdict pass, warn, block or hard
 * @param detail numbers in words
 */
public record GuardResult(String guard, Verdict verdict, String detail) {

    /** PASS; WARN asks a person; BLOCK stops unless overridden; HARD stops always. */
    public enum Verdict {
        PASS,
        WARN,
        BLOCK,
        HARD
    }

    /** True when automation may go on. */
    public boolean allowsAutomation() {
        return verdict == Verdict.PASS || verdict == Verdict.WARN;
    }
}
