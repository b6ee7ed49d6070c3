package dev.signalbox.agent.measure;

import dev.signalbox.model.measure.ProbeState;
import dev.signalbox.model.measure.Symptom;
import dev.signalbox.model.policy.ConversationLimits;
import dev.signalbox.model.target.Target;
import java.util.Locale;

/**
 * Sees that a carrier sends no calls any more. A dead inbound carrier rejects nothing and its
 * OPTIONS stay good, so the only sign is that calls which its own rate promises do not come.
 *
 * <p>On: {@code starvedAfter} without a call, and so long that at the rate of the last five minutes
 * (at least 30 calls in at least 30 s) a gap like this happens by chance less than once in 10,000
 * (arrivals taken as a Poisson process: {@code exp(-rate * gap) < 1e-4}). Off: three calls. What
 * was learnt before a gap is forgotten after it.
 */
final class StarvedInbound {

    static final int LEARN_CALLS_MIN = 30;
    static final long LEARN_NANOS_MIN = 30_000_000_000L;

    /** Calls that end the symptom. */
    static final int CALLS_BACK = 3;

    /**
     * {@code -ln(1e-6)}: calls that should have come. Every gap between two calls is a test, and a
     * trunk has tens of thousands of them a day.
     */
    private static final double MISSING_CALLS = -Math.log(1e-6);

    private static final long SLOT_NANOS = 5_000_000_000L;
    private static final int SLOTS = 60;

    private final Target.Trunk trunk;
    private final ConversationLimits limits;
    private final Latch latch = new Latch();
    private final int[] slots = new int[SLOTS];
    private long firstNanos;
    private long newestSlot;
    private long lastNanos;
    private long calls;
    private int back;
    private boolean authenticated;

    StarvedInbound(Target.Trunk trunk, ConversationLimits limits) {
        this.trunk = trunk;
        this.limits = limits;
    }

    Latch latch() {
        return latch;
    }

    /** The carrier sent a call. */
    void arrived(boolean callAuthenticated, long nanos) {
        authenticated = callAuthenticated;
        if (latch.isOn()) {
            back++;
            lastNanos = nanos;
            if (back >= CALLS_BACK) {
                latch.set(false, nanos);
                calls = 0;
            }
            return;
        }
        if (calls == 0) {
            java.util.Arrays.fill(slots, 0);
            firstNanos = nanos;
            newestSlot = 0;
        }
        long slot = (nanos - firstNanos) / SLOT_NANOS;
        for (long s = Math.max(newestSlot + 1, slot - SLOTS + 1); s <= slot; s++) {
            slots[(int) (s % SLOTS)] = 0;
        }
        newestSlot = Math.max(newestSlot, slot);
        slots[(int) (Math.max(slot, 0) % SLOTS)]++;
        lastNanos = nanos;
        calls++;
    }

    /** What was usual holds no more: it is learnt anew from the next call on. */
    void forget(long nanos) {
        latch.set(false, nanos);
        calls = 0;
        back = 0;
    }

    /** Nobody took in what came for so long: that is no part of the gap, what was before is. */
    void stood(long pauseNanos, long nanos) {
        long missed = Math.min(pauseNanos, nanos - lastNanos);
        firstNanos += missed;
        lastNanos += missed;
    }

    void expire(long nanos) {
        if (!latch.isOn() && overdue(nanos)) {
            back = 0;
            latch.set(true, nanos);
        }
    }

    /** When {@link #expire} has to be called next, {@code next} or earlier. */
    long earlier(long next) {
        if (latch.isOn() || !learnt()) {
            return next;
        }
        double seconds = MISSING_CALLS / callsPerSecond();
        long due =
                lastNanos + Math.max(limits.starvedAfter().toNanos(), (long) (seconds * 1e9) + 1);
        return due - next < 0 ? due : next;
    }

    private boolean overdue(long nanos) {
        long gap = nanos - lastNanos;
        return learnt()
                && gap >= limits.starvedAfter().toNanos()
                && callsPerSecond() * gap / 1e9 > MISSING_CALLS;
    }

    private boolean learnt() {
        return calls > 0 && held() >= LEARN_CALLS_MIN && lastNanos - firstNanos >= LEARN_NANOS_MIN;
    }

    private long held() {
        long sum = 0;
        for (int count : slots) {
            sum += count;
        }
        return sum;
    }

    /** Until the newest call: the gap that is judged is no part of the rate. */
    private double callsPerSecond() {
        long oldestSlot = Math.max(0, newestSlot - SLOTS + 1);
        long covered = lastNanos - firstNanos - oldestSlot * SLOT_NANOS;
        return held() * 1e9 / Math.max(covered, 1);
    }

    /** The symptom as it stands; asked only while it is on. */
    Symptom symptom(ProbeState options, long nanos) {
        String probes =
                switch (options) {
                    case GOOD -> "; OPTIONS are still answered";
                    case FAILING -> "; OPTIONS are not answered either";
                    case UNKNOWN, UNPROBEABLE, RECOVERING -> "";
                };
        return new Symptom(
                trunk,
                Symptom.Kind.INBOUND_STARVED,
                authenticated ? Symptom.Source.MIRROR_AUTHENTICATED : Symptom.Source.MIRROR_PLAIN,
                latch.sinceNanos(),
                nanos,
                (int) Math.min(Integer.MAX_VALUE, held()),
                String.format(
                        Locale.ROOT,
                        "no call for %d s, usual are %.1f calls/s%s",
                        (nanos - lastNanos) / 1_000_000_000L,
                        callsPerSecond(),
                        probes));
    }
}
