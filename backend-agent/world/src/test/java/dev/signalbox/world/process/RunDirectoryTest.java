package dev.signalbox.world.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunDirectoryTest {

    @Test
    void twoRunsOfTheSameSecondHaveFoldersOfTheirOwn(@TempDir Path home) throws Exception {
        Instant now = Instant.parse("2026-11-20T05:00:00Z");
        try (RunDirectory one = RunDirectory.create(home, "demo", now);
                RunDirectory two = RunDirectory.create(home, "demo", now)) {
            assertThat(one.path()).hasFileName("demo-20261120-050000");
            assertThat(two.path()).hasFileName("demo-20261120-050000-2");
            assertThat(Files.exists(one.path().resolve("lock"))).isTrue();
        }
    }

    @Test
    void publishingReplacesTheWholeFile(@TempDir Path home) throws Exception {
        Path file = home.resolve("endpoints.json");
        RunDirectory.publish(file, "{\"a\":1}");
        RunDirectory.publish(file, "{}");
        assertThat(file).hasContent("{}");
        try (var files = Files.list(home)) {
            assertThat(files).containsExactly(file);
        }
    }
}
