package dev.signalbox.world.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.model.cause.Tag;
import dev.signalbox.v1.CallVerdict;
import dev.signalbox.v1.ReadCallsResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VerdictsTest {

    private static ReadCallsResponse response(String... callIdsAndTags) {
        ReadCallsResponse.Builder response = ReadCallsResponse.newBuilder();
        for (int i = 0; i < callIdsAndTags.length; i += 2) {
            response.addCalls(
                    CallVerdict.newBuilder()
                            .setCallId(callIdsAndTags[i])
                            .setTag(callIdsAndTags[i + 1]));
        }
        return response.build();
    }

    @Test
    void theLastRevisionCounts() {
        Verdicts verdicts = new Verdicts();
        verdicts.take(response("a", "misunderstood", "b", "agent_done"));
        verdicts.take(response("a", "ai_slow"));
        assertThat(verdicts.byCallId()).isEqualTo(Map.of("a", Tag.AI_SLOW, "b", Tag.AGENT_DONE));
    }

    @Test
    void aTagThatNobodyKnowsIsUnknownAndGradedAsWrong() {
        Verdicts verdicts = new Verdicts();
        verdicts.take(response("a", "sunspots"));
        CauseGrades grades =
                CauseGrades.of(Map.of("a", Tag.AGENT_DONE), List.of(verdicts.byCallId()));
        assertThat(grades.calls()).isEqualTo(1);
        assertThat(grades.rightSide()).isZero();
    }

    @Test
    void withoutCallsRatiosAreUndefined() {
        CauseGrades grades = CauseGrades.of(Map.of("a", Tag.AGENT_DONE), List.of(Map.of()));
        assertThat(grades.rightSideRatio()).isNull();
        assertThat(grades.rightTagRatio()).isNull();
        assertThat(grades.undecided()).isEqualTo(1);
    }
}
