package dev.signalbox.ctl.connection;

import dev.signalbox.model.trust.Identity;
import io.grpc.ChannelCredentials;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.MultiThreadIoEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.nio.NioIoHandler;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioSocketChannel;
import java.net.ConnectException;
import java.util.Locale;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Opens channels to agents and says in words why one failed. */
final class Channels {

    private static final int MESSAGE_BYTES_MAX = 16 * 1024 * 1024;

    private Channels() {}

    /** One thread for the sockets of several channels. */
    static EventLoopGroup sockets() {
        return new MultiThreadIoEventLoopGroup(
                1,
                Thread.ofPlatform().daemon().name("agent-socket-", 0).factory(),
                NioIoHandler.newFactory());
    }

    /** A channel whose callbacks run on {@code callbacks}. */
    static ManagedChannel open(Endpoint endpoint, EventLoopGroup sockets, Executor callbacks) {
        Identity identity = endpoint.identity();
        ChannelCredentials credentials =
                identity == null ? InsecureChannelCredentials.create() : identity.credentials();
        NettyChannelBuilder builder =
                NettyChannelBuilder.forAddress(endpoint.host(), endpoint.port(), credentials);
        if (identity != null) {
            builder.overrideAuthority(Identity.AUTHORITY);
        }
        return builder.channelType(NioSocketChannel.class)
                .eventLoopGroup(sockets)
                .executor(callbacks)
                // A frozen agent is noticed although its socket stays open.
                .keepAliveTime(10, TimeUnit.SECONDS)
                .keepAliveTimeout(3, TimeUnit.SECONDS)
                .maxInboundMessageSize(MESSAGE_BYTES_MAX)
                .build();
    }

    /** Why a call failed, a few words. */
    static String words(Throwable failure) {
        Status status = Status.fromThrowable(failure);
        for (Throwable cause = status.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException) {
                return "connection refused";
            }
        }
        return switch (status.getCode()) {
            case DEADLINE_EXCEEDED -> "no answer in time";
            case UNIMPLEMENTED -> "something else listens there, or an older agent";
            default -> {
                String description = status.getDescription();
                yield description == null
                        ? status.getCode().name().toLowerCase(Locale.ROOT).replace('_', ' ')
                        : description;
            }
        };
    }
}
