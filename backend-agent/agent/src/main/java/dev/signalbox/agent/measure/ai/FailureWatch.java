package dev.signalbox.agent.measure.ai;

import dev.signalbox.agent.measure.Latch;
import dev.signalbox.model.ai.CallResult;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Whether calls of one kind go wrong, with hysteresis. It comes on when enough calls within a time
 * are bad and they are a large enough share of all, or when half of the very newest calls are: on a
 * busy provider the share of half a minute would take seconds to grow. It goes off when the newest
 * bad call is older than that time, or when five calls in a row went well and have done so for a
 * third of it; what was seen before is then forgotten.
 */
final class FailureWatch {

    /** Calls in a row that must go well. */
    static final int GOOD_IN_A_ROW = 5;

    private final Limits limits;
    private final Predicate<CallResult> bad;
    private final Latch latch = new Latch();
    private final Map<CallResult, SlidingCounts> counts = new EnumMap<>(CallResult.class);
    private final @Nullable CallResult[] newest;
    private int next;
    private int goodInARow;
    private long newestBadNanos;
    private Seen seen = new Seen(0, 0, false, Map.of());

    /**
     * When it is enough.
     *
     * @param needed bad calls
     * @param ratioMin and at least this share of all, 0 to 1
     * @param within over how long
     */
    record Limits(int needed, double ratioMin, Duration within) {}

    /**
     * What it rests on.
     *
     * @param bad calls that went wrong
     * @param calls of these
     * @param newest whether these are the newest calls, or all within the time
     * @param results the bad ones by how they ended
     */
    record Seen(long bad, long calls, boolean newest, Map<CallResult, Long> results) {}

    FailureWatch(Limits limits, Predicate<CallResult> bad) {
        this.limits = limits;
        this.bad = bad;
        for (CallResult result : CallResult.values()) {
            counts.put(result, new SlidingCounts(limits.within()));
        }
        newest = new CallResult[2 * limits.needed()];
    }

    Latch latch() {
        return latch;
    }

    /** What the symptom rests on, as of the newest bad call. */
    Seen seen() {
        return seen;
    }

    /** Monotonic time of the newest bad call. */
    long newestBadNanos() {
        return newestBadNanos;
    }

    /** Share of bad calls among the newest, 0 to 1; 0 when nothing is remembered. */
    double newestBadShare() {
        int calls = 0;
        int badCalls = 0;
        for (CallResult result : newest) {
            calls += result == null ? 0 : 1;
            badCalls += result != null && bad.test(result) ? 1 : 0;
        }
        return calls == 0 ? 0 : (double) badCalls / calls;
    }

    /** The limits it judges by. */
    Limits limits() {
        return limits;
    }

    /**
     * A call that ended.
     *
     * @param enough that bad calls are enough in number for another reason
     */
    void accept(CallResult result, boolean enough, long nanos) {
        if (result == CallResult.CANCELLED) {
            return;
        }
        Objects.requireNonNull(counts.get(result)).add(nanos);
        newest[next] = result;
        next = (next + 1) % newest.length;
        if (bad.test(result)) {
            goodInARow = 0;
            newestBadNanos = nanos;
            judge(enough, nanos);
        } else if (result == CallResult.OK) {
            goodInARow++;
            expire(nanos);
        }
    }

    private void judge(boolean enoughOtherwise, long nanos) {
        Seen all = within(nanos);
        boolean enough = all.bad() >= limits.needed() || enoughOtherwise;
        Seen burst = burst();
        boolean bursting = all.bad() >= limits.needed() && burst.bad() >= limits.needed();
        if (bursting || (enough && all.bad() >= limits.ratioMin() * all.calls())) {
            latch.set(true, nanos);
        }
        seen = bursting ? burst : all;
    }

    /** Goes off when its time has come. */
    void expire(long nanos) {
        if (!latch.isOn()) {
            return;
        }
        long age = nanos - newestBadNanos;
        long withinNanos = limits.within().toNanos();
        if (age >= withinNanos || (goodInARow >= GOOD_IN_A_ROW && age >= withinNanos / 3)) {
            latch.set(false, nanos);
            counts.values().forEach(SlidingCounts::forget);
            Arrays.fill(newest, null);
            goodInARow = 0;
        }
    }

    private Seen within(long nanos) {
        Map<CallResult, Long> results = new EnumMap<>(CallResult.class);
        long calls = 0;
        long badCalls = 0;
        for (Map.Entry<CallResult, SlidingCounts> entry : counts.entrySet()) {
            long count = entry.getValue().sum(nanos);
            calls += count;
            if (count > 0 && bad.test(entry.getKey())) {
                badCalls += count;
                results.put(entry.getKey(), count);
            }
        }
        return new Seen(badCalls, calls, false, results);
    }

    /** The newest calls from the first bad one among them on. */
    private Seen burst() {
        Map<CallResult, Long> results = new EnumMap<>(CallResult.class);
        long calls = 0;
        long badCalls = 0;
        for (int i = 0; i < newest.length; i++) {
            CallResult result = newest[(next + i) % newest.length];
            if (result == null) {
                continue;
            }
            if (bad.test(result)) {
                badCalls++;
                results.merge(result, 1L, Long::sum);
            }
            calls += badCalls > 0 ? 1 : 0;
        }
        return new Seen(badCalls, calls, true, results);
    }
}
