package dev.signalbox.ctl;

import static dev.signalbox.ctl.connection.Senses.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.model.cause.Tag;
import java.io.IOException;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(60)
class CausesCommandTest extends SensingTest {

    @Test
    void causesBySideAndTag() throws IOException {
        assertThat(both("causes")).isZero();
        golden("causes.txt");
    }

    @Test
    void causesAsJson() throws IOException {
        assertThat(both("causes", "--json")).isZero();
        golden("causes.json");
    }

    @Test
    void causesOfOneServiceAndRegion() throws IOException {
        assertThat(both("causes", "--service", "billing", "--region", "eu-central", "--json"))
                .isZero();
        assertThat(json().path("causes").size()).isEqualTo(1);
        assertThat(json().path("causes").path(0).path("total").asLong()).isEqualTo(40);
        assertThat(both("causes", "--service", "nothing")).isEqualTo(CtlMain.USAGE);
        assertThat(err.toString()).contains("--service \"nothing\"", "billing, bookings");
        assertThat(both("causes", "--region", "zz")).isEqualTo(CtlMain.USAGE);
        assertThat(both("causes", "--side", "bad")).isEqualTo(CtlMain.USAGE);
        assertThat(both("causes", "--calls", "--limit", "0")).isEqualTo(CtlMain.USAGE);
        assertThat(err.toString()).contains("no such side", "--limit \"0\"");
    }

    @Test
    void singleCallsComeNewestFirstWithTheirLastVerdict() throws IOException {
        frankfurt.ended(verdict(1, "a@sbc", Tag.USER_HANGUP, false));
        frankfurt.ended(verdict(2, "b@sbc", Tag.USER_HANGUP, false));
        dublin.ended(verdict(3, "d@sbc", Tag.MEDIA, false));
        frankfurt.ended(verdict(4, "a@sbc", Tag.AI_DOWN, true));
        assertThat(both("causes", "--calls")).isZero();
        golden("calls.txt");
        assertThat(both("causes", "--calls", "--side", "infrastructure", "--json")).isZero();
        assertThat(callIds(json())).containsExactly("a@sbc", "d@sbc");
        assertThat(both("causes", "--calls", "--region", "eu-west", "--json")).isZero();
        assertThat(callIds(json())).containsExactly("d@sbc");
        assertThat(both("causes", "--calls", "--limit", "1")).isZero();
        assertThat(err.toString()).contains("The newest 1 of 3 that are remembered");
    }

    @Test
    void oneCallIsToldWithItsEvidence() throws IOException {
        frankfurt.ended(verdict(1, "a@sbc", Tag.AI_DOWN, true));
        assertThat(both("causes", "--call", "a@sbc", "--json")).isZero();
        JsonNode call = json().path("calls").path(0);
        assertThat(call.path("region").asString()).isEqualTo("eu-central");
        assertThat(call.path("side").asString()).isEqualTo("infrastructure");
        assertThat(call.path("given").asString()).isEqualTo("user_hangup");
        assertThat(call.path("suspected").asBoolean()).isTrue();
        assertThat(call.path("evidence").size()).isEqualTo(2);
        assertThat(both("causes", "--call", "zz@sbc")).isEqualTo(CtlMain.USAGE);
        assertThat(err.toString()).contains("no agent remembers such a call");
    }

    @Test
    void callsThatComeAreFollowedUntilInterrupted() throws Exception {
        frankfurt.ended(verdict(1, "a@sbc", Tag.AI_DOWN, true));
        Thread ctl =
                Thread.ofPlatform()
                        .start(
                                () ->
                                        run(
                                                null,
                                                "causes",
                                                "--follow",
                                                "--json",
                                                "--agent",
                                                frankfurt.endpoint()));
        await(() -> frankfurt.callFollowers() == 1);
        frankfurt.ended(verdict(2, "b@sbc", Tag.MEDIA, false));
        await(() -> out.toString().contains("b@sbc"));
        ctl.interrupt();
        ctl.join();
        List<String> lines = out.toString().lines().toList();
        assertThat(lines).hasSize(2);
        JsonNode last = JsonMapper.builder().build().readTree(lines.getLast());
        assertThat(last.path("callId").asString()).isEqualTo("b@sbc");
        assertThat(last.path("tag").asString()).isEqualTo("media");
    }

    @Test
    void anAgentThatDoesNotAnswerIsSaidAndTheOthersAreShown() throws Exception {
        frankfurt.ended(verdict(1, "a@sbc", Tag.AI_DOWN, true));
        dublin.close();
        assertThat(both("causes", "--calls", "--json")).isEqualTo(CtlMain.UNREACHABLE);
        assertThat(callIds(json())).containsExactly("a@sbc");
        assertThat(json().path("error").asString()).contains("no agent answers at");
    }

    private static List<String> callIds(JsonNode json) {
        return json.path("calls").valueStream().map(c -> c.path("callId").asString()).toList();
    }

    /** Bounded by the test's own time-out. */
    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }
}
