package dev.signalbox.world.voice;

import dev.signalbox.model.cause.Tag;
import dev.signalbox.model.target.Target;
import dev.signalbox.world.traffic.CallPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What really happened, kept by the world itself: agents are measured against it. Thread-safe. */
public final class Truth {

    /** A demo that is left alone runs for days: older causes are forgotten. */
    private static final int CAUSES_MAX = 200_000;

    private long attempted;
    private long answered;
    private long failed;
    private long silences;
    private final CallBook book = new CallBook();
    private final List<Fault> faults = new ArrayList<>();
    private final Deque<TrueCause> causes = new ArrayDeque<>();

    /**
     * Calls so far.
     *
     * @param attempted calls that somebody began
     * @param answered of these, answered
     * @param failed of these, ended because no carrier took them, because the carrier fell silent
     *     while it rang, or because a dead edge did not answer at all; busy, away and wrong numbers
     *     are neither answered nor failed
     */
    public record Calls(long attempted, long answered, long failed) {}

    /**
     * A carrier was broken.
     *
     * @param name what people were told
     * @param healedAt when it was well again, null while it is not
     * @param reroutedMillis from the start until the first new call that this trunk would have got
     *     first was sent straight elsewhere; null when that did not happen while it was broken.
     *     Emergency calls do not count
     */
    public record Fault(
            String name,
            Target.Trunk target,
            Condition condition,
            Instant startedAt,
            @Nullable Instant healedAt,
            @Nullable Long reroutedMillis) {}

    /**
     * What really was behind the ending of a call.
     *
     * @param callId SIP Call-ID
     * @param at when it ended
     */
    public record TrueCause(String callId, Tag tag, Instant at) {}

    /** The counts now. */
    public synchronized Calls calls() {
        return new Calls(attempted, answered, failed);
    }

    /** Calls so far that got no answer of any kind because the edge of their region was dead. */
    public synchronized long silences() {
        return silences;
    }

    /** What became of the newest calls. */
    public CallBook book() {
        return book;
    }

    /** All faults so far, oldest first. */
    public synchronized List<Fault> faults() {
        return List.copyOf(faults);
    }

    /** Why the newest calls ended, in the order in which they did; calls that go on are absent. */
    public synchronized List<TrueCause> causes() {
        return List.copyOf(causes);
    }

    synchronized void ended(String callId, Tag tag, CallBook.End end, Instant at) {
        book.ended(callId, end, at);
        causes.addLast(new TrueCause(callId, tag, at));
        if (causes.size() > CAUSES_MAX) {
            causes.removeFirst();
        }
    }

    synchronized void began(CallPlan plan, String handler, Instant at) {
        attempted++;
        book.began(plan, handler, at);
    }

    synchronized void wasAnswered(String callId, Instant at) {
        answered++;
        book.answered(callId, at);
    }

    /** A dead edge did not answer; no agent can know of such a call, so it has no cause. */
    synchronized void heardSilence(CallPlan plan, String handler, Instant at) {
        began(plan, handler, at);
        failed++;
        silences++;
        book.ended(plan.callId(), CallBook.End.SILENCE, at);
    }

    synchronized void hasFailed() {
        failed++;
    }

    /** A carrier changed; a fault that follows another one ends the first. */
    synchronized void became(Target.Trunk trunk, Condition condition, String name, Instant at) {
        faults.replaceAll(
                fault ->
                        open(fault, trunk)
                                ? new Fault(
                                        fault.name(),
                                        trunk,
                                        fault.condition(),
                                        fault.startedAt(),
                                        at,
                                        fault.reroutedMillis())
                                : fault);
        if (condition != Condition.WELL) {
            faults.add(new Fault(name, trunk, condition, at, null, null));
        }
    }

    /** A new call that {@code favourite} would have got went to another trunk at once. */
    synchronized void wentElsewhere(Target.Trunk favourite, Instant at) {
        faults.replaceAll(
                fault ->
                        open(fault, favourite) && fault.reroutedMillis() == null
                                ? new Fault(
                                        fault.name(),
                                        favourite,
                                        fault.condition(),
                                        fault.startedAt(),
                                        null,
                                        Duration.between(fault.startedAt(), at).toMillis())
                                : fault);
    }

    private static boolean open(Fault fault, Target.Trunk trunk) {
        return fault.target().equals(trunk) && fault.healedAt() == null;
    }
}
