package dev.signalbox.agent.decide;

import static dev.signalbox.agent.decide.BreakerBench.ACME;
import static dev.signalbox.agent.decide.BreakerBench.BASALT;
import static dev.signalbox.model.measure.Symptom.Kind.PROVIDER_ERRORS;
import static dev.signalbox.model.measure.Symptom.Kind.PROVIDER_SLOW;
import static dev.signalbox.model.policy.Rules.Mode.ENFORCE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.model.ai.BreakerState;
import dev.signalbox.model.ai.Rung;
import dev.signalbox.model.ai.Stage;
import dev.signalbox.model.journal.JournalRecord;
import dev.signalbox.model.journal.JournalRecord.BreakerChanged;
import dev.signalbox.model.journal.JournalRecord.ServiceShift;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** How calls come back to a provider that was left. */
class BreakerReturnTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration OPEN_FOR = Duration.ofSeconds(30);
    private static final Duration HOLD = Duration.ofSeconds(10);

    @Test
    void oneCallTriesItAndThenItClosesSlowly() {
        BreakerBench bench = failing(new BreakerBench(ENFORCE, ACME, BASALT));
        bench.well(ACME).pass(OPEN_FOR.minusSeconds(1));
        assertThat(bench.transcript()).isEqualTo("open 0");
        bench.pass(SECOND);
        assertThat(bench.transcript()).isEqualTo("open 0 -> trial 0");
        assertThat(
                        Objects.requireNonNull(bench.route().choices().get(Stage.LLM))
                                .getFirst()
                                .trial())
                .isTrue();

        bench.pass(Duration.ofMinutes(10));
        assertThat(bench.breaker(ACME)).as("a trial nobody used").isEqualTo(BreakerState.TRIAL);

        bench.calls(ACME, 1, 0, 0, 0).pass(SECOND);
        assertThat(bench.share(ACME)).isEqualTo(10);
        assertThat(bench.route().inUse(Stage.LLM)).as("who takes most").contains(BASALT);
        bench.calls(ACME, 3, 0, 0, 0).pass(SECOND);
        assertThat(bench.share(ACME)).as("held too short").isEqualTo(10);
        bench.pass(HOLD);
        assertThat(bench.share(ACME)).isEqualTo(50);
        bench.calls(ACME, 2, 0, 0, 0).pass(HOLD);
        assertThat(bench.share(ACME)).as("too few calls").isEqualTo(50);
        bench.calls(ACME, 1, 0, 0, 0).pass(SECOND);

        assertThat(bench.transcript())
                .isEqualTo("open 0 -> trial 0 -> closing 10 -> closing 50 -> closed 100");
        BreakerChanged closed = bench.all(BreakerChanged.class).getLast();
        assertThat(closed.services())
                .containsExactly(
                        new ServiceShift(
                                "bookings", Stage.LLM, BASALT, ACME, Rung.DEGRADED, Rung.PRIMARY));
        bench.pass(SECOND);
        assertThat(bench.all(JournalRecord.DiagnosisClosed.class)).hasSize(1);
        assertThat(bench.state().diagnoses()).isEmpty();
    }

    @Test
    void partOfTheWayBackWithoutCallsGoesOnAfterAWhile() {
        BreakerBench bench = trial(failing(new BreakerBench(ENFORCE, ACME, BASALT)));
        bench.calls(ACME, 1, 0, 0, 0).pass(SECOND);
        bench.pass(Duration.ofSeconds(119));
        assertThat(bench.share(ACME)).isEqualTo(10);
        bench.pass(SECOND);
        assertThat(bench.share(ACME)).isEqualTo(50);
    }

    @Test
    void relapseOpensAgainForTwiceAsLongAtMostEightTimes() {
        BreakerBench bench = failing(new BreakerBench(ENFORCE, ACME, BASALT));
        bench.well(ACME);
        for (int times : List.of(1, 2, 4, 8, 8)) {
            bench.pass(OPEN_FOR.multipliedBy(times).minusSeconds(1));
            assertThat(bench.breaker(ACME)).as("x%s", times).isEqualTo(BreakerState.OPEN);
            bench.pass(SECOND);
            assertThat(bench.breaker(ACME)).as("x%s", times).isEqualTo(BreakerState.TRIAL);
            bench.calls(ACME, 0, 0, 1, 0).ask();
            assertThat(bench.breaker(ACME)).isEqualTo(BreakerState.OPEN);
        }
        assertThat(bench.all(BreakerChanged.class).getLast().openings()).isEqualTo(6);
        assertThat(bench.all(BreakerChanged.class).getLast().sentence())
                .startsWith("Acme is taken out again in lab");
    }

    @Test
    void lateReportsEndNoTrialThatNobodyTook() {
        BreakerBench bench = trial(failing(new BreakerBench(ENFORCE, ACME, BASALT)));
        bench.late(ACME, 1, 0, 0, 0).pass(HOLD);
        assertThat(bench.breaker(ACME)).as("one good").isEqualTo(BreakerState.TRIAL);
        bench.late(ACME, 0, 0, 1, 0).pass(SECOND);
        assertThat(bench.breaker(ACME)).as("one bad").isEqualTo(BreakerState.TRIAL);
        bench.late(ACME, 2, 0, 0, 0).pass(SECOND);
        assertThat(bench.breaker(ACME))
                .as("enough of them speak for it where workers never ask")
                .isEqualTo(BreakerState.CLOSING);
    }

    @Test
    void badCallOnTheWayBackOpensAgain() {
        BreakerBench bench = trial(failing(new BreakerBench(ENFORCE, ACME, BASALT)));
        bench.calls(ACME, 1, 0, 0, 0).pass(SECOND);
        assertThat(bench.share(ACME)).isEqualTo(10);
        bench.calls(ACME, 1, 0, 1, 0).pass(SECOND);
        assertThat(bench.transcript()).isEqualTo("open 0 -> trial 0 -> closing 10 -> open 0");
        assertThat(bench.all(BreakerChanged.class).getLast().openings()).isEqualTo(2);
    }

    @Test
    void openingsAreCountedAnewAfterAReturnThatLasted() {
        BreakerBench bench = returned(failing(new BreakerBench(ENFORCE, ACME, BASALT)));
        bench.pass(Duration.ofSeconds(61));
        failing(bench);
        assertThat(bench.all(BreakerChanged.class).getLast().openings()).isEqualTo(1);

        BreakerBench soon = returned(failing(new BreakerBench(ENFORCE, ACME, BASALT)));
        soon.pass(SECOND);
        failing(soon);
        assertThat(soon.all(BreakerChanged.class).getLast().openings()).isEqualTo(2);
    }

    @Test
    void lateAnswerIsARelapseOfASlowProviderOnly() {
        BreakerBench slow = new BreakerBench(ENFORCE, ACME, BASALT);
        slow.symptom(ACME, PROVIDER_SLOW).pass(SECOND);
        trial(slow).calls(ACME, 0, 1, 0, 0).pass(SECOND);
        assertThat(slow.breaker(ACME)).isEqualTo(BreakerState.OPEN);

        BreakerBench dead = trial(failing(new BreakerBench(ENFORCE, ACME, BASALT)));
        dead.calls(ACME, 0, 1, 0, 0).pass(SECOND);
        assertThat(dead.breaker(ACME)).isEqualTo(BreakerState.CLOSING);
    }

    @Test
    void loneProviderGetsAllItsCallsAfterItsTrialAndIsWatched() {
        BreakerBench bench = trial(failing(new BreakerBench(ENFORCE, ACME)));
        bench.calls(ACME, 1, 0, 0, 0).pass(SECOND);
        assertThat(bench.breaker(ACME)).isEqualTo(BreakerState.CLOSING);
        assertThat(bench.share(ACME)).isEqualTo(100);
        assertThat(bench.route().rung()).isEqualTo(Rung.PRIMARY);
        bench.calls(ACME, 3, 0, 0, 0).pass(HOLD);
        assertThat(bench.transcript()).isEqualTo("open 0 -> trial 0 -> closing 100 -> closed 100");
    }

    @Test
    void restGoesToItWhenTheOtherDiesWhileItComesBack() {
        BreakerBench bench = trial(failing(new BreakerBench(ENFORCE, ACME, BASALT)));
        bench.calls(ACME, 1, 0, 0, 0).pass(SECOND);
        bench.symptom(BASALT, PROVIDER_ERRORS).pass(SECOND);
        assertThat(bench.breaker(BASALT)).isEqualTo(BreakerState.OPEN);
        assertThat(bench.share(ACME)).isEqualTo(100);
        assertThat(bench.route().inUse(Stage.LLM)).contains(ACME);
    }

    @Test
    void oldSymptomDoesNotOpenAReturnedProviderAgainButNewFailuresDo() {
        BreakerBench bench = failing(new BreakerBench(ENFORCE, ACME, BASALT));
        bench.pass(OPEN_FOR).calls(ACME, 1, 0, 0, 0).pass(SECOND);
        bench.calls(ACME, 3, 0, 0, 0).pass(HOLD).calls(ACME, 3, 0, 0, 0).pass(HOLD);
        assertThat(bench.breaker(ACME)).isEqualTo(BreakerState.CLOSED);
        bench.pass(SECOND);
        assertThat(bench.breaker(ACME)).isEqualTo(BreakerState.CLOSED);
        bench.calls(ACME, 0, 0, 5, 0).pass(SECOND);
        assertThat(bench.breaker(ACME)).isEqualTo(BreakerState.OPEN);
    }

    @Test
    void restartInEveryStateContinues() {
        BreakerBench bench = failing(new BreakerBench(ENFORCE, ACME, BASALT));
        // Five seconds of the thirty pass before, twenty while it is down, the rest after.
        bench.calls(ACME, 0, 0, 9, 0).pass(Duration.ofSeconds(5)).restart(Duration.ofSeconds(20));
        bench.pass(Duration.ofSeconds(4));
        assertThat(bench.breaker(ACME)).isEqualTo(BreakerState.OPEN);
        bench.pass(SECOND);
        assertThat(bench.breaker(ACME)).isEqualTo(BreakerState.TRIAL);

        bench.restart(SECOND).pass(SECOND);
        assertThat(bench.breaker(ACME)).isEqualTo(BreakerState.TRIAL);
        bench.calls(ACME, 1, 0, 0, 0).pass(SECOND);
        assertThat(bench.share(ACME)).isEqualTo(10);

        bench.calls(ACME, 2, 0, 0, 0).pass(SECOND).restart(SECOND);
        assertThat(bench.share(ACME)).isEqualTo(10);
        bench.calls(ACME, 3, 0, 0, 0).pass(HOLD);
        assertThat(bench.share(ACME)).isEqualTo(50);
        bench.calls(ACME, 3, 0, 0, 0).pass(HOLD);
        assertThat(bench.breaker(ACME)).isEqualTo(BreakerState.CLOSED);

        bench.restart(SECOND).pass(SECOND);
        assertThat(bench.breaker(ACME)).isEqualTo(BreakerState.CLOSED);
        assertThat(bench.route().rung()).isEqualTo(Rung.PRIMARY);
    }

    private static BreakerBench failing(BreakerBench bench) {
        return bench.symptom(ACME, PROVIDER_ERRORS).pass(SECOND);
    }

    private static BreakerBench trial(BreakerBench bench) {
        return bench.well(ACME).pass(OPEN_FOR);
    }

    private static BreakerBench returned(BreakerBench bench) {
        trial(bench).calls(ACME, 1, 0, 0, 0).pass(SECOND);
        bench.calls(ACME, 3, 0, 0, 0).pass(HOLD).calls(ACME, 3, 0, 0, 0).pass(HOLD);
        assertThat(bench.breaker(ACME)).isEqualTo(BreakerState.CLOSED);
        return bench;
    }
}
