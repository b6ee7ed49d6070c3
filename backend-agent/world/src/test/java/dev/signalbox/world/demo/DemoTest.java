package dev.signalbox.world.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * The whole demo with real agents: a carrier breaks, an agent is killed, nothing is left behind.
 */
class DemoTest {

    private final ObjectMapper json = new ObjectMapper();

    /** A folder that looks like the repository to the demo, with runs of its own. */
    private static Path home(Path directory) throws IOException {
        Path repository = Path.of("../..").toRealPath();
        Files.createSymbolicLink(
                directory.resolve("backend-agent"), repository.resolve("backend-agent"));
        Files.createSymbolicLink(
                directory.resolve("console-app"), repository.resolve("console-app"));
        Files.createSymbolicLink(directory.resolve("signalbox"), repository.resolve("signalbox"));
        return directory;
    }

    private static boolean agentIsBuilt() throws IOException {
        Path target = Path.of("..", "agent", "target");
        if (!Files.isDirectory(target.resolve("lib"))) {
            return false;
        }
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(target, "agent-*.jar")) {
            for (Path jar : jars) {
                try (ZipFile zip = new ZipFile(jar.toFile())) {
                    if (zip.getEntry("dev/signalbox/agent/AgentMain.class") != null) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static Process start(Path home, Path story) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Dsignalbox.home=" + home,
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.signalbox.world.WorldMain",
                        "demo",
                        "--no-console",
                        "--json",
                        "--story",
                        story.toString()));
        return new ProcessBuilder(command).redirectError(home.resolve("demo.err").toFile()).start();
    }

    private JsonNode awaitEndpoints(Path home, Process demo) throws IOException {
        for (int i = 0; i < 600; i++) {
            assertThat(demo.isAlive()).as("the demo runs").isTrue();
            try (DirectoryStream<Path> runs =
                    Files.newDirectoryStream(home.resolve(".signalbox/runs"))) {
                for (Path run : runs) {
                    Path file = run.resolve("endpoints.json");
                    if (Files.exists(file)) {
                        JsonNode endpoints = json.readTree(Files.readString(file));
                        if (endpoints.get("agents").size() == 3) {
                            return endpoints;
                        }
                    }
                }
            } catch (java.nio.file.NoSuchFileException _) {
                // The run's folder is about to be made.
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
        throw new AssertionError("no endpoints: " + Files.readString(home.resolve("demo.err")));
    }

    @Test
    void aBrokenCarrierIsLeftAndNothingIsLeftBehind(@TempDir Path directory) throws Exception {
        assumeTrue(agentIsBuilt(), "the agent is not built: run the whole build");
        Path home = home(directory);
        Path story =
                Path.of(Objects.requireNonNull(DemoTest.class.getResource("short.story")).toURI());
        Process demo = start(home, story);
        try {
            JsonNode endpoints = awaitEndpoints(home, demo);
            List<ProcessHandle> children = demo.descendants().toList();
            assertThat(children).hasSize(3);
            long killed = endpoints.get("agents").get(1).get("pid").asLong();
            ProcessHandle.of(killed).orElseThrow().destroyForcibly();
            BufferedReader out = demo.inputReader();
            String last = "";
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                last = line;
            }
            assertThat(demo.waitFor(30, TimeUnit.SECONDS)).isTrue();
            String told = Files.readString(home.resolve("demo.err"));
            assertThat(demo.exitValue()).as(told).isZero();
            judge(json.readTree(last), told);
            assertThat(told)
                    .containsPattern("\\d\\d:\\d\\d  agent eu-west ended .*; starting it again")
                    .containsPattern("\\d\\d:\\d\\d  agent eu-west runs again");
            assertThat(children).noneMatch(ProcessHandle::isAlive);
        } finally {
            demo.destroyForcibly();
        }
    }

    private static void judge(JsonNode result, String told) {
        assertThat(result.get("journalVerified").asBoolean()).as(told).isTrue();
        assertThat(result.get("wrongAutomaticMoves").asInt()).isZero();
        assertThat(result.get("incidents").valueStream().map(i -> i.get("target").asString()))
                .containsExactly(
                        "trunk:eu-central/northwind",
                        "path:eu-central/us-east",
                        "provider:llm/acme/eu");
        for (JsonNode incident : result.get("incidents")) {
            boolean path = incident.get("target").asString().startsWith("path:");
            assertThat(incident.get("detectedMillis").isNumber()).as(result.toString()).isTrue();
            assertThat(incident.get("reroutedMillis").isNumber())
                    .as(result.toString())
                    .isEqualTo(!path);
            assertThat(incident.get("decisions").isEmpty()).isEqualTo(path);
        }
        JsonNode causes = result.get("causes");
        assertThat(causes.get("calls").asLong()).as(result.toString()).isGreaterThan(100);
        assertThat(causes.get("rightSide").asDouble()).as(result.toString()).isGreaterThan(0.9);
        JsonNode spans = result.get("figures").get("spans");
        assertThat(spans.get("accepted").asLong()).isPositive();
        assertThat(spans.get("rejected").asLong()).isZero();
        JsonNode calls = result.get("calls");
        assertThat(calls.get("answered").asLong()).isPositive();
        assertThat(calls.get("failed").asLong()).isLessThan(calls.get("attempted").asLong() / 100);
    }
}
