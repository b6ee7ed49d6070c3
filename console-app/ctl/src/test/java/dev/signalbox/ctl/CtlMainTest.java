package dev.signalbox.ctl;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CtlMainTest extends CtlTest {

    @Test
    void theAgentsOfARunAreFoundByTheirEndpointsFiles(@TempDir Path home) throws IOException {
        publish(home.resolve(".signalbox/runs/demo-1/eu-central"), frankfurt.endpoint(), ownPid());
        publish(home.resolve(".signalbox/runs/demo-0/eu-central"), "127.0.0.1:1", Long.MAX_VALUE);
        assertThat(run(home, "status")).isZero();
        assertThat(err.toString())
                .contains("Using the agents of .signalbox/runs/demo-1: " + frankfurt.endpoint());
        assertThat(run(null, "status", "--run", home.toString())).isZero();
        assertThat(run(null, "status", "--run", home.resolve(".signalbox/runs/demo-0").toString()))
                .isEqualTo(CtlMain.USAGE);
    }

    @Test
    void aDeadAgentOfALivingRunIsAskedAndItsRegionNamed(@TempDir Path home) throws Exception {
        frankfurt.close();
        Path run = home.resolve(".signalbox/runs/demo-1");
        publishRun(run, ownPid());
        String gone = "eu-central: no agent answers at " + frankfurt.endpoint();

        assertThat(run(home, "status")).isEqualTo(CtlMain.UNREACHABLE);
        assertThat(err.toString()).contains(gone);
        assertThat(out.toString()).contains("Dublin").contains(gone);
        out.getBuffer().setLength(0);
        assertThat(run(home, "status", "--json")).isEqualTo(CtlMain.UNREACHABLE);
        assertThat(json().path("error").asString()).startsWith(gone);
        assertThat(json().path("headline").path("sentence").asString())
                .doesNotContain("All is well");

        assertThat(run(home, "brake", "on", "--by", "Ada", "--reason", "storm"))
                .isEqualTo(CtlMain.UNREACHABLE);
        assertThat(out.toString()).contains("eu-west (" + dublin.endpoint() + "): autom");
        assertThat(err.toString())
                .contains("the brake is not set there: eu-central (" + frankfurt.endpoint() + ")");
        assertThat(run(home, "why", "trunk:eu-central/northwind")).isEqualTo(CtlMain.UNREACHABLE);
        assertThat(run(home, "watch", "--count", "1")).isEqualTo(CtlMain.UNREACHABLE);
    }

    @Test
    void aRunThatHasEndedIsSaidToHaveEnded(@TempDir Path home) throws IOException {
        publishRun(home.resolve(".signalbox/runs/demo-1"), Long.MAX_VALUE);
        run(home, "status");
        assertThat(err.toString())
                .contains("The newest run (.signalbox/runs/demo-1) has ended: asking 127.0.0.1");
    }

    @Test
    void anErrorIsTheLastLineOfJsonToo() throws Exception {
        assertThat(both("why", "carrier:acme", "--json")).isEqualTo(CtlMain.USAGE);
        assertThat(json().path("error").asString()).contains("no such target here");
        assertThat(both("status", "--nonsense", "--json")).isEqualTo(CtlMain.USAGE);
        assertThat(json().path("error").asString()).contains("--nonsense");
        dublin.close();
        frankfurt.close();
        for (String command : List.of("status", "journal", "verify")) {
            String[] words =
                    command.equals("verify")
                            ? new String[] {"journal", "verify", "--json"}
                            : new String[] {command, "--json"};
            assertThat(both(words)).isEqualTo(CtlMain.UNREACHABLE);
            assertThat(json().path("error").asString()).contains("no agent answers at");
        }
    }

    @Test
    void usageErrorsEndWithTwoAndHelpShowsAnExample() throws IOException {
        assertThat(run(null)).isEqualTo(CtlMain.USAGE);
        assertThat(run(null, "status", "--nonsense")).isEqualTo(CtlMain.USAGE);
        assertThat(run(null, "status", "--agent", "192.0.2.1:7443")).isEqualTo(CtlMain.USAGE);
        for (String command :
                List.of("status", "watch", "health", "causes", "journal", "why", "brake")) {
            out.getBuffer().setLength(0);
            assertThat(run(null, command, "--help")).isZero();
            assertThat(out.toString())
                    .contains("Example: ./signalbox ctl " + command)
                    .contains("--agent");
        }
    }

    @Test
    void whatCannotBeIsSaidInWordsBeforeAnybodyIsAsked() throws IOException {
        assertThat(run(null, "status", "--run", "/nonexistent")).isEqualTo(CtlMain.USAGE);
        assertThat(err.toString()).contains("--run \"/nonexistent\": no such directory");
        String[] trunk = {"plan", "failover", "trunk:eu-west/meridian", "--to", "us-east"};
        assertThat(both(reasoned(trunk))).isEqualTo(CtlMain.USAGE);
        assertThat(err.toString())
                .contains("--to \"us-east\": only a drained or evacuated region's calls");
        String[] home = {"plan", "return", "region:eu-west", "--to", "us-east"};
        assertThat(both(reasoned(home))).isEqualTo(CtlMain.USAGE);
        assertThat(err.toString()).contains("what returns goes home");
        assertThat(both("changes", "plan-eu-central-3")).isEqualTo(CtlMain.USAGE);
        assertThat(err.toString()).contains("kept by its agent alone");
    }

    @Test
    void whatIsMissingIsSaidWithAnExample() throws IOException {
        assertThat(both("plan", "evacuate", "region:eu-west", "--reason", " "))
                .isEqualTo(CtlMain.USAGE);
        assertThat(err.toString()).contains("--reason: say why it is planned. Example:");
        assertThat(both("override", "fleet-demo/4@12345678", "target_green", "--reason", ""))
                .isEqualTo(CtlMain.USAGE);
        assertThat(err.toString()).contains("--reason: say why the guard is overruled. Example:");
        assertThat(both("watch", "--count", "0")).isEqualTo(CtlMain.USAGE);
        assertThat(err.toString()).contains("--count 0: at least 1");
        assertThat(both(reasoned("plan", "failover", "region:eu-west"))).isEqualTo(CtlMain.USAGE);
        assertThat(err.toString()).contains("\"region:eu-west\": cannot be failed over.");
    }

    @Test
    void aBundleIsAFileInADirectoryThatIsThere(@TempDir Path directory) throws IOException {
        assertThat(both("incident", "export", "--out", directory.toString()))
                .isEqualTo(CtlMain.USAGE);
        assertThat(err.toString()).contains("is a directory. Name a file in it.");
        assertThat(both("incident", "export", "--out", directory.resolve("no/x.sbx").toString()))
                .isEqualTo(CtlMain.USAGE);
        assertThat(err.toString()).contains("there is no directory " + directory.resolve("no"));
    }

    @Test
    void aPortThatIsNoAgentsIsSaid() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> answerAsHttp(other));
            assertThat(run(null, "status", "--agent", "127.0.0.1:" + other.getLocalPort()))
                    .isEqualTo(CtlMain.UNREACHABLE);
        }
        assertThat(err.toString()).contains("no agent's port for consoles");
    }

    /** As the agent's door for workers does. */
    private static void answerAsHttp(ServerSocket door) {
        try {
            while (true) {
                try (Socket socket = door.accept()) {
                    socket.getOutputStream()
                            .write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(US_ASCII));
                    socket.shutdownOutput();
                    socket.getInputStream().readAllBytes();
                }
            }
        } catch (IOException e) {
            // The test is over.
        }
    }

    private static String[] reasoned(String... words) {
        String[] all = Arrays.copyOf(words, words.length + 2);
        all[words.length] = "--reason";
        all[words.length + 1] = "trying it";
        return all;
    }

    private static void publish(Path directory, String endpoint, long pid) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(
                directory.resolve("endpoints.json"),
                "{\"region\":\"eu-central\",\"console\":\"" + endpoint + "\",\"pid\":" + pid + "}");
    }

    /** As a demo publishes it: all its agents, and itself. */
    private void publishRun(Path directory, long pid) throws IOException {
        Files.createDirectories(directory);
        String agent = "{\"region\":\"%s\",\"console\":\"%s\",\"pid\":%d}";
        Files.writeString(
                directory.resolve("endpoints.json"),
                "{\"agents\":["
                        + agent.formatted("eu-central", frankfurt.endpoint(), pid)
                        + ","
                        + agent.formatted("eu-west", dublin.endpoint(), Long.MAX_VALUE)
                        + "],\"pid\":"
                        + pid
                        + "}");
    }

    private static long ownPid() {
        return ProcessHandle.current().pid();
    }
}
