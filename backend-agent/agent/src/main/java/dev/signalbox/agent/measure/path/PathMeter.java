package dev.signalbox.agent.measure.path;

import dev.signalbox.agent.measure.Latch;
import dev.signalbox.model.measure.PathPicture;
import dev.signalbox.model.measure.Ratio;
import dev.signalbox.model.measure.Symptom;
import dev.signalbox.model.measure.WilsonInterval;
import dev.signalbox.model.media.PathInterval;
import dev.signalbox.model.media.PathInterval.Direction;
import dev.signalbox.model.media.PathQuality;
import dev.signalbox.model.policy.PathLimits;
import dev.signalbox.model.target.Target;
import dev.signalbox.model.time.Now;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Both directions between this region and one peer; symptoms of the one that leaves. */
final class PathMeter {

    /** Jitter, delay and MOS come from clocks that a busy machine disturbs: not from one look. */
    private static final int SLOW_LOOKS = 3;

    private static final int GOOD_LOOKS = 3;

    /** Well below: half of the allowed loss, three quarters of the allowed jitter and delay. */
    private static final double LOSS_GOOD_SHARE = 0.5;

    private static final double TIME_GOOD_SHARE = 0.75;
    private static final double MOS_GOOD_MARGIN = 0.1;

    /** With 100 ms for intervals that are not quite a second. */
    private static final long DOWN_MILLIS = 1_900;

    /** Nothing at all comes from there: it may be its agent that starts again. */
    private static final long UNTOLD_MILLIS = 4_900;

    /** An interval is about a second; in a longer one the prober itself stood still. */
    private static final long STOOD_MILLIS = 2_000;

    private static final double DOWN_GOOD_LOSS_RATIO = 0.5;
    private static final int INTERVALS_MAX = 512;

    /** Without intervals nothing is claimed any longer. */
    private static final Duration BELIEVED = Duration.ofSeconds(10);

    private record Sample(long nanos, PathInterval interval) {}

    private final PathLimits limits;
    private final Target.Path out;
    private final Deque<Sample> samples = new ArrayDeque<>();
    private final Latch poor = new Latch();
    private final Latch down = new Latch();
    private boolean everHeard;
    private long outNanos = Long.MIN_VALUE;
    private long backNanos = Long.MIN_VALUE;
    private long lastNanos;
    private int jitterLooks;
    private int roundTripLooks;
    private int mosLooks;
    private int goodLooks;
    private int openLooks;
    private long deadMillis;
    private long untoldMillis;
    private String poorDetail = "";
    private String downDetail = "";
    private boolean peerHeard = true;

    PathMeter(PathLimits limits, Target.Path out) {
        this.limits = limits;
        this.out = out;
    }

    void accept(PathInterval interval, Now now) {
        lastNanos = now.nanos();
        Direction forward = interval.forward();
        if (forward != null) {
            outNanos = now.nanos();
        }
        if (interval.back() != null) {
            backNanos = now.nanos();
            everHeard = true;
        }
        if (interval.intervalMillis() > STOOD_MILLIS) {
            stood();
            return;
        }
        if (!peerHeard) {
            return;
        }
        samples.addLast(new Sample(now.nanos(), interval));
        trim(now);
        judgeDown(interval, now);
        judgePoor(forward, now);
    }

    /** This agent stood still: what did not come meanwhile nobody took in. */
    void stood() {
        samples.clear();
        deadMillis = 0;
        untoldMillis = 0;
        jitterLooks = 0;
        roundTripLooks = 0;
        mosLooks = 0;
    }

    /**
     * Whether the agent at the other end is heard of over another road. It sends and reflects the
     * packets: while it is gone, nothing is known of the media.
     */
    void peerHeard(boolean heard, Now now) {
        if (heard == peerHeard) {
            return;
        }
        peerHeard = heard;
        stood();
        goodLooks = 0;
        openLooks = 0;
        poor.set(false, now.nanos());
        down.set(false, now.nanos());
    }

    /** Takes back what is no longer observed. */
    void advance(Now now) {
        trim(now);
        if ((poor.isOn() || down.isOn()) && now.since(lastNanos).compareTo(BELIEVED) > 0) {
            poor.set(false, now.nanos());
            down.set(false, now.nanos());
        }
    }

    long flips() {
        return poor.flips() + down.flips();
    }

    /** The direction that leaves this region, then the one that comes. */
    List<PathPicture> pictures() {
        PathQuality there = quality(true);
        PathQuality here = quality(false);
        List<Symptom> symptoms = new ArrayList<>();
        if (down.isOn()) {
            symptoms.add(symptom(Symptom.Kind.PATH_DOWN, down, downDetail, there));
        } else if (poor.isOn()) {
            symptoms.add(symptom(Symptom.Kind.PATH_POOR, poor, poorDetail, there));
        }
        String notKnown = peerHeard ? "" : PathWords.gone(out.to());
        return List.of(
                new PathPicture(out, there, enough(there), symptoms, notKnown, outNanos),
                new PathPicture(
                        new Target.Path(out.to(), out.from()),
                        here,
                        enough(here),
                        List.of(),
                        notKnown,
                        backNanos));
    }

    private void judgeDown(PathInterval interval, Now now) {
        Direction forward = interval.forward();
        boolean dead = forward != null && forward.lost() == forward.expected();
        boolean untold = forward == null && interval.back() == null;
        deadMillis = dead ? deadMillis + interval.intervalMillis() : 0;
        untoldMillis = untold && everHeard ? untoldMillis + interval.intervalMillis() : 0;
        boolean open =
                forward != null && forward.lost() < DOWN_GOOD_LOSS_RATIO * forward.expected();
        openLooks = open ? openLooks + 1 : 0;
        if (deadMillis >= DOWN_MILLIS || untoldMillis >= UNTOLD_MILLIS) {
            down.set(true, now.nanos());
            downDetail =
                    dead ? PathWords.dead(deadMillis) : PathWords.untold(out.to(), untoldMillis);
        } else if (down.isOn() && openLooks >= GOOD_LOOKS) {
            down.set(false, now.nanos());
            // The outage is over and told; its packets must not be told again as a poor path.
            samples.removeIf(s -> !arrives(s.interval()));
        }
    }

    private static boolean arrives(PathInterval interval) {
        Direction forward = interval.forward();
        return forward != null && forward.lost() < DOWN_GOOD_LOSS_RATIO * forward.expected();
    }

    private void judgePoor(@Nullable Direction forward, Now now) {
        PathQuality window = quality(true);
        Double jitterMillis = window.jitterMillis();
        Double roundTripMillis = window.roundTripMillis();
        Double mos = window.mos();
        Sample newest = samples.peekLast();
        Double newestRoundTrip = newest == null ? null : newest.interval().roundTripMillis();
        boolean arrived = forward != null && forward.lost() < forward.expected();
        jitterLooks =
                forward != null && arrived && forward.jitterMillis() > limits.jitterMillisMax()
                        ? jitterLooks + 1
                        : 0;
        roundTripLooks =
                newestRoundTrip != null && newestRoundTrip > limits.roundTripMillisMax()
                        ? roundTripLooks + 1
                        : 0;
        mosLooks = mos != null && mos < limits.mosMin() ? mosLooks + 1 : 0;
        WilsonInterval loss = new Ratio(window.lost(), window.expected()).interval();
        boolean lossy = loss != null && loss.low() > limits.lossRatioMax();
        boolean bad =
                lossy
                        || jitterLooks >= SLOW_LOOKS
                        || roundTripLooks >= SLOW_LOOKS
                        || mosLooks >= SLOW_LOOKS;
        boolean good =
                forward != null
                        && forward.lost()
                                <= LOSS_GOOD_SHARE * limits.lossRatioMax() * forward.expected()
                        && below(jitterMillis, TIME_GOOD_SHARE * limits.jitterMillisMax())
                        && below(roundTripMillis, TIME_GOOD_SHARE * limits.roundTripMillisMax())
                        && (mos == null || mos > limits.mosMin() + MOS_GOOD_MARGIN);
        goodLooks = good ? goodLooks + 1 : 0;
        if (bad && enough(window) && !down.isOn()) {
            poor.set(true, now.nanos());
            poorDetail = PathWords.poor(window, quality(false));
        } else if (poor.isOn() && ((goodLooks >= GOOD_LOOKS && !bad) || down.isOn())) {
            poor.set(false, now.nanos());
        } else if (poor.isOn() && window.expected() > 0) {
            poorDetail = PathWords.poor(window, quality(false));
        }
    }

    private static boolean below(@Nullable Double value, double limit) {
        return value == null || value <= limit;
    }

    private Symptom symptom(Symptom.Kind kind, Latch seen, String detail, PathQuality window) {
        return new Symptom(
                out,
                kind,
                Symptom.Source.PROBE,
                seen.sinceNanos(),
                lastNanos,
                (int) window.expected(),
                detail);
    }

    private boolean enough(PathQuality quality) {
        return quality.expected() >= limits.packetsMin();
    }

    private PathQuality quality(boolean there) {
        List<@Nullable Direction> directions = new ArrayList<>();
        List<@Nullable Double> roundTripsMillis = new ArrayList<>();
        for (Sample sample : samples) {
            directions.add(there ? sample.interval().forward() : sample.interval().back());
            roundTripsMillis.add(sample.interval().roundTripMillis());
        }
        return Qualities.of(limits.window().toMillis(), directions, roundTripsMillis);
    }

    private void trim(Now now) {
        while (!samples.isEmpty()
                && (samples.size() > INTERVALS_MAX
                        || now.since(samples.getFirst().nanos()).compareTo(limits.window()) >= 0)) {
            samples.removeFirst();
        }
    }
}
