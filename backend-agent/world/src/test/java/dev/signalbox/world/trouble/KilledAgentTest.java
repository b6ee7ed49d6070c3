package dev.signalbox.world.trouble;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.model.journal.JournalEntry;
import dev.signalbox.model.journal.JournalRecord;
import dev.signalbox.model.journal.JournalRecord.MoveApplied;
import dev.signalbox.model.journal.JournalRecord.MoveDecided;
import dev.signalbox.model.journal.JournalRecord.MoveKind;
import dev.signalbox.world.voice.Condition;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** SIGKILL under traffic, at several moments. */
class KilledAgentTest {

    @TempDir private Path directory;

    private static void assertContinues(List<JournalEntry> before, AgentProgram agent) {
        assertThat(hashes(agent.stored()))
                .as("every record that was told of is there, in its place")
                .startsWith(hashes(before).toArray(String[]::new));
        assertThat(agent.verify().getProblemsList()).isEmpty();
        assertThat(agent.verify().getGood()).isTrue();
    }

    private static List<String> hashes(List<JournalEntry> entries) {
        return entries.stream().map(JournalEntry::hash).toList();
    }

    private static void assertDecidedAndAppliedOnce(AgentProgram agent, AgentProgram.Entry move) {
        agent.first(MoveApplied.class, a -> a.decisionId().equals(move.id()));
        assertThat(agent.all(MoveApplied.class))
                .extracting(MoveApplied::decisionId)
                .containsOnlyOnce(move.id());
        assertThat(agent.all(MoveDecided.class)).hasSize(1);
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void betweenIntentAndActTheActFollowsUnderTheSameDecision() throws Exception {
        try (Site site = new Site(directory, "10min").traffic()) {
            AgentProgram agent = site.watchingAgent();
            site.router.become(RouterProxy.Manner.SWALLOWS_WRITES);
            site.become(Site.A, Condition.REJECTS_503);
            AgentProgram.Entry move = agent.first(MoveDecided.class, _ -> true);
            Await.until("the act is under way", site.router::swallowed);
            List<JournalEntry> before = agent.stored();
            agent.kill();
            assertThat(site.router.writes()).isEmpty();

            site.router.become(RouterProxy.Manner.GOOD);
            agent = site.agent();
            assertDecidedAndAppliedOnce(agent, move);
            assertThat(site.share(Site.A)).isZero();
            assertThat(site.router.writes()).containsExactly("epoch 1", site.uri(Site.A) + " 0");
            assertContinues(before, agent);
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void betweenActAndOutcomeNothingIsWrittenTwice() throws Exception {
        try (Site site = new Site(directory, "10min").traffic()) {
            AgentProgram agent = site.watchingAgent();
            site.router.become(RouterProxy.Manner.MUTE_AFTER_A_SHARE);
            site.become(Site.A, Condition.REJECTS_503);
            AgentProgram.Entry move = agent.first(MoveDecided.class, _ -> true);
            Await.until("the router holds the share", () -> site.share(Site.A) == 0);
            assertThat(agent.all(MoveApplied.class)).isEmpty();
            List<JournalEntry> before = agent.stored();
            agent.kill();

            site.router.become(RouterProxy.Manner.GOOD);
            agent = site.agent();
            assertDecidedAndAppliedOnce(agent, move);
            assertThat(site.router.writes()).containsExactly("epoch 1", site.uri(Site.A) + " 0");
            assertContinues(before, agent);
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void inEveryStageOfAReturnItGoesOnWhereItWas() throws Exception {
        try (Site site = new Site(directory, "2s").traffic()) {
            AgentProgram agent = site.watchingAgent();
            site.become(Site.A, Condition.REJECTS_503);
            agent.first(MoveApplied.class, _ -> true);
            site.become(Site.A, Condition.WELL);
            for (int share : List.of(0, 1, 10, 50)) {
                AgentProgram seen = agent;
                Await.until(
                        "the stage of " + share + " % is reached",
                        () ->
                                seen.all(MoveDecided.class).stream()
                                        .anyMatch(
                                                m ->
                                                        m.after()
                                                                .sharePercents()
                                                                .containsValue(share)));
                List<JournalEntry> before = agent.stored();
                agent.kill();
                agent = site.agent();
                assertContinues(before, agent);
            }
            AgentProgram.Entry back =
                    agent.first(MoveDecided.class, m -> m.kind() == MoveKind.RETURN_COMPLETE);
            agent.first(MoveApplied.class, a -> a.decisionId().equals(back.id()));
            Await.until("it has all its calls", () -> site.share(Site.A) == 100);

            List<MoveDecided> moves = agent.all(MoveDecided.class);
            assertThat(moves).extracting(m -> m.after().epoch()).doesNotHaveDuplicates();
            assertThat(site.router.writes())
                    .as("each epoch and each share was written once, whoever wrote it")
                    .doesNotHaveDuplicates()
                    .contains("epoch " + moves.getLast().after().epoch());
            assertThat(agent.all(JournalRecord.AgentStarted.class)).hasSize(5);
            for (MoveDecided move : moves) {
                assertThat(
                                Collections.frequency(
                                        site.router.writes(), "epoch " + move.after().epoch()))
                        .isEqualTo(1);
            }
            assertThat(agent.all(MoveApplied.class))
                    .extracting(MoveApplied::decisionId)
                    .doesNotHaveDuplicates()
                    .hasSameSizeAs(moves);
            agent.first(JournalRecord.DiagnosisClosed.class, _ -> true);
            assertThat(agent.verify().getGood()).isTrue();
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void ifItStaysDeadItsLeasesRunOut() throws Exception {
        try (Site site = new Site(directory, "10min").traffic()) {
            AgentProgram agent = site.watchingAgent();
            site.become(Site.A, Condition.REJECTS_503);
            AgentProgram.Entry move = agent.first(MoveDecided.class, _ -> true);
            assertDecidedAndAppliedOnce(agent, move);
            agent.kill();
            assertThat(site.share(Site.A)).isZero();
            Await.until("the SBC's own default again", () -> site.share(Site.A) == 100);

            agent = site.agent();
            Await.until("excluded again by the same decision", () -> site.share(Site.A) == 0);
            assertThat(agent.all(MoveDecided.class)).hasSize(1);
            assertThat(site.router.writes())
                    .as("the epoch stands in the router without a lease")
                    .containsOnlyOnce("epoch 1");
            assertThat(agent.verify().getGood()).isTrue();
        }
    }
}
