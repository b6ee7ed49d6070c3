package dev.signalbox.analyze;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Entry of {@code analyze} and {@code quality}. */
@Command(
        name = "signalbox",
        description = "What captures tell about calls.",
        subcommands = {AnalyzeCommand.class, QualityCommand.class})
public final class AnalyzeMain {

    static final int DONE = 0;
    static final int FAILED = 1;
    static final int USAGE = 2;

    private AnalyzeMain() {}

    /** Runs the command named first in {@code arguments}; ends the JVM with its exit code. */
    public static void main(String[] arguments) {
        System.exit(
                run(
                        new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                        new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                        arguments));
    }

    static int run(PrintWriter out, PrintWriter error, String... arguments) {
        return new CommandLine(new AnalyzeMain()).setOut(out).setErr(error).execute(arguments);
    }
}
