package dev.signalbox.world.trouble;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The key of outcomes is not there. */
class OutcomeKeyTest {

    @TempDir private Path directory;

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void withoutAKeyOutcomesAreRefusedInWordsAndTheRestGoesOn() throws Exception {
        try (Site site = new Site(directory, "10min").workers("{open: 10min}")) {
            AgentProgram agent = site.agent();
            try (VoiceWorkers workers = new VoiceWorkers(agent)) {
                HttpResponse<String> answer = workers.outcome("one", "any key");
                assertThat(answer.statusCode()).isEqualTo(401);
                assertThat(answer.body())
                        .contains("no key for outcomes")
                        .contains("workers.outcomeKeyFile");
                agent.regionWhen(
                        "the refusal is counted",
                        r -> r.getAgent().getIntakeOrDefault("outcomes_refused_no_key", 0) == 1);
                assertThat(workers.route().share("acme")).isEqualTo(100);
            }
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void aKeyFileThatIsNotThereOrEmptyIsAnErrorOfTheConfiguration() throws Exception {
        try (Site site =
                new Site(directory, "10min")
                        .workers("{open: 10min}", "  outcomeKeyFile: outcomes.key")) {
            AgentProgram missing = site.launch();
            assertThat(missing.exitCode()).isEqualTo(2);
            assertThat(missing.log())
                    .contains("workers.outcomeKeyFile")
                    .contains("outcomes.key")
                    .contains("openssl rand -hex 16 > outcomes.key")
                    .doesNotContain("Exception");

            Files.writeString(directory.resolve("outcomes.key"), "\n");
            AgentProgram empty = site.launch();
            assertThat(empty.exitCode()).isEqualTo(2);
            assertThat(empty.log()).contains("names an empty file");

            Files.writeString(directory.resolve("outcomes.key"), "a key of this place\n");
            AgentProgram agent = site.agent();
            try (VoiceWorkers workers = new VoiceWorkers(agent)) {
                assertThat(workers.outcome("one", "a key of this place").statusCode())
                        .isEqualTo(202);
                assertThat(workers.outcome("two", "another key").statusCode()).isEqualTo(401);
            }
        }
    }
}
