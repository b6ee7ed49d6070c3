package dev.signalbox.agent.measure;

import dev.signalbox.model.fleet.ArrivalsView;
import dev.signalbox.model.fleet.HistoryPoint;
import dev.signalbox.model.fleet.MetricsView;
import dev.signalbox.model.fleet.RegionMetrics;
import dev.signalbox.model.measure.Picture;
import dev.signalbox.model.measure.ProbeResult;
import dev.signalbox.model.measure.WindowMeasures;
import dev.signalbox.model.policy.Policy;
import dev.signalbox.model.policy.Trunk;
import dev.signalbox.model.sip.MirroredSip;
import dev.signalbox.model.target.Target;
import dev.signalbox.model.time.Now;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Consumer;

/**
 * What one region's agent measures: calls, windows, detectors, history. Volatile: rebuilt from
 * traffic after a restart. Used by one thread.
 *
 * <p>How to drive it: {@code accept} everything that waits, each with its own time of arrival, and
 * only then {@code advance} to the present. Advancing while messages wait would judge INVITEs whose
 * responses have arrived already.
 */
public final class Measures {

    /** Calls that are known at the same time; some 700 bytes each. */
    static final int CALLS_MAX = 60_000;

    private final Map<Target.Trunk, TrunkMeter> meters = new LinkedHashMap<>();
    private final Tally tally = new Tally();
    private final CallEvents events = new CallEvents(tally);
    private final CallTracker tracker;
    private final Arrivals arrivals;
    private final History history;
    private long flipsReported;

    /**
     * Measures of the trunks of one region.
     *
     * @param region a region of the policy
     * @param start the present moment
     */
    public Measures(Policy policy, String region, Now start) {
        this(policy, region, start, CALLS_MAX);
    }

    /**
     * As above.
     *
     * @param callsMax calls that may be known at the same time; some 300 bytes each
     */
    public Measures(Policy policy, String region, Now start, int callsMax) {
        // Slots begin at whole multiples of five seconds of the wall clock as it is now, so that
        // the slices of all regions begin together.
        long intoSlice = Math.floorMod(start.wall().toEpochMilli(), History.SLICE_MILLIS);
        long originNanos = start.nanos() - intoSlice * 1_000_000;
        for (Trunk trunk : policy.trunksOf(region)) {
            meters.put(
                    trunk.target(), new TrunkMeter(trunk, policy.thresholds(), originNanos, tally));
        }
        this.arrivals = new Arrivals(policy, originNanos, tally);
        this.tracker =
                new CallTracker(
                        meters.values(),
                        new CallTable(callsMax, start.nanos(), tally),
                        tally,
                        events,
                        arrivals);
        this.history = new History(originNanos);
    }

    /**
     * A mirrored message.
     *
     * @param arrivalNanos when it came off the wire, monotonic
     */
    public void accept(MirroredSip sip, long arrivalNanos) {
        tracker.accept(sip, arrivalNanos);
    }

    /** How a call that is over scored. */
    public void accept(CallScore score, Now now) {
        TrunkMeter meter = meters.get(score.trunk());
        if (meter != null) {
            meter.scored(score, now.nanos());
        }
    }

    /** The end of a probe of ours. */
    public void accept(ProbeResult result, Now now) {
        TrunkMeter meter = meters.get(result.trunk());
        if (meter == null) {
            tally.add(Tally.Event.PROBE_OF_OTHER_REGION);
            return;
        }
        meter.probed(result, now.nanos());
    }

    /**
     * Does what is due until {@code now}.
     *
     * @return true when a symptom came or went since the last call of this method, by time or by
     *     anything accepted in between
     */
    public boolean advance(Now now) {
        long flips = 0;
        for (TrunkMeter meter : meters.values()) {
            for (Call call : meter.expire(now.nanos())) {
                events.unanswered(call, now.nanos());
                arrivals.recount(call);
            }
            flips += meter.flips();
        }
        tracker.expire(now.nanos());
        history.advance(now, meters.values());
        boolean changed = flips != flipsReported;
        flipsReported = flips;
        return changed;
    }

    /**
     * Nobody took in what came for a while.
     *
     * @param pauseNanos for how long, until now: calls and answers of that time are not missed
     */
    public void stood(long pauseNanos, Now now) {
        meters.values().forEach(meter -> meter.stood(pauseNanos, now.nanos()));
    }

    /**
     * When {@link #advance} is due next at the latest, at most 5 s after the last one; monotonic
     * nanoseconds.
     */
    public long nextDeadlineNanos() {
        long next = history.nextNanos();
        for (TrunkMeter meter : meters.values()) {
            next = meter.earlier(next);
        }
        return next;
    }

    /** All trunks of the region as they are now. */
    public Picture picture(Now now) {
        return Picture.ofTrunks(meters.values().stream().map(m -> m.picture(now.nanos())).toList());
    }

    /**
     * Windows of 10 s, 1 min and 5 min, in this order; empty when the trunk is not of this region.
     */
    public List<WindowMeasures> windows(Target.Trunk trunk, Now now) {
        TrunkMeter meter = meters.get(trunk);
        return meter == null ? List.of() : meter.windows(now.nanos());
    }

    /** All call metrics as they are now, for the wire; to be made every few seconds. */
    public RegionMetrics metrics(Now now) {
        List<MetricsView> rows = new ArrayList<>();
        meters.values().forEach(meter -> rows.addAll(meter.metrics(now.nanos())));
        return new RegionMetrics(now.wall(), rows);
    }

    /** No carrier is missed while calls go elsewhere, and what is usual is learnt anew after it. */
    public void callsAway(Now now) {
        meters.values().forEach(meter -> meter.callsAway(now.nanos()));
    }

    /**
     * Trunks whose newest judged INVITE went wrong in the last 2 s: worth a burst of probes now.
     * The caller spaces its bursts.
     */
    public List<Target.Trunk> suspects(Now now) {
        return meters.values().stream()
                .filter(m -> m.suspicious(now.nanos()))
                .map(m -> m.trunk.target())
                .toList();
    }

    /** Answered calls of the region now. */
    public int liveCalls() {
        return meters.values().stream().mapToInt(m -> m.liveCalls).sum();
    }

    /**
     * New calls by whose numbers they are: one entry for each region that has numbers, then one for
     * those of nobody. Calls to short codes, emergency calls among them, are not counted.
     */
    public List<ArrivalsView> arrivals(Now now) {
        return arrivals.views(now);
    }

    /** The region's last 30 minutes in slices of 5 s, oldest first. */
    public List<HistoryPoint> history() {
        return history.all();
    }

    /**
     * Hands over what happened to calls since the last call of this method, in its order. What
     * nobody takes is lost from some ten thousand events on, and counted.
     */
    public void drainCallEvents(Consumer<CallEvent> taker) {
        events.drainTo(taker);
    }

    /**
     * What was seen and did not count as a call, by reason, since the start; for example {@code
     * calls_other_leg}.
     */
    public SortedMap<String, Long> counters() {
        return tally.byName();
    }
}
