package dev.signalbox.world.voice;

import dev.signalbox.model.net.IpEndpoint;
import dev.signalbox.model.target.Target;
import dev.signalbox.world.door.DoorState;
import dev.signalbox.world.door.FrontDoor;
import dev.signalbox.world.route.JsonRpc;
import dev.signalbox.world.route.JsonRpcServer;
import dev.signalbox.world.route.RoutingTables;
import dev.signalbox.world.traffic.CarrierProfile;
import dev.signalbox.world.traffic.RegionProfile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A region with all that is open for it.
 *
 * @param sbcSocket sends what is mirrored, and answers OPTIONS while the edge lives
 */
record Place(
        RegionProfile profile,
        Edge edge,
        FrontDoor door,
        DatagramChannel sbcSocket,
        IpEndpoint sbcAddress,
        RoutingTables tables,
        JsonRpcServer rpc,
        List<TrunkLine> trunks,
        List<DatagramChannel> carrierSockets)
        implements AutoCloseable {

    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    /**
     * Opens a region.
     *
     * @param regions all that its calls can be delivered to
     * @param doorKey signs orders to its door
     * @throws IOException when a socket cannot be bound
     */
    static Place open(
            RegionProfile region,
            Set<String> regions,
            String doorKey,
            WorldLoop loop,
            Agenda agenda)
            throws IOException {
        List<TrunkLine> trunks = new ArrayList<>();
        List<DatagramChannel> sockets = new ArrayList<>();
        for (CarrierProfile carrier : region.carriers()) {
            DatagramChannel socket = bind();
            Target.Trunk target = new Target.Trunk(region.name(), carrier.name());
            TrunkLine trunk = new TrunkLine(target, carrier, endpoint(socket));
            loop.listen(socket, new CarrierPort(socket, trunk, agenda));
            trunks.add(trunk);
            sockets.add(socket);
        }
        Edge edge = new Edge(region.name());
        DatagramChannel sbc = bind();
        loop.listen(sbc, new EdgePort(sbc, edge));
        RoutingTables tables = new RoutingTables(() -> Instant.now().getEpochSecond());
        JsonRpc rpc = new JsonRpc(tables, () -> dispatcher(trunks));
        FrontDoor door =
                new FrontDoor(new DoorState(region.name()), regions, doorKey, Clock.systemUTC());
        return new Place(
                region,
                edge,
                door,
                sbc,
                endpoint(sbc),
                tables,
                new JsonRpcServer(rpc, edge::alive),
                trunks,
                sockets);
    }

    String name() {
        return profile.name();
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
        door.close();
        rpc.close();
        sbcSocket.close();
        for (DatagramChannel socket : carrierSockets) {
            socket.close();
        }
    }
}
