package dev.signalbox.agent.quorum;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.ratis.proto.RaftProtos.CommitInfoProto;
import org.apache.ratis.proto.RaftProtos.RoleInfoProto;
import org.apache.ratis.proto.RaftProtos.ServerRpcProto;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.server.DivisionInfo;
import org.apache.ratis.server.RaftServer;
import org.jspecify.annotations.Nullable;

/**
 * Who takes part and who leads, as one member sees it. A leader hears of everybody. The others hear
 * of the leader, and from it how far everybody has confirmed: who lags behind for longer than an
 * election takes is not heard of.
 */
final class QuorumView {

    private static final long MILLION = 1_000_000;

    private final String self;
    private final SortedSet<String> regions;
    private final long patienceMillis;
    private final Map<String, Long> heardNanos = new HashMap<>();

    QuorumView(String self, Collection<String> others, Duration electionMax) {
        this.self = self;
        this.regions = new TreeSet<>(others);
        this.regions.add(self);
        this.patienceMillis = electionMax.toMillis();
    }

    /** As it is now; called now and then, so that silence is noticed. */
    synchronized QuorumStatus look(RaftServer.@Nullable Division division, long nowNanos) {
        if (division == null || !division.getInfo().isAlive()) {
            return status(null, false, nowNanos);
        }
        DivisionInfo info = division.getInfo();
        RaftPeerId leader = info.getLeaderId();
        RoleInfoProto role = info.getRoleInfoProto();
        boolean inTouch = false;
        if (info.isLeader()) {
            role.getLeaderInfo().getFollowerInfoList().forEach(f -> heard(f, nowNanos));
            long near = 1 + regions.stream().filter(r -> near(r, nowNanos)).count();
            inTouch = info.isLeaderReady() && near > regions.size() / 2;
        } else if (leader != null && role.hasFollowerInfo()) {
            ServerRpcProto rpc = role.getFollowerInfo().getLeaderInfo();
            heard(rpc, nowNanos);
            inTouch = rpc.getLastRpcElapsedTimeMs() <= patienceMillis;
            if (inTouch) {
                hearOfOthers(division.getCommitInfos(), leader.toString(), nowNanos);
            }
        }
        return status(leader == null ? null : leader.toString(), inTouch, nowNanos);
    }

    private void heard(ServerRpcProto rpc, long nowNanos) {
        heardNanos.put(
                rpc.getId().getId().toStringUtf8(),
                nowNanos - rpc.getLastRpcElapsedTimeMs() * MILLION);
    }

    private void hearOfOthers(Collection<CommitInfoProto> commits, String leader, long nowNanos) {
        Map<String, Long> confirmed = new HashMap<>();
        commits.forEach(
                c -> confirmed.put(c.getServer().getId().toStringUtf8(), c.getCommitIndex()));
        long newest = confirmed.getOrDefault(leader, 0L);
        confirmed.forEach(
                (region, index) -> {
                    if (index >= newest && !region.equals(leader)) {
                        heardNanos.put(region, nowNanos);
                    }
                });
    }

    private boolean near(String region, long nowNanos) {
        Long heard = heardNanos.get(region);
        return !region.equals(self)
                && heard != null
                && (nowNanos - heard) / MILLION <= patienceMillis;
    }

    private QuorumStatus status(@Nullable String leader, boolean inTouch, long nowNanos) {
        List<QuorumStatus.Member> members = new ArrayList<>();
        for (String region : regions) {
            Long heard = heardNanos.get(region);
            Long silentMillis =
                    region.equals(self)
                            ? Long.valueOf(0)
                            : heard == null ? null : Math.max(0, (nowNanos - heard) / MILLION);
            members.add(
                    new QuorumStatus.Member(
                            region, region.equals(self) || near(region, nowNanos), silentMillis));
        }
        return new QuorumStatus(self, leader, inTouch, members);
    }
}
