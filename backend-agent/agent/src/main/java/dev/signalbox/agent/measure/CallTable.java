package dev.signalbox.agent.measure;

import dev.signalbox.agent.measure.Call.Phase;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The calls that are known, bounded. Each phase is a queue in the order in which calls entered it,
 * so what is overdue stands at its head.
 */
final class CallTable {

    /** Who has to go first when there are too many. */
    private static final List<Phase> EVICTION_ORDER =
            List.of(Phase.ENDED, Phase.SETTING_UP, Phase.ANSWERED, Phase.LIVE);

    private final int callsMax;
    private final Tally tally;
    private final Map<CallKey, Call> calls = new HashMap<>();
    private final Map<Phase, Set<Call>> queues = new EnumMap<>(Phase.class);

    CallTable(int callsMax, Tally tally) {
        this.callsMax = callsMax;
        this.tally = tally;
        for (Phase phase : Phase.values()) {
            queues.put(phase, new LinkedHashSet<>());
        }
    }

    @Nullable Call find(CallKey key) {
        return calls.get(key);
    }

    void add(Call call, long nanos) {
        if (calls.size() >= callsMax) {
            evict();
        }
        calls.put(call.key, call);
        call.phaseNanos = nanos;
        queue(call.phase).add(call);
        call.trunk().liveCalls += call.phase.isLive() ? 1 : 0;
    }

    void move(Call call, Phase phase, long nanos) {
        leave(call);
        call.phase = phase;
        call.phaseNanos = nanos;
        queue(phase).add(call);
        call.trunk().liveCalls += phase.isLive() ? 1 : 0;
    }

    /** Forgets what has ended, and hands what lasted too long to {@code overdue}. */
    void expire(long nanos, Consumer<Call> overdue) {
        for (Phase phase : Phase.values()) {
            Iterator<Call> oldest = queue(phase).iterator();
            while (oldest.hasNext()) {
                Call call = oldest.next();
                if (nanos - call.phaseNanos < phase.nanosMax) {
                    break;
                }
                oldest.remove();
                calls.remove(call.key);
                call.trunk().liveCalls -= phase.isLive() ? 1 : 0;
                overdue.accept(call);
            }
        }
    }

    private void evict() {
        for (Phase phase : EVICTION_ORDER) {
            Iterator<Call> oldest = queue(phase).iterator();
            if (oldest.hasNext()) {
                Call call = oldest.next();
                leave(call);
                calls.remove(call.key);
                tally.add(Tally.Event.CALL_EVICTED);
                return;
            }
        }
    }

    private void leave(Call call) {
        queue(call.phase).remove(call);
        call.trunk().liveCalls -= call.phase.isLive() ? 1 : 0;
    }

    private Set<Call> queue(Phase phase) {
        Set<Call> queue = queues.get(phase);
        if (queue == null) {
            throw new IllegalStateException("no queue for " + phase);
        }
        return queue;
    }
}
