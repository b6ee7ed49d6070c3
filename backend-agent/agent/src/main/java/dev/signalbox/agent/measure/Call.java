package dev.signalbox.agent.measure;

import dev.signalbox.model.net.IpEndpoint;
import dev.signalbox.model.sip.ByteText;
import dev.signalbox.model.sip.MirroredSip;
import java.time.Duration;
import java.util.function.Consumer;
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

    /** Calls of this trunk in this direction. */
    final CallWindows windows;

    /** Of these, those to numbers that begin alike; null for calls that come in. */
    @Nullable CallWindows destination;

    /** Calls of its service, whatever their trunk; null when the number does not tell it. */
    @Nullable CallWindows service;

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

    /** The last final response, null before. */
    @Nullable FinalResponse response;

    long finalNanos;

    /** When it was answered, by the mirror's clock and by arrival; 0 when that is not known. */
    long answeredMicros;

    long answeredNanos;

    /** The mirror that showed the answer. */
    int answeredCaptureId;

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
        this.windows = trunk.windows(outbound);
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

    /** Status of the last final response, 0 before. */
    int finalStatus() {
        return response == null ? 0 : response.status();
    }

    /** The last final response was the carrier's doing. */
    boolean isRefused() {
        return response != null && response.cause() == FinalCause.CARRIER;
    }

    /** True for the carrier's end, whichever of its addresses and ports it speaks from. */
    boolean isCarrier(IpEndpoint end) {
        return isAtAddress(carrier, local) ? end.equals(carrier) : !isAtAddress(end, local);
    }

    private static boolean isAtAddress(IpEndpoint a, IpEndpoint b) {
        return a.high() == b.high() && a.low() == b.low();
    }

    boolean isAnswered() {
        return response != null && response.status() < 300;
    }

    /** False when a request belongs to a branch of a forked call that did not become the call. */
    boolean isOfDialog(ByteText calleesTag) {
        return !isAnswered() || calleesTag.hash(0) == dialog;
    }

    /** Milliseconds from the answer to {@code sip}, by the clock of one mirror if it is one. */
    double talkMillis(MirroredSip sip, long nanos) {
        return sip.captureId() == answeredCaptureId
                ? (sip.sentMicros() - answeredMicros) / 1e3
                : (nanos - answeredNanos) / 1e6;
    }

    /** Counts something in all windows that the call is part of. */
    void count(long nanos, Consumer<Bucket> change) {
        windows.count(nanos, change);
        if (destination != null) {
            destination.count(nanos, change);
        }
        if (service != null) {
            service.count(nanos, change);
        }
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
