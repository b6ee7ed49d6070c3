package dev.signalbox.agent.stream;

import dev.signalbox.model.change.Person;
import dev.signalbox.model.change.Role;
import dev.signalbox.model.fleet.FleetStanding;
import dev.signalbox.model.fleet.RegionView;
import dev.signalbox.model.time.NowSource;
import dev.signalbox.v1.ReadRecordingRequest;
import dev.signalbox.v1.ReadRecordingResponse;
import dev.signalbox.v1.WatchRequest;
import dev.signalbox.v1.WatchResponse;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.MultiThreadIoEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.nio.NioIoHandler;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioServerSocketChannel;
import io.grpc.stub.ServerCallStreamObserver;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/**
 * Serves the contract to consoles and ctl, plain on loopback or with TLS. Five threads: one for
 * sockets, two for calls, one that sends reports, one that reads the journal.
 */
public final class StreamServer implements AutoCloseable {

    private static final int CALL_THREADS = 2;
    private static final long CLOSE_MILLIS = 2_000;
    private static final Person NOBODY = new Person("", Role.VIEWER);

    private final EventLoopGroup sockets;
    private final ExecutorService calls;
    private final ScheduledExecutorService reports;
    private final ScheduledExecutorService reading;
    private final WatchHub watch;
    private final AgentService service;
    private final Server server;

    /**
     * The same without certificates, on loopback.
     *
     * @param listen a loopback address; port 0 takes a free one
     * @param bootId of this run of the agent
     * @throws IllegalArgumentException when the address is not loopback: plain gRPC is for loopback
     * @throws IOException when the address cannot be bound
     */
    public StreamServer(
            InetSocketAddress listen,
            String bootId,
            JournalShelf shelf,
            CallBook book,
            CommandSink commands,
            ChangeDesk changes,
            NowSource clock)
            throws IOException {
        this(Entrance.plain(listen), bootId, shelf, book, commands, changes, clock);
    }

    /**
     * Binds at once and serves; watchers wait until the first {@link #publish}.
     *
     * @param bootId of this run of the agent
     * @throws IOException when the address cannot be bound
     */
    public StreamServer(
            Entrance entrance,
            String bootId,
            JournalShelf shelf,
            CallBook book,
            CommandSink commands,
            ChangeDesk changes,
            NowSource clock)
            throws IOException {
        sockets =
                new MultiThreadIoEventLoopGroup(
                        1, threads("stream-socket"), NioIoHandler.newFactory());
        calls = Executors.newFixedThreadPool(CALL_THREADS, threads("stream-call"));
        reports = Executors.newSingleThreadScheduledExecutor(threads("stream-report"));
        reading = Executors.newSingleThreadScheduledExecutor(threads("stream-journal"));
        watch = new WatchHub(reports, clock);
        JournalFeeds feeds = new JournalFeeds(shelf, reading);
        CallFeed callFeed = new CallFeed(book, bootId, reports);
        service = new AgentService(watch, feeds, callFeed, shelf, commands, changes);
        NettyServerBuilder builder =
                NettyServerBuilder.forAddress(entrance.listen(), entrance.credentials())
                        .channelType(NioServerSocketChannel.class)
                        .bossEventLoopGroup(sockets)
                        .workerEventLoopGroup(sockets)
                        .executor(calls)
                        // A console that is frozen or unplugged is noticed and let go.
                        .keepAliveTime(10, TimeUnit.SECONDS)
                        .keepAliveTimeout(5, TimeUnit.SECONDS)
                        .permitKeepAliveTime(5, TimeUnit.SECONDS)
                        .maxInboundMessageSize(64 * 1024)
                        .addService(service);
        entrance.gates().forEach(builder::intercept);
        server = builder.build();
        try {
            server.start();
        } catch (IOException e) {
            release();
            throw new IOException("cannot listen at " + entrance.listen() + ": " + rootWords(e), e);
        }
    }

    /** The port that is bound. */
    public int port() {
        return server.getPort();
    }

    /**
     * Takes the newest whole report of this region; clients get the latest, coalesced. Call it at
     * least once a second, also when nothing changed ({@code measuredAt} moves): consoles call a
     * region stale after three seconds of silence. Returns at once, from any thread.
     */
    public void publish(RegionView full) {
        watch.publish(full);
    }

    /**
     * Takes another region's report, to be told on.
     *
     * @param by this agent's region
     * @param heardNanos monotonic time at which it was heard
     */
    public void relay(RegionView full, String by, long heardNanos) {
        watch.relay(full, by, heardNanos);
    }

    /** Takes how the fleet stands; every client is told who it is. */
    public void publish(FleetStanding standing) {
        watch.publish(standing);
    }

    /** A watcher inside this program: it is sent what consoles are sent. */
    public void watch(ServerCallStreamObserver<WatchResponse> local) {
        watch.add(WatchRequest.getDefaultInstance(), NOBODY, local);
    }

    /** Serves recordings from now on; until then those who ask are told there are none. */
    public void recordings(
            BiConsumer<ReadRecordingRequest, ServerCallStreamObserver<ReadRecordingResponse>>
                    source) {
        service.recordings(source);
    }

    /** Ends every call and thread; takes at most some seconds. */
    @Override
    public void close() {
        server.shutdownNow();
        try {
            server.awaitTermination(CLOSE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        release();
    }

    private void release() {
        for (ExecutorService executor : List.of(reports, reading, calls)) {
            executor.shutdownNow();
        }
        sockets.shutdownGracefully(0, CLOSE_MILLIS, TimeUnit.MILLISECONDS)
                .awaitUninterruptibly(CLOSE_MILLIS);
    }

    private static String rootWords(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }

    private static ThreadFactory threads(String name) {
        return Thread.ofPlatform().daemon().name(name + "-", 0).factory();
    }
}
