package dev.signalbox.world.voice;

import dev.signalbox.model.net.IpEndpoint;
import dev.signalbox.model.route.DoorReading;
import dev.signalbox.model.target.Target;
import dev.signalbox.world.door.DoorState;
import dev.signalbox.world.route.RoutingTables;
import dev.signalbox.world.traffic.CallGenerator;
import dev.signalbox.world.traffic.RegionProfile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** Several regions in virtual time; what each one's SBC mirrors is kept. */
final class VirtualFleet {

    private static final Instant START = Instant.parse("2026-11-20T10:00:00Z");

    final Truth truth = new Truth();
    private final Map<String, List<VirtualRegion.Seen>> seen = new HashMap<>();
    private final Map<String, DoorState> doors = new HashMap<>();
    private final Map<String, Edge> edges = new HashMap<>();
    private final Map<String, Sbc> sbcs = new HashMap<>();
    private final Agenda agenda = new Agenda();
    private long nowNanos;

    VirtualFleet(List<RegionProfile> regions, long seed, Conversations conversations) {
        for (int i = 0; i < regions.size(); i++) {
            RegionProfile region = regions.get(i);
            List<VirtualRegion.Seen> messages = new ArrayList<>();
            seen.put(region.name(), messages);
            Edge edge = new Edge(region.name());
            edges.put(region.name(), edge);
            sbcs.put(
                    region.name(),
                    new Sbc(
                            edge,
                            address(i, 0),
                            trunks(region, i),
                            new RoutingTables(() -> now().getEpochSecond()),
                            new Surroundings(
                                    agenda,
                                    new Keeping(messages),
                                    truth,
                                    VirtualFleet::wall,
                                    conversations)));
        }
        for (RegionProfile region : regions) {
            DoorState door = new DoorState(region.name());
            doors.put(region.name(), door);
            new Delivery(door, sbcs, agenda, truth, VirtualFleet::wall)
                    .serve(new CallGenerator(region, seed, 36_000));
        }
    }

    private static List<TrunkLine> trunks(RegionProfile region, int index) {
        List<TrunkLine> trunks = new ArrayList<>();
        for (int i = 0; i < region.carriers().size(); i++) {
            var carrier = region.carriers().get(i);
            Target.Trunk target = new Target.Trunk(region.name(), carrier.name());
            trunks.add(new TrunkLine(target, carrier, address(index, i + 1)));
        }
        return trunks;
    }

    /** Ports of the first region begin at 5100, those of the second at 5200. */
    private static IpEndpoint address(int region, int port) {
        return IpEndpoint.of("127.0.0.1", 5_100 + 100 * region + port);
    }

    private static Instant wall(long nanos) {
        return START.plusNanos(nanos);
    }

    Instant now() {
        return wall(nowNanos);
    }

    static Instant atSecond(long second) {
        return START.plusSeconds(second);
    }

    List<VirtualRegion.Seen> seen(String region) {
        return Objects.requireNonNull(seen.get(region));
    }

    DoorState door(String region) {
        return Objects.requireNonNull(doors.get(region));
    }

    /** A region's edge as the carriers behind a door see it. */
    DoorReading.Edge edge(String door, String region) {
        return Objects.requireNonNull(door(door).reading().edges().get(region));
    }

    void edge(String region, boolean alive) {
        Objects.requireNonNull(edges.get(region)).become(alive);
    }

    void drop(String region) {
        Objects.requireNonNull(sbcs.get(region)).drop(nowNanos);
    }

    void runUntilSecond(long second) {
        nowNanos = TimeUnit.SECONDS.toNanos(second);
        agenda.runUntil(nowNanos);
    }

    private record Keeping(List<VirtualRegion.Seen> messages) implements Mirror {
        @Override
        public void see(IpEndpoint source, IpEndpoint destination, long atNanos, String sip) {
            messages.add(new VirtualRegion.Seen(source, destination, atNanos, sip));
        }

        @Override
        public void report(
                IpEndpoint source,
                IpEndpoint destination,
                long atNanos,
                String callId,
                String json) {}
    }
}
