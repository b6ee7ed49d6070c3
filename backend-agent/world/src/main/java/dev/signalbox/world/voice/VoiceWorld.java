package dev.signalbox.world.voice;

import dev.signalbox.model.net.IpEndpoint;
import dev.signalbox.model.target.Target;
import dev.signalbox.world.route.JsonRpc;
import dev.signalbox.world.route.JsonRpcServer;
import dev.signalbox.world.route.RoutingTables;
import dev.signalbox.world.traffic.CallGenerator;
import dev.signalbox.world.traffic.CarrierProfile;
import dev.signalbox.world.traffic.RegionProfile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Regions with their SBCs and carriers on loopback. It starts with no call up: live calls build up
 * from the first minute on, because a mirror tells an agent only of calls that it saw begin.
 */
public final class VoiceWorld implements AutoCloseable {

    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    private final Agenda agenda = new Agenda();
    private final WorldLoop loop;
    private final Truth truth = new Truth();
    private final AtomicLong mirrorDrops = new AtomicLong();
    private final List<Place> places = new ArrayList<>();
    private final Map<String, Sbc> sbcs = new HashMap<>();

    /** A region with all that is open for it. */
    private record Place(
            RegionProfile profile,
            DatagramChannel sbcSocket,
            IpEndpoint sbcAddress,
            RoutingTables tables,
            JsonRpcServer rpc,
            List<TrunkLine> trunks,
            List<DatagramChannel> carrierSockets) {}

    /**
     * A region as its agent must know it.
     *
     * @param routerUrl the SBC's JSON-RPC
     * @param trunks in the order of preference
     */
    public record RegionView(RegionProfile profile, URI routerUrl, List<TrunkAddress> trunks) {}

    /** Where a trunk's carrier listens. */
    public record TrunkAddress(Target.Trunk target, CarrierProfile carrier, String uri) {}

    /**
     * Binds all sockets; carriers and routers answer once {@link #start} was called.
     *
     * @throws IOException when a socket cannot be bound
     */
    public VoiceWorld(List<RegionProfile> regions) throws IOException {
        loop = new WorldLoop(agenda);
        for (RegionProfile region : regions) {
            places.add(open(region));
        }
    }

    private Place open(RegionProfile region) throws IOException {
        List<TrunkLine> trunks = new ArrayList<>();
        List<DatagramChannel> sockets = new ArrayList<>();
        for (CarrierProfile carrier : region.carriers()) {
            DatagramChannel socket = bind();
            TrunkLine trunk =
                    new TrunkLine(
                            new Target.Trunk(region.name(), carrier.name()),
                            carrier,
                            endpoint(socket));
            loop.listen(socket, new CarrierPort(socket, trunk, agenda));
            trunks.add(trunk);
            sockets.add(socket);
        }
        DatagramChannel sbc = bind();
        RoutingTables tables = new RoutingTables(() -> Instant.now().getEpochSecond());
        JsonRpcServer rpc = new JsonRpcServer(new JsonRpc(tables, () -> dispatcher(trunks)));
        return new Place(region, sbc, endpoint(sbc), tables, rpc, trunks, sockets);
    }

    /** The regions with their addresses. */
    public List<RegionView> regions() {
        return places.stream()
                .map(
                        place ->
                                new RegionView(
                                        place.profile(),
                                        place.rpc().url(),
                                        place.trunks().stream()
                                                .map(
                                                        t ->
                                                                new TrunkAddress(
                                                                        t.target(),
                                                                        t.carrier(),
                                                                        t.uri()))
                                                .toList()))
                .toList();
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
        double utcSecondOfDay = LocalTime.now(ZoneOffset.UTC).toSecondOfDay();
        for (int i = 0; i < places.size(); i++) {
            Place place = places.get(i);
            Mirror mirror = mirror(place, new HepPacket(2_001 + i, hepKey), hepTargets.get(i));
            Surroundings surroundings =
                    new Surroundings(agenda, mirror, truth, loop::wallAt, conversations);
            Sbc sbc = new Sbc(place.sbcAddress(), place.trunks(), place.tables(), surroundings);
            sbcs.put(place.profile().name(), sbc);
            sbc.serve(new CallGenerator(place.profile(), seed, utcSecondOfDay));
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

    private static List<JsonRpc.Destination> dispatcher(List<TrunkLine> trunks) {
        List<JsonRpc.Destination> list = new ArrayList<>();
        int priority = 10 * trunks.size();
        for (TrunkLine trunk : trunks) {
            if (trunk.carrier().direction().sendsCalls()) {
                list.add(new JsonRpc.Destination(trunk.uri(), "AX", priority));
                priority -= 10;
            }
        }
        return list;
    }

    private static DatagramChannel bind() throws IOException {
        DatagramChannel socket = DatagramChannel.open(StandardProtocolFamily.INET);
        socket.configureBlocking(false);
        return socket.bind(new InetSocketAddress(LOOPBACK, 0));
    }

    private static IpEndpoint endpoint(DatagramChannel socket) throws IOException {
        InetSocketAddress local = (InetSocketAddress) socket.getLocalAddress();
        return IpEndpoint.of(local.getAddress(), local.getPort());
    }

    @Override
    public void close() throws IOException {
        loop.close();
        for (Place place : places) {
            place.rpc().close();
            place.sbcSocket().close();
            for (DatagramChannel socket : place.carrierSockets()) {
                socket.close();
            }
        }
    }
}
