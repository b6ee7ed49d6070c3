package dev.signalbox.agent.decide.fleet.observe;

import dev.signalbox.agent.decide.fleet.FleetPicture;
import dev.signalbox.agent.decide.fleet.FleetPicture.SeenDoor;
import dev.signalbox.model.fleet.AgentStatus;
import dev.signalbox.model.fleet.ArrivalsView;
import dev.signalbox.model.fleet.RegionEntry;
import dev.signalbox.model.fleet.RegionSenses;
import dev.signalbox.model.fleet.RegionView;
import dev.signalbox.model.fleet.Severity;
import dev.signalbox.model.measure.EdgeSight;
import dev.signalbox.model.policy.ChangeLimits;
import dev.signalbox.model.policy.Door;
import dev.signalbox.model.policy.Policy;
import dev.signalbox.model.policy.Region;
import dev.signalbox.model.policy.Rules;
import dev.signalbox.model.policy.Service;
import dev.signalbox.model.policy.Thresholds;
import dev.signalbox.model.quorum.FleetState;
import dev.signalbox.model.quorum.RegionVerdict;
import dev.signalbox.model.quorum.Word;
import dev.signalbox.model.quorum.Word.Reach;
import dev.signalbox.model.quorum.Word.View;
import dev.signalbox.model.route.DoorReading;
import dev.signalbox.model.route.FleetTable;
import dev.signalbox.model.target.Target;
import dev.signalbox.model.time.Now;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/** Three regions in virtual time, as the agent of eu-central sees them; one look each second. */
final class Fleet {

    static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private final List<Region> regions =
            List.of(region("eu-central"), region("eu-west"), region("us-east"));
    final SortedMap<String, Boolean> stale = new TreeMap<>(Map.of("eu-central", false));
    final SortedMap<String, EdgeSight> sights = new TreeMap<>();
    final SortedMap<String, SeenDoor> doors = new TreeMap<>();
    FleetState state = FleetState.empty("fleet-test");
    List<AgentStatus.RouterView> routers = List.of();
    long calls;
    private Now now = new Now(Long.MAX_VALUE - 1_000, NOON);
    private Observer.Memory memory = Observer.Memory.EMPTY;
    private List<Word> words = List.of();

    /** Looks for so long, with so many new calls each second. */
    Fleet run(int seconds, int callsPerSecond) {
        for (int i = 0; i < seconds; i++) {
            now = now.plus(Duration.ofSeconds(1));
            calls += callsPerSecond;
            Observer.Look look = Observer.look(memory, picture(), sights.values());
            memory = look.memory();
            words = look.words();
        }
        return this;
    }

    /** Nobody looks for so long. */
    Fleet stand(int seconds) {
        now = now.plus(Duration.ofSeconds(seconds));
        memory = memory.stood(now.nanos());
        return this;
    }

    void routers(boolean... reachable) {
        List<AgentStatus.RouterView> all = new ArrayList<>();
        for (boolean one : reachable) {
            all.add(new AgentStatus.RouterView("sbc-" + all.size(), one, ""));
        }
        routers = all;
    }

    void sight(String region, Reach reach) {
        sights.put(region, new EdgeSight(region, reach, "its edge: " + reach, 3));
    }

    void door(String region, boolean answers, long callsDelivered) {
        SortedMap<String, DoorReading.Edge> edges = new TreeMap<>();
        edges.put(region, new DoorReading.Edge(answers, NOON, callsDelivered));
        doors.put(
                region,
                new SeenDoor(new DoorReading(region, 0, "", new TreeMap<>(), edges), 500, ""));
    }

    void doorIsOld(String region, long ageMillis, String problem) {
        SeenDoor seen = Objects.requireNonNull(doors.get(region));
        doors.put(region, new SeenDoor(seen.reading(), ageMillis, problem));
    }

    void table(FleetTable table) {
        decided(state.words(), state.verdicts(), table, "fleet-test/1", state.doors());
    }

    void lost(String region) {
        FleetState s = state;
        SortedMap<String, FleetState.Judged> verdicts = new TreeMap<>(s.verdicts());
        verdicts.put(region, new FleetState.Judged("f/1", RegionVerdict.LOST, "lost", NOON));
        decided(s.words(), verdicts, s.table(), s.tableId(), s.doors());
    }

    void writer(String door, String writer) {
        FleetState s = state;
        SortedMap<String, FleetState.Door> named = new TreeMap<>(s.doors());
        named.put(door, new FleetState.Door(writer, 0, ""));
        decided(s.words(), s.verdicts(), s.table(), s.tableId(), named);
    }

    private void decided(
            SortedMap<String, Word> said,
            SortedMap<String, FleetState.Judged> verdicts,
            FleetTable table,
            String tableId,
            SortedMap<String, FleetState.Door> named) {
        state =
                new FleetState(
                        state.position(),
                        state.at(),
                        state.members(),
                        said,
                        verdicts,
                        table,
                        tableId,
                        named,
                        state.changes(),
                        state.pins(),
                        state.brake(),
                        state.emptiedAt(),
                        state.refusals());
    }

    List<Word> words() {
        return words;
    }

    Word word(View view, String about) {
        return words.stream()
                .filter(w -> w.view() == view && w.about().equals(about))
                .findFirst()
                .orElseThrow();
    }

    Reach own() {
        return word(View.OWN, "eu-central").reach();
    }

    boolean says(View view, String about) {
        return words.stream().anyMatch(w -> w.view() == view && w.about().equals(about));
    }

    /** The agent begins a new run; the fleet keeps what it said. */
    void restart() {
        SortedMap<String, Word> said = new TreeMap<>(state.words());
        words.forEach(word -> said.put(word.key(), word));
        FleetState s = state;
        decided(said, s.verdicts(), s.table(), s.tableId(), s.doors());
        memory = Observer.Memory.EMPTY;
        calls = 0;
    }

    private FleetPicture picture() {
        SortedMap<String, RegionEntry> entries = new TreeMap<>();
        stale.forEach((name, old) -> entries.put(name, new RegionEntry(view(name), 100, old)));
        return new FleetPicture(policy(), "eu-central", true, state, entries, doors, now);
    }

    private Policy policy() {
        return new Policy(
                "test",
                "",
                regions,
                List.of(),
                List.of(),
                List.of(),
                List.of(service("bookings"), service("support")),
                regions.stream()
                        .map(r -> new Door(r.name(), URI.create("http://127.0.0.1/" + r.name())))
                        .toList(),
                ChangeLimits.DEFAULTS,
                Thresholds.DEFAULTS,
                Rules.OBSERVING);
    }

    private static Service service(String name) {
        return new Service(
                name, name, List.of("EU"), List.of("eu-central", "eu-west"), Map.of(), null, null);
    }

    private static Region region(String name) {
        return new Region(name, name, 0, 0, "EU", Region.Kind.CLOUD, "sip:192.0.2.1", List.of());
    }

    private RegionView view(String name) {
        return new RegionView(
                        new Target.Region(name),
                        name,
                        0,
                        0,
                        "EU",
                        "boot",
                        1,
                        now.wall(),
                        Severity.WELL,
                        "",
                        0,
                        0,
                        List.of(),
                        List.of(),
                        List.of(),
                        new AgentStatus(
                                "0.1.0",
                                NOON,
                                "j",
                                0,
                                AgentStatus.JournalCondition.GOOD,
                                "",
                                0,
                                Rules.OBSERVING,
                                null,
                                new TreeMap<>(),
                                routers),
                        RegionSenses.NONE)
                .withArrivals(
                        List.of(
                                new ArrivalsView(name, 0, calls / 2, 0, 0),
                                new ArrivalsView(null, 0, calls - calls / 2, 0, 0)));
    }
}
