package dev.signalbox.world.voice;

import java.util.function.LongConsumer;

/** What is to happen when. Used by the world's thread. */
public interface Schedule {

    /**
     * Runs {@code action}, which is told the moment it was due at; things due at the same moment
     * keep their order.
     *
     * @param dueNanos in nanoseconds since the world started
     */
    void at(long dueNanos, LongConsumer action);
}
