package dev.signalbox.agent.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.model.journal.HashChain;
import dev.signalbox.model.journal.JournalEntry;
import dev.signalbox.model.journal.Position;
import dev.signalbox.model.quorum.FleetStore.Answered;
import dev.signalbox.model.quorum.FleetStore.Mark;
import dev.signalbox.model.quorum.FleetStore.Step;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteFleetStoreTest {

    private static final String JOURNAL = "fleet-lab";

    @TempDir Path directory;

    @Test
    void aSnapshotMakesAnotherStoreTheSameAndStaysAsItIs() throws Exception {
        Path snapshot = directory.resolve("snapshot");
        try (SqliteFleetStore one = open("one");
                SqliteFleetStore other = open("other")) {
            steps(one, 0, 5);
            steps(other, 0, 2);
            one.snapshot(snapshot);
            byte[] written = Files.readAllBytes(snapshot);

            other.restore(snapshot);

            assertThat(other.digest()).isEqualTo(one.digest());
            assertThat(other.mark()).isEqualTo(new Mark(1, 4));
            assertThat(other.answer("ask-4")).contains("answer 4");
            assertThat(other.journal().verify().problems()).isEmpty();
            // The others may be sent this file under the digest it was written with.
            assertThat(Files.readAllBytes(snapshot)).isEqualTo(written);
        }
        try (SqliteFleetStore again = open("other")) {
            assertThat(again.journal().last().sequence()).isEqualTo(5);
        }
    }

    @Test
    void aDamagedSnapshotChangesNothing() throws Exception {
        Path snapshot = directory.resolve("snapshot");
        try (SqliteFleetStore one = open("one");
                SqliteFleetStore other = open("other")) {
            steps(one, 0, 5);
            steps(other, 0, 2);
            String before = other.digest();
            one.snapshot(snapshot);
            byte[] bytes = Files.readAllBytes(snapshot);
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            bytes[text.indexOf("record 3")] ^= 1;
            Files.write(snapshot, bytes);

            assertThatThrownBy(() -> other.restore(snapshot))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("does not verify");
            assertThat(other.digest()).isEqualTo(before);
        }
    }

    @Test
    void aSnapshotOfAnotherFleetIsRefused() throws Exception {
        Path snapshot = directory.resolve("snapshot");
        try (SqliteFleetStore one = SqliteFleetStore.open(directory.resolve("one"), "fleet-other");
                SqliteFleetStore other = open("other")) {
            one.snapshot(snapshot);
            assertThatThrownBy(() -> other.restore(snapshot))
                    .hasMessageContaining("is of fleet-other, not of " + JOURNAL);
        }
    }

    private SqliteFleetStore open(String name) throws IOException {
        return SqliteFleetStore.open(directory.resolve(name), JOURNAL);
    }

    private static void steps(SqliteFleetStore store, int from, int to) throws IOException {
        for (int i = from; i < to; i++) {
            Position last = store.journal().last();
            JournalEntry entry =
                    HashChain.append(last, ("record " + i).getBytes(StandardCharsets.UTF_8));
            store.apply(
                    new Step(
                            new Mark(1, i),
                            List.of(entry),
                            null,
                            new Answered("ask-" + i, "answer " + i)));
        }
    }
}
