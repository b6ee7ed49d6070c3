package dev.signalbox.agent.measure;

import dev.signalbox.model.media.Codec;
import dev.signalbox.model.net.IpEndpoint;
import dev.signalbox.model.policy.Policy;
import dev.signalbox.model.policy.Rules;
import dev.signalbox.model.policy.Thresholds;
import dev.signalbox.model.policy.Trunk;
import dev.signalbox.model.sip.MirroredSip;
import dev.signalbox.model.sip.SipMessage;
import dev.signalbox.model.sip.SipMethod;
import dev.signalbox.model.target.Target;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Follows the calls of a capture of which no policy is known: where an initial INVITE is sent to is
 * taken as a trunk, so every leg is a carrier leg. The calls are tracked by {@link CallTracker}, as
 * an agent's are. Time is the time stamp of the messages. Bounded: destinations and calls beyond
 * the limits are counted and left out. Used by one thread.
 */
public final class LegCalls {

    /** Destinations of INVITEs that are followed; some 20 kB each. */
    static final int DESTINATIONS_MAX = 4_000;

    static final int CALLS_MAX = 100_000;
    private static final long ADVANCE_NANOS = 1_000_000_000L;
    private static final String REGION = "capture";

    /** What is known of a call so far. */
    private static final class Story {
        /** Calls are handed over in the order in which they began. */
        final long number;

        String caller = "";
        String called = "";
        @Nullable Double pddMillis;
        int status;
        int q850Cause;
        @Nullable Long answeredMicros;
        @Nullable Long endedMicros;
        boolean endedByCalled;

        Story(long number) {
            this.number = number;
        }
    }

    private final Tally tally = new Tally();
    private final IdentityHashMap<Call, Story> stories = new IdentityHashMap<>();
    private final Map<IpEndpoint, TrunkMeter> meters = new HashMap<>();
    private final CallTable table;
    private final CallTracker tracker;
    private final Consumer<LegCall> taker;
    private @Nullable SipMessage current;
    private long lastNanos = Long.MIN_VALUE;
    private long advancedNanos;
    private long originNanos;
    private long destinationsLeftOut;
    private long storiesBegun;

    /**
     * No calls yet.
     *
     * @param taker given each call once, when nothing more is expected of it
     */
    public LegCalls(Consumer<LegCall> taker) {
        this.taker = taker;
        this.table = new CallTable(CALLS_MAX, 1, tally);
        Policy policy =
                new Policy(
                        REGION,
                        "",
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        Thresholds.DEFAULTS,
                        Rules.OBSERVING);
        this.tracker =
                new CallTracker(
                        List.of(), table, tally, new Stories(), new Arrivals(policy, 0, tally));
    }

    /**
     * A message, in the order of the capture.
     *
     * @param stream over TCP or TLS, where the side that connects speaks from any port
     */
    public void accept(MirroredSip sip, boolean stream) {
        long nanos = sip.sentMicros() * 1_000;
        if (lastNanos == Long.MIN_VALUE) {
            lastNanos = nanos;
            advancedNanos = nanos;
            originNanos = nanos;
        }
        // Captures of several interfaces go back by a little.
        lastNanos = Math.max(lastNanos, nanos);
        SipMessage message = sip.message();
        boolean attempt =
                message.isRequest()
                        && message.method() == SipMethod.INVITE
                        && !message.toTag().isPresent();
        if (attempt && !meters.containsKey(sip.destination())) {
            follow(sip.destination(), stream);
        }
        current = message;
        tracker.accept(sip, nanos);
        current = null;
        if (lastNanos - advancedNanos >= ADVANCE_NANOS) {
            advance(lastNanos);
        }
    }

    /** Nothing comes after this: hands over all calls that are left, oldest first. */
    public void finish() {
        if (lastNanos == Long.MIN_VALUE) {
            return;
        }
        // A challenge that nobody answered is final now.
        advance(lastNanos + FinalResponses.RETRY_NANOS);
        List<Map.Entry<Call, Story>> rest = new ArrayList<>(stories.entrySet());
        rest.sort(Comparator.comparingLong(entry -> entry.getValue().number));
        List<Call> calls = rest.stream().map(Map.Entry::getKey).toList();
        calls.forEach(this::over);
    }

    /** What did not count, by reason; see {@link Measures#counters}. */
    public SortedMap<String, Long> counters() {
        SortedMap<String, Long> counters = tally.byName();
        // Of arrivals by home region, which a capture has none of.
        counters.remove("calls_short_code");
        if (destinationsLeftOut > 0) {
            counters.put("destinations_left_out", destinationsLeftOut);
        }
        return counters;
    }

    private void follow(IpEndpoint destination, boolean stream) {
        if (meters.size() >= DESTINATIONS_MAX) {
            destinationsLeftOut++;
            return;
        }
        Trunk trunk =
                new Trunk(
                        new Target.Trunk(REGION, "leg-" + meters.size()),
                        Trunk.Direction.OUTBOUND,
                        "sip:" + destination,
                        destination,
                        stream ? Trunk.Transport.TCP : Trunk.Transport.UDP,
                        1,
                        1,
                        Trunk.Security.NONE,
                        null);
        TrunkMeter meter = new TrunkMeter(trunk, Thresholds.DEFAULTS, originNanos, tally);
        meters.put(destination, meter);
        tracker.add(meter);
    }

    private void advance(long nanos) {
        advancedNanos = nanos;
        for (TrunkMeter meter : meters.values()) {
            meter.expire(nanos);
        }
        tracker.expire(nanos);
        if (stories.size() > CALLS_MAX + CALLS_MAX / 10) {
            handOverEvicted();
        }
    }

    private void handOverEvicted() {
        List<Call> evicted = new ArrayList<>();
        Iterator<Call> calls = stories.keySet().iterator();
        while (calls.hasNext()) {
            Call call = calls.next();
            if (!table.holds(call)) {
                evicted.add(call);
            }
        }
        evicted.forEach(this::over);
    }

    private void over(Call call) {
        Story story = stories.remove(call);
        if (story == null) {
            return;
        }
        taker.accept(
                new LegCall(
                        call.callId,
                        call.local,
                        call.trunk.trunk.endpoint(),
                        story.caller,
                        story.called,
                        call.invitedMicros,
                        story.pddMillis,
                        call.progressed,
                        story.status,
                        call.response != null && call.response.delivered(),
                        story.q850Cause,
                        story.answeredMicros,
                        story.endedMicros,
                        story.endedByCalled));
    }

    private static void takePdd(Call call, Story story, long nanos) {
        if (story.pddMillis == null) {
            story.pddMillis = (nanos / 1_000 - call.invitedMicros) / 1e3;
        }
    }

    /** Writes down what the tracker tells. */
    private final class Stories implements CallObserver {

        @Override
        public void attempted(Call call, long nanos) {
            Story story = new Story(storiesBegun++);
            if (current != null) {
                story.caller = current.fromUser().toString();
                story.called = current.requestUser().toString();
            }
            stories.put(call, story);
        }

        @Override
        public void progressed(Call call, long nanos) {
            Story story = stories.get(call);
            if (story != null) {
                takePdd(call, story, nanos);
            }
        }

        @Override
        public void answered(Call call, @Nullable Codec audio, long nanos) {
            Story story = stories.get(call);
            if (story != null) {
                takePdd(call, story, nanos);
                story.status = 200;
                story.q850Cause = 0;
                story.answeredMicros = nanos / 1_000;
            }
        }

        @Override
        public void failed(Call call, int status, int q850Cause, long nanos) {
            Story story = stories.get(call);
            if (story != null) {
                story.status = status;
                story.q850Cause = q850Cause;
            }
        }

        @Override
        public void ended(Call call, IpEndpoint by, int q850Cause, long nanos) {
            Story story = stories.get(call);
            if (story != null) {
                story.endedMicros = nanos / 1_000;
                story.endedByCalled = call.isCarrier(by);
                story.q850Cause = q850Cause;
            }
        }

        @Override
        public void forgotten(Call call) {
            over(call);
        }
    }
}
