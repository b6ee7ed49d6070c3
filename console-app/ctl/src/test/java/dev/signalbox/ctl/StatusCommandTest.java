package dev.signalbox.ctl;

import static dev.signalbox.ctl.connection.Regions.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.ctl.connection.FakeAgent;
import dev.signalbox.model.quorum.FleetRecord;
import dev.signalbox.model.quorum.RegionVerdict;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StatusCommandTest extends CtlTest {

    @Test
    void status() throws IOException {
        assertThat(both("status")).isZero();
        golden("status.txt");
    }

    @Test
    void statusAsJson() throws IOException {
        assertThat(both("status", "--json")).isZero();
        golden("status.json");
    }

    @Test
    void statusSaysWhichAgentDoesNotAnswerAndWhatToTry() throws Exception {
        dublin.close();
        assertThat(both("status")).isEqualTo(CtlMain.UNREACHABLE);
        assertThat(out.toString()).contains("Frankfurt");
        assertThat(err.toString())
                .contains("no agent answers at " + dublin.endpoint() + ": connection refused")
                .contains("listen.console");
    }

    @Test
    void allAreAskedAtOnceHoweverLongOneTakes() throws IOException {
        FakeAgent.answerTogether(frankfurt, dublin);
        assertThat(both("status")).isZero();
        golden("status.txt");
    }

    @Test
    void aLostRegionComesFirstWithItsEvacuationAndNoOtherAdvice() throws IOException {
        frankfurtIsLost();
        assertThat(both("status")).isZero();
        assertThat(out.toString())
                .startsWith("Frankfurt's edge takes no calls. Its new callers reach nobody.")
                .contains(
                        "To plan the evacuation of Frankfurt: ./signalbox ctl plan evacuate"
                                + " region:eu-central --reason")
                .contains("eu-central, EU, critical")
                .contains("Follows from it that Frankfurt's edge takes no calls")
                .doesNotContain("Return begins");
        assertThat(out.toString().lines().limit(4)).noneMatch(line -> line.contains("Northwind"));
    }

    @Test
    void healthSaysALostRegionFirst() throws IOException {
        frankfurtIsLost();
        assertThat(both("health")).isZero();
        assertThat(out.toString())
                .startsWith("Frankfurt's edge takes no calls.")
                .contains("./signalbox ctl plan evacuate region:eu-central");
        assertThat(both("health", "--json")).isZero();
        assertThat(json().at("/offers/0/step").asString()).isEqualTo("evacuate");
    }

    @Test
    void noQuorumIsSaidAlthoughAnotherAgentDoesNotAnswer() throws Exception {
        dublin.close();
        int exit = both("plan", "evacuate", "region:eu-central", "--reason", "edge dead");
        assertThat(exit).isEqualTo(CtlMain.FAILED);
        assertThat(err.toString())
                .contains("ctl: no quorum: 1 of 3 agents are in touch")
                .containsPattern("To ask again, .* add: --id [0-9a-f-]{36}")
                .doesNotContain("refused");
    }

    @Test
    void anIdThatWasPrintedIsTakenAgain() throws Exception {
        String[] plan = {
            "plan", "evacuate", "region:eu-central", "--reason", "edge dead", "--id", "abc-1"
        };
        assertThat(both(plan)).isEqualTo(CtlMain.FAILED);
        assertThat(err.toString()).contains("add: --id abc-1");
        plan[plan.length - 1] = "a b";
        assertThat(both(plan)).isEqualTo(CtlMain.USAGE);
        assertThat(err.toString()).contains("--id \"a b\": 1 to 64 letters");
    }

    private void frankfurtIsLost() {
        FleetRecord.RegionJudged judged =
                new FleetRecord.RegionJudged(
                        NOON,
                        "eu-central",
                        RegionVerdict.LOST,
                        "Dublin and its carriers agree",
                        List.of());
        dublin.fleet(true, judged);
        // One that is cut off knows less, and does not take away what another one tells.
        frankfurt.fleet(false);
    }

    @Test
    void watchPrintsALinePerPictureWhenPiped() throws IOException {
        assertThat(both("watch", "--count", "2")).isZero();
        assertThat(out.toString().lines()).hasSize(2);
        assertThat(out.toString()).contains("eu-central major 396 calls");
    }
}
