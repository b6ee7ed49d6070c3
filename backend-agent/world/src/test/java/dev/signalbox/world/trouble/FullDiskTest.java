package dev.signalbox.world.trouble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.signalbox.model.journal.JournalEntry;
import dev.signalbox.model.journal.JournalRecord.AgentStarted;
import dev.signalbox.model.journal.JournalRecord.BreakerApplied;
import dev.signalbox.model.journal.JournalRecord.BreakerChanged;
import dev.signalbox.model.journal.JournalRecord.DiagnosisOpened;
import dev.signalbox.model.journal.JournalRecord.MoveApplied;
import dev.signalbox.model.journal.JournalRecord.MoveDecided;
import dev.signalbox.v1.AgentStatus;
import dev.signalbox.v1.JournalCondition;
import dev.signalbox.v1.Region;
import dev.signalbox.world.voice.Condition;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The data directory on a small disk of its own that fills up. */
class FullDiskTest {

    @TempDir private Path directory;
    private Path disk;

    @BeforeEach
    void mount() throws Exception {
        disk = Files.createDirectory(directory.resolve("disk"));
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", disk.toString()),
                "a small disk needs root and mount");
    }

    @AfterEach
    void unmount() throws Exception {
        run("umount", disk.toString());
    }

    private static boolean run(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** To the last byte. */
    private void fill() {
        byte[] bytes = new byte[4_096];
        try (OutputStream out = Files.newOutputStream(disk.resolve("ballast"))) {
            for (int i = 0; i < 100_000; i++) {
                out.write(bytes);
            }
            throw new AssertionError("the disk is never full");
        } catch (IOException full) {
            assertThat(disk.resolve("ballast")).exists();
        }
    }

    private void makeRoom() throws IOException {
        Files.delete(disk.resolve("ballast"));
    }

    private static AgentStatus unwritable(AgentProgram agent) {
        return agent.regionWhen(
                        "the status says that the journal cannot be written",
                        r ->
                                r.getAgent().getJournal()
                                        == JournalCondition.JOURNAL_CONDITION_UNWRITABLE)
                .getAgent();
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void nothingIsDecidedUntilThereIsRoomAgain() throws Exception {
        try (Site site = new Site(directory, "10min").dataIn(disk.resolve("data")).traffic()) {
            AgentProgram agent = site.watchingAgent();
            fill();
            assertThat(unwritable(agent).getJournalDetail()).contains("disk").contains("full");
            List<JournalEntry> before = agent.stored();

            site.become(Site.A, Condition.REJECTS_503);
            agent.regionWhen(
                    "it goes on measuring: the trunk is suspect",
                    r -> !r.getTrunks(0).getFinding().isEmpty() && rejected(r) > 30);
            assertThat(agent.stored()).hasSameSizeAs(before);
            assertThat(site.router.writes()).isEmpty();
            assertThat(agent.log()).contains("nothing new is decided until it can");
            assertThat(agent.verify().getGood()).isTrue();

            makeRoom();
            agent.first(DiagnosisOpened.class, _ -> true);
            agent.first(MoveApplied.class, _ -> true);
            assertThat(agent.all(MoveDecided.class)).hasSize(1);
            assertThat(site.share(Site.A)).isZero();
            assertThat(agent.verify().getProblemsList()).isEmpty();
            agent.regionWhen(
                    "the status says that the journal is good again",
                    r -> r.getAgent().getJournal() == JournalCondition.JOURNAL_CONDITION_GOOD);
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void aProviderThatFailsMeanwhileIsLeftWhenThereIsRoomAgain() throws Exception {
        try (Site site =
                new Site(directory, "10min")
                        .dataIn(disk.resolve("data"))
                        .workers("{open: 10min}")) {
            AgentProgram agent = site.agent();
            try (VoiceWorkers workers = new VoiceWorkers(agent)) {
                VoiceWorkers.Route before = workers.route();
                assertThat(before.share("acme")).isEqualTo(100);
                fill();
                unwritable(agent);
                int records = agent.stored().size();

                Region seen =
                        agent.regionWhen(
                                "its failed calls are measured",
                                r -> {
                                    workers.failed("acme", 1);
                                    return failedCalls(r) > 20;
                                });
                // Reports come four a second, each after at least two judgements.
                agent.regionWhen(
                        "it has judged them", r -> r.getVersion() >= seen.getVersion() + 6);
                assertThat(agent.stored()).hasSize(records);
                assertThat(workers.route().etag())
                        .as("workers keep the route they have")
                        .isEqualTo(before.etag());
                assertThat(workers.route().share("acme")).isEqualTo(100);
                assertThat(agent.verify().getGood()).isTrue();

                makeRoom();
                workers.routeWhen(
                        "the provider is left",
                        r -> {
                            workers.failed("acme", 1);
                            return r.share("acme") == 0;
                        });
                AgentProgram.Entry opened = agent.first(BreakerChanged.class, _ -> true);
                agent.first(BreakerApplied.class, a -> a.decisionId().equals(opened.id()));
                assertThat(agent.all(BreakerChanged.class)).hasSize(1);
                assertThat(agent.verify().getProblemsList()).isEmpty();
            }
        }
    }

    private static long failedCalls(Region region) {
        return region.getProvidersList().stream()
                .filter(p -> p.getTarget().equals("provider:llm/acme/eu"))
                .mapToLong(p -> p.getWindows(2).getResultsOrDefault("server_error", 0))
                .sum();
    }

    private static long rejected(Region region) {
        return region.getTrunks(0).getWindows(1).getRejected();
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void whileACarrierBreaksEveryRecordIsWholeAndEveryActHasOne() throws Exception {
        try (Site site = new Site(directory, "2s").dataIn(disk.resolve("data")).traffic()) {
            AgentProgram agent = site.watchingAgent();
            // The journal is busy with stages and relapses while room comes and goes.
            site.become(Site.A, Condition.REJECTS_503);
            for (int i = 0; i < 3; i++) {
                agent.first(MoveApplied.class, _ -> true);
                fill();
                unwritable(agent);
                assertThat(agent.verify().getGood()).isTrue();
                makeRoom();
                int known = agent.all(MoveDecided.class).size();
                Await.until("it decides again", () -> agent.all(MoveDecided.class).size() > known);
            }
            agent.kill();
            AgentProgram next = site.agent();
            assertThat(next.verify().getProblemsList()).isEmpty();
            List<Long> epochs =
                    next.all(MoveDecided.class).stream().map(m -> m.after().epoch()).toList();
            assertThat(site.router.writes())
                    .filteredOn(w -> w.startsWith("epoch "))
                    .allSatisfy(
                            w ->
                                    assertThat(epochs)
                                            .contains(
                                                    Long.parseLong(
                                                            w.substring("epoch ".length()))));
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void startedOnAFullDiskItSaysSoAndThenBeginsItsRun() throws Exception {
        try (Site site = new Site(directory, "10min").dataIn(disk.resolve("data")).traffic()) {
            AgentProgram agent = site.watchingAgent();
            fill();
            unwritable(agent);
            assertThatThrownBy(() -> agent.brake(true))
                    .as("a command that cannot be journaled is refused")
                    .isInstanceOf(StatusRuntimeException.class)
                    .hasMessageContaining("cannot be written");
            String bootId = agent.region().getBootId();
            agent.kill();

            AgentProgram next = site.agent();
            assertThat(unwritable(next).getJournalDetail()).contains("full");
            assertThat(next.region().getBootId()).isNotEqualTo(bootId);
            assertThat(next.all(AgentStarted.class)).hasSize(1);

            makeRoom();
            next.regionWhen(
                    "it begins its run",
                    r ->
                            r.getAgent().getJournal() == JournalCondition.JOURNAL_CONDITION_GOOD
                                    && r.getTrunks(0).getWindows(0).getAttempts() > 0);
            assertThat(next.all(AgentStarted.class)).hasSize(2);
            assertThat(next.verify().getProblemsList()).isEmpty();
        }
    }
}
