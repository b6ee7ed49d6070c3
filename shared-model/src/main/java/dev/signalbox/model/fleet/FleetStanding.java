package dev.signalbox.model.fleet;

import dev.signalbox.model.change.Person;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The agents that decide together, as one of them sees them.
 *
 * @param name of the installation
 * @param member the region whose agent says this
 * @param leader the region whose agent leads, null when there is none
 * @param quorum whether that agent is in touch with a majority
 * @param epoch of the fleet's table
 * @param journalId of the fleet's journal
 * @param you who asks, by their certificate
 */
public record FleetStanding(
        String name,
        String member,
        @Nullable String leader,
        boolean quorum,
        long epoch,
        String journalId,
        long journalSequence,
        List<MemberView> members,
        Person you) {

    public FleetStanding {
        members = List.copyOf(members);
    }

    /** The same, told to somebody else. */
    public FleetStanding toldTo(Person person) {
        return new FleetStanding(
                name, member, leader, quorum, epoch, journalId, journalSequence, members, person);
    }

    /**
     * An agent of the fleet.
     *
     * @param silentMillis since it was last heard of, null when never
     */
    public record MemberView(String region, boolean reachable, @Nullable Long silentMillis) {}
}
