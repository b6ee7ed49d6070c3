package dev.signalbox.agent.measure.silence;

import dev.signalbox.agent.measure.CallEvent;
import dev.signalbox.model.ai.CallResult;
import dev.signalbox.model.ai.Stage;
import dev.signalbox.model.ai.WorkerFact;
import dev.signalbox.model.cause.ConversationOutcome;
import dev.signalbox.model.cause.SilenceView;
import dev.signalbox.model.measure.ServicePicture;
import dev.signalbox.model.media.MirroredRtcp;
import dev.signalbox.model.policy.Policy;
import dev.signalbox.model.policy.Service;
import dev.signalbox.model.target.Target;
import dev.signalbox.model.time.Now;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Callers who hear nothing although it is the agent's turn: answered, the caller has spoken (a
 * speech-to-text span ended), and no first audio within the limit; or our side's RTP has stopped.
 *
 * <p>Spans come after their end and in batches, so a silence by spans alone is called only after
 * the limit and the lag that spans have shown of late, and is taken back when a span of an earlier
 * sound arrives. A worker's clock that is seconds off is not believed; arrival counts instead. Used
 * by one thread.
 */
public final class Silences {

    static final int CALLS_MAX = 20_000;
    private static final int CALLS_SHOWN = 20;
    private static final long FIVE_MINUTES_NANOS = 300_000_000_000L;

    /** A worker's clock that differs more is off. */
    private static final Duration CLOCK_OFF = Duration.ofSeconds(10);

    /** Calls of which nothing is heard for so long are over, whatever became of their BYE. */
    private static final long IDLE_NANOS = 120_000_000_000L;

    /** Every live call is looked at in each round. */
    private static final long ROUND_NANOS = 100_000_000L;

    private static final int BEGUN_MAX = 10_000;

    private final int callsMax;
    private final long limitNanos;
    private final ReportLag lag = new ReportLag();
    private final Map<String, Listener> calls = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<String, String> callOfTrace = new HashMap<>();
    private final Map<String, SilentCalls> services = new LinkedHashMap<>();
    private final Deque<Long> begun = new ArrayDeque<>();
    private final SortedMap<String, Long> counters = new TreeMap<>();
    private long flipsReported;
    private boolean advanced;
    private long advancedNanos;
    private @Nullable Long stoodNanos;

    /** Nothing is known yet. */
    public Silences(Policy policy) {
        this(policy, CALLS_MAX);
    }

    Silences(Policy policy, int callsMax) {
        this.callsMax = callsMax;
        this.limitNanos = policy.thresholds().conversations().silentAfter().toNanos();
        for (Service service : policy.services()) {
            services.put(service.name(), new SilentCalls(new Target.Service(service.name())));
        }
    }

    private void count(String reason) {
        counters.merge("silence_" + reason, 1L, Long::sum);
    }

    /** What SIP showed: calls are listened to from their answer to their end. */
    public void accept(CallEvent event, Now arrival) {
        switch (event) {
            case CallEvent.Answered answered -> {
                Listener call = listener(answered.at().callId(), arrival);
                call.answered = true;
                call.local = answered.local();
                call.carrier = answered.carrier();
            }
            case CallEvent.Ended ended -> forget(ended.at().callId());
            case CallEvent.Failed ignored -> {}
            case CallEvent.Attempted ignored -> {}
            case CallEvent.Progressed ignored -> {}
            case CallEvent.Unanswered ignored -> {}
        }
    }

    /** A conversation that ended hears no silence. */
    public void accept(ConversationOutcome outcome) {
        if (outcome.callId() != null) {
            forget(outcome.callId());
        }
        if (outcome.traceId() != null) {
            String callId = callOfTrace.get(outcome.traceId());
            if (callId != null) {
                forget(callId);
            }
        }
    }

    /** What our side has sent so far. */
    public void accept(MirroredRtcp rtcp, Now arrival) {
        Listener call = calls.get(rtcp.callId());
        if (call != null) {
            call.newestNanos = arrival.nanos();
            call.flow.accept(rtcp, call.local, call.carrier, arrival.nanos());
        }
    }

    /** What a voice worker reported. */
    public void accept(WorkerFact fact, Now arrival) {
        WorkerFact.Origin origin = fact.origin();
        String callId =
                origin.callId() != null ? origin.callId() : callOfTrace.get(origin.traceId());
        Listener call = callId == null ? null : calls.get(callId);
        if (call == null) {
            count("span_of_no_call");
            return;
        }
        if (call.traceId == null) {
            call.traceId = origin.traceId();
            callOfTrace.put(origin.traceId(), call.name);
        }
        call.newestNanos = arrival.nanos();
        call.service = origin.service().isEmpty() ? call.service : origin.service();
        switch (fact) {
            case WorkerFact.ProviderCall provider -> provider(call, provider, arrival);
            case WorkerFact.Turn turn -> {
                if (turn.answerMillis() != null || turn.interrupted()) {
                    sound(call, local(origin.endedAt(), arrival), arrival);
                }
            }
            case WorkerFact.DependencyCall ignored -> {}
            case WorkerFact.Conversation ignored -> forget(call.name);
        }
    }

    private void provider(Listener call, WorkerFact.ProviderCall provider, Now arrival) {
        WorkerFact.Origin origin = provider.origin();
        long endNanos = local(origin.endedAt(), arrival);
        Stage stage = provider.stage();
        boolean answered = provider.result() == CallResult.OK;
        boolean speaks = stage == Stage.TTS || stage == Stage.REALTIME;
        if (speaks && answered) {
            Double first = provider.firstMillis();
            double restMillis = first == null ? 0 : origin.durationMillis() - first;
            long soundNanos = endNanos - (long) (Math.max(0, restMillis) * 1e6);
            lag.learn(arrival.nanos() - soundNanos);
            sound(call, soundNanos, arrival);
        } else if (stage == Stage.STT && answered) {
            asked(call, endNanos);
        } else if (!answered && provider.result() != CallResult.CANCELLED) {
            call.waitingFor = stage.name() + " " + provider.provider().name() + ", which failed";
        }
        call.spans = true;
    }

    /** By the local clock; arrival when the worker's clock is off. */
    private static long local(Instant at, Now arrival) {
        Duration ago = Duration.between(at, arrival.wall());
        boolean off = ago.isNegative() || ago.compareTo(CLOCK_OFF) > 0;
        return off ? arrival.nanos() : arrival.nanos() - ago.toNanos();
    }

    /** The caller has spoken. One who asks again while waiting goes on waiting. */
    private void asked(Listener call, long nanos) {
        if (stoodNanos != null && nanos - stoodNanos < 0) {
            return;
        }
        boolean answeredSince = call.soundNanos != null && call.soundNanos - nanos > 0;
        if (!answeredSince && call.askedNanos == null) {
            call.askedNanos = nanos;
            call.waitingFor = "the answer to what the caller said";
        }
    }

    private void sound(Listener call, long nanos, Now arrival) {
        if (call.soundNanos == null || nanos - call.soundNanos > 0) {
            call.soundNanos = nanos;
        }
        Long asked = call.askedNanos;
        if (asked == null || nanos - asked < 0) {
            return;
        }
        Long since = call.silentSinceNanos;
        if (since != null && call.bySpans) {
            if (nanos - asked < limitNanos) {
                // The caller had heard an answer in time; only its span was late.
                count("taken_back");
                begun.pollLast();
            }
            call.silentSinceNanos = null;
        }
        call.askedNanos = null;
        call.newestNanos = arrival.nanos();
    }

    private Listener listener(String callId, Now arrival) {
        Listener call = calls.get(callId);
        if (call == null) {
            if (calls.size() >= callsMax) {
                forget(calls.keySet().iterator().next());
                count("evicted");
            }
            call = new Listener(callId);
            calls.put(callId, call);
        }
        call.newestNanos = arrival.nanos();
        return call;
    }

    private void forget(String callId) {
        Listener call = calls.remove(callId);
        if (call != null && call.traceId != null) {
            callOfTrace.remove(call.traceId, callId);
        }
    }

    /**
     * Nobody took in what came for a while. What was asked before and how it was answered may have
     * been lost or waits unread: who waits is told from the caller's next word on.
     */
    public void stood(Now now) {
        stoodNanos = now.nanos();
        for (Listener call : calls.values()) {
            call.askedNanos = null;
            if (call.bySpans) {
                call.silentSinceNanos = null;
            }
        }
    }

    /**
     * Judges every live call anew.
     *
     * @return true when a symptom came or went since the last call of this method
     */
    public boolean advance(Now now) {
        long nanos = now.nanos();
        if (advanced && nanos - advancedNanos < ROUND_NANOS) {
            return false;
        }
        advanced = true;
        advancedNanos = nanos;
        Iterator<Listener> oldest = calls.values().iterator();
        while (oldest.hasNext()) {
            Listener call = oldest.next();
            if (nanos - call.newestNanos >= IDLE_NANOS) {
                oldest.remove();
                if (call.traceId != null) {
                    callOfTrace.remove(call.traceId, call.name);
                }
            } else {
                judge(call, nanos);
            }
        }
        while (!begun.isEmpty() && nanos - begun.peekFirst() >= FIVE_MINUTES_NANOS) {
            begun.removeFirst();
        }
        long flips = 0;
        for (SilentCalls service : services.values()) {
            flips += service.advance(nanos);
        }
        boolean changed = flips != flipsReported;
        flipsReported = flips;
        return changed;
    }

    private void judge(Listener call, long nanos) {
        Long asked = call.askedNanos;
        boolean bySpans = asked != null && nanos - asked >= limitNanos + lag.nanos();
        Long flowSince = call.flow.silentSinceNanos(nanos);
        Long since = bySpans ? asked : flowSince;
        if (since != null && call.silentSinceNanos == null) {
            if (begun.size() < BEGUN_MAX) {
                begun.addLast(nanos);
            }
            call.bySpans = bySpans;
        }
        call.silentSinceNanos = since;
        SilentCalls service = services.get(call.service);
        if (service != null && call.known(nanos)) {
            service.judged(since != null);
        }
    }

    /** All of it as it is now. */
    public SilenceView view(Now now) {
        int judged = 0;
        List<SilenceView.SilentCall> silent = new ArrayList<>();
        for (Listener call : calls.values()) {
            judged += call.known(now.nanos()) ? 1 : 0;
            Long since = call.silentSinceNanos;
            if (since != null) {
                silent.add(
                        new SilenceView.SilentCall(
                                call.name, call.service, now.millisSince(since), reason(call)));
            }
        }
        silent.sort(
                Comparator.comparingLong(SilenceView.SilentCall::sinceMillis)
                        .reversed()
                        .thenComparing(SilenceView.SilentCall::callId));
        return new SilenceView(
                silent.size(),
                judged,
                calls.size(),
                begun.size(),
                silent.isEmpty() ? 0 : silent.getFirst().sinceMillis(),
                silent.subList(0, Math.min(CALLS_SHOWN, silent.size())));
    }

    private static String reason(Listener call) {
        return call.bySpans ? "waits for " + call.waitingFor : "our side sends no RTP";
    }

    /** The services of the policy with what is wrong now. */
    public List<ServicePicture> services(Now now) {
        List<ServicePicture> pictures = new ArrayList<>(services.size());
        services.forEach((name, service) -> pictures.add(service.picture(now.nanos())));
        return pictures;
    }

    /** What was not judged and why, since the start, for example {@code silence_taken_back}. */
    public SortedMap<String, Long> counters() {
        return java.util.Collections.unmodifiableSortedMap(new TreeMap<>(counters));
    }
}
