package dev.signalbox.world.voice;

import dev.signalbox.world.traffic.CallPlan;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What became of every call: where it belongs, who handled it, how it ended. Thread-safe. */
public final class CallBook {

    /** A demo that is left alone runs for days: older calls are forgotten. */
    private static final int CALLS_MAX = 200_000;

    private final Map<String, Call> calls =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Call> eldest) {
                    return size() > CALLS_MAX;
                }
            };

    /** How a call ended. */
    public enum End {
        /** It goes on. */
        NONE,
        /** It was never answered: busy, away, given up, or no carrier took it. */
        UNANSWERED,
        /** Nobody answered with anything, because the edge was dead. */
        SILENCE,
        /** It was up, and one of the two parties hung up. */
        HUNG_UP,
        /** It was up, and nobody had hung up. */
        DROPPED
    }

    /**
     * A call.
     *
     * @param home region whose numbers it belongs to
     * @param handler region that it was delivered to
     * @param service empty when it is for none
     * @param emergency never moved
     * @param answeredAt null when nobody answered, so far
     * @param endedAt null while it goes on
     */
    public record Call(
            String callId,
            String home,
            String handler,
            String service,
            boolean emergency,
            Instant startedAt,
            @Nullable Instant answeredAt,
            @Nullable Instant endedAt,
            End end) {}

    /** The newest calls in the order in which they began. */
    public synchronized List<Call> calls() {
        return List.copyOf(calls.values());
    }

    synchronized void began(CallPlan plan, String handler, Instant at) {
        calls.put(
                plan.callId(),
                new Call(
                        plan.callId(),
                        plan.home(),
                        handler,
                        plan.service(),
                        plan.emergency(),
                        at,
                        null,
                        null,
                        End.NONE));
    }

    synchronized void answered(String callId, Instant at) {
        change(
                callId,
                call ->
                        new Call(
                                call.callId(),
                                call.home(),
                                call.handler(),
                                call.service(),
                                call.emergency(),
                                call.startedAt(),
                                at,
                                null,
                                End.NONE));
    }

    synchronized void ended(String callId, End end, Instant at) {
        change(
                callId,
                call ->
                        new Call(
                                call.callId(),
                                call.home(),
                                call.handler(),
                                call.service(),
                                call.emergency(),
                                call.startedAt(),
                                call.answeredAt(),
                                at,
                                end));
    }

    private void change(String callId, UnaryOperator<Call> change) {
        calls.computeIfPresent(callId, (_, call) -> change.apply(call));
    }
}
