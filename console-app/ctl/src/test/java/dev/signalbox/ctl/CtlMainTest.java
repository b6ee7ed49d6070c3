package dev.signalbox.ctl;

import static dev.signalbox.ctl.connection.Regions.MERIDIAN;
import static dev.signalbox.ctl.connection.Regions.NOON;
import static dev.signalbox.ctl.connection.Regions.NORTHWIND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.ctl.connection.FakeAgent;
import dev.signalbox.ctl.connection.Regions;
import dev.signalbox.model.journal.DiagnosisCode;
import dev.signalbox.model.journal.Evidence;
import dev.signalbox.model.journal.GuardResult;
import dev.signalbox.model.journal.JournalRecord;
import dev.signalbox.model.measure.TrunkCounts;
import dev.signalbox.model.policy.Rules;
import dev.signalbox.model.route.RouteTable;
import dev.signalbox.model.target.Target;
import dev.signalbox.model.time.Now;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(60)
class CtlMainTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private FakeAgent frankfurt;
    private FakeAgent dublin;

    @BeforeEach
    void agents() throws IOException {
        frankfurt = new FakeAgent(Regions.frankfurt());
        dublin = new FakeAgent(Regions.dublin());
        journal().forEach(frankfurt::append);
        dublin.append(
                new JournalRecord.AgentStarted(
                        NOON.minusSeconds(600), 0, "eu-west", "boot-2", "0.1.0", "p", 0));
        dublinJournal().forEach(dublin::append);
    }

    @AfterEach
    void end() throws InterruptedException {
        frankfurt.close();
        dublin.close();
    }

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
    void journal_() throws IOException {
        assertThat(both("journal")).isZero();
        golden("journal.txt");
    }

    @Test
    void journalOfOneTrunkHasTheRoutersAnswersToo() throws IOException {
        assertThat(both("journal", "--target", "trunk:eu-central/northwind", "--json")).isZero();
        assertThat(json().path("records").valueStream().map(r -> r.path("id").asString()))
                .containsExactly("j1/2", "j1/3", "j1/4");
        golden("journal-trunk.json");
    }

    @Test
    void journalAfterARecord() throws IOException {
        assertThat(both("journal", "--after", "j1/3", "--target", "region:eu-central")).isZero();
        assertThat(out.toString()).contains("#4").doesNotContain("#3  ");
        assertThat(both("journal", "--after", "j1/77")).isEqualTo(CtlMain.USAGE);
        assertThat(err.toString()).contains("\"j1/77\": no such record");
    }

    @Test
    void verifyIsGoodForAJournalAsItWasWritten() throws IOException {
        assertThat(both("journal", "verify")).isZero();
        golden("verify.txt");
        assertThat(both("journal", "verify", "--json")).isZero();
        assertThat(json().path("good").asBoolean()).isTrue();
    }

    @Test
    void verifyFindsAnAlteredRecordThatTheAgentKeepsQuietAbout() throws IOException {
        frankfurt.alter(3, new JournalRecord.BrakeSet(NOON, 1, "Mallory", "nothing happened"));
        assertThat(both("journal", "verify", "--json")).isEqualTo(CtlMain.FAILED);
        JsonNode first = json().path("journals").path(0);
        assertThat(json().path("good").asBoolean(true)).isFalse();
        assertThat(first.path("agent").path("good").asBoolean()).isTrue();
        assertThat(first.path("recomputed").path("problems").path(0).asString())
                .isEqualTo("record 3: its hash does not follow from its bytes");
    }

    @Test
    void whyDidItMove() throws IOException {
        assertThat(both("why", "trunk:eu-central/northwind")).isZero();
        golden("why-moved.txt");
    }

    @Test
    void whyDidItMoveAsJson() throws IOException {
        assertThat(both("why", "trunk:eu-central/northwind", "--json")).isZero();
        golden("why-moved.json");
    }

    @Test
    void whyDidItNotMove() throws IOException {
        assertThat(both("why", "carrier:meridian")).isZero();
        assertThat(both("why", "region:eu-west")).isZero();
        golden("why-not.txt");
    }

    @Test
    void whyOfSomethingUnknownSaysWhatExists() throws IOException {
        assertThat(both("why", "trunk:eu-central/acme")).isEqualTo(CtlMain.USAGE);
        assertThat(err.toString())
                .contains("no such target here")
                .contains("trunk:eu-central/northwind")
                .contains("carrier:meridian");
        assertThat(both("why", "northwind")).isEqualTo(CtlMain.USAGE);
        assertThat(err.toString()).contains("no such kind of target");
    }

    @Test
    void theBrakeIsSetWithNameAndReason() throws IOException {
        assertThat(both("brake", "on", "--by", "Ada", "--reason", "carrier works")).isZero();
        assertThat(out.toString())
                .contains("automation is stopped by Ada since")
                .contains("carrier works (record j1/9)");
        assertThat(both("brake", "off", "--by", "Ada", "--json")).isZero();
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
        assertThat(both("brake", "off", "--by", "Bob")).isZero();
        assertThat(out.toString())
                .contains("automation is on; released the brake of Ada since")
                .contains("carrier works (record j1/9)");
        both("brake", "off", "--by", "Bob", "--json");
        assertThat(json().path("agents").path(0).path("message").asString())
                .isEqualTo("nothing changed: automation was on already");
    }

    @Test
    void theBrakeNeedsAReasonAndReportsARefusal() throws IOException {
        assertThat(both("brake", "on", "--by", "Ada")).isEqualTo(CtlMain.USAGE);
        assertThat(err.toString()).contains("--reason: say why");
        assertThat(both("brake", "on")).isEqualTo(CtlMain.USAGE);
        assertThat(both("brake", "on", "--by", "nobody", "--reason", "x"))
                .isEqualTo(CtlMain.FAILED);
        assertThat(err.toString()).contains("no space left");
    }

    @Test
    void watchPrintsALinePerPictureWhenPiped() throws IOException {
        assertThat(both("watch", "--count", "2")).isZero();
        assertThat(out.toString().lines()).hasSize(2);
        assertThat(out.toString()).contains("eu-central major 396 calls");
    }

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
    void journalOfSomethingUnknownSaysWhatExists() throws IOException {
        assertThat(both("journal", "--target", "region:zz")).isEqualTo(CtlMain.USAGE);
        assertThat(err.toString())
                .contains("\"region:zz\": no such target here")
                .contains("trunk:eu-central/northwind");
        assertThat(both("journal", "--target", "trunk:eu-central/meridian")).isZero();
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
        for (String command : List.of("status", "watch", "journal", "why", "brake")) {
            out.getBuffer().setLength(0);
            assertThat(run(null, command, "--help")).isZero();
            assertThat(out.toString())
                    .contains("Example: ./signalbox ctl " + command)
                    .contains("--agent");
        }
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

    private int both(String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--agent", frankfurt.endpoint(), "--agent", dublin.endpoint()));
        return run(null, all.toArray(String[]::new));
    }

    private int run(@Nullable Path home, String... arguments) {
        return CtlMain.run(
                new Shell(
                        new PrintWriter(out),
                        new PrintWriter(err),
                        () -> new Now(0, NOON),
                        home,
                        false),
                arguments);
    }

    private JsonNode json() {
        return JsonMapper.builder().build().readTree(out.toString().lines().toList().getLast());
    }

    /** Ports differ from run to run; everything else is as people and scripts have it. */
    private void golden(String name) throws IOException {
        String text =
                out.toString()
                        .replace(frankfurt.endpoint(), "127.0.0.1:7443")
                        .replace(dublin.endpoint(), "127.0.0.1:7444");
        assertThat(text.lines()).allMatch(l -> l.startsWith("{") || l.length() <= 100, "width");
        Path actual = Path.of("target", "golden", name);
        Files.createDirectories(actual.getParent());
        Files.writeString(actual, text);
        assertThat(text)
                .as("%s, see %s", name, actual)
                .isEqualTo(Files.readString(Path.of("src", "test", "resources", "golden", name)));
    }

    private static List<JournalRecord> journal() {
        RouteTable out = RouteTable.DEFAULT.with(NORTHWIND, 0);
        Evidence evidence =
                new Evidence(
                        "rejected_invites",
                        "mirror_authenticated",
                        5,
                        "5 of the last 5 INVITEs refused with 503");
        return List.of(
                new JournalRecord.AgentStarted(
                        NOON.minusSeconds(600), 0, "eu-central", "boot-1", "0.1.0", "p", 0),
                new JournalRecord.DiagnosisOpened(
                        NOON.minusSeconds(12),
                        588_000,
                        NORTHWIND,
                        DiagnosisCode.TRUNK_REJECTING,
                        "Northwind rejects new calls in eu-central: 5 of the last 5 INVITEs refused"
                                + " with 503",
                        List.of(evidence)),
                new JournalRecord.MoveDecided(
                        NOON.minusSeconds(12),
                        588_001,
                        "j1/2",
                        NORTHWIND,
                        JournalRecord.MoveKind.EXCLUDE,
                        RouteTable.DEFAULT,
                        out,
                        List.of(MERIDIAN),
                        1,
                        new TrunkCounts(540, 500, 22),
                        "New calls of Northwind in eu-central go to Meridian.",
                        List.of(evidence),
                        List.of(
                                new GuardResult(
                                        "last_usable_trunk",
                                        GuardResult.Verdict.PASS,
                                        "trunk:eu-central/meridian can carry calls"),
                                new GuardResult(
                                        "telephony_capacity",
                                        GuardResult.Verdict.WARN,
                                        "Meridian after the move: 84 % of 400 channels, 61 % of 40"
                                                + " calls/s"))),
                new JournalRecord.MoveApplied(NOON.minusSeconds(12), 588_009, "j1/3", out, 8.2));
    }

    /** A trunk that was the last one, so it stayed; it came back by itself. */
    private static List<JournalRecord> dublinJournal() {
        Target.Trunk southwind = new Target.Trunk("eu-west", "southwind");
        Evidence evidence =
                new Evidence(
                        "unanswered_invites",
                        "mirror_authenticated",
                        4,
                        "3 of the last 4 INVITEs without any response after 500 ms");
        return List.of(
                new JournalRecord.DiagnosisOpened(
                        NOON.minusSeconds(300),
                        300_000,
                        southwind,
                        DiagnosisCode.TRUNK_NOT_ANSWERING,
                        "Southwind does not answer in eu-west: 3 of the last 4 INVITEs without any"
                                + " response after 500 ms",
                        List.of(evidence)),
                new JournalRecord.MoveRefused(
                        NOON.minusSeconds(300),
                        300_001,
                        "j2/2",
                        southwind,
                        Rules.Mode.ENFORCE,
                        "last_usable_trunk",
                        "Southwind in eu-west is not moved: no other trunk is left",
                        List.of(),
                        List.of(evidence),
                        List.of(
                                new GuardResult(
                                        "last_usable_trunk",
                                        GuardResult.Verdict.HARD,
                                        "trunk:eu-west/southwind is the last usable trunk of"
                                                + " eu-west: taking it out would leave no road for"
                                                + " new calls"))),
                new JournalRecord.DiagnosisClosed(
                        NOON.minusSeconds(240),
                        360_000,
                        "j2/2",
                        southwind,
                        DiagnosisCode.TRUNK_NOT_ANSWERING,
                        "Southwind in eu-west is well again",
                        List.of()));
    }
}
