package dev.signalbox.world.door;

import dev.signalbox.model.route.DoorReading;
import dev.signalbox.world.traffic.CallPlan;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a front door holds, in memory: an epoch that only grows, the shares of services that do not
 * stay at home, and how the carriers behind it see the regions' edges. Thread-safe.
 */
public final class DoorState {

    private static final long SALT = 0x444f4f52L;

    private final String region;
    private final SortedMap<String, EdgeCount> edges = new TreeMap<>();
    private long epoch;
    private String decisionId = "";
    private SortedMap<String, SortedMap<String, Integer>> held = new TreeMap<>();
    private SortedMap<String, SortedMap<String, Integer>> delivering = new TreeMap<>();
    private DoorTrouble trouble = DoorTrouble.NONE;

    /**
     * A door at which all calls stay at home.
     *
     * @param region whose numbers it serves
     */
    public DoorState(String region) {
        this.region = region;
    }

    /** Whose numbers it serves. */
    public String region() {
        return region;
    }

    /** Which region takes a new call: by the call's own draw, at home when it is an emergency. */
    public synchronized String regionOf(CallPlan plan) {
        SortedMap<String, Integer> shares = delivering.get(plan.service());
        if (plan.emergency() || shares == null) {
            return region;
        }
        int draw = new SplittableRandom(plan.seed() ^ SALT).nextInt(100);
        for (Map.Entry<String, Integer> share : shares.entrySet()) {
            draw -= share.getValue();
            if (draw < 0) {
                return share.getKey();
            }
        }
        return region;
    }

    /**
     * A call was delivered to an edge.
     *
     * @param taken false when nothing came back
     */
    public synchronized void delivered(String to, boolean taken, Instant at) {
        edges.computeIfAbsent(to, _ -> new EdgeCount(taken, at)).delivered(taken, at);
    }

    /** What it shows to those who ask. */
    public synchronized DoorReading reading() {
        SortedMap<String, DoorReading.Edge> seen = new TreeMap<>();
        edges.forEach((name, count) -> seen.put(name, count.view()));
        return new DoorReading(region, epoch, decisionId, held, seen);
    }

    /** From now on this is wrong with it. */
    public synchronized void trouble(DoorTrouble now) {
        if (trouble == DoorTrouble.IGNORES && now == DoorTrouble.NONE) {
            delivering = held;
        }
        trouble = now;
    }

    synchronized DoorTrouble trouble() {
        return trouble;
    }

    /** Loses what it holds, as a restart without a disk does. */
    public synchronized void forget() {
        epoch = 0;
        decisionId = "";
        held = new TreeMap<>();
        delivering = held;
    }

    /**
     * Takes an order, unless it comes too late.
     *
     * @return why it was refused, null when it was not
     */
    public synchronized @Nullable String take(DoorOrder order) {
        if (order.epoch() == epoch && order.decisionId().equals(decisionId)) {
            return order.shares().equals(held)
                    ? null
                    : "holds epoch " + epoch + " with other shares";
        }
        if (order.epoch() <= epoch || order.expectedEpoch() != epoch) {
            return "holds epoch " + epoch;
        }
        switch (trouble) {
            case PRETENDS -> {}
            case IGNORES -> hold(order);
            case NONE, SILENT -> {
                hold(order);
                delivering = held;
            }
        }
        return null;
    }

    private void hold(DoorOrder order) {
        epoch = order.epoch();
        decisionId = order.decisionId();
        held = order.shares();
    }
}
