package dev.signalbox.model.time;

import java.time.Duration;
import java.time.Instant;

/**
 * One moment, read once and passed down: monotonic nanoseconds for durations and time-outs, wall
 * time for people. A jump of the wall clock changes no decision because decisions use {@link
 * #nanos}.
 *
 * @param nanos monotonic nanoseconds of this process; only differences mean something
 * @param wall the wall clock at the same moment
 */
public record Now(long nanos, Instant wall) {

    /** Time from {@code earlierNanos}, a monotonic reading of the same process, to this moment. */
    public Duration since(long earlierNanos) {
        return Duration.ofNanos(nanos - earlierNanos);
    }

    /**
     * Milliseconds from {@code earlierNanos}, a monotonic reading of the same process, to this
     * moment.
     */
    public long millisSince(long earlierNanos) {
        return (nanos - earlierNanos) / 1_000_000;
    }

    /** This moment moved by {@code duration} on both clocks. */
    public Now plus(Duration duration) {
        return new Now(nanos + duration.toNanos(), wall.plus(duration));
    }
}
