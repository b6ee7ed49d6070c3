package dev.signalbox.model.fleet;

import java.time.Instant;

/**
 * A console's connection to one agent.
 *
 * @param endpoint {@code host:port}
 * @param state how it is
 * @param detail what is the matter in words, empty when nothing is
 * @param since when it came into this state
 */
public record ConnectionView(String endpoint, State state, String detail, Instant since) {

    /** How a connection is. */
    public enum State {
        CONNECTING,
        LIVE,
        BROKEN,
        /** In a replay: nothing is recorded of this agent at this moment. */
        UNRECORDED
    }
}
