package dev.signalbox.agent.decide.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.model.change.Person;
import dev.signalbox.model.change.Plan;
import dev.signalbox.model.change.PlanKind;
import dev.signalbox.model.change.Role;
import dev.signalbox.model.journal.GuardResult;
import dev.signalbox.model.journal.JournalEntry;
import dev.signalbox.model.quorum.FleetCodec;
import dev.signalbox.model.quorum.FleetCommand;
import dev.signalbox.model.quorum.FleetFold;
import dev.signalbox.model.quorum.FleetRecord;
import dev.signalbox.model.quorum.FleetState;
import dev.signalbox.model.quorum.FleetState.Change;
import dev.signalbox.model.quorum.Phase;
import dev.signalbox.model.quorum.TableChange;
import dev.signalbox.model.quorum.Word;
import dev.signalbox.model.route.FleetTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;

/** Operators that race, leaders that ask twice, whatever order commands come in. */
class RacingOperatorsTest {

    private static final List<String> REGIONS = List.of("eu-central", "eu-west", "us-east", "ap");
    private static final List<Person> PEOPLE =
            List.of(
                    new Person("ada", Role.OPERATOR),
                    new Person("Ada ", Role.ADMINISTRATOR),
                    new Person("bea", Role.APPROVER),
                    new Person("cy", Role.OPERATOR),
                    new Person("vic", Role.VIEWER));
    private static final List<GuardResult> GUARDS =
            List.of(RulesRun.PASS, RulesRun.PASS, RulesRun.PASS, RulesRun.BLOCK, RulesRun.HARD);

    private final FleetCodec codec = new FleetCodec();

    @Property(tries = 150)
    void whateverIsAskedTheFleetStaysWhole(@ForAll long seed) {
        Random random = new Random(seed);
        RulesRun one = new RulesRun().joined();
        RulesRun other = new RulesRun().joined();
        int stages = 0;
        for (int i = 0; i < 150; i++) {
            one.passes(Duration.ofMillis(random.nextInt(random.nextInt(20) == 0 ? 400_000 : 900)));
            FleetCommand command = command(one, random);
            one.decide(command);
            // Another machine gets the same from the wire.
            other.decide(codec.commandFrom(codec.toBytes(command)));
            oneChangePerRegion(one.state);
            everyStageWasApproved(one);
            stages += one.records.getLast() instanceof FleetRecord.StageDecided ? 1 : 0;
        }
        assertThat(codec.toBytes(other.state)).isEqualTo(codec.toBytes(one.state));
        assertThat(other.entries)
                .extracting(JournalEntry::hash)
                .isEqualTo(one.entries.stream().map(JournalEntry::hash).toList());
        epochsGrow(one);
        foldedAgain(one);
        STAGES_SEEN[0] += stages;
    }

    /** That the commands above get somewhere is part of the test. */
    private static final long[] STAGES_SEEN = new long[1];

    @AfterContainer
    static void somethingHappened() {
        assertThat(STAGES_SEEN[0]).isGreaterThan(100);
    }

    private static void oneChangePerRegion(FleetState state) {
        Set<String> taken = new HashSet<>();
        for (Change change : state.changes().values()) {
            if (change.phase() == Phase.RUNNING || change.phase() == Phase.HELD) {
                FleetTable before = Objects.requireNonNull(change.before());
                for (String region : TableChange.regions(change.plan(), before)) {
                    assertThat(taken.add(region)).as(region + " is in two changes").isTrue();
                }
            }
        }
    }

    private static void everyStageWasApproved(RulesRun run) {
        if (run.records.getLast() instanceof FleetRecord.ChangeStarted started) {
            Change change = run.change(started.planId());
            if (change.plan().kind() == PlanKind.EVACUATE_REGION) {
                assertThat(change.approvals())
                        .anyMatch(a -> !Matter.same(a.person(), change.plan().by()));
            }
        }
    }

    private static void epochsGrow(RulesRun run) {
        long epoch = 0;
        for (FleetRecord record : run.records) {
            FleetTable after = null;
            if (record instanceof FleetRecord.StageDecided decided) {
                after = decided.after();
            } else if (record instanceof FleetRecord.ChangeUndone undone) {
                after = undone.after();
            }
            if (after != null) {
                assertThat(after.epoch()).isEqualTo(epoch + 1);
                epoch = after.epoch();
                after.doors()
                        .values()
                        .forEach(
                                services ->
                                        services.values()
                                                .forEach(
                                                        shares ->
                                                                assertThat(sum(shares.values()))
                                                                        .isEqualTo(100)));
            }
        }
        assertThat(run.state.table().epoch()).isEqualTo(epoch);
    }

    private static int sum(Iterable<Integer> percents) {
        int sum = 0;
        for (int percent : percents) {
            sum += percent;
        }
        return sum;
    }

    private void foldedAgain(RulesRun run) {
        FleetState again = FleetState.empty("fleet-demo");
        for (JournalEntry entry : run.entries) {
            again = FleetFold.apply(again, entry, codec.recordFrom(entry.body()));
        }
        assertThat(codec.toBytes(again)).isEqualTo(codec.toBytes(run.state));
        assertThat(again).isEqualTo(run.state);
    }

    private static FleetCommand command(RulesRun run, Random random) {
        Person person = pick(PEOPLE, random);
        List<String> ids = new ArrayList<>(run.state.changes().keySet());
        if (ids.isEmpty() || random.nextInt(8) == 0) {
            return new FleetCommand.Propose(run.ask(), plan(run, person, random));
        }
        ids.sort(Comparator.comparing(id -> -run.change(id).stageAt().toEpochMilli()));
        String id = ids.get(Math.min(ids.size() - 1, random.nextInt(3)));
        Change change = run.change(id);
        return switch (random.nextInt(16)) {
            case 0, 1 -> new FleetCommand.Approve(run.ask(), id, hash(change, random), person);
            case 2, 3 -> run.start(id, hash(change, random), person);
            case 4, 5, 6 ->
                    new FleetCommand.DecideStage(
                            run.ask(),
                            id,
                            change.stage() + (random.nextInt(6) == 0 ? 0 : 1),
                            run.state.table().epoch() - (random.nextInt(6) == 0 ? 1 : 0),
                            RulesRun.all(pick(GUARDS, random)));
            case 7, 8 -> run.verify(id, change.stage());
            case 9 -> new FleetCommand.Complete(run.ask(), id, "done");
            case 10 ->
                    random.nextBoolean()
                            ? new FleetCommand.Hold(run.ask(), id, person, "wait")
                            : new FleetCommand.Hold(run.ask(), id, null, "health");
            case 11 -> new FleetCommand.Resume(run.ask(), id, person);
            case 12 -> new FleetCommand.Undo(run.ask(), id, person, "no");
            case 13 ->
                    new FleetCommand.OverrideGuard(
                            run.ask(), id, "telephony_capacity", person, "night");
            case 14 -> word(run, random);
            default ->
                    new FleetCommand.ReportDoor(
                            run.ask(pick(REGIONS, random)),
                            pick(REGIONS, random),
                            run.state.table().epoch(),
                            4.5,
                            random.nextInt(4) == 0 ? "refused" : "");
        };
    }

    private static FleetCommand word(RulesRun run, Random random) {
        String observer = pick(REGIONS, random);
        String about = pick(REGIONS, random);
        Word.View view = observer.equals(about) ? Word.View.OWN : Word.View.PEER;
        return new FleetCommand.Say(
                run.ask(observer),
                List.of(
                        new Word(
                                observer,
                                random.nextInt(3) == 0 ? Word.View.CARRIER : view,
                                about,
                                pick(List.of(Word.Reach.values()), random),
                                "",
                                random.nextInt(9))));
    }

    private static Plan plan(RulesRun run, Person person, Random random) {
        String region = pick(REGIONS, random);
        String to = pick(REGIONS, random);
        PlanKind kind =
                region.equals(to)
                        ? PlanKind.RETURN_REGION
                        : random.nextBoolean() ? PlanKind.EVACUATE_REGION : PlanKind.DRAIN_REGION;
        return run.plan(kind, region, to, person, pick(GUARDS, random));
    }

    private static String hash(Change change, Random random) {
        return random.nextInt(10) == 0 ? "altered" : change.hash();
    }

    private static <T> T pick(List<T> all, Random random) {
        return all.get(random.nextInt(all.size()));
    }
}
