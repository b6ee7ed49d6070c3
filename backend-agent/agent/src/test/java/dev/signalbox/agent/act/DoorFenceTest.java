package dev.signalbox.agent.act;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoorFenceTest {

    @TempDir Path directory;

    @Test
    void anOlderEpochIsRefusedAlsoAfterARestart() throws IOException {
        assertThat(DoorFence.open(directory).admit("eu-central", 5, "fleet-demo/17")).isEmpty();

        DoorFence again = DoorFence.open(directory);

        assertThat(again.epoch("eu-central")).isEqualTo(5);
        assertThat(again.admit("eu-central", 4, "fleet-demo/16"))
                .isEqualTo(
                        "epoch 4 is older than 5, under which this agent has acted at the door of"
                                + " eu-central");
        assertThat(again.admit("eu-central", 6, "fleet-demo/18")).isEmpty();
        assertThat(again.admit("eu-west", 1, "fleet-demo/2")).isEmpty();
        assertThat(DoorFence.open(directory).epoch("eu-central")).isEqualTo(6);
        assertThat(DoorFence.open(directory).epoch("eu-west")).isEqualTo(1);
    }

    @Test
    void anEpochIsForOneDecision() throws IOException {
        DoorFence fence = DoorFence.open(directory);
        assertThat(fence.admit("eu-central", 5, "fleet-demo/17")).isEmpty();

        assertThat(fence.admit("eu-central", 5, "fleet-demo/17")).isEmpty();
        assertThat(fence.admit("eu-central", 5, "fleet-demo/99"))
                .contains("epoch 5 by decision \"fleet-demo/17\", not \"fleet-demo/99\"");
    }

    @Test
    void whatCannotBeRememberedIsNotAllowed() throws IOException {
        DoorFence fence = DoorFence.open(directory);
        assertThat(fence.admit("eu-central", 5, "fleet-demo/17")).isEmpty();
        // In the way of the file that is to take its place.
        Files.createDirectory(directory.resolve("doors.json.new"));

        assertThatThrownBy(() -> fence.admit("eu-central", 6, "fleet-demo/18"))
                .isInstanceOf(IOException.class);

        assertThat(fence.epoch("eu-central")).isEqualTo(5);
        assertThat(DoorFence.open(directory).epoch("eu-central")).isEqualTo(5);
    }

    @Test
    void aFileThatIsNoFenceIsNotTakenForNone() throws IOException {
        for (String text :
                new String[] {
                    "", "[]", "{\"v\":2,\"doors\":{}}", "{\"v\":1,\"doors\":{\"a\":{}}}"
                }) {
            Files.writeString(directory.resolve("doors.json"), text);

            assertThatThrownBy(() -> DoorFence.open(directory))
                    .as(text)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("doors.json")
                    .hasMessageContaining("it was altered");
        }
    }
}
