package dev.signalbox.world.bench.hep;

import dev.signalbox.world.WorldMain;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** This very program once more, in a JVM of its own: with both compilers and the heap it needs. */
final class OwnJava {

    private OwnJava() {}

    /**
     * Starts it; what it says on standard error is seen here.
     *
     * @param options of the JVM, for example {@code -Xmx1g}
     * @param arguments of {@code bench}
     */
    static Process bench(List<String> options, List<String> arguments) throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:+UseSerialGC",
                                "-XX:-UsePerfData",
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(options);
        command.addAll(
                List.of(
                        "-cp",
                        System.getProperty("java.class.path"),
                        WorldMain.class.getName(),
                        "bench"));
        command.addAll(arguments);
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }
}
