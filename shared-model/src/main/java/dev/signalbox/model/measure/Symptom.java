package dev.signalbox.model.measure;

import dev.signalbox.model.target.Target;

/**
 * Something a detector sees on a target right now. Detectors have their own hysteresis: a symptom
 * that is in the picture is on.
 *
 * @param target what it is seen on
 * @param kind what is seen
 * @param source the kind of evidence it rests on
 * @param sinceNanos monotonic time at which it came on
 * @param newestNanos monotonic time of the newest observation it rests on
 * @param samples how many observations it rests on
 * @param detail numbers in words, for example {@code 3 of the last 4 INVITEs without any response
 *     after 500 ms}
 */
public record Symptom(
        Target target,
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
        OPTIONS_MISSED,
        /** An inbound trunk brings no calls although its own rate says it should. */
        INBOUND_STARVED,
        /** Loss, jitter or delay on a media path. */
        PATH_POOR,
        /** Nothing comes through a media path. */
        PATH_DOWN,
        /** Calls to a provider fail. */
        PROVIDER_ERRORS,
        /** A provider refuses for quota or rate. */
        PROVIDER_QUOTA,
        /** First responses of a provider come late. */
        PROVIDER_SLOW,
        /** Calls to a dependency fail. */
        DEPENDENCY_ERRORS,
        /** Conversations of a service fail for what was said, not for a road. */
        INTENT_FAILURES,
        /** Callers of a service hear nothing in the agent's turn. */
        SILENT_CALLS
    }

    /** Kinds of evidence; two different ones are independent. */
    public enum Source {
        MIRROR_AUTHENTICATED,
        MIRROR_PLAIN,
        PROBE,
        /** What voice workers report in spans. */
        WORKERS,
        /** How conversations ended, as platforms report it. */
        OUTCOMES
    }
}
