package dev.signalbox.agent.measure.cause;

import dev.signalbox.agent.measure.cause.Joined.Phase;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The calls that are being joined, by Call-ID and by trace id, bounded. */
final class JoinTable {

    /** More traces of one call are not followed. */
    private static final int TRACES_MAX = 4;

    private static final int GONE = 1 << 16;

    private final int callsMax;
    private final Map<String, Joined> byCallId = new HashMap<>();
    private final Map<String, Joined> byTraceId = new HashMap<>();
    private final Map<Phase, Set<Joined>> queues = new EnumMap<>(Phase.class);
    private final Seen gone = new Seen(GONE);
    private final Consumer<String> counter;
    private int size;

    /**
     * @param counter told the reason whenever something is not joined
     */
    JoinTable(int callsMax, Consumer<String> counter) {
        this.callsMax = callsMax;
        this.counter = counter;
        for (Phase phase : Phase.values()) {
            queues.put(phase, new LinkedHashSet<>());
        }
    }

    int size() {
        return size;
    }

    /**
     * The call with one or both of these ids, new when nothing is known of it; null when it was
     * forgotten before, or when both ids are known and belong to different calls.
     */
    @Nullable Joined find(@Nullable String callId, @Nullable String traceId, long nanos) {
        Joined joined = callId == null ? null : byCallId.get(callId);
        Joined traced = traceId == null ? null : byTraceId.get(traceId);
        if (joined == null && traced == null) {
            if ((callId != null && gone.has(Seen.key(callId)))
                    || (traceId != null && gone.has(Seen.key(traceId)))) {
                counter.accept("late");
                return null;
            }
            joined = add(nanos);
        } else if (joined == null) {
            joined = traced;
            if (callId != null && traced != null && traced.callId != null) {
                counter.accept("contradictory");
                return null;
            }
        } else if (traced != null && traced != joined) {
            counter.accept("contradictory");
            return null;
        }
        if (joined == null) {
            return null;
        }
        link(joined, callId, traceId);
        return joined;
    }

    /** Two records that turn out to be one call: of the trace alone, and of the Call-ID. */
    @Nullable Joined traceAlone(String callId, String traceId) {
        Joined named = byCallId.get(callId);
        Joined traced = byTraceId.get(traceId);
        return named != null && traced != null && traced != named && traced.callId == null
                ? traced
                : null;
    }

    private void link(Joined joined, @Nullable String callId, @Nullable String traceId) {
        if (callId != null && joined.callId == null) {
            joined.callId = callId;
            byCallId.put(callId, joined);
        }
        if (traceId != null
                && joined.traceIds.size() < TRACES_MAX
                && joined.traceIds.add(traceId)) {
            byTraceId.put(traceId, joined);
        }
    }

    private Joined add(long nanos) {
        if (size >= callsMax) {
            evict();
        }
        Joined joined = new Joined();
        joined.phaseNanos = nanos;
        queue(joined.phase).add(joined);
        size++;
        return joined;
    }

    void move(Joined joined, Phase phase, long nanos) {
        if (joined.phase != phase && !joined.removed) {
            queue(joined.phase).remove(joined);
            joined.phase = phase;
            joined.phaseNanos = nanos;
            queue(phase).add(joined);
        }
    }

    private void evict() {
        for (Phase phase : Phase.values()) {
            Iterator<Joined> oldest = queue(phase).iterator();
            if (oldest.hasNext()) {
                counter.accept("evicted");
                remove(oldest.next(), true);
                return;
            }
        }
    }

    void expire(long nanos) {
        for (Phase phase : Phase.values()) {
            Iterator<Joined> oldest = queue(phase).iterator();
            while (oldest.hasNext()) {
                Joined joined = oldest.next();
                if (nanos - joined.phaseNanos < phase.nanosMax) {
                    break;
                }
                if (phase != Phase.SETTLED) {
                    counter.accept("without_end");
                }
                remove(joined, true);
                oldest = queue(phase).iterator();
            }
        }
    }

    /**
     * @param forgotten facts that come later are late; false when another record has taken over
     */
    void remove(Joined joined, boolean forgotten) {
        queue(joined.phase).remove(joined);
        joined.removed = true;
        size--;
        String callId = joined.callId;
        if (callId != null) {
            byCallId.remove(callId, joined);
            if (forgotten) {
                gone.add(Seen.key(callId));
            }
        }
        for (String traceId : joined.traceIds) {
            byTraceId.remove(traceId, joined);
            if (forgotten) {
                gone.add(Seen.key(traceId));
            }
        }
    }

    private Set<Joined> queue(Phase phase) {
        Set<Joined> queue = queues.get(phase);
        if (queue == null) {
            throw new IllegalStateException("no queue for " + phase);
        }
        return queue;
    }
}
