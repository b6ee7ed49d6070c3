package dev.signalbox.agent.quorum;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A quorum as one member sees it.
 *
 * @param self its region
 * @param leader the region whose agent leads, null when none is known
 * @param inTouch whether this member is in touch with a majority
 * @param members all, this one too, by region
 */
public record QuorumStatus(
        String self, @Nullable String leader, boolean inTouch, List<Member> members) {

    public QuorumStatus {
        members = List.copyOf(members);
    }

    /** True when this member leads and is in touch with a majority. */
    public boolean leading() {
        return inTouch && self.equals(leader);
    }

    /**
     * A member.
     *
     * @param reachable heard of lately
     * @param silentMillis since it was last heard of, null when never
     */
    public record Member(String region, boolean reachable, @Nullable Long silentMillis) {}
}
