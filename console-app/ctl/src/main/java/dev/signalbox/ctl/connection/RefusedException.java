package dev.signalbox.ctl.connection;

/** An agent answered that it does not do what was asked. The words are its own. */
public final class RefusedException extends AgentException {

    private static final long serialVersionUID = 1L;

    RefusedException(Throwable cause) {
        super(Channels.words(cause), cause);
    }
}
