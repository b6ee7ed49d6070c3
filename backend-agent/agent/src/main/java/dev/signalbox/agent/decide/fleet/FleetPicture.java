package dev.signalbox.agent.decide.fleet;

import dev.signalbox.model.fleet.FleetMerge;
import dev.signalbox.model.fleet.RegionEntry;
import dev.signalbox.model.policy.Policy;
import dev.signalbox.model.quorum.FleetState;
import dev.signalbox.model.quorum.RegionVerdict;
import dev.signalbox.model.route.DoorReading;
import dev.signalbox.model.time.Now;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that one agent knows of the fleet at one moment: what plans and guards are judged by.
 *
 * @param self this agent's region
 * @param inTouch whether it is in touch with a majority
 * @param state what was decided as far as it was applied here
 * @param regions newest reports by region, its own too, with their age
 * @param doors newest readings by region whose numbers they serve, with their age
 * @param memberSilentMillis time since each other agent of the fleet was last heard of, by region;
 *     since this one began when never
 */
public record FleetPicture(
        Policy policy,
        String self,
        boolean inTouch,
        FleetState state,
        SortedMap<String, RegionEntry> regions,
        SortedMap<String, SeenDoor> doors,
        Now now,
        SortedMap<String, Long> memberSilentMillis) {

    /** A picture in which nothing is known of the other members. */
    public FleetPicture(
            Policy policy,
            String self,
            boolean inTouch,
            FleetState state,
            SortedMap<String, RegionEntry> regions,
            SortedMap<String, SeenDoor> doors,
            Now now) {
        this(policy, self, inTouch, state, regions, doors, now, new TreeMap<>());
    }

    public FleetPicture {
        regions = Collections.unmodifiableSortedMap(new TreeMap<>(regions));
        doors = Collections.unmodifiableSortedMap(new TreeMap<>(doors));
        memberSilentMillis = Collections.unmodifiableSortedMap(new TreeMap<>(memberSilentMillis));
    }

    /** The same with what the fleet has decided since; an older state changes nothing. */
    public FleetPicture withState(FleetState newest) {
        return newest.position().sequence() <= state.position().sequence()
                ? this
                : new FleetPicture(
                        policy, self, inTouch, newest, regions, doors, now, memberSilentMillis);
    }

    /**
     * Whether anything can be said of the roads to and from a region: its agent, whose packets
     * measure them, is heard of, by its reports and by the quorum, and it is neither lost nor cut
     * off.
     */
    public boolean heard(String region) {
        if (region.equals(self)) {
            return true;
        }
        RegionEntry entry = regions.get(region);
        long silentMillis = memberSilentMillis.getOrDefault(region, 0L);
        return entry != null
                && !entry.stale()
                && silentMillis <= FleetMerge.STALE_AFTER_MILLIS
                && state.verdict(region) == RegionVerdict.PRESENT;
    }

    /**
     * A front door as it was read last.
     *
     * @param ageMillis since then
     * @param problem why it cannot be read or set now, empty when it can
     */
    public record SeenDoor(DoorReading reading, long ageMillis, String problem) {}
}
