package dev.signalbox.agent.probe;

import dev.signalbox.model.measure.ProbeResult;
import dev.signalbox.model.policy.Thresholds;
import dev.signalbox.model.policy.Trunk;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * All probing of one trunk: its OPTIONS that are under way and its test calls. Pure: time comes in,
 * requests and results go out.
 */
final class TrunkProbe {

    private static final long TEST_CALL_INTERVAL_NANOS = 2_000_000_000L;

    /**
     * Calls that nothing was heard of are remembered: a frozen carrier answers them when it thaws.
     */
    private static final int CALLS_REMEMBERED = 64;

    /** Where requests and results go. */
    interface Out {
        void send(Trunk trunk, SipRequest request);

        void result(ProbeResult result);
    }

    private final Trunk trunk;
    private final OptionsSchedule schedule;
    private final long deadlineNanos;
    private final Out out;

    /** When the OPTIONS under way were sent, by Call-ID. */
    private final Map<String, Long> options = new HashMap<>();

    private final Map<String, TestCall> calls = new LinkedHashMap<>();
    private @Nullable TestCall current;
    private boolean wanted;
    private long nextCallNanos;

    TrunkProbe(Trunk trunk, Thresholds thresholds, long firstNanos, Out out) {
        this.trunk = trunk;
        this.schedule = new OptionsSchedule(trunk.target(), thresholds, firstNanos);
        this.deadlineNanos = thresholds.optionsDeadline().toNanos();
        this.nextCallNanos = firstNanos;
        this.out = out;
    }

    Trunk trunk() {
        return trunk;
    }

    void suspect(long nowNanos) {
        schedule.suspect(nowNanos);
    }

    /** From now on makes test calls, or no more of them. */
    void testCalls(boolean on) {
        wanted = on && trunk.testNumber() != null;
    }

    /**
     * Sends what is due and ends what is late.
     *
     * @param legs makes the identity of a new probe from the user part of its URI
     * @param stalled this process was itself away so long that missing answers mean nothing
     */
    void tick(long nowNanos, Function<String, ProbeLeg> legs, boolean stalled) {
        expire(nowNanos, stalled);
        while (schedule.due(nowNanos)) {
            ProbeLeg leg = legs.apply("");
            options.put(leg.callId(), nowNanos);
            out.send(trunk, leg.options());
        }
        for (TestCall call : List.copyOf(calls.values())) {
            act(call, call.tick(nowNanos));
        }
        startCall(nowNanos, legs);
        forget();
    }

    private void expire(long nowNanos, boolean stalled) {
        for (Iterator<Map.Entry<String, Long>> all = options.entrySet().iterator();
                all.hasNext(); ) {
            long sentNanos = all.next().getValue();
            if (nowNanos - sentNanos >= deadlineNanos) {
                all.remove();
                if (!stalled) {
                    optionsEnded(0, deadlineNanos, nowNanos);
                }
            }
        }
    }

    private void startCall(long nowNanos, Function<String, ProbeLeg> legs) {
        String number = trunk.testNumber();
        TestCall before = current;
        // A carrier that does not even answer OPTIONS would only collect calls for later.
        if (!wanted
                || number == null
                || schedule.silent()
                || nowNanos - nextCallNanos < 0
                || (before != null && !before.makesRoom(nowNanos))) {
            return;
        }
        TestCall call = new TestCall(legs.apply(number), nowNanos);
        current = call;
        nextCallNanos = nowNanos + TEST_CALL_INTERVAL_NANOS;
        calls.put(call.leg().callId(), call);
        act(call, call.start());
    }

    /** Calls that are over stay for a while too: a repeated 200 of theirs wants its ACK. */
    private void forget() {
        Iterator<TestCall> oldest = calls.values().iterator();
        for (int extra = calls.size() - CALLS_REMEMBERED; extra > 0; extra--) {
            oldest.next();
            oldest.remove();
        }
    }

    /** Deals with a response; false when it belongs to no probe of this trunk. */
    boolean answered(SipAnswer answer) {
        TestCall call = calls.get(answer.callId());
        if (call != null) {
            act(call, call.answered(answer));
            return true;
        }
        Long sentNanos = options.get(answer.callId());
        if (sentNanos == null) {
            return false;
        }
        long tookNanos = answer.arrivalNanos() - sentNanos;
        // Too late is missed, even when it was read before the deadline was noticed.
        if (answer.status() >= 200 && tookNanos < deadlineNanos) {
            options.remove(answer.callId());
            optionsEnded(answer.status(), tookNanos, answer.arrivalNanos());
        }
        return true;
    }

    void hungUp(String callId, String farTag) {
        TestCall call = calls.get(callId);
        if (call != null) {
            call.hungUp(farTag);
        }
    }

    /** Ends every call that can be ended, starts nothing more. */
    void hangUp(long nowNanos) {
        wanted = false;
        for (TestCall call : calls.values()) {
            act(call, call.hangUp(nowNanos));
        }
    }

    /** While hanging up: repeats what is not confirmed yet. */
    void tickCalls(long nowNanos) {
        for (TestCall call : List.copyOf(calls.values())) {
            act(call, call.tick(nowNanos));
        }
    }

    /** True when a call is, or may be, up at the carrier. */
    boolean callsUp(long nowNanos) {
        return calls.values().stream()
                .anyMatch(
                        call ->
                                !call.over()
                                        && nowNanos - call.startNanos()
                                                < 2 * TestCall.DEADLINE_NANOS);
    }

    /** When {@link #tick} has something to do next, at the latest. */
    long wakeNanos() {
        long wake = schedule.wakeNanos();
        for (long sentNanos : options.values()) {
            wake = Math.min(wake, sentNanos + deadlineNanos);
        }
        return wake;
    }

    /** Calls under way, which want a tick several times a second. */
    boolean busy() {
        return wanted || calls.values().stream().anyMatch(call -> !call.over());
    }

    private void act(TestCall call, List<TestCall.Effect> effects) {
        for (TestCall.Effect effect : new ArrayList<>(effects)) {
            switch (effect) {
                case TestCall.Effect.Send send -> out.send(trunk, send.request());
                case TestCall.Effect.Verdict verdict ->
                        out.result(
                                new ProbeResult(
                                        call.leg().trunk().target(),
                                        ProbeResult.Kind.TEST_CALL,
                                        verdict.status(),
                                        millis(verdict.tookNanos())));
            }
        }
    }

    private void optionsEnded(int status, long tookNanos, long nowNanos) {
        ProbeResult result =
                new ProbeResult(
                        trunk.target(), ProbeResult.Kind.OPTIONS, status, millis(tookNanos));
        schedule.result(result.good(), nowNanos);
        out.result(result);
    }

    private static double millis(long nanos) {
        return nanos / 1e6;
    }
}
