package dev.signalbox.agent.wire;

import dev.signalbox.model.net.IpEndpoint;
import io.grpc.netty.shaded.io.netty.bootstrap.ServerBootstrap;
import io.grpc.netty.shaded.io.netty.buffer.ByteBuf;
import io.grpc.netty.shaded.io.netty.channel.Channel;
import io.grpc.netty.shaded.io.netty.channel.ChannelHandlerContext;
import io.grpc.netty.shaded.io.netty.channel.ChannelInitializer;
import io.grpc.netty.shaded.io.netty.channel.ChannelOption;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.MultiThreadIoEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.SimpleChannelInboundHandler;
import io.grpc.netty.shaded.io.netty.channel.nio.NioIoHandler;
import io.grpc.netty.shaded.io.netty.channel.socket.SocketChannel;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioServerSocketChannel;
import io.grpc.netty.shaded.io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslHandler;
import io.grpc.netty.shaded.io.netty.handler.timeout.ReadTimeoutHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Takes HEP3 packets off TCP or TLS connections into a bounded ring, on one thread. A packet says
 * its own length, so packets need no other frame. Where there is no room the sender waits; what is
 * no HEP3 ends its connection, since nobody can tell where the next packet begins.
 */
final class TcpReceiver implements AutoCloseable {

    /** SBCs and their spares; each holds at most one packet. */
    static final int CONNECTIONS_MAX = 256;

    /** Senders that say nothing for so long are let go; they come back when they have something. */
    private static final int SILENCE_SECONDS_MAX = 600;

    private static final int PACKET_BYTES_MAX = 65_535;
    private static final int LENGTH_FROM = 4;
    private static final int LENGTH_BYTES = 2;
    private static final int HEADER = LENGTH_FROM + LENGTH_BYTES;
    private static final int MAGIC_HEP3 = 0x48455033;
    private static final int MAGIC_EEP3 = 0x45455033;
    private static final long ROOM_MILLIS = 2;
    private static final long CLOSE_MILLIS = 2_000;

    private final EventLoopGroup thread;
    private final Channel server;
    private final DatagramRing ring;
    private final Bell bell;
    private final @Nullable SslContext tls;
    private final Counters counters = new Counters();
    private final AtomicLong received = new AtomicLong();
    private int connections;

    private TcpReceiver(
            InetSocketAddress listen, DatagramRing ring, Bell bell, @Nullable SslContext tls)
            throws IOException {
        this.ring = ring;
        this.bell = bell;
        this.tls = tls;
        String name = tls == null ? "hep-tcp" : "hep-tls";
        thread =
                new MultiThreadIoEventLoopGroup(
                        1,
                        Thread.ofPlatform().daemon().name(name).factory(),
                        NioIoHandler.newFactory());
        var bound =
                new ServerBootstrap()
                        .group(thread)
                        .channel(NioServerSocketChannel.class)
                        .childOption(ChannelOption.SO_KEEPALIVE, true)
                        .childHandler(new Connections())
                        .bind(listen)
                        .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            var _ = thread.shutdownGracefully(0, 0, TimeUnit.MILLISECONDS);
            throw new IOException(
                    "cannot listen on " + listen + ": " + bound.cause().getMessage(),
                    bound.cause());
        }
        server = bound.channel();
    }

    static TcpReceiver open(InetSocketAddress listen, DatagramRing ring, Bell bell)
            throws IOException {
        return new TcpReceiver(listen, ring, bell, null);
    }

    static TcpReceiver open(HepIntake.Tls listen, DatagramRing ring, Bell bell) throws IOException {
        try {
            SslContext tls =
                    SslContextBuilder.forServer(
                                    listen.certificate().toFile(), listen.key().toFile())
                            .protocols("TLSv1.3", "TLSv1.2")
                            .build();
            return new TcpReceiver(listen.listen(), ring, bell, tls);
        } catch (SSLException | IllegalArgumentException e) {
            throw new IOException(
                    "hep.tls: "
                            + listen.certificate()
                            + " and "
                            + listen.key()
                            + " are no certificate and key in PEM: "
                            + e.getMessage(),
                    e);
        }
    }

    InetSocketAddress localAddress() {
        return (InetSocketAddress) server.localAddress();
    }

    long received() {
        return received.get();
    }

    SortedMap<String, Long> counters() {
        return counters.all();
    }

    @Override
    public void close() {
        thread.shutdownGracefully(0, CLOSE_MILLIS, TimeUnit.MILLISECONDS)
                .awaitUninterruptibly(CLOSE_MILLIS);
    }

    /** What every connection is made of. */
    private final class Connections extends ChannelInitializer<SocketChannel> {
        @Override
        protected void initChannel(SocketChannel channel) {
            if (connections >= CONNECTIONS_MAX) {
                counters.add("refused_too_many");
                var _ = channel.close();
                return;
            }
            connections++;
            counters.add("connections");
            var _ = channel.closeFuture().addListener(_ -> connections--);
            if (tls != null) {
                SslHandler handler = tls.newHandler(channel.alloc());
                var _ =
                        handler.handshakeFuture()
                                .addListener(
                                        done -> {
                                            if (!done.isSuccess()) {
                                                counters.add("handshake_failed");
                                            }
                                        });
                channel.pipeline().addLast(handler);
            }
            channel.pipeline()
                    .addLast(new ReadTimeoutHandler(SILENCE_SECONDS_MAX))
                    .addLast(
                            new LengthFieldBasedFrameDecoder(
                                    PACKET_BYTES_MAX, LENGTH_FROM, LENGTH_BYTES, -HEADER, 0))
                    .addLast(
                            new Packets(
                                    IpEndpoint.of(
                                            channel.remoteAddress().getAddress(),
                                            channel.remoteAddress().getPort())));
        }
    }

    /** The packets of one connection. */
    private final class Packets extends SimpleChannelInboundHandler<ByteBuf> {
        private final IpEndpoint sender;
        private final Deque<ByteBuf> waiting = new ArrayDeque<>();
        private boolean scheduled;

        /** What is left of it cannot be read. */
        private boolean broken;

        Packets(IpEndpoint sender) {
            this.sender = sender;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, ByteBuf packet) {
            if (broken) {
                return;
            }
            int magic = packet.readableBytes() < HEADER ? 0 : packet.getInt(packet.readerIndex());
            if (magic != MAGIC_HEP3 && magic != MAGIC_EEP3) {
                counters.add("no_hep");
                broken = true;
                var _ = context.close();
                return;
            }
            received.incrementAndGet();
            waiting.addLast(packet.retain());
            push(context);
        }

        /** In their order; the connection is read no further while one waits for room. */
        private void push(ChannelHandlerContext context) {
            ByteBuf packet = waiting.peekFirst();
            while (packet != null && offer(packet)) {
                waiting.removeFirst();
                packet.release();
                packet = waiting.peekFirst();
            }
            boolean room = packet == null;
            if (!room && context.channel().config().isAutoRead()) {
                counters.add("waits_for_room");
            }
            context.channel().config().setAutoRead(room);
            if (!room && !scheduled) {
                scheduled = true;
                var _ =
                        context.executor()
                                .schedule(
                                        () -> {
                                            scheduled = false;
                                            push(context);
                                        },
                                        ROOM_MILLIS,
                                        TimeUnit.MILLISECONDS);
            }
        }

        private boolean offer(ByteBuf packet) {
            boolean put =
                    ring.offer(
                            packet.nioBuffer(),
                            sender.high(),
                            sender.low(),
                            sender.port(),
                            System.nanoTime(),
                            tls != null);
            if (put) {
                bell.ring();
            }
            return put;
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
            counters.add("broken_connections");
            var _ = context.close();
        }
    }
}
