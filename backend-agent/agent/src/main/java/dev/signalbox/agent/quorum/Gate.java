package dev.signalbox.agent.quorum;

import java.util.EnumSet;
import org.apache.ratis.grpc.server.GrpcServices;
import org.apache.ratis.thirdparty.io.grpc.Metadata;
import org.apache.ratis.thirdparty.io.grpc.MethodDescriptor;
import org.apache.ratis.thirdparty.io.grpc.ServerCall;
import org.apache.ratis.thirdparty.io.grpc.ServerCallHandler;
import org.apache.ratis.thirdparty.io.grpc.ServerInterceptor;
import org.apache.ratis.thirdparty.io.grpc.Status;
import org.apache.ratis.thirdparty.io.grpc.netty.NettyServerBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Stands before the services that Ratis offers on its port. Ratis lets whoever holds an accepted
 * certificate change the membership, move the leadership or remove the group. Here the members are
 * those of the configuration: all of that is refused, from anybody. A certificate is asked for
 * again with each call and while one is open, so that one that is taken back ends what it began.
 */
final class Gate implements GrpcServices.Customizer, ServerInterceptor {

    private static final String MEMBERS = "RaftServerProtocolService";
    private static final String CLIENTS = "RaftClientProtocolService";

    private final boolean votes;
    private final QuorumSettings.@Nullable Tls tls;

    /**
     * @param votes false while this member does not know all that it once acknowledged: its vote
     *     could make a leader that lacks it
     * @param tls by whose words a certificate is believed; null when all is plain
     */
    Gate(boolean votes, QuorumSettings.@Nullable Tls tls) {
        this.votes = votes;
        this.tls = tls;
    }

    @Override
    public NettyServerBuilder customize(
            NettyServerBuilder builder, EnumSet<GrpcServices.Type> types) {
        return builder.intercept(this);
    }

    @Override
    public <A, B> ServerCall.Listener<A> interceptCall(
            ServerCall<A, B> call, Metadata headers, ServerCallHandler<A, B> next) {
        MethodDescriptor<A, B> method = call.getMethodDescriptor();
        String service = String.valueOf(method.getServiceName());
        String name = String.valueOf(method.getBareMethodName());
        boolean known = service.endsWith(MEMBERS) || service.endsWith(CLIENTS);
        if (!known || name.equals("startLeaderElection")) {
            return refuse(
                    call,
                    Status.PERMISSION_DENIED.withDescription(
                            "the members of a fleet are those of its configuration"));
        }
        if (!votes && name.equals("requestVote")) {
            return refuse(call, Status.UNAVAILABLE.withDescription("this member is catching up"));
        }
        if (tls == null) {
            return next.startCall(call, headers);
        }
        MemberCall<A, B> watched = new MemberCall<>(call, tls.members());
        return watched.believed()
                ? watched.listener(next.startCall(watched, headers))
                : new ServerCall.Listener<>() {};
    }

    private static <A, B> ServerCall.Listener<A> refuse(ServerCall<A, B> call, Status status) {
        call.close(status, new Metadata());
        return new ServerCall.Listener<>() {};
    }
}
