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
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/** Opens channels to agents and says in words why one failed. */
final class Channels {

    private static final int MESSAGE_BYTES_MAX = 16 * 1024 * 1024;

    /** What gRPC says when the other side goes away in the middle of beginning. */
    private static final String CLOSED = "Network closed for unknown reason";

    /** What gRPC says of an answer that is no HTTP/2. */
    private static final Pattern NOT_GRPC =
            Pattern.compile("(?i)http2 exception|first received frame was not settings");

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
            if (cause instanceof SSLException) {
                return tlsWords(String.valueOf(cause.getMessage()));
            }
        }
        return switch (status.getCode()) {
            case DEADLINE_EXCEEDED -> "no answer in time";
            case UNIMPLEMENTED -> "something else listens there, or an older agent";
            default -> {
                String description = status.getDescription();
                if (description != null && NOT_GRPC.matcher(description).lookingAt()) {
                    yield "it speaks something else: that is no agent's port for consoles";
                }
                if (CLOSED.equals(description)) {
                    yield "it closed the connection; agents with certificates want --identity";
                }
                yield description == null
                        ? status.getCode().name().toLowerCase(Locale.ROOT).replace('_', ' ')
                        : description;
            }
        };
    }

    /** What the TLS library means, of what can be the matter between people and agents. */
    private static String tlsWords(String message) {
        String lower = message.toLowerCase(Locale.ROOT);
        if (lower.contains("expired")) {
            return "a certificate has expired";
        }
        if (lower.contains("revoked")) {
            return "it says that this certificate was revoked";
        }
        if (lower.contains("not an ssl/tls record")) {
            return "it has no certificates: connect without --identity";
        }
        if (lower.contains("alert")) {
            return "it does not believe this certificate: it was revoked, or is of another fleet";
        }
        return lower.contains("path") || lower.contains("handshake") || lower.contains("engine")
                ? "its certificate is not of an agent of this fleet"
                : "TLS: " + message;
    }
}
