package dev.signalbox.world.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.model.time.Now;
import dev.signalbox.v1.CauseGroup;
import dev.signalbox.v1.Causes;
import dev.signalbox.v1.Health;
import dev.signalbox.v1.ProbeState;
import dev.signalbox.v1.Region;
import dev.signalbox.v1.Severity;
import dev.signalbox.v1.Silence;
import dev.signalbox.v1.Trunk;
import dev.signalbox.v1.TrunkState;
import dev.signalbox.v1.Window;
import dev.signalbox.world.voice.Truth;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TerminalViewTest {

    private static final Instant AT = Instant.parse("2026-11-20T03:12:44Z");
    private static final String ADDRESS = "127.0.0.1:7443";

    private Now now = new Now(0, AT);

    private static Region frankfurt() {
        return Region.newBuilder()
                .setTarget("region:eu-central")
                .setTitle("Frankfurt")
                .setJurisdiction("EU")
                .setBootId("b1")
                .setVersion(1)
                .setSeverity(Severity.SEVERITY_MAJOR)
                .setFinding("Northwind rejects 38 %")
                .setLiveCalls(312)
                .setCallsPerSecond(14.2)
                .addTrunks(
                        Trunk.newBuilder()
                                .setTarget("trunk:eu-central/northwind")
                                .setCarrierTitle("Northwind")
                                .setState(TrunkState.TRUNK_STATE_EXCLUDED)
                                .setOptions(ProbeState.PROBE_STATE_GOOD)
                                .setSharePercent(0)
                                .addWindows(
                                        Window.newBuilder()
                                                .setWindowMillis(60_000)
                                                .setAsr(0.62)
                                                .setPddMillisP95(1_840)
                                                .setRejected(38)))
                .build();
    }

    private List<String> lines(Fleet fleet) {
        return TerminalView.lines(
                fleet.view(), new Truth.Calls(1_204, 711, 3), Duration.ofSeconds(83));
    }

    @Test
    void showsWhatTheConsoleShows() {
        Fleet fleet = new Fleet(List.of(ADDRESS), () -> now);
        fleet.report(ADDRESS, frankfurt());
        List<String> lines = lines(fleet);
        assertThat(lines.getFirst())
                .isEqualTo("03:12:44 UTC   demo 01:23   1,204 calls begun, 711 answered, 3 failed");
        assertThat(lines)
                .contains(
                        "M  Frankfurt     14.2 calls/s     312 live  Northwind rejects 38 %",
                        "  M  Northwind      out of service     0 %      0.0      0    62 %    1.8 s"
                                + "       38       0");
        assertThat(lines).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(150));
    }

    @Test
    void whatElseIsNotWellStandsBelowTheTrunks() {
        Fleet fleet = new Fleet(List.of(ADDRESS), () -> now);
        fleet.report(
                ADDRESS,
                frankfurt().toBuilder()
                        .addHealth(
                                health("provider:llm/acme/eu", "Acme LLM EU")
                                        .setSeverity(Severity.SEVERITY_MAJOR)
                                        .setState("out of service")
                                        .setFinding("5 of 9 calls failed"))
                        .addHealth(
                                health("path:eu-central/us-east", "Frankfurt to Ashburn")
                                        .setSeverity(Severity.SEVERITY_WELL))
                        .setCauses(
                                Causes.newBuilder()
                                        .addGroups(group("misunderstood", 4))
                                        .addGroups(group("ai_down", 7))
                                        .addGroups(group("agent_done", 90)))
                        .setSilence(Silence.newBuilder().setSilentNow(2))
                        .build());
        assertThat(lines(fleet))
                .contains(
                        "  M  Acme LLM EU              out of service  5 of 9 calls failed",
                        "     failed calls of the last minute: 4 intent, 7 infrastructure, 0 others;"
                                + " callers in silence now: 2")
                .noneMatch(line -> line.contains("Frankfurt to Ashburn"));
    }

    private static Health.Builder health(String target, String title) {
        return Health.newBuilder().setTarget(target).setTitle(title);
    }

    private static CauseGroup group(String tag, long lastMinute) {
        return CauseGroup.newBuilder()
                .setService("bookings")
                .setTag(tag)
                .setLastMinute(lastMinute)
                .build();
    }

    @Test
    void oldReportsAreShownAsOld() {
        Fleet fleet = new Fleet(List.of(ADDRESS), () -> now);
        fleet.report(ADDRESS, frankfurt());
        now = now.plus(Duration.ofSeconds(9));
        assertThat(lines(fleet)).anyMatch(line -> line.startsWith("~") && line.contains("9 s old"));
    }

    @Test
    void withoutAgentsTheHeadlineSaysSo() {
        Fleet fleet = new Fleet(List.of(ADDRESS), () -> now);
        assertThat(lines(fleet)).hasSizeGreaterThanOrEqualTo(2);
        fleet.lost(ADDRESS, "UNAVAILABLE");
        assertThat(lines(fleet).get(1)).isNotBlank();
    }
}
