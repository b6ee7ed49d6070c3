package dev.signalbox.world.trouble;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.agent.journal.SqliteJournal;
import dev.signalbox.model.journal.JournalRecord.MoveApplied;
import dev.signalbox.v1.JournalCondition;
import dev.signalbox.v1.Region;
import dev.signalbox.v1.VerifyJournalResponse;
import dev.signalbox.world.voice.Condition;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** How an agent starts when something is in its way, and how it ends. */
class StartAndEndTest {

    @TempDir private Path directory;

    private Path endpoints() {
        return directory.resolve("run/endpoints.json");
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void aSecondAgentOnTheSameDataNamesTheFirst() throws Exception {
        try (Site site = new Site(directory, "10min")) {
            AgentProgram first = site.agent();
            String published = Files.readString(endpoints());
            AgentProgram second = site.launch();
            assertThat(second.exitCode()).isEqualTo(1);
            assertThat(second.log()).contains("process id " + first.pid());
            assertThat(Files.readString(endpoints())).isEqualTo(published);
            assertThat(first.alive()).isTrue();
            assertThat(first.verify().getGood()).isTrue();
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void anAlteredJournalStopsDecisionsAndTouchesNoRouter() throws Exception {
        try (Site site = new Site(directory, "10min").traffic()) {
            AgentProgram agent = site.watchingAgent();
            site.become(Site.A, Condition.REJECTS_503);
            agent.first(MoveApplied.class, _ -> true);
            int records = agent.stored().size();
            String bootId = agent.region().getBootId();
            agent.kill();
            alterFirstRecord();
            List<String> writes = site.router.writes();

            AgentProgram next = site.agent();
            Region region =
                    next.regionWhen("it reports", r -> r.getTrunks(0).getCallsPerSecond() > 1);
            assertThat(region.getAgent().getJournal())
                    .isEqualTo(JournalCondition.JOURNAL_CONDITION_BROKEN);
            assertThat(region.getAgent().getJournalDetail()).contains("record 1 was altered");
            assertThat(region.getBootId())
                    .as("a run of its own, or consoles take its reports for older ones")
                    .isNotEqualTo(bootId);
            VerifyJournalResponse verification = next.verify();
            assertThat(verification.getGood()).isFalse();
            assertThat(verification.getProblemsList())
                    .anyMatch(p -> p.contains("record 1 was altered"));

            site.become(Site.A, Condition.WELL);
            site.become(Site.B, Condition.REJECTS_503);
            Await.until("the lease runs out", () -> site.share(Site.A) == 100);
            next.regionWhen(
                    "the second failure is seen", r -> !r.getTrunks(1).getFinding().isEmpty());
            assertThat(next.stored()).hasSize(records);
            assertThat(site.router.writes()).isEqualTo(writes);
        }
    }

    /** Somebody changes what was decided, one letter, in the database file itself. */
    private void alterFirstRecord() throws Exception {
        // Closing it in order brings all records from the write-ahead log into the file.
        SqliteJournal.open(directory.resolve("data"), "eu-central", Instant.EPOCH).close();
        Path file = directory.resolve("data/journal.db");
        String content = Files.readString(file, StandardCharsets.ISO_8859_1);
        int at = content.indexOf("\"region\":\"eu-central\"");
        assertThat(at).isPositive();
        Files.writeString(
                file,
                content.substring(0, at)
                        + "\"region\":\"eu-centraL\""
                        + content.substring(at + "\"region\":\"eu-central\"".length()),
                StandardCharsets.ISO_8859_1);
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void aRemovedJournalIsRefusedWithItsCure() throws Exception {
        try (Site site = new Site(directory, "10min")) {
            AgentProgram agent = site.agent();
            agent.terminate();
            agent.exitCode();
            Files.delete(directory.resolve("data/journal.db"));
            AgentProgram next = site.launch();
            assertThat(next.exitCode()).isEqualTo(1);
            assertThat(next.log()).contains("the journal was removed").contains("Put it back");
            assertThat(directory.resolve("data/journal.db")).doesNotExist();
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void aPortInUseIsSaidInWordsAndLeavesNoTrace() throws Exception {
        try (Site site = new Site(directory, "10min")) {
            try (DatagramSocket taken = new DatagramSocket(site.hep)) {
                AgentProgram agent = site.launch();
                assertThat(agent.exitCode()).isEqualTo(1);
                assertThat(agent.log())
                        .contains("127.0.0.1:" + taken.getLocalPort())
                        .contains("in use")
                        .doesNotContain("Exception");
                assertThat(endpoints()).doesNotExist();
            }
            try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
                AgentProgram agent = site.consoleAt(taken.getLocalPort()).launch();
                assertThat(agent.exitCode()).isEqualTo(1);
                assertThat(agent.log())
                        .contains("127.0.0.1:" + taken.getLocalPort())
                        .doesNotContain("Exception");
                assertThat(endpoints()).doesNotExist();
            }
            site.consoleAt(0);
            // Not a run: the journal begins with the agent that could start.
            assertThat(site.agent().stored()).hasSize(1);
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void wrongConfigurationIsSaidAllAtOnce() throws Exception {
        try (Site site = new Site(directory, "10min")) {
            AgentProgram good = site.launch("--check-config");
            assertThat(good.exitCode()).isZero();
            assertThat(good.log()).contains("agent.yaml: no errors");
            assertThat(directory.resolve("data")).doesNotExist();

            Path policy = directory.resolve("policy.yaml");
            Files.writeString(
                    policy,
                    Files.readString(policy)
                            .replace("coolDown: 10min", "coolDwon: 10min")
                            .replace("optionsInterval: 1s", "optionsInterval: 1"));
            for (String check : List.of("--check-config", "--supervised")) {
                AgentProgram bad = site.launch(check);
                assertThat(bad.exitCode()).isEqualTo(2);
                assertThat(bad.log())
                        .contains("policy.yaml:11 thresholds.optionsInterval \"1\": has no unit")
                        .contains("policy.yaml:12 thresholds.coolDwon: no such key");
            }
            assertThat(directory.resolve("data")).doesNotExist();
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void itEndsInOrderWhenToldToAndWhenItsParentIsGone() throws Exception {
        try (Site site = new Site(directory, "10min")) {
            AgentProgram told = site.agent();
            assertThat(endpoints()).exists();
            told.terminate();
            assertThat(told.exitCode()).isEqualTo(143);
            assertThat(endpoints()).doesNotExist();

            AgentProgram supervised = site.launch("--supervised").ready();
            supervised.closeItsInput();
            assertThat(supervised.exitCode()).isZero();
            assertThat(endpoints()).doesNotExist();
            assertThat(supervised.log()).doesNotContain("did not end in order");

            assertThat(site.agent().verify().getGood()).isTrue();
        }
    }
}
