package dev.signalbox.world.path;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The roads between several regions, a {@link PathRelay} for every pair, served by one thread. The
 * same seed loses by the same draws.
 */
public final class PathRelays implements AutoCloseable {

    private static final Logger LOG = System.getLogger(PathRelays.class.getName());

    private final Selector selector;
    private final List<PathRelay> relays = new ArrayList<>();
    private final Thread thread;
    private volatile boolean closed;

    /**
     * A region's end of its roads.
     *
     * @param region its name
     * @param address where its agent sends probes from and reflects them
     */
    public record Station(String region, InetSocketAddress address) {}

    /**
     * Opens a road for every pair of {@code stations}.
     *
     * @throws IOException when a socket cannot be bound
     */
    public PathRelays(List<Station> stations, long seed) throws IOException {
        selector = Selector.open();
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < stations.size(); i++) {
            for (int j = i + 1; j < stations.size(); j++) {
                relays.add(
                        new PathRelay(stations.get(i), stations.get(j), selector, random.split()));
            }
        }
        thread = Thread.ofPlatform().name("path-relays").daemon().start(this::run);
    }

    /**
     * Where the agent of {@code from} finds the agent of {@code to}.
     *
     * @throws IllegalArgumentException when there is no such road
     */
    public InetSocketAddress peer(String from, String to) {
        return relay(from, to).front(from);
    }

    /**
     * From now on this part of the packets that travel this way is lost, whoever they belong to:
     * probes of {@code from} and its reflections of the other's probes.
     *
     * @param lossRatio 0 to 1
     */
    public void lose(String from, String to, double lossRatio) {
        relay(from, to).lose(from, lossRatio);
    }

    /** Packets so far that travelled this way, and how many of these were lost on purpose. */
    public PathRelay.Counts counts(String from, String to) {
        return relay(from, to).counts(from);
    }

    private PathRelay relay(String from, String to) {
        return relays.stream()
                .filter(relay -> relay.joins(from, to))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no road " + from + " to " + to));
    }

    private void run() {
        while (!closed) {
            try {
                selector.select();
                for (SelectionKey key : selector.selectedKeys()) {
                    if (key.attachment() instanceof PathRelay.Way way) {
                        way.carry();
                    }
                }
                selector.selectedKeys().clear();
            } catch (IOException | RuntimeException e) {
                // One packet that the network refuses may not cut all roads.
                if (!closed) {
                    LOG.log(Level.WARNING, "path relays: a turn failed", e);
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        closed = true;
        selector.wakeup();
        try {
            thread.join(1_000);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        for (PathRelay relay : relays) {
            relay.close();
        }
        selector.close();
    }
}
