package dev.signalbox.agent.record;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the recorder is.
 *
 * @param recording whether what consoles are told is kept
 * @param words why it is not, and what to do; empty while it is and before the first second was
 *     written
 * @param since when it came into this state
 * @param oldest second that is kept, null while nothing is
 * @param newest second that is kept, null while nothing is
 * @param bytes that the recordings take in their database
 * @param secondsLost seconds of this run that were not kept
 * @param messagesKept messages of this run that were kept
 * @param timesFull how often in this run the queue was full and messages were left out
 */
public record RecorderStatus(
        boolean recording,
        String words,
        Instant since,
        @Nullable Instant oldest,
        @Nullable Instant newest,
        long bytes,
        long secondsLost,
        long messagesKept,
        long timesFull) {}
