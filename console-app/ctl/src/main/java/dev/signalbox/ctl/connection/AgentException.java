package dev.signalbox.ctl.connection;

/** An agent did not do what was asked. */
public abstract sealed class AgentException extends Exception
        permits UnreachableException, RefusedException {

    private static final long serialVersionUID = 1L;

    private final String words;

    AgentException(String words, Throwable cause) {
        super(words, cause);
        this.words = words;
    }

    /** What is the matter, for people. */
    public String words() {
        return words;
    }
}
