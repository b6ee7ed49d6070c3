package dev.signalbox.world.worker;

/**
 * What the workers of a region sent.
 *
 * @param spansSent handed to the agent in an export that it answered
 * @param spansRejected of these, refused by it (partial success)
 * @param spansDropped never sent: the queue was full
 * @param spansLost in exports that failed
 * @param outcomesAccepted answered with 202
 * @param outcomesRefused answered otherwise
 * @param outcomesDropped never sent, or their request failed
 * @param routesHeard changed routes taken over
 */
public record WorkerCounts(
        long spansSent,
        long spansRejected,
        long spansDropped,
        long spansLost,
        long outcomesAccepted,
        long outcomesRefused,
        long outcomesDropped,
        long routesHeard) {}
