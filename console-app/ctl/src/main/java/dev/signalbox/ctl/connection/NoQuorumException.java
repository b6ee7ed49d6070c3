package dev.signalbox.ctl.connection;

/**
 * An agent answered that it cannot reach enough of the others for a decision. Another agent may.
 * The words are its own.
 */
public final class NoQuorumException extends UnreachableException {

    private static final long serialVersionUID = 1L;

    NoQuorumException(Throwable cause) {
        super(Channels.words(cause), cause);
    }
}
