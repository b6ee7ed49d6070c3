package dev.signalbox.ctl.connection;

/** An agent answered that it does not do what was asked. The message says why, in its words. */
public final class RefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    RefusedException(Throwable cause) {
        super(Channels.words(cause), cause);
    }
}
