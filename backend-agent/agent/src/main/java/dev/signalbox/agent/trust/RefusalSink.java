package dev.signalbox.agent.trust;

/** Takes refusals to the journal. */
@FunctionalInterface
public interface RefusalSink {

    /** Returns at once; called from any thread, at most some sixty times a minute. */
    void refused(Refusal refusal);
}
