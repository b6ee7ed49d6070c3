package dev.signalbox.agent.journal;

/**
 * A record could not be made durable: no room, or the disk refuses. Nothing was written; it may be
 * tried again.
 */
public final class JournalUnwritableException extends Exception {

    private static final long serialVersionUID = 1;

    /** With what is the matter, in words. */
    public JournalUnwritableException(String message) {
        super(message);
    }

    JournalUnwritableException(String message, Throwable cause) {
        super(message, cause);
    }
}
