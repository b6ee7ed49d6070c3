package dev.signalbox.ctl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.ctl.connection.FakeAgent;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

@Timeout(60)
class BrakeCommandTest extends CtlTest {

    @Test
    void theBrakeIsSetWithNameAndReason() throws IOException {
        assertThat(both("brake", "on", "--by", "Ada", "--reason", "carrier works")).isZero();
        assertThat(out.toString())
                .contains("automation is stopped by Ada since")
                .contains("carrier works (record j1/9)");
        assertThat(both("brake", "off", "--by", "Ada", "--reason", "over", "--json")).isZero();
        assertThat(json().path("agents").path(0).path("brake").isNull()).isTrue();
    }

    @Test
    void aBrakeThatSomebodyElseHoldsIsSaidToBeTheirs() throws IOException {
        both("brake", "on", "--by", "Ada", "--reason", "carrier works");
        out.getBuffer().setLength(0);
        assertThat(both("brake", "on", "--by", "Bob", "--reason", "storm")).isZero();
        assertThat(out.toString())
                .contains("nothing changed: automation is stopped already by Ada since")
                .doesNotContain("Bob");
        both("brake", "on", "--by", "Bob", "--reason", "storm", "--json");
        JsonNode agent = json().path("agents").path(0);
        assertThat(agent.path("record").isNull()).isTrue();
        assertThat(agent.path("brake").path("by").asString()).isEqualTo("Ada");
        assertThat(agent.path("message").asString()).contains("already by Ada");
        assertThat(both("brake", "off", "--by", "Bob", "--reason", "over")).isZero();
        assertThat(out.toString())
                .contains("automation is on; released the brake of Ada since")
                .contains("carrier works (record j1/9)");
        both("brake", "off", "--by", "Bob", "--reason", "over", "--json");
        assertThat(json().path("agents").path(0).path("message").asString())
                .isEqualTo("nothing changed: automation was on already");
    }

    @Test
    void allAreBrakedAtOnceHoweverLongOneTakes() throws IOException {
        FakeAgent.answerTogether(frankfurt, dublin);
        assertThat(both("brake", "on", "--by", "Ada", "--reason", "storm")).isZero();
        assertThat(out.toString().lines().filter(line -> line.contains("stopped by Ada")))
                .hasSize(2);
    }

    @Test
    void whoSitsHereIsTheDefault() throws IOException {
        assertThat(both("brake", "on", "--reason", "carrier works")).isZero();
        assertThat(out.toString()).contains("stopped by " + System.getProperty("user.name"));
    }

    @Test
    void theBrakeNeedsAReasonAndReportsARefusal() throws IOException {
        assertThat(both("brake", "on", "--by", "Ada")).isEqualTo(CtlMain.USAGE);
        assertThat(both("brake", "off")).isZero();
        assertThat(both("brake", "on", "--reason", " ")).isEqualTo(CtlMain.USAGE);
        assertThat(err.toString()).contains("--reason: say why");
        assertThat(both("brake", "on", "--by", " ", "--reason", "x")).isEqualTo(CtlMain.USAGE);
        assertThat(err.toString()).contains("--by: say who asks");
        assertThat(both("brake", "on", "--by", "nobody", "--reason", "x"))
                .isEqualTo(CtlMain.FAILED);
        assertThat(err.toString()).contains("no space left");
    }
}
