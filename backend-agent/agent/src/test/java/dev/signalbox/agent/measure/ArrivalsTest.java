package dev.signalbox.agent.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.model.fleet.ArrivalsView;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Frankfurt's SBC, with the numbers of Frankfurt (+4969555) and Dublin (+3531555). */
class ArrivalsTest {

    private final Scene scene = new Scene();

    @Test
    void anOutgoingCallCountsByTheNumberThatCalls() {
        outgoing("+496955512", "+3531555000").answer(100).answer(200);

        assertThat(scene.measures.arrivals(scene.now()))
                .containsExactly(
                        new ArrivalsView("eu-central", 1, 1, 1, 0, 1L),
                        new ArrivalsView("eu-west", 0, 0, 0, 0, 0L),
                        new ArrivalsView(null, 0, 0, 0, 0, 0L));
    }

    @Test
    void anIncomingCallCountsByTheNumberThatIsCalled() {
        Scene.Leg leg = scene.callFromNorthwind();
        leg.fromUser = "+496955512";
        leg.requestUser = "+353155512";
        leg.invite();

        assertThat(of("eu-west")).isEqualTo(new ArrivalsView("eu-west", 1, 1, 0, 0, 1L));
        assertThat(of("eu-central").total()).isZero();
    }

    @Test
    void whoseNumberIsNotKnownIsCountedToo() {
        outgoing("anonymous", "+331555");

        assertThat(of(null).total()).isEqualTo(1);
    }

    @Test
    void aRetryOfTheSameAttemptIsNoSecondArrival() {
        Scene.Leg leg = outgoing("+496955512", "+331555").answer(100).answer(407);
        leg.retry().answer(503);
        leg.retry().answer(200);

        assertThat(of("eu-central")).isEqualTo(new ArrivalsView("eu-central", 1, 1, 1, 0, 1L));
    }

    @Test
    void shortCodesStayAtHomeWhateverMovesAndAreNotCounted() {
        for (String code : new String[] {"112", "911", "116117", ""}) {
            outgoing("+496955512", code).answer(503);
        }

        assertThat(of("eu-central")).isEqualTo(new ArrivalsView("eu-central", 0, 0, 0, 0, 0L));
        assertThat(scene.measures.counters()).containsEntry("calls_short_code", 4L);
    }

    @Test
    void aShortCalledNumberOfOurOwnCountsWhenTheCallComesIn() {
        Scene.Leg leg = scene.callFromNorthwind();
        leg.requestUser = "112";
        leg.invite();

        assertThat(of(null).total()).isEqualTo(1);
    }

    @Test
    void theInfrastructuresFailuresCountAndTheCalleesDoNot() {
        outgoing("+4969555", "+331555").answer(503);
        outgoing("+4969555", "+331555").answer(408);
        outgoing("+4969555", "+331555").answer(486);
        outgoing("+4969555", "+331555").answer(180).answer(408);

        assertThat(of("eu-central")).isEqualTo(new ArrivalsView("eu-central", 4, 4, 0, 2, 4L));
    }

    @Test
    void noAnswerAtAllFailsUntilOneComesAfterAll() {
        Scene.Leg leg = outgoing("+4969555", "+331555");
        scene.runUntil(5_000);
        assertThat(of("eu-central").failed()).isEqualTo(1);

        leg.answer(100);

        assertThat(of("eu-central").failed()).isZero();
    }

    @Test
    void lastTenSecondsSlideAndTheTotalStays() {
        outgoing("+4969555", "+331555");
        scene.runUntil(4_500);
        outgoing("+4969555", "+331555");

        scene.runUntil(9_900);
        assertThat(of("eu-central").lastTenSeconds()).isEqualTo(2);
        scene.runUntil(12_000);
        assertThat(of("eu-central").lastTenSeconds()).isEqualTo(1);
        scene.runUntil(59_000);
        assertThat(of("eu-central").lastMinute()).isEqualTo(2);
        scene.runUntil(63_000);
        assertThat(of("eu-central").lastMinute()).isEqualTo(1);
        assertThat(of("eu-central").lastTenSeconds()).isZero();
        assertThat(of("eu-central").total()).isEqualTo(2);
    }

    private Scene.Leg outgoing(String from, String to) {
        Scene.Leg leg = scene.call();
        leg.fromUser = from;
        leg.requestUser = to;
        return leg.invite();
    }

    private ArrivalsView of(@Nullable String home) {
        return scene.measures.arrivals(scene.now()).stream()
                .filter(v -> Objects.equals(v.home(), home))
                .findFirst()
                .orElseThrow();
    }
}
