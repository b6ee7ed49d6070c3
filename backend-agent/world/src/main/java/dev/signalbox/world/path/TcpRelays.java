package dev.signalbox.world.path;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * TCP roads between several regions, one for every pair and direction of opening, that can be cut.
 * What is under way when a direction is cut waits and goes on when it is whole again, as TCP sends
 * again what a network lost; what waits longer than the two ends do is closed by them.
 */
public final class TcpRelays implements AutoCloseable {

    private final Map<Way, Gate> gates = new HashMap<>();
    private final Map<Way, TcpRelay> relays = new HashMap<>();

    /** A direction. */
    private record Way(String from, String to) {
        Way back() {
            return new Way(to, from);
        }
    }

    /**
     * A region's end of its roads.
     *
     * @param region its name
     * @param address where its agent listens
     */
    public record Station(String region, InetSocketAddress address) {}

    /**
     * Opens the roads.
     *
     * @throws IOException when a socket cannot be bound
     */
    public TcpRelays(List<Station> stations) throws IOException {
        for (Station from : stations) {
            for (Station to : stations) {
                if (!from.equals(to)) {
                    gates.put(new Way(from.region(), to.region()), new Gate());
                }
            }
        }
        try {
            for (Station to : stations) {
                for (Way way : new ArrayList<>(gates.keySet())) {
                    if (way.to().equals(to.region())) {
                        relays.put(way, new TcpRelay(to.address(), gate(way), gate(way.back())));
                    }
                }
            }
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /**
     * Where the agent of {@code from} finds the agent of {@code to}.
     *
     * @throws IllegalArgumentException when there is no such road
     */
    public InetSocketAddress peer(String from, String to) {
        TcpRelay relay = relays.get(new Way(from, to));
        if (relay == null) {
            throw new IllegalArgumentException("no road " + from + " to " + to);
        }
        return relay.front();
    }

    /**
     * From now on nothing that {@code from} sends reaches {@code to}, whoever opened the
     * connection; the other direction is left as it is. No connection can be opened either way.
     *
     * @throws IllegalArgumentException when there is no such road
     */
    public void cut(String from, String to) {
        gate(new Way(from, to)).shut();
    }

    /**
     * Whole again in this direction.
     *
     * @throws IllegalArgumentException when there is no such road
     */
    public void join(String from, String to) {
        gate(new Way(from, to)).open();
    }

    /** Cuts a region off from all others, both ways. */
    public void isolate(String region) {
        gates.forEach(
                (way, gate) -> {
                    if (way.from().equals(region) || way.to().equals(region)) {
                        gate.shut();
                    }
                });
    }

    /** All roads of a region are whole again, both ways. */
    public void reunite(String region) {
        gates.forEach(
                (way, gate) -> {
                    if (way.from().equals(region) || way.to().equals(region)) {
                        gate.open();
                    }
                });
    }

    private Gate gate(Way way) {
        Gate gate = gates.get(way);
        if (gate == null) {
            throw new IllegalArgumentException("no road " + way.from() + " to " + way.to());
        }
        return gate;
    }

    @Override
    public void close() throws IOException {
        for (TcpRelay relay : relays.values()) {
            relay.close();
        }
    }
}
