package dev.signalbox.agent.quorum;

import org.apache.ratis.conf.Parameters;
import org.apache.ratis.grpc.GrpcFactory;
import org.apache.ratis.grpc.server.GrpcLogAppender;
import org.apache.ratis.rpc.RpcFactory;
import org.apache.ratis.rpc.RpcType;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.leader.FollowerInfo;
import org.apache.ratis.server.leader.LeaderState;
import org.apache.ratis.server.leader.LogAppender;

/**
 * Ratis' gRPC with one difference: a leader believes a member that says it holds less than it once
 * confirmed. By default it does not, and never sends what a member lost with a damaged log until
 * somebody leads anew. Ratis makes it by its name.
 */
public final class MemberTransport implements RpcType {

    @Override
    public String name() {
        return MemberTransport.class.getName();
    }

    @Override
    public RpcFactory newFactory(Parameters parameters) {
        return new Factory(parameters);
    }

    private static final class Factory extends GrpcFactory {

        Factory(Parameters parameters) {
            super(parameters);
        }

        @Override
        public LogAppender newLogAppender(
                RaftServer.Division server, LeaderState state, FollowerInfo follower) {
            return new Appender(server, state, follower);
        }
    }

    private static final class Appender extends GrpcLogAppender {

        Appender(RaftServer.Division server, LeaderState state, FollowerInfo follower) {
            super(server, state, follower);
        }

        /**
         * Where to go on after a member said that what it was sent does not follow what it holds.
         */
        @Override
        protected long getNextIndexForInconsistency(long requestFirst, long replyNext) {
            FollowerInfo follower = getFollower();
            if (replyNext > follower.getMatchIndex()) {
                return super.getNextIndexForInconsistency(requestFirst, replyNext);
            }
            // What it confirmed once counts no longer. Up to what is committed nothing can be
            // decided wrongly by what is believed of it.
            long held = Math.min(replyNext - 1, getRaftLog().getLastCommittedIndex());
            System.getLogger(MemberTransport.class.getName())
                    .log(
                            System.Logger.Level.WARNING,
                            "{0} holds the quorum''s log up to {1} only, it had confirmed {2}:"
                                    + " what is missing is sent again",
                            follower.getId(),
                            Long.toString(held),
                            Long.toString(follower.getMatchIndex()));
            follower.setSnapshotIndex(held);
            return held + 1;
        }
    }
}
