package dev.signalbox.ctl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StatusCommandTest extends CtlTest {

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
    void watchPrintsALinePerPictureWhenPiped() throws IOException {
        assertThat(both("watch", "--count", "2")).isZero();
        assertThat(out.toString().lines()).hasSize(2);
        assertThat(out.toString()).contains("eu-central major 396 calls");
    }
}
