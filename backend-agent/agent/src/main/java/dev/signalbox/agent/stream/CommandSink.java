package dev.signalbox.agent.stream;

import java.util.concurrent.CompletableFuture;

/** Takes what operators ask for to the agent's core. */
public interface CommandSink {

    /**
     * Stops or releases automation.
     *
     * @param by who asks, never blank
     * @param reason why; never blank when stopping, may be empty when releasing
     * @return done once it is journaled; failed with an {@link IllegalStateException} in words when
     *     the agent cannot do it now, for example because the journal cannot be written
     */
    CompletableFuture<BrakeOutcome> brake(boolean on, String by, String reason);
}
