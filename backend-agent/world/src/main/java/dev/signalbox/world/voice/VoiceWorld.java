package dev.signalbox.world.voice;

import dev.signalbox.model.target.Target;
import dev.signalbox.world.door.DoorState;
import dev.signalbox.world.traffic.CallGenerator;
import dev.signalbox.world.traffic.CarrierProfile;
import dev.signalbox.world.traffic.RegionProfile;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Regions with their SBCs and carriers on loopback. It starts with no call up: live calls build up
 * from the first minute on, because a mirror tells an agent only of calls that it saw begin.
 */
public final class VoiceWorld implements AutoCloseable {

    /**
     * Begins in the afternoon of Europe and the morning of America, whenever it is run: the same
     * seed gives the same calls, and a story does not fail for want of callers at night.
     */
    private static final double UTC_SECOND_OF_DAY = 15 * 3600;

    private static final int KEY_BYTES = 16;

    private final String doorKey;
    private final Agenda agenda = new Agenda();
    private final WorldLoop loop;
    private final Truth truth = new Truth();
    private final AtomicLong mirrorDrops = new AtomicLong();
    private final List<Place> places = new ArrayList<>();
    private final Map<String, Sbc> sbcs = new HashMap<>();

    /**
     * A region as its agent must know it.
     *
     * @param routerUrl the SBC's JSON-RPC
     * @param trunks in the order of preference
     * @param edge SIP URI that answers OPTIONS while the region's edge lives
     * @param door where its front door is read and set
     * @param doorKey signs orders to any door of this world
     */
    public record RegionView(
            RegionProfile profile,
            URI routerUrl,
            List<TrunkAddress> trunks,
            String edge,
            URI door,
            String doorKey) {}

    /** Where a trunk's carrier listens. */
    public record TrunkAddress(Target.Trunk target, CarrierProfile carrier, String uri) {}

    /**
     * Binds all sockets; carriers and routers answer once {@link #start} was called.
     *
     * @throws IOException when a socket cannot be bound
     */
    public VoiceWorld(List<RegionProfile> regions) throws IOException {
        loop = new WorldLoop(agenda);
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        doorKey = HexFormat.of().formatHex(key);
        Set<String> names =
                regions.stream().map(RegionProfile::name).collect(Collectors.toUnmodifiableSet());
        for (RegionProfile region : regions) {
            places.add(Place.open(region, names, doorKey, loop, agenda));
        }
    }

    /** The regions with their addresses. */
    public List<RegionView> regions() {
        return places.stream().map(this::view).toList();
    }

    private RegionView view(Place place) {
        return new RegionView(
                place.profile(),
                place.rpc().url(),
                place.trunks().stream()
                        .map(t -> new TrunkAddress(t.target(), t.carrier(), t.uri()))
                        .toList(),
                "sip:" + place.sbcAddress(),
                place.door().url(),
                doorKey);
    }

    /**
     * Begins: traffic, carriers, mirrors.
     *
     * @param seed of the traffic
     * @param hepKey sent with every mirrored packet
     * @param hepTargets where the agent of each region takes them, in the order of {@link #regions}
     */
    public void start(long seed, String hepKey, List<InetSocketAddress> hepTargets) {
        start(seed, hepKey, hepTargets, Conversations.PLAIN);
    }

    /**
     * As {@link #start(long, String, List)}.
     *
     * @param conversations what happens on answered calls
     */
    public void start(
            long seed,
            String hepKey,
            List<InetSocketAddress> hepTargets,
            Conversations conversations) {
        for (int i = 0; i < places.size(); i++) {
            Place place = places.get(i);
            Mirror mirror = mirror(place, new HepPacket(2_001 + i, hepKey), hepTargets.get(i));
            Surroundings surroundings =
                    new Surroundings(agenda, mirror, truth, loop::wallAt, conversations);
            Sbc sbc =
                    new Sbc(
                            place.edge(),
                            place.sbcAddress(),
                            place.trunks(),
                            place.tables(),
                            surroundings);
            sbcs.put(place.name(), sbc);
        }
        for (Place place : places) {
            DoorState door = place.door().state();
            new Delivery(door, sbcs, agenda, truth, loop::wallAt)
                    .serve(new CallGenerator(place.profile(), seed, UTC_SECOND_OF_DAY));
        }
        loop.start();
    }

    /** Runs {@code step} on the world's thread {@code after} its beginning. */
    public void at(Duration after, Consumer<Instant> step) {
        loop.handOver(_ -> agenda.at(after.toNanos(), now -> step.accept(loop.wallAt(now))));
    }

    /**
     * Changes how a carrier is, soon; {@link #truth} knows from when on.
     *
     * @param name what people are told
     */
    public void become(Target.Trunk trunk, Condition condition, String name) {
        loop.handOver(
                now -> {
                    places.stream()
                            .flatMap(place -> place.trunks().stream())
                            .filter(line -> line.target().equals(trunk))
                            .forEach(line -> line.become(condition));
                    truth.became(trunk, condition, name, loop.wallAt(now));
                });
    }

    /** Changes how the media of all calls of a region is, soon; after the start only. */
    public void media(String region, MediaCondition condition) {
        loop.handOver(_ -> Objects.requireNonNull(sbcs.get(region)).media(condition));
    }

    /**
     * A region's edge dies, or lives again: at once for agents that ask, soon for calls. While it
     * is dead new calls to it get no response at all, OPTIONS neither, and its JSON-RPC is silent;
     * calls that are up go on.
     *
     * @throws IllegalArgumentException when there is no such region
     */
    public void edge(String region, boolean alive) {
        place(region).edge().become(alive);
    }

    /** Drops all calls that a region handles, soon; after the start only. */
    public void drop(String region) {
        loop.handOver(now -> Objects.requireNonNull(sbcs.get(region)).drop(now));
    }

    /**
     * The front door of a region's numbers.
     *
     * @throws IllegalArgumentException when there is no such region
     */
    public DoorState door(String region) {
        return place(region).door().state();
    }

    private Place place(String region) {
        return places.stream()
                .filter(place -> place.name().equals(region))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no region " + region));
    }

    /** How long it has been running. */
    public Duration up() {
        return Duration.ofNanos(loop.nowNanos());
    }

    /** What really happened. */
    public Truth truth() {
        return truth;
    }

    /** Mirrored packets that the network did not take. */
    public long mirrorDrops() {
        return mirrorDrops.get();
    }

    private Mirror mirror(Place place, HepPacket packet, InetSocketAddress target) {
        return new HepMirror(place.sbcSocket(), target, packet, loop::wallAt, mirrorDrops);
    }

    @Override
    public void close() throws IOException {
        loop.close();
        for (Place place : places) {
            place.close();
        }
    }
}
