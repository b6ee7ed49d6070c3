package dev.signalbox.agent.peer;

import dev.signalbox.model.fleet.FleetMerge;
import dev.signalbox.model.fleet.RegionEntry;
import dev.signalbox.model.fleet.RegionView;
import dev.signalbox.model.time.Now;
import dev.signalbox.model.time.NowSource;
import io.grpc.ChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.MultiThreadIoEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.nio.NioIoHandler;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The newest reports of the other regions' agents, kept through every break of a connection. Two
 * threads: one for sockets, one for everything else.
 */
public final class Peers implements AutoCloseable {

    /** All agents' certificates carry this name, so that they are found by address. */
    private static final String AUTHORITY = "agent.signalbox";

    private static final int MESSAGE_BYTES_MAX = 16 * 1024 * 1024;
    private static final long CLOSE_MILLIS = 2_000;

    private final NowSource clock;
    private final FleetMerge merge;
    private final EventLoopGroup sockets =
            new MultiThreadIoEventLoopGroup(
                    1,
                    Thread.ofPlatform().daemon().name("peer-socket-", 0).factory(),
                    NioIoHandler.newFactory());
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("peers").factory());
    private final List<ManagedChannel> channels = new ArrayList<>();
    private final List<PeerLink> links = new ArrayList<>();
    private final Consumer<Heard> sink;
    private volatile List<RegionEntry> entries = List.of();
    private volatile long entriesNanos;

    /**
     * A peer said something new of its region.
     *
     * @param view whole, with all of its history that is known here
     * @param nanos when it was heard
     */
    public record Heard(RegionView view, long nanos) {}

    /**
     * Nothing is connected before {@link #start}.
     *
     * @param addresses where each peer serves consoles, by region
     * @param credentials this agent's own
     * @param sink gets every report, on one thread; returns soon
     */
    public Peers(
            Map<String, InetSocketAddress> addresses,
            ChannelCredentials credentials,
            NowSource clock,
            Consumer<Heard> sink) {
        this.clock = clock;
        this.sink = sink;
        merge = new FleetMerge(List.copyOf(addresses.keySet()), clock.now());
        addresses.forEach(
                (region, address) -> {
                    ManagedChannel channel = channel(address, credentials);
                    channels.add(channel);
                    links.add(new PeerLink(region, channel, thread, view -> heard(region, view)));
                });
    }

    /** Begins to watch. */
    public void start() {
        thread.execute(() -> links.forEach(PeerLink::watch));
    }

    /** The newest reports with their age at {@code now}. */
    public List<RegionEntry> regions(Now now) {
        long sinceMillis = now.millisSince(entriesNanos);
        return entries.stream()
                .map(
                        entry -> {
                            long age = entry.ageMillis() + Math.max(0, sinceMillis);
                            return new RegionEntry(
                                    entry.view(), age, age > FleetMerge.STALE_AFTER_MILLIS);
                        })
                .toList();
    }

    @Override
    public void close() {
        channels.forEach(ManagedChannel::shutdownNow);
        thread.shutdownNow();
        var _ = sockets.shutdownGracefully(0, CLOSE_MILLIS, TimeUnit.MILLISECONDS);
    }

    private ManagedChannel channel(InetSocketAddress address, ChannelCredentials credentials) {
        return NettyChannelBuilder.forAddress(address, credentials)
                .overrideAuthority(AUTHORITY)
                .channelType(NioSocketChannel.class)
                .eventLoopGroup(sockets)
                .executor(thread)
                // A frozen peer is noticed although its socket stays open.
                .keepAliveTime(10, TimeUnit.SECONDS)
                .keepAliveTimeout(3, TimeUnit.SECONDS)
                .maxInboundMessageSize(MESSAGE_BYTES_MAX)
                .build();
    }

    /** A peer speaks of its own region only; what it says of others is not heard. */
    private void heard(String region, RegionView view) {
        if (!view.target().name().equals(region)) {
            return;
        }
        Now now = clock.now();
        if (!merge.report(view, now)) {
            return;
        }
        List<RegionEntry> all = merge.view(now).regions();
        entries = all;
        entriesNanos = now.nanos();
        all.stream()
                .filter(entry -> entry.view().target().name().equals(region))
                .forEach(entry -> sink.accept(new Heard(entry.view(), now.nanos())));
    }
}
