package dev.signalbox.agent.measure;

import org.jspecify.annotations.Nullable;

/** One INVITE transaction that went to a carrier, while it waits for its first response. */
final class Invite {

    final Call call;
    final long cseq;

    /** Hash of the branch. */
    final long branch;

    /** The next INVITE of the call that waits. */
    @Nullable Invite next;

    /** By the mirror's clock. */
    final long sentMicros;

    final long arrivalNanos;
    final boolean authenticated;

    /** How long it may stay unanswered. */
    final long patienceNanos;

    /** When it is judged; never earlier than that of the INVITE before it. */
    long deadlineNanos;

    boolean postponed;
    boolean answered;

    /** Judged as unanswered; a late response takes that back. */
    boolean missed;

    /** The call's present INVITE. */
    Invite(
            Call call,
            long sentMicros,
            long arrivalNanos,
            boolean authenticated,
            long patienceNanos) {
        this.call = call;
        this.cseq = call.cseq;
        this.branch = call.branch;
        this.sentMicros = sentMicros;
        this.arrivalNanos = arrivalNanos;
        this.authenticated = authenticated;
        this.patienceNanos = patienceNanos;
        this.deadlineNanos = arrivalNanos + patienceNanos;
    }
}
