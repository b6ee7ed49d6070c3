package dev.signalbox.agent.decide.fleet;

import dev.signalbox.model.change.Origin;
import dev.signalbox.model.change.Person;
import dev.signalbox.model.change.Plan;
import dev.signalbox.model.change.PlanKind;
import dev.signalbox.model.change.Role;
import dev.signalbox.model.change.Scope;
import dev.signalbox.model.journal.GuardResult;
import dev.signalbox.model.journal.HashChain;
import dev.signalbox.model.journal.JournalEntry;
import dev.signalbox.model.quorum.FleetAnswer;
import dev.signalbox.model.quorum.FleetCodec;
import dev.signalbox.model.quorum.FleetCommand;
import dev.signalbox.model.quorum.FleetCommand.Ask;
import dev.signalbox.model.quorum.FleetFold;
import dev.signalbox.model.quorum.FleetRecord;
import dev.signalbox.model.quorum.FleetRules.Ruling;
import dev.signalbox.model.quorum.FleetState;
import dev.signalbox.model.quorum.FleetState.Change;
import dev.signalbox.model.quorum.PlanBasis;
import dev.signalbox.model.route.FleetTable;
import dev.signalbox.model.target.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One member: decides commands by the rules, writes down what follows, folds it. */
final class RulesRun {

    static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    static final Person ADA = new Person("ada", Role.OPERATOR);
    static final Person BEA = new Person("bea", Role.APPROVER);
    static final Person VIC = new Person("vic", Role.VIEWER);
    static final GuardResult PASS =
            new GuardResult("residency", GuardResult.Verdict.PASS, "all stay in the EU");
    static final GuardResult BLOCK =
            new GuardResult(
                    "telephony_capacity", GuardResult.Verdict.BLOCK, "Dublin 97 % after the move");
    static final GuardResult HARD =
            new GuardResult(
                    "residency", GuardResult.Verdict.HARD, "bookings of the EU may not go to US");

    private final QuorumRules rules = new QuorumRules();
    private final FleetCodec codec = new FleetCodec();
    final List<JournalEntry> entries = new ArrayList<>();
    final List<FleetRecord> records = new ArrayList<>();
    FleetState state = FleetState.empty("fleet-demo");
    Instant now = NOON;
    private int asked;

    Ask ask() {
        return ask("eu-central");
    }

    Ask ask(String from) {
        return new Ask("ask-" + asked++, from, now);
    }

    Ruling decide(FleetCommand command) {
        Ruling ruling = rules.decide(state, command);
        for (FleetRecord record : ruling.records()) {
            byte[] body = codec.toBytes(record);
            JournalEntry entry = HashChain.append(state.position(), body);
            state = FleetFold.apply(state, entry, record);
            entries.add(entry);
            records.add(record);
        }
        return ruling;
    }

    FleetAnswer.@Nullable Code refusal(FleetCommand command) {
        FleetAnswer.Refused refused = decide(command).refused();
        return refused == null ? null : refused.code();
    }

    /** Does it, and fails when it is refused. */
    void does(FleetCommand command) {
        Ruling ruling = decide(command);
        if (ruling.refused() != null) {
            throw new AssertionError(command + " was refused: " + ruling.refused());
        }
    }

    void passes(Duration time) {
        now = now.plus(time);
    }

    FleetRecord last() {
        return records.getLast();
    }

    Change change(String id) {
        Change change = state.changes().get(id);
        if (change == null) {
            throw new AssertionError("no change " + id + " in " + state.changes().keySet());
        }
        return change;
    }

    /** Agents of three regions with their titles. */
    RulesRun joined() {
        joins("eu-central", "Frankfurt");
        joins("eu-west", "Dublin");
        joins("us-east", "Ashburn");
        return this;
    }

    private void joins(String region, String title) {
        does(new FleetCommand.Join(ask(region), "boot-1", "0.1.0", "p", title));
    }

    /** The id of a plan that was just made. */
    String proposed(Plan plan) {
        does(new FleetCommand.Propose(ask(), plan));
        return state.position().journalId() + "/" + state.position().sequence();
    }

    Plan evacuation(GuardResult... guards) {
        return plan(PlanKind.EVACUATE_REGION, "eu-central", "eu-west", ADA, guards);
    }

    Plan drain(GuardResult... guards) {
        return plan(PlanKind.DRAIN_REGION, "eu-central", "eu-west", ADA, guards);
    }

    /** All calls of {@code region} to {@code to}, or back when both are the same. */
    Plan plan(PlanKind kind, String region, String to, Person by, GuardResult... guards) {
        FleetTable table = state.table().with(region, "bookings", new TreeMap<>(Map.of(to, 100)));
        Target.Region source = new Target.Region(region);
        return new Plan(
                kind,
                source,
                region,
                Origin.MANUAL,
                by,
                "its edge is dead",
                now,
                new Plan.Basis(
                        state.table().epoch(),
                        "p",
                        PlanBasis.state(state, new TreeSet<>(List.of(region, to)))),
                region.equals(to)
                        ? List.of()
                        : List.of(
                                new Plan.Move(
                                        "bookings", source, new Target.Region(to), 100, 31.5)),
                List.of(),
                List.of(),
                12,
                List.of(10, 50, 100),
                table,
                "return it",
                all(guards));
    }

    String hash(String id) {
        return change(id).hash();
    }

    void approved(String id) {
        does(new FleetCommand.Approve(ask(), id, hash(id), BEA));
    }

    /** A start with all guards judged, all as the plan's own. */
    FleetCommand.Start start(String id, String hash, Person by) {
        Change change = state.changes().get(id);
        List<GuardResult> guards = change == null ? all() : change.plan().guards();
        return new FleetCommand.Start(ask(), id, hash, by, guards);
    }

    void started(String id) {
        does(start(id, hash(id), ADA));
    }

    FleetCommand.DecideStage stage(String id, int stage, GuardResult... guards) {
        return new FleetCommand.DecideStage(ask(), id, stage, state.table().epoch(), all(guards));
    }

    /** All guards that a person's plan between regions needs: as given, the others pass. */
    static List<GuardResult> all(GuardResult... given) {
        return all(GuardsAsked.names(Scope.FLEET, Origin.MANUAL), given);
    }

    /** The same of an undo. */
    static List<GuardResult> allOfUndo(GuardResult... given) {
        return all(GuardsAsked.namesOfUndo(), given);
    }

    private static List<GuardResult> all(Set<String> names, GuardResult... given) {
        SortedMap<String, GuardResult> guards = new TreeMap<>();
        for (String name : names) {
            guards.put(name, new GuardResult(name, GuardResult.Verdict.PASS, "fine"));
        }
        for (GuardResult result : given) {
            guards.put(result.guard(), result);
        }
        return List.copyOf(guards.values());
    }

    FleetCommand.VerifyStage verify(String id, int stage) {
        return new FleetCommand.VerifyStage(ask(), id, stage, 3, 0, "3 calls arrived");
    }

    /** A drain of Frankfurt that runs, nothing decided yet. */
    String running(GuardResult... guards) {
        String id = proposed(drain(guards));
        started(id);
        return id;
    }

    /** All stages of a running change, and its end. */
    void carriedOut(String id) {
        for (int i = 0; i < change(id).plan().stagesPercent().size(); i++) {
            does(stage(id, i, PASS));
            does(verify(id, i));
        }
        does(new FleetCommand.Complete(ask(), id, "every new call arrives"));
    }
}
