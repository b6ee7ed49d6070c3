package dev.signalbox.agent.measure;

import dev.signalbox.model.net.IpEndpoint;
import dev.signalbox.model.sip.ByteText;
import dev.signalbox.model.sip.MirroredSip;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One attempt on the carrier leg, from its first INVITE until it is forgotten. */
final class Call {

    /** Where a call stands, and how long it may stand there. */
    enum Phase {
        /** No final response yet. RFC 3261's timer C lets a proxy wait more than 3 minutes. */
        SETTING_UP(Duration.ofMinutes(5)),
        /** 2xx seen, ACK not yet: given up by the callee's side after 64 * T1. */
        ANSWERED(Duration.ofSeconds(32)),
        /** Talking. */
        LIVE(Duration.ofHours(4)),
        /** Over; remembered for late and repeated messages (64 * T1). */
        ENDED(Duration.ofSeconds(32));

        final long nanosMax;

        Phase(Duration max) {
            nanosMax = max.toNanos();
        }

        boolean isLive() {
            return this == ANSWERED || this == LIVE;
        }
    }

    /** Waiting that long without a sound is no caller's change of mind. */
    private static final double UNHEARD_MILLIS = 4_000;

    final TrunkMeter trunk;

    /** Our end of the leg. */
    final IpEndpoint local;

    /** The other end of its first INVITE. */
    final IpEndpoint carrier;

    final String callId;
    final String fromTag;

    /** The mirror that showed it first; its time stamps are compared with no other's. */
    final int captureId;

    /** Of the two, by {@link CallTable#hash}. */
    final long hash;

    final boolean outbound;
    final long invitedMicros;
    final long invitedNanos;
    final boolean authenticated;

    /** Neighbours in the table's chain and in the queue of the phase. */
    @Nullable Call nextInPlace;

    @Nullable Call before;
    @Nullable Call after;

    Phase phase = Phase.SETTING_UP;
    long phaseNanos;

    long cseq;

    /** Hash of the newest INVITE's branch. */
    long branch;

    /** INVITEs that had no response yet; none on legs that a carrier calls us on. */
    @Nullable Invite waiting;

    /** Hash of the To-tag of the 2xx that stands; meaningless before. */
    long dialog;

    boolean progressed;
    boolean cancelled;
    boolean pddTaken;

    /** 401 or 407 that may still be followed by a retry, or 0. */
    int challenge;

    int finalStatus;
    long finalNanos;
    FinalCause finalCause = FinalCause.NEUTRAL;
    @Nullable Outcome outcome;

    /** When it was counted as unanswered; 0 with {@link #unanswered} false. */
    long unansweredNanos;

    boolean unanswered;

    /** Whose numbers: a place in {@link HomeNumbers#regions}, or {@link Arrivals#UNCOUNTED}. */
    int home = Arrivals.UNCOUNTED;

    boolean arrivalAnswered;
    boolean arrivalFailed;
    boolean countedProgressed;
    boolean countedFailed;

    Call(
            TrunkMeter trunk,
            boolean outbound,
            MirroredSip sip,
            IpEndpoint local,
            long hash,
            boolean authenticated,
            long nanos) {
        this.trunk = trunk;
        this.outbound = outbound;
        this.local = local;
        this.carrier = outbound ? sip.destination() : sip.source();
        this.hash = hash;
        this.callId = sip.message().callId().toString();
        this.fromTag = sip.message().fromTag().toString();
        this.invitedMicros = sip.sentMicros();
        this.authenticated = authenticated;
        this.captureId = sip.captureId();
        this.invitedNanos = nanos;
    }

    /** True for the carrier's end, whichever of its addresses and ports it speaks from. */
    boolean isCarrier(IpEndpoint end) {
        return isAtAddress(carrier, local) ? end.equals(carrier) : !isAtAddress(end, local);
    }

    private static boolean isAtAddress(IpEndpoint a, IpEndpoint b) {
        return a.high() == b.high() && a.low() == b.low();
    }

    boolean isAnswered() {
        return finalStatus >= 200 && finalStatus < 300;
    }

    /** False when a request belongs to a branch of a forked call that did not become the call. */
    boolean isOfDialog(ByteText calleesTag) {
        return !isAnswered() || calleesTag.hash(0) == dialog;
    }

    /** True when the caller gave up after seconds in which the carrier showed no progress. */
    boolean heardNothing(MirroredSip sip, long nanos) {
        return cancelled && !progressed && millisUntil(sip, nanos) >= UNHEARD_MILLIS;
    }

    /**
     * Milliseconds from the INVITE to {@code sip} by the mirror's clock, or by arrival when another
     * mirror showed it.
     */
    double millisUntil(MirroredSip sip, long nanos) {
        return sip.captureId() == captureId
                ? (sip.sentMicros() - invitedMicros) / 1e3
                : (nanos - invitedNanos) / 1e6;
    }
}
