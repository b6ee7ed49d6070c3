package dev.signalbox.model.measure;

import dev.signalbox.model.target.Target;

/**
 * Something a detector sees on a target right now. Detectors have their own hysteresis: a symptom
 * that is in the picture is on.
 *
 * @param target the trunk
 * @param kind what is seen
 * @param source the kind of evidence it rests on
 * @param sinceNanos monotonic time at which it came on
 * @param newestNanos monotonic time of the newest observation it rests on
 * @param samples how many observations it rests on
 * @param detail numbers in words, for example {@code 3 of the last 4 INVITEs without any response
 *     after 500 ms}
 */
public record Symptom(
        Target.Trunk target,
        Kind kind,
        Source source,
        long sinceNanos,
        long newestNanos,
        int samples,
        String detail) {

    /** What is seen. */
    public enum Kind {
        UNANSWERED_INVITES,
        REJECTED_INVITES,
        OPTIONS_MISSED
    }

    /** Kinds of evidence; two different ones are independent. */
    public enum Source {
        MIRROR_AUTHENTICATED,
        MIRROR_PLAIN,
        PROBE
    }
}
