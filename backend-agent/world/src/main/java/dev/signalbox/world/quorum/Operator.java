package dev.signalbox.world.quorum;

import dev.signalbox.agent.decide.fleet.guard.FleetGuard;
import dev.signalbox.agent.decide.fleet.guard.GuardMatrix;
import dev.signalbox.model.change.Origin;
import dev.signalbox.model.change.Person;
import dev.signalbox.model.change.Plan;
import dev.signalbox.model.change.PlanKind;
import dev.signalbox.model.change.Role;
import dev.signalbox.model.change.Scope;
import dev.signalbox.model.journal.GuardResult;
import dev.signalbox.model.quorum.FleetAnswer;
import dev.signalbox.model.quorum.FleetCodec;
import dev.signalbox.model.quorum.FleetCommand;
import dev.signalbox.model.route.FleetTable;
import dev.signalbox.model.target.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One of several people who all want the calls of the same door elsewhere at the same time. Each
 * pins, plans, starts, decides stages and completes; who finds another's change under way goes on
 * with it or takes it back. So the table's epoch moves all the time, and most of what is asked for
 * was judged by an epoch that is over.
 */
final class Operator {

    private static final String SERVICE = "bookings";
    private static final List<Integer> STAGES_PERCENT = List.of(10, 100);
    private static final Duration PINNED = Duration.ofMinutes(1);
    private static final List<GuardResult> GUARDS =
            Arrays.stream(FleetGuard.values())
                    .filter(
                            guard ->
                                    GuardMatrix.use(guard, Scope.FLEET, Origin.MANUAL)
                                            != GuardMatrix.Use.NOT)
                    .map(guard -> guard.text(Scope.FLEET))
                    .map(name -> new GuardResult(name, GuardResult.Verdict.PASS, "all may move"))
                    .toList();

    private enum Wish {
        PIN,
        PROPOSE,
        START,
        DECIDE,
        VERIFY,
        COMPLETE,
        MEDDLE
    }

    private final FleetCodec codec = new FleetCodec();
    private final int number;
    private final List<String> regions;
    private final Person person;
    private Wish wish = Wish.PIN;
    private String plan = "";
    private String hash = "";
    private String open = "";
    private int stage;
    private long epoch;
    private int asked;

    /**
     * @param number among the operators, from 0
     * @param regions the members
     */
    Operator(int number, List<String> regions) {
        this.number = number;
        this.regions = regions;
        this.person = new Person("operator-" + number, Role.OPERATOR);
    }

    /** A pin, by itself. */
    static FleetCommand pin(String id, String from, Person person, Instant now) {
        return new FleetCommand.SetPin(
                new FleetCommand.Ask(id, from, now),
                new Target.Trunk(from, "carrier-a"),
                person,
                id,
                now.plus(PINNED));
    }

    /** What is asked for next, under this id. */
    FleetCommand next(String id, Instant now) {
        asked++;
        String from = regions.get(number % regions.size());
        FleetCommand.Ask ask = new FleetCommand.Ask(id, from, now);
        return switch (wish) {
            case PIN -> pin(id, from, person, now);
            case PROPOSE -> new FleetCommand.Propose(ask, drain(id, now));
            case START -> new FleetCommand.Start(ask, plan, hash, person, GUARDS);
            case DECIDE -> new FleetCommand.DecideStage(ask, plan, stage, epoch, GUARDS);
            case VERIFY -> new FleetCommand.VerifyStage(ask, plan, stage, 3, 0, "3 calls arrived");
            case COMPLETE -> new FleetCommand.Complete(ask, plan, id);
            case MEDDLE ->
                    asked % 2 == 0
                            ? new FleetCommand.Undo(ask, open, person, id)
                            : new FleetCommand.DecideStage(
                                    ask, open, asked % STAGES_PERCENT.size(), epoch, GUARDS);
        };
    }

    private Plan drain(String id, Instant now) {
        String door = regions.getFirst();
        String goal = regions.get((int) ((epoch + number) % regions.size()));
        FleetTable table =
                FleetTable.DEFAULT
                        .with(door, SERVICE, new TreeMap<>(Map.of(goal, 100)))
                        .atEpoch(epoch);
        Target.Region source = new Target.Region(door);
        Plan drain =
                new Plan(
                        PlanKind.DRAIN_REGION,
                        source,
                        door,
                        Origin.MANUAL,
                        person,
                        id,
                        now,
                        new Plan.Basis(epoch, "p", ""),
                        List.of(new Plan.Move(SERVICE, source, new Target.Region(goal), 100, 31.5)),
                        List.of(),
                        List.of(),
                        12,
                        STAGES_PERCENT,
                        table,
                        "take it back",
                        GUARDS);
        hash = codec.hash(drain);
        return drain;
    }

    /** What came of it, and what the member that answered knew then. */
    void heard(MemberProcess.Said said) {
        epoch = said.epoch();
        open = said.open();
        wish =
                said.answer() instanceof FleetAnswer.Done done
                        ? after(done)
                        : open.isEmpty() || asked % 3 == 0 ? Wish.PIN : Wish.MEDDLE;
    }

    private Wish after(FleetAnswer.Done done) {
        return switch (wish) {
            case PIN -> open.isEmpty() || asked % 2 == 0 ? Wish.PROPOSE : Wish.MEDDLE;
            case PROPOSE -> {
                plan = done.records().getLast();
                stage = 0;
                yield Wish.START;
            }
            case START -> Wish.DECIDE;
            case DECIDE -> Wish.VERIFY;
            case VERIFY -> {
                stage++;
                yield stage < STAGES_PERCENT.size() ? Wish.DECIDE : Wish.COMPLETE;
            }
            case COMPLETE, MEDDLE -> Wish.PIN;
        };
    }
}
