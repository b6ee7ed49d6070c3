package dev.signalbox.ctl.connection;

/** An agent did not answer. The words name it and say why. */
public sealed class UnreachableException extends AgentException permits NoQuorumException {

    private static final long serialVersionUID = 1L;

    UnreachableException(String words, Throwable cause) {
        super(words, cause);
    }

    UnreachableException(Endpoint endpoint, Throwable cause) {
        super("no agent answers at " + endpoint + ": " + Channels.words(cause), cause);
    }
}
