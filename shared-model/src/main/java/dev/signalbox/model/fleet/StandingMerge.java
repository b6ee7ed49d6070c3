package dev.signalbox.model.fleet;

import dev.signalbox.model.time.Now;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What several agents say of the fleet. The newest word of an agent in touch with a majority
 * counts: one that is cut off knows less. For one thread.
 */
final class StandingMerge {

    private final Map<String, Told> byMember = new TreeMap<>();

    /** An agent says how the fleet stands; it says so again only when it has changed. */
    void add(FleetStanding standing, Now now) {
        byMember.put(standing.member(), new Told(standing, now.nanos(), now.nanos()));
    }

    /** A sign of life of an agent: what it said last still holds. */
    void heard(String member, Now now) {
        byMember.computeIfPresent(
                member, (_, told) -> new Told(told.standing(), told.toldNanos(), now.nanos()));
    }

    /** The standing that counts, null when no agent that is heard of told one. */
    @Nullable FleetStanding newest(Now now) {
        Told best = null;
        for (Told told : byMember.values()) {
            boolean heard = now.millisSince(told.heardNanos()) <= FleetMerge.STALE_AFTER_MILLIS;
            if (heard && (best == null || told.betterThan(best))) {
                best = told;
            }
        }
        return best == null ? null : best.standing();
    }

    private record Told(FleetStanding standing, long toldNanos, long heardNanos) {

        boolean betterThan(Told other) {
            if (standing.quorum() != other.standing.quorum()) {
                return standing.quorum();
            }
            return toldNanos - other.toldNanos > 0;
        }
    }
}
