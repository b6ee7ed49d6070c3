package dev.signalbox.agent;

import static dev.signalbox.agent.decide.fleet.FleetScene.FRANKFURT;
import static dev.signalbox.agent.decide.fleet.FleetScene.OLGA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.agent.decide.HandPlan;
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
import dev.signalbox.model.change.Person;
import dev.signalbox.model.change.Plan;
import dev.signalbox.model.change.PlanKind;
import dev.signalbox.model.change.Role;
import dev.signalbox.model.quorum.FleetAnswer;
import dev.signalbox.model.quorum.FleetCommand;
import dev.signalbox.model.target.Target;
import dev.signalbox.model.time.Now;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FleetDeskTest {

    private static final Now NOW = new Now(1_000_000_000L, Instant.parse("2026-11-20T12:00:00Z"));
    private static final ChangeStep APPROVE = new ChangeStep.Approve();

    private final FakeQuorum quorum = new FakeQuorum();
    private final FleetScene scene = new FleetScene();
    private final Mailbox mailbox = new Mailbox();
    private final Refusals refusals = refusals("boot-1");
    private final FleetDesk desk = desk("eu-central", "boot-1", refusals);

    @Test
    void aRequestThatComesAgainHasOneNameWhicheverAgentIsAsked() {
        Asker olga = new Asker(OLGA, "5f3a");
        desk.step(olga, "fleet-demo/1", "h", APPROVE);
        desk("us-east", "boot-9", refusals).step(olga, "fleet-demo/1", "h", APPROVE);
        desk.step(new Asker(OLGA, "77aa"), "fleet-demo/1", "h", APPROVE);
        desk.step(
                new Asker(new Person("anna", Role.APPROVER), "5f3a"), "fleet-demo/1", "h", APPROVE);
        desk.step(new Asker(OLGA, ""), "fleet-demo/1", "h", APPROVE);
        desk.step(new Asker(OLGA, ""), "fleet-demo/1", "h", APPROVE);
        List<String> ids = quorum.submitted.stream().map(c -> c.ask().id()).toList();
        assertThat(ids.getFirst()).isEqualTo("request/step/olga/5f3a").isEqualTo(ids.get(1));
        assertThat(ids.stream().distinct()).hasSize(5);
        assertThat(quorum.submitted.get(1).ask().from()).isEqualTo("us-east");
    }

    @Test
    void aPlanThatWasMadeAlreadyIsShownAsTheFleetKeepsIt() throws Exception {
        Plan first = GuardBench.drain(scene, FRANKFURT);
        String id = scene.propose(first);
        quorum.state = scene.state();
        quorum.answer = _ -> new FleetAnswer.Done(List.of(id));
        scene.pass(Duration.ofSeconds(9));
        Planned planned =
                desk.plan(
                                new Asker(OLGA, "5f3a"),
                                new Wish(
                                        PlanKind.DRAIN_REGION,
                                        new Target.Region(FRANKFURT),
                                        "",
                                        "",
                                        "again"))
                        .get(20, TimeUnit.SECONDS);
        assertThat(planned.planId()).isEqualTo(id);
        assertThat(planned.plan()).isEqualTo(first);
        assertThat(planned.hash())
                .isEqualTo(Objects.requireNonNull(scene.state().changes().get(id)).hash());
    }

    @Test
    void whatNoQuorumAnsweredIsOnRecordLater() {
        quorum.down = true;
        assertThatThrownBy(
                        () ->
                                desk.fleetBrake(new Asker(OLGA, ""), true, "storm")
                                        .get(20, TimeUnit.SECONDS))
                .hasCauseInstanceOf(NoQuorumException.class);
        quorum.down = false;
        assertTold("olga (operator)", "stop automation of the fleet", "no_quorum");
    }

    @Test
    void whatIsRefusedInsideTheRegionIsOnRecord() {
        CompletableFuture<FleetAnswer> answer =
                desk.step(new Asker(OLGA, ""), "plan-eu-central-7", "h", new ChangeStep.Start());
        core();
        assertThat(answer.join()).isInstanceOf(FleetAnswer.Refused.class);
        assertTold("olga (operator)", "start plan-eu-central-7", "no_such_plan");
    }

    @Test
    void aStepInsideTheRegionIsDoneOnce() {
        Asker olga = new Asker(OLGA, "5f3a");
        CompletableFuture<FleetAnswer> first =
                desk.step(olga, "plan-eu-central-7", "h", new ChangeStep.Start());
        assertThat(desk.step(olga, "plan-eu-central-7", "h", new ChangeStep.Start()))
                .isSameAs(first);
        core();
        assertThat(mailbox.poll()).as("the core was asked once").isNull();
    }

    private void core() {
        ((Mailbox.Letter.Task) Objects.requireNonNull(mailbox.poll()))
                .work()
                .accept(
                        new HandDesk() {
                            @Override
                            public Plan plan(HandPlan.Wish wish) {
                                throw new AssertionError("nothing is planned here");
                            }

                            @Override
                            public String start(Plan plan, String hash, List<String> overrides) {
                                throw new AssertionError("nothing is started here");
                            }
                        });
    }

    private void assertTold(String who, String what, String code) {
        quorum.submitted.clear();
        refusals.look(quorum, NOW);
        assertThat(quorum.submitted)
                .singleElement()
                .isInstanceOfSatisfying(
                        FleetCommand.ReportRefusal.class,
                        told -> {
                            assertThat(told.who()).isEqualTo(who);
                            assertThat(told.what()).isEqualTo(what);
                            assertThat(told.code()).isEqualTo(code);
                        });
    }

    private FleetDesk desk(String region, String bootId, Refusals kept) {
        return new FleetDesk(
                new Planner(GuardLimits.DEFAULTS),
                quorum,
                new RegionPlans(region, NOW.wall(), mailbox),
                scene::picture,
                new Asks(region, bootId, () -> NOW),
                kept);
    }

    private static Refusals refusals(String bootId) {
        return new Refusals(new Asks("eu-central", bootId, () -> NOW), () -> NOW);
    }
}
