package dev.signalbox.world.bench.hep;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** {@link HotPath} in a JVM of its own for each number of live calls, in at most 1 GiB of heap. */
final class InProcess {

    /** Young space as an agent has it. */
    private static final List<String> OPTIONS = List.of("-Xms256m", "-Xmn64m", "-Xmx1g");

    private InProcess() {}

    /**
     * Measures.
     *
     * @param live calls that talk
     * @param length of processor time
     * @throws IOException when the process fails, as without enough heap
     */
    static HotPath.Result measure(int live, Duration length)
            throws IOException, InterruptedException {
        Process process =
                OwnJava.bench(
                        OPTIONS,
                        List.of("hep-path", "--live", "" + live, "--for", "" + length.toMillis()));
        try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
            String last = said.readLine();
            int exit = process.waitFor();
            if (exit != 0 || last == null) {
                throw new IOException(
                        "measuring %,d live calls ended with exit code %d".formatted(live, exit));
            }
            return JsonMapper.shared().readValue(last, HotPath.Result.class);
        } finally {
            process.destroy();
        }
    }
}
