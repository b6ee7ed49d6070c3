package dev.signalbox.agent.measure.cause;

import dev.signalbox.model.cause.Tag;
import dev.signalbox.model.measure.Symptom;
import dev.signalbox.model.policy.ConversationLimits;
import dev.signalbox.model.target.Target;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Sees that conversations of a service fail for what was said. A failure where infrastructure is
 * suspected is none of these.
 *
 * <p>On: {@code misunderstoodRatio} of at least {@code misunderstoodCalls} conversations that ended
 * within {@code misunderstoodWithin}. Off: below two thirds of the ratio, or fewer than a quarter
 * of the calls.
 */
final class IntentFailures {

    private static final double OFF = 2.0 / 3;
    private static final int SLOTS_MAX = 3_600;
    private static final long SLOT_NANOS = 1_000_000_000L;

    private static final class Slot {
        long number = Long.MIN_VALUE;
        int ended;
        int misunderstood;
        int loops;
        int handoffs;
    }

    private final Target.Service service;
    private final ConversationLimits limits;
    private final long originNanos;
    private final Slot[] slots;
    private boolean on;
    private long sinceNanos;
    private long flips;
    private long newestNanos;

    IntentFailures(Target.Service service, ConversationLimits limits, long originNanos) {
        this.service = service;
        this.limits = limits;
        this.originNanos = originNanos;
        long seconds = limits.misunderstoodWithin().toSeconds();
        this.slots = new Slot[Math.clamp(seconds, 1, SLOTS_MAX)];
        for (int i = 0; i < slots.length; i++) {
            slots[i] = new Slot();
        }
    }

    static boolean isIntentFailure(Tag tag) {
        return tag == Tag.MISUNDERSTOOD || tag == Tag.REPROMPT_LOOP || tag == Tag.HANDOFF_REQUESTED;
    }

    /**
     * A conversation ended.
     *
     * @param by 1, or -1 to take it back
     */
    void count(Tag tag, long endedNanos, int by) {
        long number = slotOf(endedNanos);
        Slot slot = slots[(int) Math.floorMod(number, (long) slots.length)];
        if (slot.number > number) {
            return;
        }
        if (slot.number < number) {
            slot.number = number;
            slot.ended = 0;
            slot.misunderstood = 0;
            slot.loops = 0;
            slot.handoffs = 0;
        }
        slot.ended += by;
        slot.misunderstood += tag == Tag.MISUNDERSTOOD ? by : 0;
        slot.loops += tag == Tag.REPROMPT_LOOP ? by : 0;
        slot.handoffs += tag == Tag.HANDOFF_REQUESTED ? by : 0;
        newestNanos = by > 0 ? endedNanos : newestNanos;
    }

    private long slotOf(long nanos) {
        return Math.floorDiv(nanos - originNanos, SLOT_NANOS);
    }

    private Slot sum(long nanos) {
        Slot sum = new Slot();
        long last = slotOf(nanos);
        for (Slot slot : slots) {
            if (slot.number > last - slots.length && slot.number <= last) {
                sum.ended += slot.ended;
                sum.misunderstood += slot.misunderstood;
                sum.loops += slot.loops;
                sum.handoffs += slot.handoffs;
            }
        }
        return sum;
    }

    private static int failed(Slot sum) {
        return sum.misunderstood + sum.loops + sum.handoffs;
    }

    /** Judges anew. @return how often the symptom came or went so far */
    long advance(long nanos) {
        Slot sum = sum(nanos);
        double ratio = sum.ended == 0 ? 0 : (double) failed(sum) / sum.ended;
        boolean wanted =
                on
                        ? ratio >= limits.misunderstoodRatio() * OFF
                                && sum.ended * 4 >= limits.misunderstoodCalls()
                        : ratio >= limits.misunderstoodRatio()
                                && sum.ended >= limits.misunderstoodCalls();
        if (wanted != on) {
            on = wanted;
            sinceNanos = nanos;
            flips++;
        }
        return flips;
    }

    /** Null while it is off. */
    @Nullable Symptom symptom(long nanos) {
        if (!on) {
            return null;
        }
        Slot sum = sum(nanos);
        return new Symptom(
                service,
                Symptom.Kind.INTENT_FAILURES,
                Symptom.Source.OUTCOMES,
                sinceNanos,
                newestNanos,
                sum.ended,
                String.format(
                        Locale.ROOT,
                        "%d of %d conversations in %d s failed for what was said: %d misunderstood,"
                                + " %d asked in circles, %d asked for a person",
                        failed(sum),
                        sum.ended,
                        limits.misunderstoodWithin().toSeconds(),
                        sum.misunderstood,
                        sum.loops,
                        sum.handoffs));
    }
}
