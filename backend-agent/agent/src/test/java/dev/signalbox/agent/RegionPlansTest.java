package dev.signalbox.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.agent.decide.HandPlan;
import dev.signalbox.agent.journal.JournalUnwritableException;
import dev.signalbox.agent.stream.ChangeDesk.Planned;
import dev.signalbox.agent.stream.ChangeDesk.Wish;
import dev.signalbox.model.change.ChangeStep;
import dev.signalbox.model.change.Origin;
import dev.signalbox.model.change.Person;
import dev.signalbox.model.change.Plan;
import dev.signalbox.model.change.PlanKind;
import dev.signalbox.model.change.Role;
import dev.signalbox.model.journal.GuardResult;
import dev.signalbox.model.journal.GuardResult.Verdict;
import dev.signalbox.model.quorum.FleetAnswer;
import dev.signalbox.model.quorum.FleetAnswer.Code;
import dev.signalbox.model.target.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RegionPlansTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Person ADA = new Person("ada", Role.OPERATOR);
    private static final Person VIC = new Person("vic", Role.VIEWER);
    private static final Target.Trunk A = new Target.Trunk("eu-west", "carrier-a");
    private static final Target.Trunk B = new Target.Trunk("eu-west", "carrier-b");
    private static final Target.Trunk C = new Target.Trunk("eu-west", "carrier-c");

    private final Mailbox mailbox = new Mailbox();
    private final Desk desk = new Desk();
    private final RegionPlans plans = new RegionPlans("eu-west", NOON, mailbox);

    /** The core as a test says. */
    private static final class Desk implements HandDesk {
        private final List<String> started = new ArrayList<>();
        private final List<String> hashes = new ArrayList<>();
        private Instant now = NOON;
        private Target.Trunk taker = B;
        private Verdict capacity = Verdict.PASS;
        private String state = "";
        private double callsPerMinute = 30;
        private boolean full;

        @Override
        public Plan plan(HandPlan.Wish wish) {
            if (wish.target().equals(C)) {
                throw new IllegalArgumentException("trunk:eu-west/carrier-c: is no trunk");
            }
            return new Plan(
                    wish.kind(),
                    wish.target(),
                    "eu-west",
                    Origin.MANUAL,
                    wish.by(),
                    wish.reason(),
                    now,
                    new Plan.Basis(3, "policy", state),
                    List.of(new Plan.Move(null, A, taker, 100, callsPerMinute)),
                    List.of(),
                    List.of(),
                    4,
                    List.of(100),
                    null,
                    "return it",
                    List.of(new GuardResult("telephony_capacity", capacity, "97 %")));
        }

        @Override
        public String start(Plan plan, String planHash, List<String> overrides)
                throws JournalUnwritableException {
            if (full) {
                throw new JournalUnwritableException("disk full");
            }
            started.add(plan.source().id() + overrides);
            hashes.add(planHash);
            return "eu-west-1/7";
        }
    }

    @Test
    void aPlanIsKeptUnderANameAndStartedOnce() {
        Planned planned = plan();
        assertThat(planned.refused()).isNull();
        assertThat(planned.planId()).startsWith("plan-eu-west-");
        assertThat(planned.expiresAt()).isEqualTo(NOON.plus(Duration.ofMinutes(15)));
        assertThat(step(planned, new ChangeStep.Start()))
                .isEqualTo(new FleetAnswer.Done(List.of("eu-west-1/7")));
        assertThat(desk.started).containsExactly("trunk:eu-west/carrier-a[]");
        FleetAnswer again = step(planned, new ChangeStep.Start());
        assertThat(code(again)).isEqualTo(Code.WRONG_PHASE);
        assertThat(sentence(again))
                .endsWith(
                        "was started by ada at 12:00:00 UTC (record eu-west-1/7): a plan starts once")
                .startsWith(planned.planId());
        assertThat(desk.started).hasSize(1);
    }

    @Test
    void theJournalKeepsTheHashOfThePlanThatWasLookedAt() {
        Planned planned = plan();
        desk.callsPerMinute = 31;
        desk.now = NOON.plusSeconds(7);
        step(planned, new ChangeStep.Start());
        assertThat(desk.hashes).containsExactly(planned.hash());
    }

    @Test
    void whatIsDoneIsTakenBackByItsReturn() {
        Planned planned = plan();
        step(planned, new ChangeStep.Start());
        FleetAnswer answer = step(planned, new ChangeStep.Undo("wrong"));
        assertThat(code(answer)).isEqualTo(Code.WRONG_PHASE);
        assertThat(sentence(answer))
                .endsWith("To take it back: plan return trunk:eu-west/carrier-a");
    }

    @Test
    void whatWasDroppedSaysSo() {
        Planned planned = plan();
        step(planned, new ChangeStep.Discard("no"));
        FleetAnswer answer = step(planned, new ChangeStep.Start());
        assertThat(sentence(answer)).endsWith("was discarded: make it anew");
    }

    @Test
    void aHashThatIsMissingIsNoOtherPlan() {
        Planned planned = plan();
        String named = planned.planId() + "@" + planned.hash().substring(0, 8);
        assertThat(sentence(step(ADA, planned, "", new ChangeStep.Start())))
                .contains("not said which plan was looked at", named);
        assertThat(sentence(step(ADA, planned, "abc", new ChangeStep.Start())))
                .contains("\"abc\" is too short", "8 characters");
        assertThat(sentence(step(ADA, planned, "0".repeat(64), new ChangeStep.Start())))
                .contains("not the plan that was looked at", named);
    }

    @Test
    void whoMayNotMoveCallsNeitherPlansNorStarts() {
        assertThat(Objects.requireNonNull(plan(VIC, A).refused()).code())
                .isEqualTo(Code.NOT_ALLOWED);
        Planned planned = plan();
        assertThat(code(step(VIC, planned, planned.hash(), new ChangeStep.Start())))
                .isEqualTo(Code.NOT_ALLOWED);
        assertThat(desk.started).isEmpty();
    }

    @Test
    void anotherHashIsAnotherPlan() {
        Planned planned = plan();
        for (String hash : List.of("", planned.hash().substring(0, 7), "0".repeat(64))) {
            assertThat(code(step(ADA, planned, hash, new ChangeStep.Start())))
                    .isEqualTo(Code.ALTERED_PLAN);
        }
        assertThat(step(ADA, planned, planned.hash().substring(0, 8), new ChangeStep.Start()))
                .isInstanceOf(FleetAnswer.Done.class);
    }

    @Test
    void aPlanIsBoundToTheStateItWasMadeFrom() {
        Planned planned = plan();
        desk.state = "hand";
        assertThat(code(step(planned, new ChangeStep.Start()))).isEqualTo(Code.STALE_PLAN);
        assertThat(code(step(planned, new ChangeStep.Start()))).isEqualTo(Code.NO_SUCH_PLAN);
        assertThat(desk.started).isEmpty();
    }

    @Test
    void callsNeverGoElsewhereThanThePlanSaid() {
        Planned planned = plan();
        desk.callsPerMinute = 31;
        desk.taker = C;
        FleetAnswer answer = step(planned, new ChangeStep.Start());
        assertThat(code(answer)).isEqualTo(Code.STALE_PLAN);
        assertThat(((FleetAnswer.Refused) answer).sentence()).contains("carrier-c");
        assertThat(desk.started).isEmpty();
    }

    @Test
    void otherRatesAreNoOtherPlan() {
        Planned planned = plan();
        desk.callsPerMinute = 31;
        assertThat(step(planned, new ChangeStep.Start())).isInstanceOf(FleetAnswer.Done.class);
    }

    @Test
    void itsTimeIsOver() {
        Planned planned = plan();
        desk.now = NOON.plus(Duration.ofMinutes(15)).plusMillis(1);
        assertThat(code(step(planned, new ChangeStep.Start()))).isEqualTo(Code.EXPIRED);
    }

    @Test
    void guardsAreJudgedAgainAtTheStart() {
        Planned planned = plan();
        desk.capacity = Verdict.BLOCK;
        assertThat(code(step(planned, new ChangeStep.Start()))).isEqualTo(Code.BLOCKED);
        desk.capacity = Verdict.HARD;
        assertThat(code(step(planned, new ChangeStep.Start()))).isEqualTo(Code.BLOCKED);
        desk.capacity = Verdict.WARN;
        assertThat(step(planned, new ChangeStep.Start())).isInstanceOf(FleetAnswer.Done.class);
    }

    @Test
    void whatBlocksIsOverruledByNameAndReason() {
        desk.capacity = Verdict.BLOCK;
        Planned planned = plan();
        assertThat(planned.refused()).isNull();
        assertThat(code(step(planned, overrule("telephony_capacity", " "))))
                .isEqualTo(Code.INVALID);
        FleetAnswer wrong = step(planned, overrule("residency", "why not"));
        assertThat(code(wrong)).isEqualTo(Code.NOT_OVERRIDABLE);
        assertThat(sentence(wrong)).endsWith("what blocks is telephony_capacity");
        assertThat(step(planned, overrule("telephony_capacity", "it is night")))
                .isInstanceOf(FleetAnswer.Done.class);
        assertThat(step(planned, new ChangeStep.Start())).isInstanceOf(FleetAnswer.Done.class);
        assertThat(desk.started)
                .containsExactly("trunk:eu-west/carrier-a[telephony_capacity: it is night (ada)]");
    }

    @Test
    void whatIsForbiddenIsNotKept() {
        desk.capacity = Verdict.HARD;
        Planned planned = plan();
        assertThat(Objects.requireNonNull(planned.refused()).code()).isEqualTo(Code.BLOCKED);
        assertThat(planned.planId()).isEmpty();
    }

    @Test
    void aPlanThatWasDroppedIsGone() {
        Planned planned = plan();
        assertThat(step(planned, new ChangeStep.Discard("no")))
                .isInstanceOf(FleetAnswer.Done.class);
        assertThat(code(step(planned, new ChangeStep.Start()))).isEqualTo(Code.NO_SUCH_PLAN);
    }

    private enum FleetStep {
        APPROVE(new ChangeStep.Approve()),
        HOLD(new ChangeStep.Hold("x")),
        RESUME(new ChangeStep.Resume()),
        UNDO(new ChangeStep.Undo("x"));

        private final ChangeStep step;

        FleetStep(ChangeStep step) {
            this.step = step;
        }
    }

    @ParameterizedTest
    @EnumSource
    void stepsOfTheFleetMeanNothingHere(FleetStep fleetStep) {
        assertThat(code(step(plan(), fleetStep.step))).isEqualTo(Code.WRONG_PHASE);
    }

    @Test
    void theOldestOfTooManyPlansIsForgotten() {
        Planned first = plan();
        Planned second = plan();
        for (int i = 0; i < 31; i++) {
            plan();
        }
        assertThat(code(step(first, new ChangeStep.Start()))).isEqualTo(Code.NO_SUCH_PLAN);
        assertThat(step(second, new ChangeStep.Start())).isInstanceOf(FleetAnswer.Done.class);
    }

    @Test
    void plansOfAnEarlierRunNameNothing() {
        Planned planned = plan();
        RegionPlans again = new RegionPlans("eu-west", NOON.plusSeconds(60), mailbox);
        CompletableFuture<FleetAnswer> answer =
                again.step(ADA, planned.planId(), planned.hash(), new ChangeStep.Start());
        work();
        assertThat(code(answer.join())).isEqualTo(Code.NO_SUCH_PLAN);
    }

    @Test
    void aProviderOfAnotherRegionIsNotMovedHere() {
        Wish wish =
                new Wish(
                        PlanKind.FAILOVER_PROVIDER,
                        new Target.Provider("llm", "acme", "eu"),
                        "us-east",
                        "",
                        "slow");
        assertThatThrownBy(() -> plans.plan(ADA, wish))
                .hasMessageContaining("moves providers in eu-west only");
    }

    @Test
    void whatCannotBePlannedOrJournaledFailsInWords() {
        CompletableFuture<Planned> senseless = ask(ADA, C);
        work();
        assertThatThrownBy(senseless::join).hasMessageContaining("is no trunk");
        Planned planned = plan();
        desk.full = true;
        CompletableFuture<FleetAnswer> answer =
                plans.step(ADA, planned.planId(), planned.hash(), new ChangeStep.Start());
        work();
        assertThatThrownBy(answer::join).hasMessageContaining("disk full");
    }

    @Test
    void aCoreThatIsTooBusySaysSo() {
        while (mailbox.task(_ -> {})) {
            // Until nothing fits.
        }
        assertThatThrownBy(ask(ADA, A)::join).hasMessageContaining("too busy");
    }

    private static ChangeStep overrule(String guard, String reason) {
        return new ChangeStep.OverrideGuard(guard, reason);
    }

    private Planned plan() {
        return plan(ADA, A);
    }

    private Planned plan(Person by, Target target) {
        CompletableFuture<Planned> answer = ask(by, target);
        work();
        return answer.join();
    }

    private CompletableFuture<Planned> ask(Person by, Target target) {
        return plans.plan(by, new Wish(PlanKind.FAILOVER_TRUNK, target, "", "", "works"));
    }

    private FleetAnswer step(Planned planned, ChangeStep step) {
        return step(ADA, planned, planned.hash(), step);
    }

    private FleetAnswer step(Person by, Planned planned, String hash, ChangeStep step) {
        CompletableFuture<FleetAnswer> answer = plans.step(by, planned.planId(), hash, step);
        work();
        return answer.join();
    }

    private static Code code(FleetAnswer answer) {
        assertThat(answer).isInstanceOf(FleetAnswer.Refused.class);
        return ((FleetAnswer.Refused) answer).code();
    }

    private static String sentence(FleetAnswer answer) {
        assertThat(answer).isInstanceOf(FleetAnswer.Refused.class);
        return ((FleetAnswer.Refused) answer).sentence();
    }

    /** What the core does between two of its steps. */
    private void work() {
        for (Mailbox.Letter letter = mailbox.poll(); letter != null; letter = mailbox.poll()) {
            if (letter instanceof Mailbox.Letter.Task task) {
                task.work().accept(desk);
            }
        }
    }
}
