package dev.signalbox.agent;

import dev.signalbox.agent.measure.Measures;
import dev.signalbox.agent.measure.ai.ProviderMeters;
import dev.signalbox.agent.measure.cause.Conversations;
import dev.signalbox.agent.measure.path.PathMeters;
import dev.signalbox.model.ai.ProviderWindow;
import dev.signalbox.model.ai.WorkerFact;
import dev.signalbox.model.cause.CallVerdict;
import dev.signalbox.model.cause.CauseTable;
import dev.signalbox.model.cause.CausesView;
import dev.signalbox.model.cause.ConversationOutcome;
import dev.signalbox.model.cause.SilenceView;
import dev.signalbox.model.fleet.ArrivalsView;
import dev.signalbox.model.fleet.HistoryPoint;
import dev.signalbox.model.fleet.ProviderView;
import dev.signalbox.model.fleet.RegionMetrics;
import dev.signalbox.model.measure.Picture;
import dev.signalbox.model.measure.ProbeResult;
import dev.signalbox.model.measure.WindowMeasures;
import dev.signalbox.model.media.MirroredRtcp;
import dev.signalbox.model.media.PathInterval;
import dev.signalbox.model.media.QualityReport;
import dev.signalbox.model.policy.Policy;
import dev.signalbox.model.sip.MirroredSip;
import dev.signalbox.model.target.Target;
import dev.signalbox.model.time.Now;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that one region's agent measures, each sense in a class of its own; gives everyone what it
 * needs of what comes in. Used by the core's thread.
 */
final class Senses {

    private static final long METRICS_MILLIS = 5_000;

    private final Measures calls;
    private final PathMeters paths;
    private final ProviderMeters providers;
    private final Conversations conversations;
    private RegionMetrics metrics = RegionMetrics.NONE;
    private long metricsNanos;

    /**
     * Nothing is known yet.
     *
     * @param peers regions that are probed
     */
    Senses(Policy policy, String region, List<String> peers, CauseTable endings, Now start) {
        calls = new Measures(policy, region, start);
        paths = new PathMeters(policy.thresholds().paths(), region, peers);
        providers = new ProviderMeters(policy, region);
        conversations = new Conversations(policy, endings, start);
    }

    void accept(MirroredSip sip, long arrivalNanos) {
        calls.accept(sip, arrivalNanos);
    }

    void accept(MirroredRtcp rtcp, Now arrival) {
        conversations.accept(rtcp, arrival);
    }

    void accept(QualityReport report, Now arrival) {
        conversations.accept(report, arrival);
    }

    void accept(ProbeResult result, Now now) {
        calls.accept(result, now);
    }

    void accept(PathInterval interval, Now now) {
        paths.accept(interval, now);
    }

    void accept(WorkerFact fact, Now arrival) {
        providers.accept(fact, arrival);
        conversations.accept(fact, arrival);
    }

    void accept(ConversationOutcome outcome, Now arrival) {
        conversations.accept(outcome, arrival);
    }

    /**
     * Does what is due until {@code now}.
     *
     * @return true when a symptom came or went
     */
    boolean advance(Now now) {
        boolean changed = calls.advance(now);
        calls.drainCallEvents(event -> conversations.accept(event, now));
        changed |= paths.advance(now);
        changed |= providers.advance(now);
        changed |= conversations.advance(now);
        conversations.causes().drainScores(score -> calls.accept(score, now));
        return changed;
    }

    /**
     * This agent stood still, stopped or starved by its machine: what did not come meanwhile, or
     * waits unread, is not missing.
     *
     * @param pauseNanos for how long, until now
     */
    void stood(long pauseNanos, Now now) {
        calls.stood(pauseNanos, now);
        paths.stood();
        conversations.stood(now);
    }

    /** Regions whose agents do not report: nothing is said of the media there. */
    void unheard(Set<String> regions, Now now) {
        paths.unheard(regions, now);
    }

    /** When {@link #advance} is due next at the latest; monotonic nanoseconds. */
    long nextDeadlineNanos() {
        return calls.nextDeadlineNanos();
    }

    /** What decide judges. */
    Picture picture(Now now) {
        return new Picture(
                calls.picture(now).trunks(),
                paths.pictures(now),
                providers.pictures(now),
                providers.dependencies(now),
                conversations.services(now));
    }

    /** Calls of this region's numbers are delivered elsewhere: none is missed here. */
    void callsAway(Now now) {
        calls.callsAway(now);
    }

    /** Trunks worth a burst of probes now. */
    List<Target.Trunk> suspects(Now now) {
        return calls.suspects(now);
    }

    /** 10 s, 1 min and 5 min of a trunk. */
    List<WindowMeasures> windows(Target.Trunk trunk, Now now) {
        return calls.windows(trunk, now);
    }

    /** 10 s, 1 min and 5 min of a provider. */
    List<ProviderWindow> windows(Target.Provider provider, Now now) {
        return providers.windows(provider, now);
    }

    List<ProviderView.ModelView> models(Target.Provider provider, Now now) {
        return providers.models(provider, now);
    }

    CausesView causes(Now now) {
        return conversations.causes().view(now).withUnknownProviders(providers.unknownProviders());
    }

    List<CallVerdict> verdictsAfter(long sequence) {
        return conversations.causes().verdictsAfter(sequence);
    }

    SilenceView silence(Now now) {
        return conversations.silences().view(now);
    }

    /** All call metrics; made anew every {@link #METRICS_MILLIS}, as summing up an hour costs. */
    RegionMetrics metrics(Now now) {
        if (metrics.rows().isEmpty() || now.millisSince(metricsNanos) >= METRICS_MILLIS) {
            metrics = calls.metrics(now);
            metricsNanos = now.nanos();
        }
        return metrics;
    }

    List<HistoryPoint> history() {
        return calls.history();
    }

    /** New calls by whose numbers they are. */
    List<ArrivalsView> arrivals(Now now) {
        return calls.arrivals(now);
    }

    SortedMap<String, Long> counters() {
        SortedMap<String, Long> counters = new TreeMap<>(calls.counters());
        counters.putAll(providers.counters());
        counters.putAll(conversations.counters());
        return counters;
    }
}
