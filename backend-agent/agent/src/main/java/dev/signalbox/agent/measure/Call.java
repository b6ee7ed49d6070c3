package dev.signalbox.agent.measure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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

    final CallKey key;
    final boolean outbound;
    final long invitedMicros;
    final boolean authenticated;

    Phase phase = Phase.SETTING_UP;
    long phaseNanos;

    long cseq;
    String branch;

    /** INVITEs that had no response yet; none on legs that a carrier calls us on. */
    final List<Invite> waiting = new ArrayList<>(1);

    boolean progressed;
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

    Call(CallKey key, boolean outbound, long invitedMicros, boolean authenticated, String branch) {
        this.key = key;
        this.outbound = outbound;
        this.invitedMicros = invitedMicros;
        this.authenticated = authenticated;
        this.branch = branch;
    }

    TrunkMeter trunk() {
        return key.trunk();
    }
}
