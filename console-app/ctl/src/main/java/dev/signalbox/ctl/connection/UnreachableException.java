package dev.signalbox.ctl.connection;

/** An agent did not answer. The message names it and says why. */
public final class UnreachableException extends Exception {

    private static final long serialVersionUID = 1L;

    UnreachableException(Endpoint endpoint, Throwable cause) {
        super("no agent answers at " + endpoint + ": " + Channels.words(cause), cause);
    }
}
