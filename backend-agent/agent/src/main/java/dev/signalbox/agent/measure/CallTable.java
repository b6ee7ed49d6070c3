package dev.signalbox.agent.measure;

import dev.signalbox.agent.measure.Call.Phase;
import dev.signalbox.model.net.IpEndpoint;
import dev.signalbox.model.policy.Trunk;
import dev.signalbox.model.sip.ByteText;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The calls that are known, bounded; found without making objects. A call is known by its leg,
 * Call-ID and From-tag (RFC 6076, RFC 3261). The leg is the trunk and our own address; over TCP and
 * TLS without our port, because requests and responses are mirrored with the listening port here
 * and the connection's port there.
 *
 * <p>A hash table of chains that run through the calls themselves, as do the queues of the phases,
 * in the order in which calls entered them: what is overdue stands at the head.
 */
final class CallTable {

    private static final int PLACES_MIN = 1_024;

    /** Who has to go first when there are too many. */
    private static final List<Phase> EVICTION_ORDER =
            List.of(Phase.ENDED, Phase.SETTING_UP, Phase.ANSWERED, Phase.LIVE);

    /** The calls of one phase. */
    private static final class Queue {
        @Nullable Call oldest;
        @Nullable Call newest;
    }

    private final int callsMax;
    private final long seed;
    private final Tally tally;
    private @Nullable Call[] places = new @Nullable Call[PLACES_MIN];
    private final Map<Phase, Queue> queues = new EnumMap<>(Phase.class);
    private int size;

    /**
     * Empty.
     *
     * @param seed what nobody outside can guess, lest Call-IDs be chosen to land on one chain
     */
    CallTable(int callsMax, long seed, Tally tally) {
        this.callsMax = callsMax;
        this.seed = ByteText.mix(seed);
        this.tally = tally;
        for (Phase phase : Phase.values()) {
            queues.put(phase, new Queue());
        }
    }

    int size() {
        return size;
    }

    /** What a call with these two is found by, whatever its leg. */
    long hash(ByteText callId, ByteText tag) {
        return tag.hash(callId.hash(seed));
    }

    /**
     * The call of this leg, or null.
     *
     * @param hash of the two texts
     * @param local our end of the leg
     */
    @Nullable Call find(
            long hash, TrunkMeter trunk, IpEndpoint local, ByteText callId, ByteText tag) {
        Call call = places[place(hash)];
        while (call != null) {
            if (call.hash == hash
                    && call.trunk == trunk
                    && isOf(call, local)
                    && callId.is(call.callId)
                    && isTag(tag, call.fromTag)) {
                return call;
            }
            call = call.nextInPlace;
        }
        return null;
    }

    private static boolean isOf(Call call, IpEndpoint local) {
        boolean sameAddress = call.local.low() == local.low() && call.local.high() == local.high();
        boolean anyPort = call.trunk.trunk.transport() != Trunk.Transport.UDP;
        return sameAddress && (anyPort || call.local.port() == local.port());
    }

    /** A missing tag is an empty one (RFC 2543). */
    private static boolean isTag(ByteText tag, String text) {
        return tag.isEmpty() ? text.isEmpty() : tag.is(text);
    }

    void add(Call call, long nanos) {
        if (size >= callsMax) {
            evict();
        }
        if (size >= places.length) {
            grow();
        }
        int place = place(call.hash);
        call.nextInPlace = places[place];
        places[place] = call;
        size++;
        enter(call, call.phase, nanos);
    }

    void move(Call call, Phase phase, long nanos) {
        leave(call);
        enter(call, phase, nanos);
    }

    /** True while the table holds this very call. */
    boolean holds(Call call) {
        for (Call c = places[place(call.hash)]; c != null; c = c.nextInPlace) {
            if (c == call) {
                return true;
            }
        }
        return false;
    }

    /** Forgets what has ended, and hands what lasted too long to {@code overdue}. */
    void expire(long nanos, Consumer<Call> overdue) {
        for (Map.Entry<Phase, Queue> entry : queues.entrySet()) {
            Queue queue = entry.getValue();
            Call call = queue.oldest;
            while (call != null && nanos - call.phaseNanos >= entry.getKey().nanosMax) {
                remove(call);
                overdue.accept(call);
                call = queue.oldest;
            }
        }
    }

    private void evict() {
        for (Phase phase : EVICTION_ORDER) {
            Call call = queue(phase).oldest;
            if (call != null) {
                remove(call);
                tally.add(Tally.Event.CALL_EVICTED);
                return;
            }
        }
    }

    private void enter(Call call, Phase phase, long nanos) {
        call.phase = phase;
        call.phaseNanos = nanos;
        call.trunk.liveCalls += phase.isLive() ? 1 : 0;
        Queue queue = queue(phase);
        Call before = queue.newest;
        call.before = before;
        call.after = null;
        queue.newest = call;
        if (before == null) {
            queue.oldest = call;
        } else {
            before.after = call;
        }
    }

    private void leave(Call call) {
        call.trunk.liveCalls -= call.phase.isLive() ? 1 : 0;
        Queue queue = queue(call.phase);
        Call before = call.before;
        Call after = call.after;
        if (before == null) {
            queue.oldest = after;
        } else {
            before.after = after;
        }
        if (after == null) {
            queue.newest = before;
        } else {
            after.before = before;
        }
    }

    private void remove(Call call) {
        leave(call);
        int place = place(call.hash);
        Call at = places[place];
        if (at == call) {
            places[place] = call.nextInPlace;
        } else {
            while (at != null && at.nextInPlace != call) {
                at = at.nextInPlace;
            }
            if (at != null) {
                at.nextInPlace = call.nextInPlace;
            }
        }
        size--;
    }

    private void grow() {
        @Nullable Call[] before = places;
        places = new @Nullable Call[before.length * 2];
        for (Call first : before) {
            Call call = first;
            while (call != null) {
                Call next = call.nextInPlace;
                int place = place(call.hash);
                call.nextInPlace = places[place];
                places[place] = call;
                call = next;
            }
        }
    }

    private Queue queue(Phase phase) {
        return Objects.requireNonNull(queues.get(phase));
    }

    private int place(long hash) {
        return (int) hash & (places.length - 1);
    }
}
