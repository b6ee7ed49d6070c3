package dev.signalbox.agent.probe.path;

import dev.signalbox.model.media.PathInterval;
import org.jspecify.annotations.Nullable;

/**
 * A peer's train as it arrives here: judged before anything is answered, and counted as a second
 * witness of the way back. Pure; the caller locks.
 */
final class PeerTrain {

    /** A train has 50 packets a second; two lives of a peer may overlap. */
    static final int ANSWERS_PER_SECOND_MAX = 200;

    /** After such a silence a life with a lower id is believed: the peer's clock was set back. */
    private static final long FORGET_NANOS = 60_000_000_000L;

    private static final long STOOD_NANOS = 1_000_000_000L;

    private final RateLimit rate;
    private boolean begun;
    private long bootId;
    private Seen seen = new Seen(1);
    private Jitter jitter = new Jitter();
    private long lastNanos;
    private long arrived;
    private long bursts;
    private long highestReported;

    PeerTrain(long nowNanos) {
        this.rate = new RateLimit(ANSWERS_PER_SECOND_MAX, nowNanos);
    }

    /**
     * Whether the peer had not been running before it sent this probe: nothing came for a second or
     * more, and it did not send meanwhile either, by its own count. On a road that was broken its
     * sequence goes on.
     */
    boolean stoodBefore(PathPacket probe, long nowNanos) {
        long silentNanos = nowNanos - lastNanos;
        if (!begun || probe.bootId() != bootId || silentNanos < STOOD_NANOS) {
            return false;
        }
        long turns = silentNanos / Pace.TURN_NANOS;
        return probe.sequence() - seen.highest() < turns / 2;
    }

    /**
     * Takes an authentic probe.
     *
     * @param heldUp the receiver did not run in time: {@code nowNanos} is no arrival time
     * @return null when it may be answered, or why not
     */
    @Nullable PathCounter accept(PathPacket probe, long nowNanos, boolean heldUp) {
        boolean newLife = !begun || probe.bootId() != bootId;
        if (newLife && begun && probe.bootId() < bootId && nowNanos - lastNanos < FORGET_NANOS) {
            return PathCounter.REPLAYED;
        }
        if (!newLife && !seen.isNew(probe.sequence())) {
            return PathCounter.REPLAYED;
        }
        if (!rate.take(nowNanos)) {
            return PathCounter.TOO_FAST;
        }
        if (newLife) {
            begin(probe);
        }
        if (probe.sequence() > seen.highest() + 1) {
            bursts++;
        }
        seen.add(probe.sequence());
        lastNanos = nowNanos;
        arrived++;
        if (!probe.late() && !heldUp) {
            jitter.add(probe.sentNanos(), nowNanos);
        }
        return null;
    }

    SeenWindow seen() {
        return seen.window();
    }

    long jitterNanos() {
        return Math.round(jitter.nanos());
    }

    /** Probes that arrived since the last {@link #report}. */
    long arrived() {
        return arrived;
    }

    /** What arrived since the last report, gaps in the sequence as lost; null when nothing did. */
    PathInterval.@Nullable Direction report() {
        if (arrived == 0) {
            return null;
        }
        long expected = Math.max(arrived, seen.highest() - highestReported);
        PathInterval.Direction direction =
                new PathInterval.Direction(
                        expected, expected - arrived, bursts, jitter.nanos() / 1e6);
        highestReported = seen.highest();
        arrived = 0;
        bursts = 0;
        return direction;
    }

    private void begin(PathPacket probe) {
        begun = true;
        bootId = probe.bootId();
        seen = new Seen(probe.sequence());
        jitter = new Jitter();
        highestReported = probe.sequence() - 1;
        arrived = 0;
        bursts = 0;
    }
}
