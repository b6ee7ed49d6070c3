package dev.signalbox.agent.probe.path;

import dev.signalbox.model.media.PathInterval;
import dev.signalbox.model.target.Target;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The prober's book of its own train to one peer: what was sent, what came back, and from both what
 * was lost in which direction. A probe is settled when its reflection is here; when a later
 * reflection says whether it had arrived there; or when nothing told of it for a second. Pure; the
 * caller locks.
 */
final class TrainBook {

    /** Nothing after this is a round trip any more. */
    static final long SILENT_NANOS = 1_000_000_000L;

    /** Later packets that must have arrived before a gap is a loss and not a reordering. */
    static final int REORDER_PACKETS = 3;

    /** More than ten seconds of a train. */
    private static final int ENTRIES = 512;

    /** After it stood still a peer has a full socket to empty, and drops until it has. */
    private static final long PEER_CATCHES_UP_NANOS = 1_000_000_000;

    private static final byte VOID = 1;
    private static final byte RETURNED = 2;

    /** Its reflection may have been lost in this machine, while the receiver did not run. */
    private static final byte SHADOWED = 4;

    private final Target.Path out;
    private final long[] sentNanos = new long[ENTRIES];
    private final byte[] states = new byte[ENTRIES];
    private final LossCount forward = new LossCount();
    private final LossCount back = new LossCount();
    private final Jitter backJitter = new Jitter();
    private final long[] roundTripNanos = new long[ENTRIES];
    private int roundTrips;
    private long unsureRoundTripNanos = Long.MAX_VALUE;
    private long voided;
    private long oldest = 1;
    private long next = 1;
    private @Nullable SeenWindow seen;
    private long reportedNanos;
    private @Nullable Long peerBehindUntilNanos;

    TrainBook(Target.Path out, long nowNanos) {
        this.out = out;
        this.reportedNanos = nowNanos;
    }

    /**
     * Writes down a probe that is about to be sent.
     *
     * @return its sequence
     */
    long send(long nowNanos, boolean late) {
        if (next - oldest == ENTRIES) {
            oldest++;
        }
        sentNanos[index(next)] = nowNanos;
        boolean peerBehind = peerBehindUntilNanos != null && nowNanos - peerBehindUntilNanos < 0;
        states[index(next)] = late || peerBehind ? VOID : 0;
        return next++;
    }

    /** A probe that was held up while it was sent, or never sent. */
    void voidProbe(long sequence) {
        if (outstanding(sequence)) {
            states[index(sequence)] |= VOID;
        }
    }

    /** The receiver of this machine has not run for so long that the kernel may have dropped. */
    void shadow() {
        for (long sequence = oldest; sequence < next; sequence++) {
            states[index(sequence)] |= SHADOWED;
        }
    }

    /** The peer was not running: its kernel may have dropped what arrived there. */
    void peerStood(long nowNanos) {
        peerBehindUntilNanos = nowNanos + PEER_CATCHES_UP_NANOS;
        for (long sequence = oldest; sequence < next; sequence++) {
            if ((states[index(sequence)] & RETURNED) == 0) {
                states[index(sequence)] |= VOID;
            }
        }
    }

    /**
     * A reflection of this life's train is here.
     *
     * @param heldUp the receiver did not run in time: {@code nowNanos} is no arrival time
     * @return false when it was here before or is of nothing that is awaited
     */
    boolean returned(PathPacket packet, PathPacket.Reflection at, long nowNanos, boolean heldUp) {
        long sequence = packet.sequence();
        if (!outstanding(sequence) || (states[index(sequence)] & RETURNED) != 0) {
            return false;
        }
        states[index(sequence)] |= RETURNED;
        SeenWindow known = seen;
        if (known == null
                || at.seen().first() > known.first()
                || at.seen().highest() >= known.highest()) {
            seen = at.seen();
        }
        if ((states[index(sequence)] & VOID) == 0) {
            forward.jitter((double) at.jitterNanos());
            long roundTrip =
                    nowNanos
                            - sentNanos[index(sequence)]
                            - (at.reflectedNanos() - at.receivedNanos());
            if (heldUp || at.heldUp()) {
                unsureRoundTripNanos = Math.min(unsureRoundTripNanos, roundTrip);
            } else if (roundTrips < ENTRIES) {
                roundTripNanos[roundTrips++] = roundTrip;
            }
        }
        if (!heldUp) {
            backJitter.add(at.reflectedNanos(), nowNanos);
            back.jitter(backJitter.nanos());
        }
        return true;
    }

    /**
     * Settles what can be settled and says what that came to.
     *
     * @param heardThroughNanos everything that had arrived by then has been taken in
     * @param peerHeard the peer's own train arrived during the interval: the way back works
     * @param peerTrain what arrived of it, null when nothing did
     */
    PathInterval report(
            long nowNanos,
            long heardThroughNanos,
            boolean peerHeard,
            PathInterval.@Nullable Direction peerTrain) {
        while (oldest < next && settle(oldest, heardThroughNanos, peerHeard)) {
            oldest++;
        }
        PathInterval.Direction there = forward.take();
        PathInterval.Direction here = back.take();
        PathInterval interval =
                new PathInterval(
                        out,
                        (nowNanos - reportedNanos) / 1_000_000,
                        there,
                        here == null ? peerTrain : here,
                        roundTripMillis(),
                        voided);
        reportedNanos = nowNanos;
        roundTrips = 0;
        unsureRoundTripNanos = Long.MAX_VALUE;
        voided = 0;
        return interval;
    }

    /** False when nothing can be said of it yet. */
    private boolean settle(long sequence, long heardThroughNanos, boolean peerHeard) {
        byte state = states[index(sequence)];
        SeenWindow known = seen;
        boolean returned = (state & RETURNED) != 0;
        boolean overtaken = known != null && known.highest() - sequence >= REORDER_PACKETS;
        boolean silent = heardThroughNanos - sentNanos[index(sequence)] >= SILENT_NANOS;
        if (!returned && !overtaken && !silent) {
            return false;
        }
        boolean shadowed = (state & SHADOWED) != 0;
        if ((state & VOID) != 0) {
            voided++;
        } else if (returned) {
            forward.arrived();
            back.arrived();
        } else if (known != null && overtaken) {
            settleByWindow(known, sequence, shadowed);
        } else if (peerHeard && !shadowed) {
            forward.lost();
        }
        return true;
    }

    private void settleByWindow(SeenWindow known, long sequence, boolean shadowed) {
        if (!known.covers(sequence)) {
            // Before the reflector's life, or too long ago: nobody knows.
            return;
        }
        if (!known.has(sequence)) {
            forward.lost();
            return;
        }
        forward.arrived();
        if (!shadowed) {
            back.lost();
        }
    }

    private @Nullable Double roundTripMillis() {
        if (roundTrips > 0) {
            Arrays.sort(roundTripNanos, 0, roundTrips);
            return Math.max(0, roundTripNanos[roundTrips / 2]) / 1e6;
        }
        return unsureRoundTripNanos == Long.MAX_VALUE
                ? null
                : Math.max(0, unsureRoundTripNanos) / 1e6;
    }

    private boolean outstanding(long sequence) {
        return sequence >= oldest && sequence < next;
    }

    private static int index(long sequence) {
        return (int) (sequence & (ENTRIES - 1));
    }
}
