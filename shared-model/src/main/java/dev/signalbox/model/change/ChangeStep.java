package dev.signalbox.model.change;

/** One step of a plan that somebody asks for. */
public sealed interface ChangeStep {

    /** Wants it too. */
    record Approve() implements ChangeStep {}

    /** Overrules a guard that blocks. */
    record OverrideGuard(String guard, String reason) implements ChangeStep {}

    /** Begins it. */
    record Start() implements ChangeStep {}

    /** Stops it between stages. */
    record Hold(String reason) implements ChangeStep {}

    /** Lets it go on. */
    record Resume() implements ChangeStep {}

    /** Takes it back. */
    record Undo(String reason) implements ChangeStep {}

    /** Drops a plan that was not begun. */
    record Discard(String reason) implements ChangeStep {}
}
