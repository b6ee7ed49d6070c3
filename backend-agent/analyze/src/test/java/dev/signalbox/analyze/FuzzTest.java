package dev.signalbox.analyze;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.Jazzer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Fuzzing guided by coverage, some seconds for each target; {@code ./signalbox test --fuzz 10m
 * [--target hep]} does it for longer, and goes on from what it found the last time.
 */
class FuzzTest {

    /** Set by the long run: seconds, the one target, where its inputs are kept. */
    private static final long SECONDS = Long.getLong("signalbox.fuzz.seconds", 3);

    private static final String ONLY = System.getProperty("signalbox.fuzz.target", "");
    private static final String KEEP = System.getProperty("signalbox.fuzz.keep", "");

    /** A start of the fuzzer on a busy machine. */
    private static final long START_SECONDS_MAX = 240;

    private static final String INSTRUMENTED = "Instrumented dev.signalbox.agent.parse.";

    private static final Pattern RUNS = Pattern.compile("Done (\\d+) runs");

    @TempDir private Path directory;

    private record Ended(int code, String output) {
        long runs() {
            Matcher done = RUNS.matcher(output);
            return done.find() ? Long.parseLong(done.group(1)) : 0;
        }

        String tail() {
            return output.substring(Math.max(0, output.length() - 4_000));
        }
    }

    @ParameterizedTest
    @EnumSource(FuzzTarget.class)
    void nothingCrashesHangsOrGrows(FuzzTarget target) throws Exception {
        Assumptions.assumeTrue(ONLY.isEmpty() || ONLY.equals(target.text()), "not asked for");
        Path kept = KEEP.isEmpty() ? directory : Path.of(KEEP, target.text());
        Path inputs = Files.createDirectories(kept.resolve("inputs"));
        int number = 0;
        for (byte[] seed : FuzzSeeds.of(target)) {
            Files.write(inputs.resolve("seed-" + number++), seed);
        }
        Ended ended = fuzz(target.text(), kept, inputs, SECONDS);
        assertThat(ended.code())
                .as("%s: %s%nWhat it was is in %s.", target, ended.tail(), kept)
                .isZero();
        assertThat(ended.runs()).as(ended.tail()).isPositive();
        assertThat(ended.output()).as("our own classes guide it").contains(INSTRUMENTED);
        System.out.printf("fuzz %s: %d inputs, no finding%n", target.text(), ended.runs());
    }

    @Test
    void aTargetThatThrowsIsFound() throws Exception {
        Path inputs = Files.createDirectories(directory.resolve("inputs"));
        Files.writeString(inputs.resolve("seed"), "SIP/2.0");
        Ended ended = fuzz(FuzzEntry.BROKEN, directory, inputs, 10);
        assertThat(ended.code()).as(ended.tail()).isNotZero();
        assertThat(ended.output()).contains("this one is meant to be found");
    }

    private Ended fuzz(String target, Path kept, Path inputs, long seconds)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+EnableDynamicAgentLoading",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Djava.io.tmpdir=" + directory,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Jazzer.class.getName(),
                        "--target_class=" + FuzzEntry.class.getName(),
                        "--target_args=" + target,
                        "--instrumentation_includes=dev.signalbox.**",
                        "--reproducer_path=" + kept,
                        "-artifact_prefix=" + kept + "/",
                        "-max_total_time=" + seconds,
                        "-max_len=65507",
                        "-timeout=30",
                        "-rss_limit_mb=2048",
                        "-seed=20261120",
                        "-print_final_stats=1",
                        inputs.toString()));
        Path log = kept.resolve("log");
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        try {
            if (!process.waitFor(seconds + START_SECONDS_MAX, TimeUnit.SECONDS)) {
                throw new AssertionError("still fuzzing " + target + " after its time: " + log);
            }
        } finally {
            process.destroyForcibly();
        }
        return new Ended(process.exitValue(), Files.readString(log, StandardCharsets.ISO_8859_1));
    }
}
