package dev.signalbox.world.quorum;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.agent.quorum.QuorumSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuorumFaultsTest {

    private static final int SCHEDULES = 25;

    /** What was answered is the matter of the test: no schedule may be without. */
    private static final int LEAST_ANSWERED = 20;

    private static final Duration ELECTION_MIN = QuorumSettings.ELECTION_MIN;

    @TempDir Path directory;

    @Test
    void nothingThatWasAcknowledgedIsLostWhateverHappensToMembers() throws Exception {
        List<String> said = new ArrayList<>();
        try (QuorumFaults faults = new QuorumFaults(directory, ELECTION_MIN, said::add)) {
            QuorumFaults.Result result = faults.run(1, SCHEDULES);
            assertThat(result.problems()).as(() -> String.join("\n", said)).isEmpty();
            assertThat(result.schedules()).isEqualTo(SCHEDULES);
            assertThat(result.leastAnswered())
                    .as(() -> "commands in the poorest schedule\n" + String.join("\n", said))
                    .isGreaterThanOrEqualTo(LEAST_ANSWERED);
            assertThat(result.retries()).as("faults were felt").isPositive();
            assertThat(result.epoch()).as("the table moved").isGreaterThan(SCHEDULES);
        }
    }
}
