package dev.signalbox.agent.measure;

import dev.signalbox.model.measure.Symptom;
import dev.signalbox.model.policy.Thresholds;
import dev.signalbox.model.target.Target;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sees that a carrier refuses INVITEs for a reason of its own or of the network.
 *
 * <p>Each attempt counts once, at its first word: progress is good, a final response is what its
 * {@link FinalCause} says; a final response after progress replaces it. On: {@code rejectedNeeded}
 * of the last {@code rejectedOf} attempts refused, or {@code rejectedRatio} of at least 20 in 10 s.
 * Off: five good ones in a row while the ratio is well below; OPTIONS never end it, because a
 * carrier that rejects calls often answers them. Good test calls do once no INVITE goes there any
 * more.
 */
final class RejectedInvites {

    static final int GOOD_IN_A_ROW = 5;

    /** Attempts in 10 s from which on a ratio means something. */
    static final int RATIO_SAMPLES_MIN = 20;

    private static final long RATIO_NANOS = 10_000_000_000L;
    private static final int RATIO_SAMPLES_MAX = 10_000;

    /** The symptom ends below this part of the ratio at which it comes on. */
    private static final double RATIO_OFF = 0.5;

    private final Target.Trunk trunk;
    private final Thresholds thresholds;
    private final Deque<Outcome> recent = new ArrayDeque<>();
    private final Deque<Outcome> lastTenSeconds = new ArrayDeque<>();
    private final int recentMax;
    private final Latch latch = new Latch();
    private int rejectedInTenSeconds;
    private int goodTestCalls;
    private long lastOutcomeNanos;

    RejectedInvites(Target.Trunk trunk, Thresholds thresholds) {
        this.trunk = trunk;
        this.thresholds = thresholds;
        this.recentMax = Math.max(thresholds.rejectedOf(), GOOD_IN_A_ROW);
    }

    /**
     * How an attempt went.
     *
     * @param replaced what was said of the same attempt before, null when nothing was
     */
    void judged(Outcome outcome, @Nullable Outcome replaced) {
        forget(outcome.nanos);
        if (replaced != null && replaced.rejected == outcome.rejected) {
            return;
        }
        if (replaced != null) {
            recent.remove(replaced);
            if (lastTenSeconds.remove(replaced)) {
                rejectedInTenSeconds -= replaced.rejected ? 1 : 0;
            }
        }
        if (!outcome.neutral) {
            recent.addLast(outcome);
            if (recent.size() > recentMax) {
                recent.removeFirst();
            }
        }
        if (lastTenSeconds.size() == RATIO_SAMPLES_MAX) {
            rejectedInTenSeconds -= lastTenSeconds.removeFirst().rejected ? 1 : 0;
        }
        lastTenSeconds.addLast(outcome);
        rejectedInTenSeconds += outcome.rejected ? 1 : 0;
        lastOutcomeNanos = outcome.nanos;
        evaluate(outcome.nanos);
    }

    /** The end of a test call; counts from the moment the symptom is on. */
    void testCall(boolean good) {
        goodTestCalls = good && latch.isOn() ? goodTestCalls + 1 : 0;
    }

    /** Lets test calls speak for a trunk that gets no INVITE any more. */
    void probesSpeak(long nanos) {
        forget(nanos);
        if (latch.isOn()
                && goodTestCalls >= ProbeTrack.TEST_CALLS_GOOD
                && nanos - lastOutcomeNanos >= UnansweredInvites.QUIET_NANOS) {
            recent.clear();
            lastTenSeconds.clear();
            rejectedInTenSeconds = 0;
            latch.set(false, nanos);
        }
    }

    private void forget(long nanos) {
        Outcome oldest = lastTenSeconds.peekFirst();
        while (oldest != null && nanos - oldest.nanos >= RATIO_NANOS) {
            lastTenSeconds.removeFirst();
            rejectedInTenSeconds -= oldest.rejected ? 1 : 0;
            oldest = lastTenSeconds.peekFirst();
        }
    }

    private void evaluate(long nanos) {
        if (latch.isOn()) {
            if (goodInARow() >= GOOD_IN_A_ROW && !ratioAtLeast(RATIO_OFF)) {
                latch.set(false, nanos);
            }
        } else if (inARow() || ratioAtLeast(1)) {
            goodTestCalls = 0;
            latch.set(true, nanos);
        }
    }

    private boolean inARow() {
        return rejectedRecently() >= thresholds.rejectedNeeded();
    }

    private boolean ratioAtLeast(double part) {
        int samples = lastTenSeconds.size();
        return samples >= RATIO_SAMPLES_MIN
                && rejectedInTenSeconds >= part * thresholds.rejectedRatio() * samples;
    }

    private List<Outcome> lastOnes() {
        return recent.stream().skip(Math.max(0, recent.size() - thresholds.rejectedOf())).toList();
    }

    private int rejectedRecently() {
        int skip = Math.max(0, recent.size() - thresholds.rejectedOf());
        int rejected = 0;
        for (Outcome outcome : recent) {
            rejected += skip-- <= 0 && outcome.rejected ? 1 : 0;
        }
        return rejected;
    }

    /** The response they were refused with, when it was the same for all. */
    private static String answer(List<Outcome> basis) {
        List<Integer> statuses =
                basis.stream().filter(o -> o.rejected).map(o -> o.status).distinct().toList();
        return statuses.size() == 1 ? " (" + statuses.getFirst() + ")" : "";
    }

    private int goodInARow() {
        int row = 0;
        for (Outcome outcome : recent) {
            row = outcome.rejected ? 0 : row + 1;
        }
        return row;
    }

    Latch latch() {
        return latch;
    }

    /** True shortly after an attempt was refused, unless a later one went well. */
    boolean suspicious(long nanos) {
        Outcome last = recent.peekLast();
        return last != null
                && last.rejected
                && nanos - last.nanos <= UnansweredInvites.SUSPECT_NANOS;
    }

    /** The symptom as it stands; asked only while it is on. */
    Symptom symptom(long nanos) {
        forget(nanos);
        boolean row = inARow();
        List<Outcome> basis = row ? lastOnes() : List.copyOf(lastTenSeconds);
        int samples = basis.size();
        long refused = basis.stream().filter(o -> o.rejected).count();
        boolean authenticated = basis.stream().allMatch(o -> o.authenticated);
        String how = " refused by the carrier" + answer(basis);
        String detail =
                row || samples == 0
                        ? refused + " of the last " + samples + " INVITEs" + how
                        : "%d of %d INVITEs (%.0f %%) in 10 s%s"
                                .formatted(refused, samples, 100.0 * refused / samples, how);
        return new Symptom(
                trunk,
                Symptom.Kind.REJECTED_INVITES,
                authenticated && samples > 0
                        ? Symptom.Source.MIRROR_AUTHENTICATED
                        : Symptom.Source.MIRROR_PLAIN,
                latch.sinceNanos(),
                basis.stream().mapToLong(o -> o.nanos).max().orElse(latch.sinceNanos()),
                samples,
                detail);
    }
}
