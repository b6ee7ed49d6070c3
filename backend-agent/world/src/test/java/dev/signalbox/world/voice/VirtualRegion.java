package dev.signalbox.world.voice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.model.net.IpEndpoint;
import dev.signalbox.model.target.Target;
import dev.signalbox.world.door.DoorState;
import dev.signalbox.world.route.JsonRpc;
import dev.signalbox.world.route.RoutingTables;
import dev.signalbox.world.traffic.CallGenerator;
import dev.signalbox.world.traffic.RegionProfile;
import dev.signalbox.world.traffic.Regions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Frankfurt in virtual time: an SBC whose mirrored messages are kept. */
final class VirtualRegion {

    static final IpEndpoint SBC = IpEndpoint.of("127.0.0.1", 5060);
    private static final Instant START = Instant.parse("2026-11-20T10:00:00Z");

    final List<Seen> seen = new ArrayList<>();
    final List<Report> reports = new ArrayList<>();
    final Truth truth = new Truth();
    final List<TrunkLine> trunks = new ArrayList<>();
    private final Agenda agenda = new Agenda();
    final Edge edge = new Edge("eu-central");
    final DoorState door;
    private final Sbc sbc;
    private final boolean keepsReports;
    private long nowNanos;
    private final RoutingTables tables = new RoutingTables(() -> wall(nowNanos).getEpochSecond());

    /** A mirrored message. */
    record Seen(IpEndpoint source, IpEndpoint destination, long atNanos, String sip) {

        String firstLine() {
            return sip.substring(0, sip.indexOf('\r'));
        }

        String header(String name) {
            return sip.lines()
                    .filter(line -> line.startsWith(name + ": "))
                    .findFirst()
                    .orElseThrow()
                    .substring(name.length() + 2);
        }

        boolean invite() {
            return sip.startsWith("INVITE ");
        }
    }

    /** A mirrored RTCP report. */
    record Report(
            IpEndpoint source, IpEndpoint destination, long atNanos, String callId, String json) {}

    private final class Keeping implements Mirror {
        @Override
        public void see(IpEndpoint source, IpEndpoint destination, long atNanos, String sip) {
            seen.add(new Seen(source, destination, atNanos, sip));
        }

        @Override
        public void report(
                IpEndpoint source,
                IpEndpoint destination,
                long atNanos,
                String callId,
                String json) {
            if (keepsReports) {
                reports.add(new Report(source, destination, atNanos, callId, json));
            }
        }
    }

    VirtualRegion(long seed) {
        this(seed, Regions.demo().getFirst(), Conversations.PLAIN, false);
    }

    VirtualRegion(long seed, RegionProfile profile, Conversations conversations) {
        this(seed, profile, conversations, true);
    }

    private VirtualRegion(
            long seed, RegionProfile profile, Conversations conversations, boolean keepsReports) {
        this.keepsReports = keepsReports;
        for (int i = 0; i < profile.carriers().size(); i++) {
            var carrier = profile.carriers().get(i);
            trunks.add(
                    new TrunkLine(
                            new Target.Trunk(profile.name(), carrier.name()),
                            carrier,
                            IpEndpoint.of("127.0.0.1", 5_091 + i)));
        }
        door = new DoorState(profile.name());
        sbc =
                new Sbc(
                        edge,
                        SBC,
                        trunks,
                        tables,
                        new Surroundings(
                                agenda, new Keeping(), truth, VirtualRegion::wall, conversations));
        new Delivery(door, Map.of(profile.name(), sbc), agenda, truth, VirtualRegion::wall)
                .serve(new CallGenerator(profile, seed, 36_000));
    }

    private static Instant wall(long nanos) {
        return START.plusNanos(nanos);
    }

    void runUntilSecond(long second) {
        for (long s = TimeUnit.NANOSECONDS.toSeconds(nowNanos) + 1; s <= second; s++) {
            nowNanos = TimeUnit.SECONDS.toNanos(s);
            agenda.runUntil(nowNanos);
        }
    }

    void become(int trunk, Condition condition) {
        trunks.get(trunk).become(condition);
        truth.became(trunks.get(trunk).target(), condition, "test", wall(nowNanos));
    }

    void media(MediaCondition condition) {
        sbc.media(condition);
    }

    /** As an agent does it. */
    void share(int trunk, int percent) {
        JsonRpc rpc = new JsonRpc(tables, List::of);
        String request =
                """
                {"jsonrpc":"2.0","id":1,"method":"htable.setxi","params":["signalbox","%s",%d,600]}
                """
                        .formatted(trunks.get(trunk).uri(), percent);
        assertThat(rpc.answer(request).orElseThrow().status()).isEqualTo(200);
    }

    /** Calls that were answered and not hung up. */
    long liveCalls() {
        Set<String> live = new HashSet<>();
        for (Seen message : seen) {
            if (message.firstLine().startsWith("SIP/2.0 200")
                    && message.header("CSeq").endsWith("INVITE")) {
                live.add(message.header("Call-ID"));
            } else if (message.sip().startsWith("BYE ")) {
                live.remove(message.header("Call-ID"));
            }
        }
        return live.size();
    }

    /** First INVITEs of calls, by trunk, between two seconds. */
    Map<Integer, Integer> firstInvites(long fromSecond, long toSecond) {
        Map<Integer, Integer> count = new TreeMap<>();
        List<String> known = new ArrayList<>();
        for (Seen message : seen) {
            if (message.invite() && message.source().equals(SBC)) {
                String callId = message.header("Call-ID");
                if (known.contains(callId)) {
                    continue;
                }
                known.add(callId);
                long second = TimeUnit.NANOSECONDS.toSeconds(message.atNanos());
                if (second >= fromSecond && second < toSecond) {
                    count.merge(message.destination().port() - 5_091, 1, Integer::sum);
                }
            }
        }
        return count;
    }
}
