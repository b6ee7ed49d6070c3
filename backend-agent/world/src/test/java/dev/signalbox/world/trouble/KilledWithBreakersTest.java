package dev.signalbox.world.trouble;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.model.ai.BreakerState;
import dev.signalbox.model.journal.JournalEntry;
import dev.signalbox.model.journal.JournalRecord.BreakerApplied;
import dev.signalbox.model.journal.JournalRecord.BreakerChanged;
import dev.signalbox.model.journal.JournalRecord.DiagnosisOpened;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** SIGKILL while a provider is out, on trial, and on its way back. */
class KilledWithBreakersTest {

    private static final String DEAD = "acme";
    private static final String OTHER = "basalt";

    /** Reports of an agent, four a second, each after at least two judgements. */
    private static final int REPORTS = 4;

    @TempDir private Path directory;

    /**
     * Its workers meet the dead provider until its breaker has opened. All at once: a call told of
     * later could be taken for the trial.
     */
    private static void breakDown(AgentProgram agent, VoiceWorkers workers) {
        workers.failed(DEAD, 6);
        Await.until("the provider is left", () -> changes(agent).contains(BreakerState.OPEN));
    }

    private static List<BreakerState> changes(AgentProgram agent) {
        return agent.all(BreakerChanged.class).stream().map(BreakerChanged::to).toList();
    }

    private static void reached(AgentProgram agent, BreakerState... states) {
        Await.until(
                "the breaker's way is " + List.of(states),
                () -> changes(agent).equals(List.of(states)));
    }

    private static AgentProgram killedAndStarted(Site site, AgentProgram agent) throws Exception {
        List<JournalEntry> before = agent.stored();
        agent.kill();
        AgentProgram next = site.agent();
        assertThat(next.stored().stream().map(JournalEntry::hash))
                .as("every record that was told of is there, in its place")
                .startsWith(before.stream().map(JournalEntry::hash).toArray(String[]::new));
        assertThat(next.verify().getProblemsList()).isEmpty();
        return next;
    }

    /** It has looked at everything, more than once. */
    private static void judged(AgentProgram agent) {
        long version = agent.region().getVersion();
        agent.regionWhen("it goes on judging", r -> r.getVersion() >= version + REPORTS);
    }

    private static void assertAppliedOnceEach(AgentProgram agent) {
        assertThat(agent.all(BreakerApplied.class))
                .extracting(BreakerApplied::decisionId)
                .doesNotHaveDuplicates();
        assertThat(agent.all(DiagnosisOpened.class))
                .filteredOn(d -> d.target().id().startsWith("provider:"))
                .hasSize(1);
        assertThat(agent.verify().getGood()).isTrue();
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void whileOpenItStaysOpen() throws Exception {
        try (Site site = new Site(directory, "10min").workers("{open: 10min}")) {
            AgentProgram agent = site.agent();
            try (VoiceWorkers workers = new VoiceWorkers(agent)) {
                assertThat(workers.route().share(DEAD)).isEqualTo(100);
                breakDown(agent, workers);
            }
            AgentProgram.Entry opened = agent.first(BreakerChanged.class, _ -> true);
            // Nobody has asked for the route since: the decision is durable and not yet followed.
            assertThat(agent.all(BreakerApplied.class)).isEmpty();

            agent = killedAndStarted(site, agent);
            try (VoiceWorkers workers = new VoiceWorkers(agent)) {
                VoiceWorkers.Route route = workers.route();
                assertThat(route.share(DEAD)).isZero();
                assertThat(route.trial(DEAD)).isFalse();
                assertThat(route.share(OTHER)).isEqualTo(100);
                agent.first(BreakerApplied.class, a -> a.decisionId().equals(opened.id()));

                // Calls that were still under way with the dead one, told of late.
                workers.well(DEAD, 20);
                workers.well(OTHER, 20);
                judged(agent);
                assertThat(changes(agent)).containsExactly(BreakerState.OPEN);
                assertThat(workers.route().share(DEAD)).isZero();
            }
            agent = killedAndStarted(site, agent);
            try (VoiceWorkers workers = new VoiceWorkers(agent)) {
                assertThat(workers.route().share(DEAD)).isZero();
                judged(agent);
                assertThat(changes(agent)).containsExactly(BreakerState.OPEN);
                assertAppliedOnceEach(agent);
            }
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void onTrialOneCallTriesAgainAndItsEndDecides() throws Exception {
        try (Site site = new Site(directory, "10min").workers("{open: 1s}")) {
            AgentProgram agent = site.agent();
            try (VoiceWorkers workers = new VoiceWorkers(agent)) {
                breakDown(agent, workers);
                reached(agent, BreakerState.OPEN, BreakerState.TRIAL);
                VoiceWorkers.Route trial = workers.route();
                assertThat(trial.trial(DEAD)).isTrue();
                assertThat(trial.etag()).isEmpty();
                assertThat(workers.route().trial(DEAD)).as("it was handed to another").isFalse();
            }

            // Its worker lost the agent it would have told: somebody else gets the trial.
            agent = killedAndStarted(site, agent);
            try (VoiceWorkers workers = new VoiceWorkers(agent)) {
                VoiceWorkers.Route trial = workers.route();
                assertThat(trial.trial(DEAD)).isTrue();
                assertThat(trial.share(DEAD)).isZero();
                assertThat(workers.route().trial(DEAD)).isFalse();
                judged(agent);
                assertThat(changes(agent))
                        .as("no call, no verdict")
                        .containsExactly(BreakerState.OPEN, BreakerState.TRIAL);
                workers.failed(DEAD, 1);
                AgentProgram seen = agent;
                Await.until("it is out again", () -> changes(seen).size() >= 3);
                assertThat(changes(agent))
                        .startsWith(BreakerState.OPEN, BreakerState.TRIAL, BreakerState.OPEN);
                assertThat(agent.all(BreakerChanged.class).get(2).openings()).isEqualTo(2);
                assertThat(workers.route().share(DEAD)).isZero();
            }
            agent = killedAndStarted(site, agent);
            reached(
                    agent,
                    BreakerState.OPEN,
                    BreakerState.TRIAL,
                    BreakerState.OPEN,
                    BreakerState.TRIAL);
            assertAppliedOnceEach(agent);
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void onItsWayBackItKeepsItsShareAndARelapseIsSeen() throws Exception {
        try (Site site =
                new Site(directory, "10min")
                        .workers("{open: 1s, closingHold: 1s, closingCalls: 3}")) {
            AgentProgram agent = site.agent();
            try (VoiceWorkers workers = new VoiceWorkers(agent)) {
                breakDown(agent, workers);
                reached(agent, BreakerState.OPEN, BreakerState.TRIAL);
                workers.routeWhen("the trial is handed out", r -> r.trial(DEAD));
                workers.well(DEAD, 1);
                reached(agent, BreakerState.OPEN, BreakerState.TRIAL, BreakerState.CLOSING);
            }
            for (int share : List.of(10, 50)) {
                agent = killedAndStarted(site, agent);
                try (VoiceWorkers workers = new VoiceWorkers(agent)) {
                    assertThat(workers.route().share(DEAD)).isEqualTo(share);
                    judged(agent);
                    assertThat(workers.route().share(DEAD))
                            .as("without calls it gets no more")
                            .isEqualTo(share);
                    if (share == 10) {
                        workers.well(DEAD, 3);
                        workers.routeWhen("the next part", r -> r.share(DEAD) == 50);
                    } else {
                        workers.failed(DEAD, 3);
                        workers.routeWhen("it is out again", r -> r.share(DEAD) == 0);
                    }
                }
            }
            List<BreakerChanged> way = agent.all(BreakerChanged.class);
            assertThat(way.stream().limit(5).map(BreakerChanged::to))
                    .containsExactly(
                            BreakerState.OPEN,
                            BreakerState.TRIAL,
                            BreakerState.CLOSING,
                            BreakerState.CLOSING,
                            BreakerState.OPEN);
            assertThat(way.get(4).openings()).isEqualTo(2);
            agent = killedAndStarted(site, agent);
            try (VoiceWorkers workers = new VoiceWorkers(agent)) {
                assertThat(workers.route().share(DEAD)).isZero();
                assertThat(workers.route().share(OTHER)).isEqualTo(100);
            }
            assertAppliedOnceEach(agent);
        }
    }
}
