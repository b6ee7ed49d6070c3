package dev.signalbox.agent.measure.cause;

import dev.signalbox.agent.measure.CallEvent;
import dev.signalbox.agent.measure.CallScore;
import dev.signalbox.agent.measure.cause.Joined.Phase;
import dev.signalbox.model.ai.WorkerFact;
import dev.signalbox.model.cause.CallVerdict;
import dev.signalbox.model.cause.CauseTable;
import dev.signalbox.model.cause.CausesView;
import dev.signalbox.model.cause.ConversationOutcome;
import dev.signalbox.model.cause.Tag;
import dev.signalbox.model.measure.ServicePicture;
import dev.signalbox.model.measure.Symptom;
import dev.signalbox.model.media.MirroredRtcp;
import dev.signalbox.model.media.QualityReport;
import dev.signalbox.model.policy.Policy;
import dev.signalbox.model.policy.Service;
import dev.signalbox.model.target.Target;
import dev.signalbox.model.time.Now;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Why calls end: joins SIP, RTCP, spans and outcomes of each call, in any order of arrival, and
 * gives each one cause, which later facts may revise. Used by one thread.
 */
public final class CallCauses {

    /** Calls that are being joined at the same time; one to two kilobytes each. */
    static final int CALLS_MAX = 30_000;

    /** A platform's word stands this long before it is judged: the last spans are on their way. */
    static final long OUTCOME_SETTLES_NANOS = 2_000_000_000L;

    /** While the span of the conversation is missing: exporters send in batches. */
    static final long SPANS_LATE_NANOS = 6_000_000_000L;

    /** A call that ended by SIP waits this long for the platform's word. */
    static final long HANG_UP_SETTLES_NANOS = 5_000_000_000L;

    /** A failed attempt waits this long for the next trunk. */
    static final long FAILURE_SETTLES_NANOS = 3_000_000_000L;

    private static final int SPANS_REMEMBERED = 1 << 18;
    private static final int STRANGE_SERVICES_MAX = 20;

    /** That wait to be taken. */
    private static final int SCORES_MAX = 10_000;

    private final SlowLimits slowLimits;
    private final Judge judge;
    private final JoinTable table;
    private final CauseCounts counts;
    private final Seen spans = new Seen(SPANS_REMEMBERED);
    private final SortedMap<String, Long> counters = new TreeMap<>();
    private final Map<String, IntentFailures> services = new LinkedHashMap<>();
    private final Map<String, String> strangeServices = new LinkedHashMap<>();
    private final Deque<Joined> touched = new ArrayDeque<>();
    private final Deque<Joined> waiting = new ArrayDeque<>();
    private final Deque<CallScore> scores = new ArrayDeque<>();
    private long sequence;
    private long flipsReported;

    /**
     * Nothing is known yet.
     *
     * @param table which ending means what
     * @param start the present moment
     */
    public CallCauses(Policy policy, CauseTable table, Now start) {
        this(policy, table, start, CALLS_MAX);
    }

    CallCauses(Policy policy, CauseTable table, Now start, int callsMax) {
        this.slowLimits = new SlowLimits(policy);
        this.judge = new Judge(table);
        this.table = new JoinTable(callsMax, this::count);
        this.counts = new CauseCounts(start);
        for (Service service : policy.services()) {
            services.put(
                    service.name(),
                    new IntentFailures(
                            new Target.Service(service.name()),
                            policy.thresholds().conversations(),
                            start.nanos()));
        }
    }

    private void count(String reason) {
        counters.merge("causes_" + reason, 1L, Long::sum);
    }

    /** What SIP showed. */
    public void accept(CallEvent event, Now arrival) {
        Joined joined = find(event.at().callId(), null, arrival);
        if (joined != null) {
            joined.facts.sip.accept(event);
            open(joined, arrival);
            if (event instanceof CallEvent.Ended) {
                ended(joined, arrival);
            }
            touch(joined);
        }
    }

    /** What a voice worker reported; a span that came before is passed over. */
    public void accept(WorkerFact fact, Now arrival) {
        WorkerFact.Origin origin = fact.origin();
        if (!spans.add(Seen.key(origin.traceId(), origin.spanId()))) {
            count("duplicate_span");
            return;
        }
        Joined joined = find(origin.callId(), origin.traceId(), arrival);
        if (joined != null) {
            double limit =
                    fact instanceof WorkerFact.ProviderCall call ? slowLimits.millis(call) : 0;
            joined.facts.worker.accept(fact, limit);
            joined.facts.namedBySpan(origin.service());
            touch(joined);
        }
    }

    /** How a platform says the conversation ended. */
    public void accept(ConversationOutcome outcome, Now arrival) {
        Joined joined = find(outcome.callId(), outcome.traceId(), arrival);
        if (joined != null) {
            joined.facts.accept(outcome);
            if (joined.outcomeArrival == null) {
                joined.outcomeArrival = arrival;
            }
            open(joined, arrival);
            ended(joined, arrival);
            touch(joined);
        }
    }

    /** What RTCP showed. */
    public void accept(MirroredRtcp rtcp, Now arrival) {
        Joined joined = find(rtcp.callId(), null, arrival);
        if (joined != null) {
            joined.facts.media.accept(rtcp);
            touch(joined);
        }
    }

    /** What an end says of the call's media. */
    public void accept(QualityReport report, Now arrival) {
        Joined joined = find(report.callId(), null, arrival);
        if (joined != null) {
            joined.facts.media.accept(report);
            touch(joined);
        }
    }

    private @Nullable Joined find(@Nullable String callId, @Nullable String traceId, Now now) {
        if (callId != null && traceId != null) {
            Joined alone = table.traceAlone(callId, traceId);
            Joined named = alone == null ? null : table.find(callId, null, now.nanos());
            if (alone != null && named != null) {
                merge(named, alone, now);
            }
        }
        return table.find(callId, traceId, now.nanos());
    }

    private void merge(Joined named, Joined alone, Now now) {
        table.remove(alone, false);
        retract(alone);
        named.facts.add(alone.facts);
        if (named.outcomeArrival == null) {
            named.outcomeArrival = alone.outcomeArrival;
        }
        if (alone.phase == Phase.OPEN || alone.phase == Phase.SETTLED) {
            open(named, now);
        }
        if (alone.ended != null) {
            ended(named, alone.ended);
        }
        for (String traceId : alone.traceIds) {
            table.find(named.callId, traceId, now.nanos());
        }
        touch(named);
    }

    private void open(Joined joined, Now now) {
        if (joined.phase == Phase.STRAY) {
            table.move(joined, Phase.OPEN, now.nanos());
        }
    }

    private static void ended(Joined joined, Now arrival) {
        if (joined.ended == null) {
            joined.ended = arrival;
        }
    }

    private void touch(Joined joined) {
        if (!joined.touched) {
            joined.touched = true;
            touched.addLast(joined);
        }
    }

    /**
     * Judges what is due until {@code now}.
     *
     * @return true when a symptom came or went since the last call of this method
     */
    public boolean advance(Now now) {
        for (Joined joined = touched.poll(); joined != null; joined = touched.poll()) {
            joined.touched = false;
            if (!joined.removed) {
                joined.dueNanos = dueNanos(joined);
                consider(joined, now);
            }
        }
        for (int i = waiting.size(); i > 0; i--) {
            Joined joined = waiting.removeFirst();
            joined.waiting = false;
            if (!joined.removed && joined.verdict == null) {
                consider(joined, now);
            }
        }
        table.expire(now.nanos());
        long flips = 0;
        for (IntentFailures failures : services.values()) {
            flips += failures.advance(now.nanos());
        }
        boolean changed = flips != flipsReported;
        flipsReported = flips;
        return changed;
    }

    private void consider(Joined joined, Now now) {
        Long due = joined.dueNanos;
        if (due == null) {
            takeBack(joined, now);
        } else if (joined.verdict != null || due - now.nanos() <= 0) {
            ended(joined, now);
            decide(joined, now);
        } else if (!joined.waiting) {
            joined.waiting = true;
            waiting.addLast(joined);
        }
    }

    /** Null while the call has not ended as far as is known. */
    private static @Nullable Long dueNanos(Joined joined) {
        CallFacts facts = joined.facts;
        if (joined.outcomeArrival != null) {
            boolean complete = facts.worker.ended() || facts.worker.spans() == 0;
            return joined.outcomeArrival.nanos()
                    + (complete ? OUTCOME_SETTLES_NANOS : SPANS_LATE_NANOS);
        }
        if (facts.sip.ended() != null) {
            return facts.sip.newestNanos() + HANG_UP_SETTLES_NANOS;
        }
        return facts.sip.failedEverywhere()
                ? facts.sip.newestNanos() + FAILURE_SETTLES_NANOS
                : null;
    }

    /** It was judged too early: another trunk answered after all. */
    private void takeBack(Joined joined, Now now) {
        if (joined.verdict != null) {
            retract(joined);
            joined.ended = null;
            count("taken_back");
            table.move(joined, Phase.OPEN, now.nanos());
        }
    }

    private void decide(Joined joined, Now now) {
        Now ended = joined.ended == null ? now : joined.ended;
        CallFacts facts = joined.facts;
        Finding finding = judge.judge(facts);
        CallVerdict before = joined.verdict;
        String service = known(facts.service());
        if (before != null
                && finding.equals(joined.finding)
                && before.service().equals(service)
                && before.callId().equals(joined.name())) {
            return;
        }
        retract(joined);
        CallVerdict verdict = verdict(joined, service, ended, finding);
        if (before != null) {
            count("revised");
        }
        score(joined);
        joined.verdict = verdict;
        joined.finding = finding;
        counts.put(verdict, null, ended.nanos());
        tell(joined, 1);
        table.move(joined, Phase.SETTLED, now.nanos());
    }

    /** Once a call, when it is judged first: what is told later is of its last seconds. */
    private void score(Joined joined) {
        CallScore score = joined.scored ? null : joined.facts.score();
        if (score != null && scores.size() < SCORES_MAX) {
            joined.scored = true;
            scores.addLast(score);
        }
    }

    /** Hands over how calls scored since the last call of this method. */
    public void drainScores(Consumer<CallScore> taker) {
        for (CallScore score = scores.poll(); score != null; score = scores.poll()) {
            taker.accept(score);
        }
    }

    // NullAway does not see the @Nullable of a type nested in an interface of another module.
    @SuppressWarnings("NullAway")
    private CallVerdict verdict(Joined joined, String service, Now ended, Finding finding) {
        return new CallVerdict(
                ++sequence,
                joined.name(),
                service,
                joined.facts.sip.trunk(),
                ended.wall(),
                finding.tag(),
                finding.suspected(),
                finding.given(),
                finding.reason(),
                finding.evidence());
    }

    /** Takes back what was counted of it. */
    private void retract(Joined joined) {
        if (joined.verdict != null && joined.ended != null) {
            counts.remove(joined.verdict, joined.ended.nanos());
            tell(joined, -1);
            joined.verdict = null;
        }
    }

    private void tell(Joined joined, int by) {
        Finding finding = joined.finding;
        CallVerdict verdict = joined.verdict;
        if (finding == null || verdict == null || joined.ended == null) {
            return;
        }
        if (finding.tag() == Tag.UNKNOWN) {
            counts.unknown(finding.unknownEnding(), by);
        }
        IntentFailures failures = services.get(verdict.service());
        // The outcome may have come after the verdict: what was never counted is not taken back.
        boolean counts = by > 0 ? joined.facts.outcome() != null : joined.countedByOutcome;
        joined.countedByOutcome = by > 0 && counts;
        if (failures != null && counts) {
            failures.count(verdict.tag(), joined.ended.nanos(), by);
        }
    }

    /** Services come from outside: beyond those of the policy only some are told apart. */
    private String known(String service) {
        if (services.containsKey(service) || strangeServices.containsKey(service)) {
            return service;
        }
        if (strangeServices.size() < STRANGE_SERVICES_MAX) {
            strangeServices.put(service, service);
            return service;
        }
        count("strange_service");
        return "";
    }

    /** All of it as it is now. */
    public CausesView view(Now now) {
        return counts.view(now);
    }

    /** Verdicts newer than {@code after}, oldest first, each call at most once. */
    public List<CallVerdict> verdictsAfter(long after) {
        return counts.after(after);
    }

    /** The services of the policy with what is wrong now. */
    public List<ServicePicture> services(Now now) {
        List<ServicePicture> pictures = new ArrayList<>(services.size());
        services.forEach(
                (name, failures) -> {
                    Symptom symptom = failures.symptom(now.nanos());
                    pictures.add(
                            new ServicePicture(
                                    new Target.Service(name),
                                    symptom == null ? List.of() : List.of(symptom)));
                });
        return pictures;
    }

    /** What was not joined and why, since the start, for example {@code causes_late}. */
    public SortedMap<String, Long> counters() {
        SortedMap<String, Long> all = new TreeMap<>(counters);
        all.put("causes_joining", (long) table.size());
        return Collections.unmodifiableSortedMap(all);
    }
}
