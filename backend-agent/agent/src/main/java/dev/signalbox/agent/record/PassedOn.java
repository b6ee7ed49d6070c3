package dev.signalbox.agent.record;

import com.google.protobuf.Timestamp;
import dev.signalbox.v1.Delta;
import dev.signalbox.v1.HistoryPoint;
import dev.signalbox.v1.Region;
import dev.signalbox.v1.WatchResponse;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reports that an agent passes on for other regions are kept once a second: every message of theirs
 * is recorded by their own agent. What consoles show at the end of the second stays the same.
 */
final class PassedOn {

    private PassedOn() {}

    private record Run(String target, String bootId) {

        static Run of(Region region) {
            return new Run(region.getTarget(), region.getBootId());
        }
    }

    /**
     * The messages that are kept of one second.
     *
     * @param messages of one second, in their order
     * @return without reports passed on that a later one of the same run in this second replaces;
     *     the slices of history they brought are in that one
     */
    static List<WatchResponse> oncePerSecond(List<WatchResponse> messages) {
        Map<Run, Map<Long, HistoryPoint>> slices = slices(messages);
        Deque<WatchResponse> kept = new ArrayDeque<>();
        Set<Run> later = new HashSet<>();
        for (WatchResponse message : messages.reversed()) {
            if (!message.hasDelta()) {
                kept.addFirst(message);
                continue;
            }
            Delta.Builder delta = message.getDelta().toBuilder().clearRegions();
            for (Region region : message.getDelta().getRegionsList()) {
                if (region.getRelayedBy().isEmpty()) {
                    delta.addRegions(region);
                } else if (later.add(Run.of(region))) {
                    delta.addRegions(
                            region.toBuilder()
                                    .clearHistory()
                                    .addAllHistory(
                                            slices.getOrDefault(Run.of(region), new TreeMap<>())
                                                    .values()));
                }
            }
            if (delta.getRegionsCount() > 0 || delta.hasFleet()) {
                kept.addFirst(message.toBuilder().setDelta(delta).build());
            }
        }
        return List.copyOf(kept);
    }

    /**
     * All slices that deltas passed on, by when they began; the later of two of one time counts.
     */
    private static Map<Run, Map<Long, HistoryPoint>> slices(List<WatchResponse> messages) {
        Map<Run, Map<Long, HistoryPoint>> slices = new HashMap<>();
        for (WatchResponse message : messages) {
            for (Region region : message.getDelta().getRegionsList()) {
                Map<Long, HistoryPoint> ofRun =
                        slices.computeIfAbsent(Run.of(region), _ -> new TreeMap<>());
                for (HistoryPoint point : region.getHistoryList()) {
                    ofRun.put(millis(point), point);
                }
            }
        }
        return slices;
    }

    private static long millis(HistoryPoint point) {
        Timestamp start = point.getStart();
        return start.getSeconds() * 1_000 + start.getNanos() / 1_000_000;
    }
}
