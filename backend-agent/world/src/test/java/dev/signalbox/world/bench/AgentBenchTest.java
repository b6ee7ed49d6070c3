package dev.signalbox.world.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.signalbox.world.process.Programs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A short cut of {@code bench spans --beside-calls}: what is lost, never how long it took. */
class AgentBenchTest {

    @Test
    void spansBesideCallsAreAllTakenAndNoPacketIsLost(@TempDir Path directory) throws Exception {
        Path repository = Path.of("../..").toRealPath();
        assumeTrue(
                Files.isDirectory(repository.resolve("backend-agent/agent/target/lib")),
                "the agent has not been packaged");
        try (AgentBench bench = new AgentBench(new Programs(repository), directory)) {
            AgentBench.Result result =
                    bench.run(2_000, 50, Duration.ofSeconds(2), Duration.ofSeconds(2));
            assertThat(result.load().firstTrouble()).isEmpty();
            assertThat(result.load().accepted()).isEqualTo(4_000);
            assertThat(result.spansTaken()).isGreaterThanOrEqualTo(4_000);
            assertThat(result.mirroredPackets()).isPositive();
            assertThat(result.nothingLost()).as(result.toString()).isTrue();
        }
    }
}
