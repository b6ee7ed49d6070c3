package dev.signalbox.ctl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.model.quorum.FleetAnswer;
import dev.signalbox.v1.ChangePlanRequest;
import dev.signalbox.v1.ChangePlanRequest.Approve;
import dev.signalbox.v1.ChangePlanRequest.Discard;
import dev.signalbox.v1.ChangePlanRequest.Hold;
import dev.signalbox.v1.ChangePlanRequest.OverrideGuard;
import dev.signalbox.v1.ChangePlanRequest.Resume;
import dev.signalbox.v1.ChangePlanRequest.Start;
import dev.signalbox.v1.ChangePlanRequest.Undo;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What people type about a plan, and what the agent is asked for it. */
@Timeout(60)
class StepCommandTest extends CtlTest {

    private static final String PLAN = "fleet-demo/42@1a2b3c4d";

    static Stream<Arguments> steps() {
        return Stream.of(
                step(asked().setApprove(Approve.getDefaultInstance()), "approve", PLAN),
                step(
                        asked().setOverrideGuard(
                                        OverrideGuard.newBuilder()
                                                .setGuard("target_green")
                                                .setReason("known")),
                        "override",
                        PLAN,
                        "target green",
                        "--reason",
                        "known"),
                step(asked().setStart(Start.getDefaultInstance()), "start", PLAN),
                step(
                        asked().setHold(Hold.newBuilder().setReason("held from a shell")),
                        "hold",
                        PLAN),
                step(
                        asked().setHold(Hold.newBuilder().setReason("wait")),
                        "hold",
                        PLAN,
                        "--reason",
                        "wait"),
                step(asked().setResume(Resume.getDefaultInstance()), "resume", PLAN),
                step(
                        asked().setUndo(Undo.newBuilder().setReason("wrong region")),
                        "undo",
                        PLAN,
                        "--reason",
                        "wrong region"),
                step(asked().setDiscard(Discard.getDefaultInstance()), "discard", PLAN));
    }

    private static ChangePlanRequest.Builder asked() {
        return ChangePlanRequest.newBuilder()
                .setPlanId("fleet-demo/42")
                .setHash("1a2b3c4d")
                .setBy("Ada");
    }

    private static Arguments step(ChangePlanRequest.Builder asked, String... typed) {
        return Arguments.of(List.of(typed), asked.build());
    }

    @ParameterizedTest
    @MethodSource("steps")
    void eachCommandAsksOneAgentForItsStep(List<String> typed, ChangePlanRequest asked)
            throws IOException {
        List<String> words = Stream.concat(typed.stream(), Stream.of("--by", "Ada")).toList();
        assertThat(both(words.toArray(String[]::new))).isZero();
        ChangePlanRequest request = frankfurt.steps().getFirst();
        assertThat(request.getRequestId()).isNotEmpty();
        assertThat(request.toBuilder().clearRequestId().build()).isEqualTo(asked);
        assertThat(frankfurt.steps()).hasSize(1);
        assertThat(dublin.steps()).isEmpty();
        assertThat(out.toString()).contains("Done (record fleet-demo/43).");
    }

    @Test
    void aPlanInsideARegionIsForItsOwnAgent() throws IOException {
        assertThat(both("start", "plan-eu-west-m3x17@1a2b3c4d")).isZero();
        assertThat(frankfurt.steps()).isEmpty();
        assertThat(dublin.steps().getFirst().getPlanId()).isEqualTo("plan-eu-west-m3x17");

        assertThat(both("start", "plan-us-east-m3x17@1a2b3c4d")).isEqualTo(CtlMain.USAGE);
        assertThat(err.toString()).contains("the agent of us-east is none of those that answer");
    }

    @Test
    void theNextAgentIsAskedForTheSameWhenOneDoesNotAnswer() throws Exception {
        frankfurt.vanish();
        assertThat(both("approve", PLAN)).isZero();
        assertThat(dublin.steps()).hasSize(1);
    }

    @Test
    void aRefusalIsSaidAndIsNoSuccess() throws IOException {
        frankfurt.refuses(
                new FleetAnswer.Refused(
                        FleetAnswer.Code.ALTERED_PLAN, "The plan on record has another hash."));
        assertThat(both("approve", PLAN, "--json")).isEqualTo(CtlMain.FAILED);
        assertThat(err.toString())
                .contains("ctl: refused (altered plan): The plan on record has another hash.");
        assertThat(json().at("/refused/code").asString()).isEqualTo("altered_plan");
        assertThat(dublin.steps()).as("a refusal is final").isEmpty();
    }

    @Test
    void whatTakesAReasonWantsOne() throws IOException {
        assertThat(both("undo", PLAN)).isEqualTo(CtlMain.USAGE);
        assertThat(both("override", PLAN, "target_green")).isEqualTo(CtlMain.USAGE);
        assertThat(both("approve", PLAN, "--by", " ")).isEqualTo(CtlMain.USAGE);
        assertThat(frankfurt.steps()).isEmpty();
    }
}
