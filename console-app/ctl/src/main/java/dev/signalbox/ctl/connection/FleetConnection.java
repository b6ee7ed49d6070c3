package dev.signalbox.ctl.connection;

import dev.signalbox.model.fleet.FleetMerge;
import dev.signalbox.model.fleet.FleetView;
import dev.signalbox.model.time.Now;
import dev.signalbox.model.time.NowSource;
import dev.signalbox.model.trust.Identity;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The live picture of a fleet from all its agents: watched, merged, journals followed, reconnected
 * by itself. Two threads: one for sockets, one for everything else.
 */
public final class FleetConnection implements AutoCloseable {

    /**
     * Pictures come at most this often: news that come together are one picture. Whoever shows them
     * has a pace of its own, and two long waits in a row would be seen...
     */
    static final long PICTURE_MILLIS_MIN = 20;

    /** ...and at least this often, because ages grow without news. */
    static final long PICTURE_MILLIS_MAX = 500;

    /** How often it is asked whether the last picture is too old. */
    private static final long LOOK_MILLIS = 100;

    private static final long CLOSE_MILLIS = 2_000;
    private static final String THREAD = "fleet-connection";
    private static final System.Logger LOG = System.getLogger(FleetConnection.class.getName());

    private final List<Endpoint> endpoints;
    private final NowSource clock;
    private final EventLoopGroup sockets = Channels.sockets();
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name(THREAD).factory());
    private final List<ManagedChannel> channels = new ArrayList<>();
    private boolean started;
    private volatile boolean closed;

    /** Only touched on {@link #thread}. */
    private boolean picturePending;

    private long lastPictureNanos;

    /**
     * @param endpoints of the agents, {@code host:port} each, in the order they are shown
     * @throws IllegalArgumentException in words when one is no address, or not on this machine
     */
    public FleetConnection(List<String> endpoints) {
        this(endpoints, null);
    }

    /**
     * @param endpoints of the agents, {@code host:port} each, in the order they are shown
     * @param identity shown to them, null for plain ones on this machine
     * @throws IllegalArgumentException in words when one is no address, or not on this machine and
     *     there is no identity
     */
    public FleetConnection(List<String> endpoints, @Nullable Identity identity) {
        this(endpoints, identity, NowSource.system());
    }

    private FleetConnection(List<String> endpoints, @Nullable Identity identity, NowSource clock) {
        this.endpoints =
                endpoints.stream().distinct().map(text -> Endpoint.parse(text, identity)).toList();
        this.clock = clock;
    }

    /**
     * Begins. The first picture comes at once; it says that connecting is under way.
     *
     * @param pictures is called on one thread of this connection, at most fifty times and at least
     *     twice a second, until {@link #close}; it returns soon
     */
    public synchronized void start(Consumer<FleetView> pictures) {
        if (started) {
            throw new IllegalStateException("a connection is started once");
        }
        started = true;
        Now now = clock.now();
        FleetMerge merge = new FleetMerge(endpoints.stream().map(Endpoint::toString).toList(), now);
        Runnable picture = () -> picture(merge, pictures);
        List<AgentLink> links = new ArrayList<>();
        for (Endpoint endpoint : endpoints) {
            ManagedChannel channel = Channels.open(endpoint, sockets, thread);
            channels.add(channel);
            links.add(
                    new AgentLink(
                            endpoint.toString(),
                            channel,
                            thread,
                            merge,
                            clock,
                            () -> changed(picture)));
        }
        thread.execute(
                () -> {
                    picture.run();
                    links.forEach(AgentLink::watch);
                });
        var _ =
                thread.scheduleWithFixedDelay(
                        () -> pictureIfOld(picture),
                        PICTURE_MILLIS_MAX,
                        LOOK_MILLIS,
                        TimeUnit.MILLISECONDS);
    }

    /** Ends all connections and threads; no picture comes after this returned. */
    @Override
    public void close() {
        closed = true;
        List<ManagedChannel> open;
        synchronized (this) {
            open = List.copyOf(channels);
        }
        open.forEach(ManagedChannel::shutdownNow);
        try {
            // Calls end on the fleet's thread, so it goes after them.
            for (ManagedChannel channel : open) {
                channel.awaitTermination(CLOSE_MILLIS, TimeUnit.MILLISECONDS);
            }
            thread.shutdownNow();
            if (!Thread.currentThread().getName().equals(THREAD)) {
                thread.awaitTermination(CLOSE_MILLIS, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            thread.shutdownNow();
        }
        var _ = sockets.shutdownGracefully(0, CLOSE_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void changed(Runnable picture) {
        if (picturePending || closed) {
            return;
        }
        picturePending = true;
        long waitMillis = PICTURE_MILLIS_MIN - clock.now().millisSince(lastPictureNanos);
        try {
            var _ = thread.schedule(picture, Math.max(0, waitMillis), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException _) {
            // Closed in this moment: nobody waits for a picture.
        }
    }

    private void pictureIfOld(Runnable picture) {
        // The next look comes in LOOK_MILLIS: one that would then be late is made now.
        long ageMillis = clock.now().millisSince(lastPictureNanos);
        if (ageMillis > PICTURE_MILLIS_MAX - LOOK_MILLIS) {
            picture.run();
        }
    }

    private void picture(FleetMerge merge, Consumer<FleetView> pictures) {
        picturePending = false;
        if (closed) {
            return;
        }
        Now now = clock.now();
        lastPictureNanos = now.nanos();
        try {
            pictures.accept(merge.view(now));
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "a picture of the fleet could not be taken", e);
        }
    }
}
