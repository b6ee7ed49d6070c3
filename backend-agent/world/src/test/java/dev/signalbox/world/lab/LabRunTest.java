package dev.signalbox.world.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Short runs of the real lab; skipped where its programs are missing. */
class LabRunTest {

    @TempDir Path run;

    @BeforeEach
    void programs() {
        assumeTrue(Tools.present(), "kamailio, sipp or tshark is not installed");
    }

    private LabResult run(Duration length, boolean withAgent, String... faults) throws Exception {
        LabSettings settings =
                new LabSettings(
                        length,
                        20,
                        3,
                        List.of(faults).stream().map(Fault::parse).toList(),
                        withAgent,
                        false,
                        LabSettings.Sbc.DEFAULTS);
        try (LabRun lab =
                new LabRun(settings, LabCommand.home(), run, words -> System.err.println(words))) {
            return lab.go();
        }
    }

    private static int planned(Duration length) {
        return Arrivals.draw(20, length, 3).size();
    }

    @Test
    void withoutAgentARejectingCarrierIsTriedByEveryCallAndHealsAtOnce() throws Exception {
        Duration length = Duration.ofSeconds(9);
        LabResult result = run(length, false, "reject503:carrier-a@3s", "heal:carrier-a@6s");
        assertThat(result.attempted()).isEqualTo(planned(length));
        assertThat(result.failed()).isZero();
        assertThat(result.answered()).isGreaterThan(result.attempted() * 8 / 10);
        Evaluation.Effect storm = result.effects().getFirst();
        assertThat(storm.reroutedMillis()).as("pings stay green: nothing moves").isNull();
        assertThat(storm.lastCallToFaultyMillis()).isNotNull();
        assertThat(result.automatic()).isEmpty();
        JsonNode json = JsonMapper.shared().readTree(LabReport.json(result));
        assertThat(json.path("faults").get(0).path("kind").asString("")).isEqualTo("reject503");
        assertThat(json.path("faults").get(0).path("reroutedMillis").isNull()).isTrue();
        assertThat(json.path("calls").path("attempted").asInt(0)).isEqualTo(planned(length));
        assertThat(json.path("settings").path("frTimerMillis").asInt(0)).isEqualTo(2000);
    }

    @Test
    void theAgentMovesNewCallsAwayFromAFrozenCarrier() throws Exception {
        assumeTrue(agentIsBuilt(), "the agent's jar is not built");
        Duration length = Duration.ofSeconds(22);
        LabResult result = run(length, true, "freeze:carrier-a@12s");
        assertThat(result.attempted()).isEqualTo(planned(length));
        Evaluation.Effect freeze = result.effects().getFirst();
        assertThat(freeze.detectedMillis()).isNotNull();
        assertThat(freeze.reroutedMillis()).isNotNull();
        assertThat(result.automatic())
                .singleElement()
                .satisfies(
                        move -> {
                            assertThat(move.from()).isEqualTo("trunk:lab/carrier-a");
                            assertThat(move.to()).isEqualTo("trunk:lab/carrier-b");
                            assertThat(move.diagnosis()).isEqualTo("trunk_not_answering");
                            assertThat(move.kind()).isEqualTo("exclude");
                        });
    }

    private static boolean agentIsBuilt() throws Exception {
        Path target = LabCommand.home().resolve("backend-agent/agent/target");
        if (!Files.isDirectory(target.resolve("classes/dev/signalbox/agent"))
                || !Files.exists(target.resolve("classes/dev/signalbox/agent/AgentMain.class"))) {
            return false;
        }
        try (var jars = Files.newDirectoryStream(target, "agent-*.jar")) {
            return jars.iterator().hasNext();
        }
    }
}
