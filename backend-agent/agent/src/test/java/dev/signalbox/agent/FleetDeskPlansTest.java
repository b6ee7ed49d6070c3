package dev.signalbox.agent;

import static dev.signalbox.agent.decide.fleet.FleetScene.ASHBURN;
import static dev.signalbox.agent.decide.fleet.FleetScene.DUBLIN;
import static dev.signalbox.agent.decide.fleet.FleetScene.FRANKFURT;
import static dev.signalbox.agent.decide.fleet.FleetScene.NOON;
import static dev.signalbox.agent.decide.fleet.FleetScene.OLGA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.signalbox.agent.decide.fleet.FleetScene;
import dev.signalbox.agent.decide.fleet.guard.GuardBench;
import dev.signalbox.agent.decide.fleet.guard.GuardLimits;
import dev.signalbox.agent.decide.fleet.plan.Planner;
import dev.signalbox.agent.quorum.FakeQuorum;
import dev.signalbox.agent.stream.ChangeDesk.Asker;
import dev.signalbox.agent.stream.ChangeDesk.NoQuorumException;
import dev.signalbox.agent.stream.ChangeDesk.Planned;
import dev.signalbox.agent.stream.ChangeDesk.Wish;
import dev.signalbox.model.change.ChangeStep;
import dev.signalbox.model.change.Plan;
import dev.signalbox.model.change.PlanKind;
import dev.signalbox.model.journal.GuardResult;
import dev.signalbox.model.quorum.FleetAnswer;
import dev.signalbox.model.quorum.FleetAnswer.Code;
import dev.signalbox.model.quorum.FleetCommand;
import dev.signalbox.model.quorum.RegionVerdict;
import dev.signalbox.model.target.Target;
import dev.signalbox.model.time.Now;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FleetDeskPlansTest {

    private static final Now NOW = new Now(0, NOON);
    private static final Asker ASKER = new Asker(OLGA, "");

    private final FleetScene scene = new FleetScene();
    private final FakeQuorum quorum = new FakeQuorum();
    private final Mailbox mailbox = new Mailbox();
    private final FleetDesk desk =
            new FleetDesk(
                    new Planner(GuardLimits.DEFAULTS),
                    quorum,
                    new RegionPlans(FRANKFURT, NOON, mailbox),
                    scene::picture,
                    new Asks(FRANKFURT, "boot-1", () -> NOW),
                    new Refusals(new Asks(FRANKFURT, "boot-2", () -> NOW), () -> NOW));

    @Test
    void aPlanBetweenRegionsIsProposedAndAnsweredByItsOwnName() {
        FleetScene decided = new FleetScene();
        String replaced = decided.propose(GuardBench.drain(decided, DUBLIN));
        String kept = decided.propose(GuardBench.drain(decided, FRANKFURT));
        quorum.state = decided.state();
        quorum.answer = _ -> new FleetAnswer.Done(List.of(replaced, kept));
        Planned planned = desk.plan(ASKER, drain(FRANKFURT, "")).join();
        assertThat(planned.planId()).as("not of the one it replaces").isEqualTo(kept);
        assertThat(planned.hash()).isEqualTo(decided.change(kept).hash());
        Plan proposed = ((FleetCommand.Propose) quorum.submitted.getFirst()).plan();
        assertThat(proposed.source()).isEqualTo(new Target.Region(FRANKFURT));
        assertThat(proposed.madeAt()).isEqualTo(NOON);
        assertThat(proposed.guards()).isNotEmpty();
    }

    @Test
    void whereItShallGoIsPartOfTheWish() {
        quorum.answer = _ -> new FleetAnswer.Refused(Code.BLOCKED, "another jurisdiction");
        desk.plan(ASKER, drain(FRANKFURT, ASHBURN)).join();
        Plan proposed = ((FleetCommand.Propose) quorum.submitted.getFirst()).plan();
        assertThat(proposed.moves())
                .extracting(Plan.Move::to)
                .containsOnly(new Target.Region(ASHBURN));
        assertThat(proposed.guards())
                .as("another jurisdiction")
                .anyMatch(
                        g ->
                                g.guard().equals("residency")
                                        && g.verdict() == GuardResult.Verdict.HARD);
    }

    @Test
    void whatWasDecidedAfterTheLastLookCountsToo() {
        quorum.answer = _ -> new FleetAnswer.Refused(Code.BUSY, "busy");
        quorum.state = new FleetScene().verdict(FRANKFURT, RegionVerdict.ISOLATED).state();
        desk.plan(ASKER, drain(FRANKFURT, "")).join();
        Plan proposed = ((FleetCommand.Propose) quorum.submitted.getFirst()).plan();
        assertThat(proposed.basis().state()).isEqualTo("verdict eu-central isolated\n");
    }

    @Test
    void aRefusedPlanIsShownWithTheReason() {
        FleetAnswer.Refused no = new FleetAnswer.Refused(Code.BUSY, "another one is under way");
        quorum.answer = _ -> no;
        Planned planned = desk.plan(ASKER, drain(FRANKFURT, "")).join();
        assertThat(planned.refused()).isEqualTo(no);
        assertThat(planned.planId()).isEmpty();
        assertThat(Objects.requireNonNull(planned.plan()).moves()).isNotEmpty();
    }

    @Test
    void whatMakesNoSenseNeverReachesTheQuorum() {
        Planned planned = desk.plan(ASKER, drain("mars", "")).join();
        assertThat(planned.plan()).isNull();
        assertThat(Objects.requireNonNull(planned.refused()).sentence())
                .startsWith("no region \"mars\"");
        assertThat(quorum.submitted).isEmpty();
    }

    @Test
    void whatIsInsideARegionIsTheCoresAndNeedsNoQuorum() {
        Wish wish =
                new Wish(
                        PlanKind.FAILOVER_TRUNK,
                        new Target.Trunk(FRANKFURT, "northwind"),
                        "",
                        "",
                        "works");
        assertThat(desk.plan(ASKER, wish)).isNotDone();
        assertThat(mailbox.poll()).isInstanceOf(Mailbox.Letter.Task.class);
        assertThat(desk.step(ASKER, "plan-eu-central-1", "x", new ChangeStep.Start())).isNotDone();
        assertThat(mailbox.poll()).isInstanceOf(Mailbox.Letter.Task.class);
        assertThat(quorum.submitted).isEmpty();
    }

    static Stream<Arguments> steps() {
        FleetCommand.Ask ask = new FleetCommand.Ask("boot-1-1", FRANKFURT, NOON);
        return Stream.of(
                Arguments.of(
                        new ChangeStep.Approve(), new FleetCommand.Approve(ask, "f/1", "h", OLGA)),
                Arguments.of(
                        new ChangeStep.OverrideGuard("residency", "why"),
                        new FleetCommand.OverrideGuard(ask, "f/1", "residency", OLGA, "why")),
                Arguments.of(
                        new ChangeStep.Start(),
                        new FleetCommand.Start(ask, "f/1", "h", OLGA, List.of())),
                Arguments.of(
                        new ChangeStep.Hold("why"), new FleetCommand.Hold(ask, "f/1", OLGA, "why")),
                Arguments.of(new ChangeStep.Resume(), new FleetCommand.Resume(ask, "f/1", OLGA)),
                Arguments.of(
                        new ChangeStep.Undo("why"), new FleetCommand.Undo(ask, "f/1", OLGA, "why")),
                Arguments.of(
                        new ChangeStep.Discard("why"),
                        new FleetCommand.Discard(ask, "f/1", OLGA, "why")));
    }

    @ParameterizedTest
    @MethodSource("steps")
    void everyStepIsACommandOfItsOwn(ChangeStep step, FleetCommand command) {
        assertThat(desk.step(ASKER, "f/1", "h", step).join()).isInstanceOf(FleetAnswer.Done.class);
        assertThat(quorum.submitted).containsExactly(command);
    }

    @Test
    void anUndoIsJudgedByWhatIsSeenNow() {
        String id = scene.start(GuardBench.drain(scene, FRANKFURT));
        scene.decideStage(id, 0);
        scene.region(FRANKFURT).age(60_000, true);
        desk.step(ASKER, id, "h", new ChangeStep.Undo("callers complain")).join();
        FleetCommand.Undo undo = (FleetCommand.Undo) quorum.submitted.getFirst();
        assertThat(undo.guards())
                .anyMatch(
                        g ->
                                g.guard().equals("fresh_evidence")
                                        && g.verdict() == GuardResult.Verdict.WARN);
    }

    @Test
    void aStartIsJudgedByWhatIsSeenNow() {
        String id = scene.propose(GuardBench.drain(scene, FRANKFURT));
        scene.region(FRANKFURT).age(60_000, true);
        desk.step(ASKER, id, "h", new ChangeStep.Start()).join();
        FleetCommand.Start start = (FleetCommand.Start) quorum.submitted.getFirst();
        assertThat(start.guards())
                .anyMatch(
                        g ->
                                g.guard().equals("fresh_evidence")
                                        && g.verdict() == GuardResult.Verdict.BLOCK);
    }

    static Stream<Arguments> notPinnable() {
        return Stream.of(
                Arguments.of(
                        new Target.Region("nowhere"),
                        "region:nowhere is not in the policy, so nothing would be pinned. There are: region:eu-central, "),
                Arguments.of(
                        new Target.Trunk(FRANKFURT, "nobody"), "trunk:eu-central/nobody is not"),
                Arguments.of(new Target.Service("bookings"), "service:bookings cannot be pinned"));
    }

    @ParameterizedTest
    @MethodSource("notPinnable")
    void whatCannotBeMovedCannotBePinned(Target target, String sentence) {
        FleetAnswer answer = desk.pin(ASKER, target, true, "works", Duration.ofHours(1)).join();
        assertThat(answer).isInstanceOf(FleetAnswer.Refused.class);
        assertThat(((FleetAnswer.Refused) answer).sentence()).startsWith(sentence);
        assertThat(quorum.submitted).isEmpty();
        // What an earlier version pinned can be released.
        desk.pin(ASKER, target, false, "", Duration.ZERO).join();
        assertThat(quorum.submitted).hasSize(1);
    }

    @Test
    void pinsAndBrakesAreTheFleets() {
        Target dublin = new Target.Region(DUBLIN);
        desk.pin(ASKER, dublin, true, "works", Duration.ofHours(1)).join();
        desk.pin(ASKER, dublin, false, "", Duration.ZERO).join();
        desk.fleetBrake(ASKER, true, "night").join();
        desk.fleetBrake(ASKER, false, "day").join();
        assertThat(quorum.submitted)
                .containsExactly(
                        new FleetCommand.SetPin(
                                ask(1), dublin, OLGA, "works", NOON.plus(Duration.ofHours(1))),
                        new FleetCommand.ReleasePin(ask(2), dublin, OLGA),
                        new FleetCommand.SetBrake(ask(3), OLGA, "night"),
                        new FleetCommand.ReleaseBrake(ask(4), OLGA, "day"));
    }

    @Test
    void withoutAQuorumAnotherAgentMayBeAsked() {
        quorum.down = true;
        Throwable failure = catchThrowable(() -> desk.fleetBrake(ASKER, true, "night").join());
        assertThat(failure).hasCauseInstanceOf(NoQuorumException.class);
        assertThat(failure.getCause()).hasMessage("no quorum");
        CompletableFuture<Planned> plan = desk.plan(ASKER, drain(FRANKFURT, ""));
        assertThat(catchThrowable(plan::join)).hasCauseInstanceOf(NoQuorumException.class);
    }

    private static FleetCommand.Ask ask(int number) {
        return new FleetCommand.Ask("boot-1-" + number, FRANKFURT, NOON);
    }

    private static Wish drain(String region, String to) {
        return new Wish(PlanKind.DRAIN_REGION, new Target.Region(region), "", to, "maintenance");
    }
}
