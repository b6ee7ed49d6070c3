package dev.signalbox.world.quorum;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuorumFaultsTest {

    private static final int SCHEDULES = 25;

    /** For a machine that is busy with other tests. */
    private static final Duration ELECTION_MIN = Duration.ofSeconds(1);

    @TempDir Path directory;

    @Test
    void nothingThatWasAcknowledgedIsLostWhateverHappensToMembers() throws Exception {
        try (QuorumFaults faults = new QuorumFaults(directory, ELECTION_MIN, _ -> {})) {
            QuorumFaults.Result result = faults.run(1, SCHEDULES);
            assertThat(result.problems()).isEmpty();
            assertThat(result.schedules()).isEqualTo(SCHEDULES);
            assertThat(result.answered()).isPositive();
            assertThat(result.retries()).as("faults were felt").isPositive();
            assertThat(result.epoch()).isPositive();
        }
    }
}
