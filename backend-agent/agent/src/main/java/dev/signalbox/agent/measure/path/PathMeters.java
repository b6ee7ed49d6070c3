package dev.signalbox.agent.measure.path;

import dev.signalbox.model.measure.PathPicture;
import dev.signalbox.model.media.PathInterval;
import dev.signalbox.model.policy.PathLimits;
import dev.signalbox.model.target.Target;
import dev.signalbox.model.time.Now;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The media roads between this region and its peers, over a sliding window. Symptoms are raised for
 * the direction that leaves this region; the agent at the other end names the other one. Loss must
 * be above its limit beyond chance (the lower bound of the 95 % Wilson interval); jitter, round
 * trip and MOS above it in three intervals in a row; all go off after three good intervals well
 * below the limits. Every packet lost for 2 s is a path that is down.
 */
public final class PathMeters {

    private final PathLimits limits;
    private final String region;
    private final SortedMap<String, PathMeter> meters = new TreeMap<>();
    private long flipsReported;

    /** Peers appear with their first interval. */
    public PathMeters(PathLimits limits, String region) {
        this(limits, region, List.of());
    }

    /**
     * @param peers regions that are shown before their first interval
     */
    public PathMeters(PathLimits limits, String region, Collection<String> peers) {
        this.limits = limits;
        this.region = region;
        peers.forEach(this::meter);
    }

    /**
     * Takes in one interval.
     *
     * @throws IllegalArgumentException when it is not about a path from this region
     */
    public void accept(PathInterval interval, Now now) {
        if (!interval.out().from().equals(region)) {
            throw new IllegalArgumentException(interval.out() + " does not begin in " + region);
        }
        meter(interval.out().to()).accept(interval, now);
    }

    /**
     * Which peers' agents do not report over other roads. What they send and reflect does not come
     * then either, and says nothing of the media.
     */
    public void unheard(Set<String> peers, Now now) {
        meters.forEach((peer, meter) -> meter.peerHeard(!peers.contains(peer), now));
    }

    /** This agent stood still for a while: absence is counted anew. */
    public void stood() {
        meters.values().forEach(PathMeter::stood);
    }

    /** Lets time pass; true when a symptom came or went since the last time. */
    public boolean advance(Now now) {
        meters.values().forEach(meter -> meter.advance(now));
        long flips = meters.values().stream().mapToLong(PathMeter::flips).sum();
        boolean changed = flips != flipsReported;
        flipsReported = flips;
        return changed;
    }

    /** Both directions for each peer, the one that leaves this region first. */
    public List<PathPicture> pictures(Now now) {
        List<PathPicture> pictures = new ArrayList<>();
        for (PathMeter meter : meters.values()) {
            meter.advance(now);
            pictures.addAll(meter.pictures());
        }
        return pictures;
    }

    private PathMeter meter(String peer) {
        return meters.computeIfAbsent(
                peer, name -> new PathMeter(limits, new Target.Path(region, name)));
    }
}
