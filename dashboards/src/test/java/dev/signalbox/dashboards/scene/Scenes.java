package dev.signalbox.dashboards.scene;

import dev.signalbox.model.fleet.AgentStatus;
import dev.signalbox.model.fleet.ConnectionView;
import dev.signalbox.model.fleet.FleetView;
import dev.signalbox.model.fleet.Headline;
import dev.signalbox.model.fleet.HistoryPoint;
import dev.signalbox.model.fleet.IncidentView;
import dev.signalbox.model.fleet.JournalLine;
import dev.signalbox.model.fleet.RegionEntry;
import dev.signalbox.model.fleet.RegionSenses;
import dev.signalbox.model.fleet.RegionView;
import dev.signalbox.model.fleet.Severity;
import dev.signalbox.model.fleet.TrunkState;
import dev.signalbox.model.fleet.TrunkView;
import dev.signalbox.model.journal.DiagnosisCode;
import dev.signalbox.model.journal.Evidence;
import dev.signalbox.model.journal.GuardResult;
import dev.signalbox.model.journal.JournalEntry;
import dev.signalbox.model.journal.JournalRecord;
import dev.signalbox.model.measure.ProbeState;
import dev.signalbox.model.measure.TrunkCounts;
import dev.signalbox.model.measure.WindowMeasures;
import dev.signalbox.model.policy.Rules;
import dev.signalbox.model.policy.Trunk;
import dev.signalbox.model.route.RouteTable;
import dev.signalbox.model.target.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Fleets as a console might be told of them, for tests and for looking at screens. */
public final class Scenes {

    /** The present of all scenes. */
    public static final Instant AT = Instant.parse("2026-11-20T03:12:44Z");

    public static final Target.Trunk NORTHWIND = new Target.Trunk("eu-central", "northwind");
    public static final Target.Trunk MERIDIAN = new Target.Trunk("eu-central", "meridian");
    private static final int SLICE_MILLIS = 5000;

    private Scenes() {}

    /** Three regions, all well. */
    public static FleetView calm() {
        return fleet(
                new Headline(
                        Severity.WELL,
                        "All is well: 3 regions answer 95.4 % of calls.",
                        "No incident since the agents started."),
                demoRegions(Stage.CALM, 360),
                live(3),
                journal(Stage.CALM));
    }

    /** A carrier rejects calls and nothing has been moved yet. */
    public static FleetView failing() {
        return fleet(
                new Headline(
                        Severity.CRITICAL,
                        "Carrier Northwind rejects 38 % of new calls in eu-central.",
                        "Cause: 503 from the carrier; eu-central's other carrier is well. The move is"
                                + " decided, routers have not confirmed it."),
                demoRegions(Stage.FAILING, 360),
                live(3),
                journal(Stage.FAILING));
    }

    /** The calls go to another carrier. */
    public static FleetView moved() {
        return fleet(
                new Headline(
                        Severity.MAJOR,
                        "Carrier Northwind rejects new calls in eu-central. New ones go to Meridian"
                                + " since 12 s; nobody hears silence now.",
                        "Carrier, not region: Meridian answers 95.8 %. Found in 0.6 s, moved 0.1 s"
                                + " later; 8 calls failed, none since. Return begins at the earliest"
                                + " in 9 min."),
                demoRegions(Stage.MOVED, 360),
                live(3),
                journal(Stage.MOVED));
    }

    /** The broken carrier gets a tenth of its calls again. */
    public static FleetView returning() {
        return fleet(
                new Headline(
                        Severity.MINOR,
                        "Northwind in eu-central is being taken back: 10 % of its new calls.",
                        "Each stage is held 30 s and judged by its own calls; a bad one takes it out"
                                + " again."),
                demoRegions(Stage.RETURNING, 360),
                live(3),
                journal(Stage.RETURNING));
    }

    /** One region of three is silent. */
    public static FleetView stale() {
        List<RegionEntry> regions = new ArrayList<>(demoRegions(Stage.CALM, 360));
        RegionView silent = regions.get(2).view();
        regions.set(2, new RegionEntry(without(silent), 41_000, true));
        List<ConnectionView> connections = new ArrayList<>(live(2));
        connections.add(
                new ConnectionView(
                        "127.0.0.1:7445",
                        ConnectionView.State.BROKEN,
                        "127.0.0.1:7445 refuses the connection: is the agent running?",
                        AT.minusSeconds(40)));
        return fleet(
                new Headline(
                        Severity.MINOR,
                        "us-east is silent for 41 s: its figures are not counted.",
                        "Its SBCs keep the last routes. The other 2 regions are well."),
                regions,
                connections,
                journal(Stage.CALM));
    }

    /** All connections are broken; what is shown is old. */
    public static FleetView disconnected() {
        List<RegionEntry> regions =
                demoRegions(Stage.MOVED, 360).stream()
                        .map(entry -> new RegionEntry(entry.view(), 95_000, true))
                        .toList();
        List<ConnectionView> connections =
                live(3).stream()
                        .map(
                                each ->
                                        new ConnectionView(
                                                each.endpoint(),
                                                ConnectionView.State.BROKEN,
                                                each.endpoint() + " refuses the connection",
                                                AT.minusSeconds(94)))
                        .toList();
        return fleet(
                new Headline(
                        Severity.MAJOR,
                        "This console has no connection to any agent for 94 s.",
                        "What is shown is old. Agents and SBCs go on without this console."),
                regions,
                connections,
                journal(Stage.MOVED));
    }

    /** No agent has answered yet. */
    public static FleetView empty() {
        return fleet(
                new Headline(
                        Severity.MINOR,
                        "No agent answers at 127.0.0.1:7443 yet.",
                        "Start one with ./signalbox demo, or name another with --connect host:port."),
                List.of(),
                List.of(
                        new ConnectionView(
                                "127.0.0.1:7443",
                                ConnectionView.State.CONNECTING,
                                "",
                                AT.minusSeconds(2))),
                List.of());
    }

    /** The first seconds of a demo. */
    public static FleetView young() {
        FleetView calm = calm();
        return fleet(calm.headline(), demoRegions(Stage.CALM, 4), live(3), List.of());
    }

    /** Twelve regions all over the world, some of them near to each other. */
    public static FleetView many() {
        List<RegionEntry> regions = new ArrayList<>(demoRegions(Stage.FAILING, 360));
        Object[][] more = {
            {"eu-north", "Stockholm", 59.33, 18.06},
            {"eu-south", "Milan", 45.46, 9.19},
            {"eu-london", "London", 51.51, -0.13},
            {"eu-paris", "Paris", 48.86, 2.35},
            {"us-west", "Oregon", 45.84, -119.7},
            {"us-central", "Iowa", 41.26, -95.86},
            {"sa-east", "Sao Paulo", -23.55, -46.63},
            {"ap-south", "Mumbai", 19.08, 72.88},
            {"ap-northeast", "Tokyo", 35.68, 139.69},
            {"ap-syd", "Sydney", -33.87, 151.21}
        };
        int seed = 10;
        for (Object[] each : more) {
            regions.add(
                    entry(
                            (String) each[0],
                            (String) each[1],
                            (Double) each[2],
                            (Double) each[3],
                            "EU",
                            Stage.CALM,
                            360,
                            seed++));
        }
        return fleet(failing().headline(), regions, live(12), journal(Stage.FAILING));
    }

    /** Where a story has come to. */
    public enum Stage {
        CALM,
        FAILING,
        MOVED,
        RETURNING
    }

    private static FleetView fleet(
            Headline headline,
            List<RegionEntry> regions,
            List<ConnectionView> connections,
            List<JournalLine> journal) {
        return new FleetView(AT, headline, regions, connections, journal);
    }

    private static List<ConnectionView> live(int count) {
        List<ConnectionView> connections = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            connections.add(
                    new ConnectionView(
                            "127.0.0.1:" + (7443 + i),
                            ConnectionView.State.LIVE,
                            "",
                            AT.minusSeconds(900)));
        }
        return connections;
    }

    private static List<RegionEntry> demoRegions(Stage stage, int slices) {
        return List.of(
                entry("eu-central", "Frankfurt", 50.11, 8.68, "EU", stage, slices, 1),
                entry("eu-west", "Dublin", 53.35, -6.26, "EU", Stage.CALM, slices, 2),
                entry("us-east", "Virginia", 38.95, -77.45, "US", Stage.CALM, slices, 3));
    }

    private static RegionEntry entry(
            String name,
            String title,
            double latitude,
            double longitude,
            String jurisdiction,
            Stage stage,
            int slices,
            int seed) {
        Severity severity =
                switch (stage) {
                    case CALM -> Severity.WELL;
                    case FAILING -> Severity.CRITICAL;
                    case MOVED -> Severity.MAJOR;
                    case RETURNING -> Severity.MINOR;
                };
        String finding =
                switch (stage) {
                    case CALM -> "";
                    case FAILING -> "Northwind rejects 38 %";
                    case MOVED -> "Northwind out of service";
                    case RETURNING -> "Northwind back at 10 %";
                };
        RegionView view =
                new RegionView(
                        new Target.Region(name),
                        title,
                        latitude,
                        longitude,
                        jurisdiction,
                        "boot-" + name,
                        17,
                        AT.minusMillis(400),
                        severity,
                        finding,
                        310 + 40 * seed,
                        3.2 + seed * 0.4,
                        List.of(
                                trunk(name, "northwind", "Northwind", stage, seed, true),
                                trunk(name, "meridian", "Meridian", stage, seed + 5, false)),
                        incidents(name, stage),
                        history(stage, slices, seed),
                        agent(name, stage),
                        RegionSenses.NONE);
        return new RegionEntry(view, 400, false);
    }

    private static TrunkView trunk(
            String region, String name, String title, Stage stage, int seed, boolean first) {
        boolean broken = first && stage != Stage.CALM;
        TrunkState state =
                !broken
                        ? TrunkState.WELL
                        : switch (stage) {
                            case CALM -> TrunkState.WELL;
                            case FAILING -> TrunkState.FAILING;
                            case MOVED -> TrunkState.EXCLUDED;
                            case RETURNING -> TrunkState.RETURNING;
                        };
        int share =
                switch (state) {
                    case WELL, INSUFFICIENT, SUSPECT, FAILING -> 100;
                    case EXCLUDED -> 0;
                    case RETURNING -> 10;
                };
        SortedMap<Integer, Long> codes = new TreeMap<>();
        codes.put(200, broken ? 96L : 181L);
        codes.put(486, 9L);
        if (broken) {
            codes.put(503, 64L);
        }
        double asr = broken ? 0.571 : 0.953;
        List<WindowMeasures> windows = new ArrayList<>();
        for (long millis : new long[] {10_000, 60_000, 300_000}) {
            long finals = Math.round((broken ? 168 : 190) * (millis / 60_000.0));
            windows.add(
                    new WindowMeasures(
                            millis,
                            finals + 2,
                            finals,
                            Math.round(finals * asr),
                            broken ? 4 : 0,
                            broken ? Math.round(finals * 0.38) : 0,
                            codes,
                            asr,
                            182.0 + seed * 11,
                            421.0 + seed * 37,
                            finals));
        }
        return new TrunkView(
                new Target.Trunk(region, name),
                title,
                Trunk.Direction.OUTBOUND,
                "sip:127.0.0.1:" + (5090 + seed),
                state,
                broken ? "38 % of 168 new calls rejected with 503" : "",
                share,
                broken ? ProbeState.GOOD : ProbeState.UNPROBEABLE,
                ProbeState.UNKNOWN,
                broken ? 112 : 204,
                400,
                2.4,
                windows,
                420L);
    }

    private static List<IncidentView> incidents(String region, Stage stage) {
        Target.Trunk target = new Target.Trunk(region, "northwind");
        Instant since = AT.minusSeconds(21);
        return switch (stage) {
            case CALM -> List.of();
            case FAILING ->
                    List.of(
                            new IncidentView(
                                    "j1/2",
                                    target,
                                    Severity.CRITICAL,
                                    "Carrier Northwind rejects new calls",
                                    "64 of 168 in 1 min with 503; OPTIONS are answered.",
                                    "Moving new calls to Meridian",
                                    "",
                                    null,
                                    since,
                                    List.of("j1/3")));
            case MOVED ->
                    List.of(
                            new IncidentView(
                                    "j1/2",
                                    target,
                                    Severity.MAJOR,
                                    "Carrier Northwind rejects new calls",
                                    "64 of 168 in 1 min with 503; OPTIONS are answered.",
                                    "New calls moved to Meridian automatically at 03:12:32 UTC",
                                    "Return begins with 1 % at the earliest at 03:22:32 UTC",
                                    AT.plusSeconds(588),
                                    since,
                                    List.of("j1/3")));
            case RETURNING ->
                    List.of(
                            new IncidentView(
                                    "j1/2",
                                    target,
                                    Severity.MINOR,
                                    "Carrier Northwind is being taken back",
                                    "10 % of its new calls; 6 of 6 went well in this stage.",
                                    "Returned in stages since 03:12:02 UTC",
                                    "Next stage 50 %",
                                    AT.plusSeconds(12),
                                    AT.minusSeconds(642),
                                    List.of("j1/3", "j1/5")));
        };
    }

    private static List<HistoryPoint> history(Stage stage, int slices, int seed) {
        Random random = new Random(seed);
        List<HistoryPoint> points = new ArrayList<>();
        long end = AT.toEpochMilli() / SLICE_MILLIS * SLICE_MILLIS;
        for (int i = slices; i >= 1; i--) {
            if (i > 150 && i < 172) {
                continue; // The agents were restarted: a gap.
            }
            boolean bad = stage != Stage.CALM && i < 5 && (stage == Stage.FAILING || i > 2);
            long finals = 16L + random.nextInt(6);
            long infrastructure = bad ? 6 + random.nextInt(3) : random.nextInt(30) == 0 ? 1 : 0;
            long other = random.nextInt(4) == 0 ? 0 : 1;
            points.add(
                    new HistoryPoint(
                            Instant.ofEpochMilli(end - (long) i * SLICE_MILLIS),
                            SLICE_MILLIS,
                            finals + 1,
                            finals,
                            finals - infrastructure - other,
                            infrastructure,
                            300 + 40 * seed + random.nextInt(12),
                            420.0 + random.nextInt(60)));
        }
        return points;
    }

    private static AgentStatus agent(String region, Stage stage) {
        return new AgentStatus(
                "0.1.0",
                AT.minusSeconds(4000),
                "journal-" + region,
                region.equals("eu-central") ? 48_201 : 412,
                AgentStatus.JournalCondition.GOOD,
                "",
                stage == Stage.CALM ? 12 : 13,
                new Rules(
                        Rules.Mode.ENFORCE,
                        Rules.Mode.ENFORCE,
                        Rules.Mode.OBSERVE,
                        Rules.Mode.OBSERVE,
                        Rules.Mode.OBSERVE),
                null,
                new TreeMap<>(),
                List.of(new AgentStatus.RouterView("sbc-1", true, "")));
    }

    private static RegionView without(RegionView view) {
        List<HistoryPoint> old =
                view.history().stream()
                        .filter(point -> point.start().isBefore(AT.minusSeconds(41)))
                        .toList();
        return new RegionView(
                view.target(),
                view.title(),
                view.latitude(),
                view.longitude(),
                view.jurisdiction(),
                view.bootId(),
                view.version(),
                AT.minusSeconds(41),
                view.severity(),
                view.finding(),
                view.liveCalls(),
                view.callsPerSecond(),
                view.trunks(),
                view.incidents(),
                old,
                view.agent(),
                RegionSenses.NONE);
    }

    private static List<JournalLine> journal(Stage stage) {
        List<JournalLine> lines = new ArrayList<>();
        for (String region : List.of("eu-central", "eu-west", "us-east")) {
            line(
                    lines,
                    region,
                    new JournalRecord.AgentStarted(
                            AT.minusSeconds(1700), 12, region, "b1", "0.1.0", "ab".repeat(32), 0),
                    "Agent 0.1.0 of " + region + " started");
        }
        if (stage == Stage.CALM) {
            return lines;
        }
        Evidence calls =
                new Evidence(
                        "rejected_invites",
                        "mirror_authenticated",
                        168,
                        "64 of 168 INVITEs refused with 503 in 1 min");
        line(
                lines,
                "eu-central",
                new JournalRecord.DiagnosisOpened(
                        AT.minusSeconds(21),
                        1,
                        NORTHWIND,
                        DiagnosisCode.TRUNK_REJECTING,
                        "Northwind rejects new calls",
                        List.of(calls)),
                "Northwind in eu-central rejects new calls: 4 of the last 5 INVITEs refused with 503");
        RouteTable out = RouteTable.DEFAULT.with(NORTHWIND, 0);
        line(
                lines,
                "eu-central",
                move(JournalRecord.MoveKind.EXCLUDE, RouteTable.DEFAULT, out, 20, calls),
                "Decided: new calls of Northwind in eu-central go to Meridian (share 100 % to 0 %)");
        if (stage == Stage.FAILING) {
            return lines;
        }
        line(
                lines,
                "eu-central",
                new JournalRecord.MoveApplied(AT.minusSeconds(19), 1, "j-eu-central/5", out, 84.2),
                "Applied on all routers and read back in 84 ms");
        if (stage == Stage.RETURNING) {
            line(
                    lines,
                    "eu-central",
                    move(
                            JournalRecord.MoveKind.RETURN_STAGE,
                            out,
                            out.with(NORTHWIND, 10),
                            8,
                            calls),
                    "Decided: Northwind in eu-central gets 10 % of its new calls back");
        }
        return lines;
    }

    private static JournalRecord move(
            JournalRecord.MoveKind kind,
            RouteTable before,
            RouteTable after,
            int secondsAgo,
            Evidence evidence) {
        return new JournalRecord.MoveDecided(
                AT.minusSeconds(secondsAgo),
                1,
                "j-eu-central/4",
                NORTHWIND,
                kind,
                before,
                after,
                List.of(MERIDIAN),
                0,
                TrunkCounts.NONE,
                "",
                List.of(evidence),
                List.of(
                        new GuardResult(
                                "last_usable_trunk",
                                GuardResult.Verdict.PASS,
                                "Meridian stays in service"),
                        new GuardResult(
                                "target_capacity",
                                GuardResult.Verdict.WARN,
                                "Meridian at 86 % of 400 channels after the move"),
                        new GuardResult(
                                "evidence_fresh", GuardResult.Verdict.PASS, "0.2 s old, n = 168")));
    }

    private static void line(
            List<JournalLine> lines, String region, JournalRecord content, String sentence) {
        lines.add(
                new JournalLine(
                        region,
                        new JournalEntry(
                                "j-" + region, lines.size() + 1L, new byte[0], "0f".repeat(32)),
                        content,
                        sentence));
    }

    /** The trunk of a view by target, null when it is not there. */
    public static @Nullable TrunkView trunk(FleetView view, Target.Trunk target) {
        return view.regions().stream()
                .flatMap(entry -> entry.view().trunks().stream())
                .filter(trunk -> trunk.target().equals(target))
                .findFirst()
                .orElse(null);
    }
}
