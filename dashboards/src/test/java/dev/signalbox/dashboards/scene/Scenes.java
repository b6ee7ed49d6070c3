package dev.signalbox.dashboards.scene;

import dev.signalbox.model.fleet.ConnectionView;
import dev.signalbox.model.fleet.FleetView;
import dev.signalbox.model.fleet.Headline;
import dev.signalbox.model.fleet.JournalLine;
import dev.signalbox.model.fleet.RegionEntry;
import dev.signalbox.model.fleet.RegionView;
import dev.signalbox.model.fleet.Severity;
import dev.signalbox.model.fleet.TrunkView;
import dev.signalbox.model.target.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Fleets as a console might be told of them, for tests and for looking at screens. */
public final class Scenes {

    /** The present of all scenes. */
    public static final Instant AT = Instant.parse("2026-11-20T03:12:44Z");

    public static final Target.Trunk NORTHWIND = new Target.Trunk("eu-central", "northwind");
    public static final Target.Trunk MERIDIAN = new Target.Trunk("eu-central", "meridian");

    private Scenes() {}

    /** Three regions, all well. */
    public static FleetView calm() {
        return fleet(
                new Headline(
                        Severity.WELL,
                        "All is well: 3 regions answer 95.4 % of calls.",
                        "No incident since the agents started."),
                demoRegions(Moment.CALM, 360),
                live(3),
                SceneJournal.of(Moment.CALM));
    }

    /** A carrier rejects calls and nothing has been moved yet. */
    public static FleetView failing() {
        return fleet(
                new Headline(
                        Severity.CRITICAL,
                        "Carrier Northwind rejects 38 % of new calls in eu-central.",
                        "Cause: 503 from the carrier; eu-central's other carrier is well. The move is"
                                + " decided, routers have not confirmed it."),
                demoRegions(Moment.FAILING, 360),
                live(3),
                SceneJournal.of(Moment.FAILING));
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
                demoRegions(Moment.MOVED, 360),
                live(3),
                SceneJournal.of(Moment.MOVED));
    }

    /** The broken carrier gets a tenth of its calls again. */
    public static FleetView returning() {
        return fleet(
                new Headline(
                        Severity.MINOR,
                        "Northwind in eu-central is being taken back: 10 % of its new calls.",
                        "Each stage is held 30 s and judged by its own calls; a bad one takes it out"
                                + " again."),
                demoRegions(Moment.RETURNING, 360),
                live(3),
                SceneJournal.of(Moment.RETURNING));
    }

    /** One region of three is silent. */
    public static FleetView stale() {
        List<RegionEntry> regions = new ArrayList<>(demoRegions(Moment.CALM, 360));
        RegionView silent = regions.get(2).view();
        regions.set(2, new RegionEntry(SceneRegions.without(silent), 41_000, true));
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
                SceneJournal.of(Moment.CALM));
    }

    /** All connections are broken; what is shown is old. */
    public static FleetView disconnected() {
        List<RegionEntry> regions =
                demoRegions(Moment.MOVED, 360).stream()
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
                SceneJournal.of(Moment.MOVED));
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
        return fleet(calm.headline(), demoRegions(Moment.YOUNG, 4), live(3), List.of());
    }

    /** Twelve regions all over the world, some of them near to each other. */
    public static FleetView many() {
        List<RegionEntry> regions = new ArrayList<>(demoRegions(Moment.FAILING, 360));
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
                    SceneRegions.entry(
                            (String) each[0],
                            (String) each[1],
                            (Double) each[2],
                            (Double) each[3],
                            "EU",
                            Moment.CALM,
                            360,
                            seed++));
        }
        return fleet(failing().headline(), regions, live(12), SceneJournal.of(Moment.FAILING));
    }

    /** One direction between two regions loses 6 %. */
    public static FleetView pathLoses() {
        return moment(
                Moment.PATH_LOSES,
                "Media from eu-central to us-east loses 6.1 % in one direction.",
                "Back to eu-central it loses 0.0 %. Nothing is moved for a path.");
    }

    /** A language model is out and what is left can only greet. */
    public static FleetView providerOut() {
        return moment(
                Moment.PROVIDER_OUT,
                "Acme LLM fails in eu-central. New calls go to Basalt LLM since 00:24.",
                "Bookings greets and captures the intent only. The breaker tries one call at 03:12:50"
                        + " UTC.");
    }

    /** Speech recognition is slow. */
    public static FleetView sttSlow() {
        return moment(
                Moment.STT_SLOW,
                "Clarity STT is slow in eu-central: first transcript p95 1.9 s.",
                "31 calls ended as misunderstood; infrastructure is suspected in 27 of them.");
    }

    /** A release misunderstands callers. */
    public static FleetView misunderstands() {
        return moment(
                Moment.MISUNDERSTANDS,
                "Callers of Bookings are misunderstood in 3 regions: 41 % of ended calls.",
                "Roads and providers are well: look at the last release. Nothing is moved.");
    }

    /** Nothing beyond trunks is configured. */
    public static FleetView trunksOnly() {
        return moment(Moment.TRUNKS_ONLY, "All is well: 1,170 calls in 3 regions.", "");
    }

    private static FleetView moment(Moment moment, String sentence, String reason) {
        Severity severity = moment == Moment.TRUNKS_ONLY ? Severity.WELL : Severity.MAJOR;
        return fleet(
                new Headline(severity, sentence, reason),
                demoRegions(moment, 360),
                live(3),
                SceneJournal.of(moment));
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

    private static List<RegionEntry> demoRegions(Moment moment, int slices) {
        Moment others =
                moment == Moment.TRUNKS_ONLY || moment == Moment.YOUNG ? moment : Moment.CALM;
        return List.of(
                SceneRegions.entry("eu-central", "Frankfurt", 50.11, 8.68, "EU", moment, slices, 1),
                SceneRegions.entry("eu-west", "Dublin", 53.35, -6.26, "EU", others, slices, 2),
                SceneRegions.entry("us-east", "Virginia", 38.95, -77.45, "US", others, slices, 3));
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
