package dev.signalbox.agent.decide.fleet;

import dev.signalbox.model.change.Person;
import dev.signalbox.model.change.Plan;
import dev.signalbox.model.change.Role;
import dev.signalbox.model.fleet.RegionEntry;
import dev.signalbox.model.journal.HashChain;
import dev.signalbox.model.journal.JournalEntry;
import dev.signalbox.model.net.IpEndpoint;
import dev.signalbox.model.policy.Carrier;
import dev.signalbox.model.policy.ChangeLimits;
import dev.signalbox.model.policy.Door;
import dev.signalbox.model.policy.Policy;
import dev.signalbox.model.policy.Region;
import dev.signalbox.model.policy.Rules;
import dev.signalbox.model.policy.Service;
import dev.signalbox.model.policy.Thresholds;
import dev.signalbox.model.policy.Trunk;
import dev.signalbox.model.quorum.FleetCodec;
import dev.signalbox.model.quorum.FleetFold;
import dev.signalbox.model.quorum.FleetRecord;
import dev.signalbox.model.quorum.FleetState;
import dev.signalbox.model.quorum.RegionVerdict;
import dev.signalbox.model.quorum.Word;
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
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * A fleet to judge: Frankfurt and Dublin in the EU, Ashburn in the US. Bookings and claims run
 * everywhere, the clinic's line only in Frankfurt. All is well until a test says otherwise; what
 * was decided is folded from records.
 */
public final class FleetScene {

    public static final String FRANKFURT = "eu-central";
    public static final String DUBLIN = "eu-west";
    public static final String ASHBURN = "us-east";
    public static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    public static final Person OLGA = new Person("olga", Role.OPERATOR);

    private final FleetCodec codec = new FleetCodec();
    private final SortedMap<String, RegionScene> regions = new TreeMap<>();
    private final SortedMap<String, FleetPicture.SeenDoor> doors = new TreeMap<>();
    private final SortedMap<String, Long> silentMillis = new TreeMap<>();
    private Policy policy = policy();
    private FleetState state = FleetState.empty("fleet-demo");
    private Now now = new Now(9_000_000_000L, NOON);
    private boolean inTouch = true;
    private String self = FRANKFURT;

    public FleetScene() {
        for (Region region : policy.regions()) {
            regions.put(region.name(), new RegionScene(policy, region));
            door(region.name(), 200, "");
            if (!region.name().equals(self)) {
                silentMillis.put(region.name(), 100L);
            }
        }
    }

    private static Policy policy() {
        List<String> everywhere = List.of(FRANKFURT, DUBLIN, ASHBURN);
        List<Trunk> trunks = new ArrayList<>();
        for (String region : everywhere) {
            trunks.add(trunk(region, "northwind", Trunk.Direction.OUTBOUND, trunks.size()));
            trunks.add(trunk(region, "contoso", Trunk.Direction.INBOUND, trunks.size()));
        }
        return new Policy(
                "demo",
                "policy-1",
                List.of(
                        region(FRANKFURT, "Frankfurt", "EU"),
                        region(DUBLIN, "Dublin", "EU"),
                        region(ASHBURN, "Ashburn", "US")),
                List.of(new Carrier("northwind", "Northwind"), new Carrier("contoso", "Contoso")),
                trunks,
                List.of(),
                List.of(
                        service("bookings", "Bookings", List.of("EU", "US"), everywhere),
                        service("claims", "Claims", List.of("EU", "US"), everywhere),
                        service("clinic", "Clinic line", List.of("EU"), List.of(FRANKFURT))),
                everywhere.stream()
                        .map(r -> new Door(r, URI.create("http://127.0.0.1:1/" + r)))
                        .toList(),
                ChangeLimits.DEFAULTS,
                Thresholds.DEFAULTS,
                Rules.OBSERVING);
    }

    private static Region region(String name, String title, String jurisdiction) {
        return new Region(name, title, 0, 0, jurisdiction, Region.Kind.CLOUD);
    }

    private static Service service(
            String name, String title, List<String> jurisdictions, List<String> regions) {
        return new Service(name, title, jurisdictions, regions, Map.of(), null, null);
    }

    private static Trunk trunk(
            String region, String carrier, Trunk.Direction direction, int index) {
        return new Trunk(
                new Target.Trunk(region, carrier),
                direction,
                "sip:192.0.2.1:" + (5060 + index),
                IpEndpoint.of("192.0.2.1", 5060 + index),
                Trunk.Transport.UDP,
                100,
                4,
                Trunk.Security.NONE,
                null);
    }

    public FleetScene policy(UnaryOperator<Policy> change) {
        policy = change.apply(policy);
        return this;
    }

    public FleetScene trunks(UnaryOperator<Trunk> change) {
        return policy(p -> with(p, p.hash(), p.trunks().stream().map(change).toList(), p.doors()));
    }

    /** The policy under another hash. */
    public FleetScene policyHash(String hash) {
        return policy(p -> with(p, hash, p.trunks(), p.doors()));
    }

    public FleetScene withoutDoors() {
        return policy(p -> with(p, p.hash(), p.trunks(), List.of()));
    }

    private static Policy with(Policy p, String hash, List<Trunk> trunks, List<Door> doors) {
        return new Policy(
                p.fleet(),
                hash,
                p.regions(),
                p.carriers(),
                trunks,
                p.providers(),
                p.services(),
                doors,
                p.changes(),
                p.thresholds(),
                p.rules());
    }

    public RegionScene region(String name) {
        RegionScene scene = regions.get(name);
        if (scene == null) {
            throw new AssertionError("no scene of " + name);
        }
        return scene;
    }

    public FleetScene forget(String region) {
        regions.remove(region);
        return this;
    }

    public FleetScene outOfTouch() {
        inTouch = false;
        return this;
    }

    public FleetScene self(String region) {
        self = region;
        silentMillis.remove(region);
        return this;
    }

    public FleetScene silent(String member, long millis) {
        silentMillis.put(member, millis);
        return this;
    }

    public FleetScene door(String region, long ageMillis, String problem) {
        doors.put(
                region,
                new FleetPicture.SeenDoor(
                        new DoorReading(region, 0, "", new TreeMap<>(), new TreeMap<>()),
                        ageMillis,
                        problem));
        return this;
    }

    /** A door was seen to hold its part of the table as it is now. */
    public FleetScene doorReads(String region) {
        doors.put(
                region,
                new FleetPicture.SeenDoor(
                        new DoorReading(
                                region,
                                state.table().epoch(),
                                state.tableId(),
                                state.table().door(region),
                                new TreeMap<>()),
                        200,
                        ""));
        return this;
    }

    /** The table goes on to the next epoch, the routes as they are. */
    public FleetScene tableOfAnotherChange() {
        record(
                new FleetRecord.StageDecided(
                        wall(),
                        "fleet-demo/0",
                        0,
                        100,
                        state.table(),
                        state.table().atEpoch(state.table().epoch() + 1),
                        List.of()));
        return this;
    }

    public FleetScene forgetDoor(String region) {
        doors.remove(region);
        return this;
    }

    public FleetScene pass(Duration duration) {
        now = now.plus(duration);
        return this;
    }

    public Instant wall() {
        return now.wall();
    }

    public FleetState state() {
        return state;
    }

    /** Folds one record; its id. */
    public String record(FleetRecord record) {
        JournalEntry entry = HashChain.append(state.position(), codec.toBytes(record));
        state = FleetFold.apply(state, entry, codec.recordFrom(entry.body()));
        return entry.id();
    }

    /** The fleet holds a region lost by the word of three. */
    public FleetScene lost(String region) {
        word(region, Word.View.OWN, region);
        word(DUBLIN.equals(region) ? FRANKFURT : DUBLIN, Word.View.PEER, region);
        word(ASHBURN, Word.View.PEER, region);
        return verdict(region, RegionVerdict.LOST);
    }

    public FleetScene word(String observer, Word.View view, String about) {
        return word(observer, view, about, Word.Reach.SILENT);
    }

    public FleetScene word(String observer, Word.View view, String about, Word.Reach reach) {
        record(
                new FleetRecord.WordSaid(
                        wall(), new Word(observer, view, about, reach, "3 of 3 seen", 3)));
        return this;
    }

    public FleetScene verdict(String region, RegionVerdict verdict) {
        record(new FleetRecord.RegionJudged(wall(), region, verdict, "as seen", List.of()));
        return this;
    }

    /** A plan that somebody has proposed; its id. */
    public String propose(Plan plan) {
        return record(
                new FleetRecord.PlanMade(
                        wall(), plan, codec.hash(plan), wall().plus(Duration.ofMinutes(15))));
    }

    /** A plan that somebody has proposed and started; its id. */
    public String start(Plan plan) {
        String id = propose(plan);
        record(new FleetRecord.ChangeStarted(wall(), id, OLGA));
        return id;
    }

    /** What the quorum makes of a stage: the table moves on; the doors do not yet. */
    public FleetScene decideStage(String id, int stage) {
        FleetState.Change change = change(id);
        Plan plan = change.plan();
        FleetTable before = change.before() == null ? state.table() : change.before();
        FleetTable after = plan.table() == null ? before : plan.table();
        int percent = plan.stagesPercent().get(stage);
        record(
                new FleetRecord.StageDecided(
                        wall(),
                        id,
                        stage,
                        percent,
                        state.table(),
                        before.towards(after, percent).atEpoch(state.table().epoch() + 1),
                        List.of()));
        return this;
    }

    public FleetScene verify(String id) {
        record(new FleetRecord.StageVerified(wall(), id, change(id).stage(), 3, 0, "they arrive"));
        return this;
    }

    public FleetScene complete(String id) {
        record(new FleetRecord.ChangeCompleted(wall(), id, "all there"));
        return this;
    }

    /** A door was read back with the table as it is now. */
    public FleetScene doorSet(String region) {
        record(
                new FleetRecord.DoorSet(
                        wall(), region, state.writer(region), state.table().epoch(), 4));
        return this;
    }

    public FleetState.Change change(String id) {
        FleetState.Change change = state.changes().get(id);
        if (change == null) {
            throw new AssertionError("no change " + id);
        }
        return change;
    }

    public FleetPicture picture() {
        SortedMap<String, RegionEntry> entries = new TreeMap<>();
        regions.forEach((name, scene) -> entries.put(name, scene.entry(now)));
        return new FleetPicture(policy, self, inTouch, state, entries, doors, now, silentMillis);
    }
}
