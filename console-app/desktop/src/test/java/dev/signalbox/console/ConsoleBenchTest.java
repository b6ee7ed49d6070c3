package dev.signalbox.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.world.bench.ConsoleBench;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A short cut of {@code bench console}: what is painted in which order, never how fast. */
class ConsoleBenchTest {

    private static List<String> console(List<String> arguments) {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx400m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-cp",
                                System.getProperty("java.class.path"),
                                ConsoleMain.class.getName()));
        command.addAll(arguments);
        return command;
    }

    @Test
    void everyReportIsPaintedAndNoPictureGoesBack(@TempDir Path directory) throws Exception {
        try (ConsoleBench bench =
                new ConsoleBench(ConsoleBenchTest::console, directory, 1, Duration.ZERO)) {
            ConsoleBench.Result result = bench.run(Duration.ofSeconds(3));
            assertThat(result.delays().published()).isPositive();
            assertThat(result.delays().pictures()).isPositive();
            assertThat(result.delays().neverPainted()).isZero();
            assertThat(result.delays().backwards()).isZero();
            assertThat(result.heapAfterGcMiB()).isBetween(1L, 400L);
        }
    }
}
