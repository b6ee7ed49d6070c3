package dev.signalbox.dashboards.scene;

import dev.signalbox.model.change.Origin;
import dev.signalbox.model.change.Person;
import dev.signalbox.model.change.Plan;
import dev.signalbox.model.change.PlanKind;
import dev.signalbox.model.change.Role;
import dev.signalbox.model.fleet.FleetDecisions;
import dev.signalbox.model.fleet.FleetLine;
import dev.signalbox.model.fleet.FleetStanding;
import dev.signalbox.model.journal.GuardResult;
import dev.signalbox.model.journal.HashChain;
import dev.signalbox.model.journal.JournalEntry;
import dev.signalbox.model.quorum.FleetCodec;
import dev.signalbox.model.quorum.FleetFold;
import dev.signalbox.model.quorum.FleetRecord;
import dev.signalbox.model.quorum.FleetState;
import dev.signalbox.model.quorum.PlanBasis;
import dev.signalbox.model.quorum.RegionVerdict;
import dev.signalbox.model.quorum.Word;
import dev.signalbox.model.route.FleetTable;
import dev.signalbox.model.target.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a fleet decided, from real records folded as agents fold them. */
public final class SceneFleet {

    public static final Person ADA = new Person("ada", Role.OPERATOR);
    public static final Person BEN = new Person("ben", Role.APPROVER);
    public static final Target.Region FRANKFURT = new Target.Region("eu-central");
    public static final Target.Region DUBLIN = new Target.Region("eu-west");
    public static final Target.Region VIRGINIA = new Target.Region("us-east");
    public static final String JOURNAL = "fleet-demo";

    private static final FleetCodec CODEC = new FleetCodec();

    private final List<FleetLine> lines = new ArrayList<>();
    private FleetState state = FleetState.empty(JOURNAL);

    /** A fleet whose three agents have started. */
    public SceneFleet() {
        for (String region : List.of("eu-central", "eu-west", "us-east")) {
            add(
                    new FleetRecord.MemberStarted(
                            at(-1700), region, "b1", "0.1.0", "ab".repeat(32)),
                    "Agent of " + region + " joined the fleet.");
        }
    }

    /** Seconds from the present of all scenes. */
    public static Instant at(long seconds) {
        return Scenes.AT.plusSeconds(seconds);
    }

    /** Appends a record; its id. */
    public String add(FleetRecord record, String sentence) {
        byte[] body = CODEC.toBytes(record);
        JournalEntry entry = HashChain.append(state.position(), body);
        state = FleetFold.apply(state, entry, record);
        lines.add(new FleetLine(entry, record, sentence));
        return entry.id();
    }

    /** The state so far. */
    public FleetState state() {
        return state;
    }

    /** As a console is told of it. */
    public FleetDecisions decisions(Person you, boolean quorum) {
        List<FleetStanding.MemberView> members =
                List.of(
                        new FleetStanding.MemberView("eu-central", quorum, 400L),
                        new FleetStanding.MemberView("eu-west", true, 400L),
                        new FleetStanding.MemberView("us-east", quorum, 400L));
        return new FleetDecisions(
                new FleetStanding(
                        "demo",
                        "eu-west",
                        quorum ? "eu-west" : null,
                        quorum,
                        state.table().epoch(),
                        JOURNAL,
                        state.position().sequence(),
                        members,
                        you),
                state,
                lines);
    }

    /** Several observers agree that Frankfurt's edge takes no calls. */
    public SceneFleet lost() {
        List<Word> words =
                List.of(
                        word("eu-central", Word.View.OWN, "0 of 5 OPTIONS to the edge answered", 5),
                        word("eu-west", Word.View.PEER, "0 of 6 OPTIONS answered for 9 s", 6),
                        word("us-east", Word.View.PEER, "0 of 6 OPTIONS answered for 9 s", 6),
                        word(
                                "eu-central",
                                Word.View.CARRIER,
                                "the last 14 calls delivered there were not taken",
                                14));
        words.forEach(word -> add(new FleetRecord.WordSaid(at(-92), word), word.sentence()));
        add(
                new FleetRecord.RegionJudged(
                        at(-91),
                        "eu-central",
                        RegionVerdict.LOST,
                        "Frankfurt's edge takes no calls: its own agent, Dublin, Virginia and its"
                                + " carriers agree",
                        words),
                "Frankfurt's edge takes no calls: its own agent, Dublin, Virginia and its carriers"
                        + " agree.");
        return this;
    }

    /** Frankfurt's edge takes calls again. */
    public SceneFleet found() {
        add(
                new FleetRecord.RegionJudged(
                        at(-30),
                        "eu-central",
                        RegionVerdict.PRESENT,
                        "Frankfurt is back",
                        List.of()),
                "Frankfurt is back.");
        return this;
    }

    private static Word word(String observer, Word.View view, String sentence, int samples) {
        return new Word(observer, view, "eu-central", Word.Reach.SILENT, sentence, samples);
    }

    /** Ada plans the evacuation of Frankfurt; the plan's id. */
    public String propose(boolean blocked) {
        Plan plan = evacuation(state, blocked);
        return add(
                new FleetRecord.PlanMade(at(-64), plan, CODEC.hash(plan), at(836)),
                "ada plans to evacuate Frankfurt: edge dead, carriers confirm.");
    }

    /** The plan with this id was approved by Ben and started by Ada. */
    public SceneFleet started(String id) {
        add(
                new FleetRecord.PlanApproved(at(-55), id, hash(id), BEN, at(845)),
                "ben approves plan " + id + ".");
        add(new FleetRecord.ChangeStarted(at(-50), id, ADA), "ada starts plan " + id + ".");
        return this;
    }

    /** Decides a stage, and sets the door. */
    public SceneFleet stage(String id, int stage, int second, boolean verified) {
        FleetState.Change change = change(id);
        FleetTable table = change.plan().table();
        FleetTable before = change.before();
        if (table == null || before == null) {
            throw new IllegalStateException(id + " has not started");
        }
        int percent = change.plan().stagesPercent().get(stage);
        FleetTable after = before.towards(table, percent).atEpoch(state.table().epoch() + 1);
        add(
                new FleetRecord.StageDecided(
                        at(second), id, stage, percent, state.table(), after, guards(false)),
                "Stage "
                        + (stage + 1)
                        + ": "
                        + percent
                        + " % of Frankfurt's new calls go to Dublin.");
        add(
                new FleetRecord.DoorSet(at(second), "eu-central", "eu-west", after.epoch(), 41.7),
                "Frankfurt's door holds epoch " + after.epoch() + ", read back in 42 ms.");
        // Every door takes the new epoch; the change is about Frankfurt's.
        add(
                new FleetRecord.DoorSet(at(second), "us-east", "us-east", after.epoch(), 70.2),
                "Virginia's door holds epoch " + after.epoch() + ", read back in 70 ms.");
        if (verified) {
            add(
                    new FleetRecord.StageVerified(
                            at(second + 4L),
                            id,
                            stage,
                            9 + 7L * stage,
                            0,
                            (9 + 7 * stage) + " calls were seen to arrive in Dublin, none failed"),
                    (9 + 7 * stage) + " calls were seen to arrive in Dublin, none failed.");
        }
        return this;
    }

    /** The change with this id. */
    public FleetState.Change change(String id) {
        FleetState.Change change = state.changes().get(id);
        if (change == null) {
            throw new IllegalStateException("no change " + id);
        }
        return change;
    }

    private String hash(String id) {
        return change(id).hash();
    }

    private static Plan evacuation(FleetState state, boolean blocked) {
        FleetTable after = state.table();
        for (String service : List.of("bookings", "claims")) {
            after = after.with("eu-central", service, new TreeMap<>(Map.of("eu-west", 100)));
        }
        return new Plan(
                PlanKind.EVACUATE_REGION,
                FRANKFURT,
                "eu-central",
                Origin.MANUAL,
                ADA,
                "edge dead, carriers confirm",
                at(-64),
                PlanBasis.of(
                        state, "ab".repeat(32), new TreeSet<>(List.of("eu-central", "eu-west"))),
                List.of(
                        new Plan.Move("bookings", FRANKFURT, DUBLIN, 100, 84),
                        new Plan.Move("claims", FRANKFURT, DUBLIN, 100, 34)),
                List.of(
                        new Plan.Stay(
                                new Target.Service("clinic"),
                                "Clinic",
                                14,
                                "its policy allows Germany only, and Frankfurt is the one region"
                                        + " there",
                                true),
                        new Plan.Stay(
                                FRANKFURT,
                                "Emergency calls",
                                0,
                                "never moved: their address registration is valid in Frankfurt only",
                                true)),
                List.of(
                        new Plan.Load(FRANKFURT, "Frankfurt", 132, 14, null, "Clinic stays"),
                        new Plan.Load(
                                DUBLIN, "Dublin", 129, 247, 0.86, "86 % of 400 channels after"),
                        new Plan.Load(VIRGINIA, "Virginia", 187, 187, null, "other jurisdiction")),
                0,
                List.of(25, 50, 100),
                after.atEpoch(state.table().epoch() + 3),
                "one step back to epoch " + state.table().epoch() + ", kept for 24 h",
                guards(blocked));
    }

    private static GuardResult pass(String name, String detail) {
        return new GuardResult(name, GuardResult.Verdict.PASS, detail);
    }

    private static List<GuardResult> guards(boolean blocked) {
        return List.of(
                pass("quorum_and_epoch", "3 of 3 agents, epoch 0"),
                pass("single_flight", "no other change on eu-central or its targets"),
                pass("region_remains", "Dublin serves bookings and claims in the EU"),
                new GuardResult(
                        "residency",
                        GuardResult.Verdict.WARN,
                        "2 services EU \u2192 EU; Clinic (Germany only) may not move"),
                pass("emergency_calls", "excluded from the move; 0.4 calls/min stay at home"),
                pass("fresh_evidence", "0.4 s old, 4 observers, n = 31"),
                pass("infrastructure_verdict", "edge dead to Dublin, Virginia and its carriers"),
                pass("problem_follows", "no shared carrier or provider fails in Dublin"),
                pass("target_green", "Dublin well for 28 min, not evacuated lately"),
                new GuardResult(
                        "telephony_capacity",
                        GuardResult.Verdict.WARN,
                        "Dublin 61 % now \u2192 86 % of channels (30 min peak, redials x 1.5)"),
                pass("moved_share", "26 % of the fleet's new calls, by hand: up to 50 %"),
                pass("anti_flap", "not moved in the last 10 min"),
                blocked
                        ? new GuardResult(
                                "freeze_and_brake",
                                GuardResult.Verdict.BLOCK,
                                "ben has pinned eu-west until 04:00:00 UTC: \u201ccarrier works on"
                                        + " the link\u201d")
                        : pass("freeze_and_brake", "none"),
                pass("live_calls", "none left at the source: 396 were lost at 03:11:13 UTC"),
                pass("way_back", "epoch 0 restorable; expires in 24 h"),
                pass("encryption_parity", "TLS and SRTP, G.711 and Opus at both"),
                new GuardResult(
                        "caller_numbers",
                        GuardResult.Verdict.WARN,
                        "not known whether Dublin's carriers accept Frankfurt's numbers; cost not"
                                + " known"));
    }
}
