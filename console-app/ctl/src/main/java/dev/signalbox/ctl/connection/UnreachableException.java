package dev.signalbox.ctl.connection;

/** An agent did not answer. The words name it and say why. */
public final class UnreachableException extends AgentException {

    private static final long serialVersionUID = 1L;

    UnreachableException(Endpoint endpoint, Throwable cause) {
        super("no agent answers at " + endpoint + ": " + Channels.words(cause), cause);
    }
}
