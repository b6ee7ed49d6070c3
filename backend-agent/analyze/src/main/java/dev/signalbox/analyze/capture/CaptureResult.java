package dev.signalbox.analyze.capture;

import org.jspecify.annotations.Nullable;

/**
 * How far a file was read.
 *
 * @param packets frames that were read
 * @param bytes of the file that were read
 * @param firstMicros time of the first frame, microseconds since 1970; 0 without frames
 * @param lastMicros time of the last one
 * @param problem why reading ended early, in words; null when the file was read to its end
 */
public record CaptureResult(
        long packets, long bytes, long firstMicros, long lastMicros, @Nullable String problem) {}
