package dev.signalbox.world.process;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A program of ours in a process of its own. Its standard input is a pipe from this process that
 * nobody writes to: when this process ends, in whatever way, the pipe closes and the program ends
 * itself ({@code --supervised}). What it prints goes to a log file.
 */
public final class ChildProcess {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final Path SHELL = Path.of("/bin/sh");

    private final String name;
    private final Process process;
    private final Path log;

    private ChildProcess(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    /**
     * Starts it.
     *
     * @param name for people
     * @param log gets its standard output and error, appended
     * @param eachLine is given every line as well
     * @throws IOException when it cannot be started
     */
    public static ChildProcess start(
            String name, List<String> command, Path directory, Path log, Consumer<String> eachLine)
            throws IOException {
        Process process =
                new ProcessBuilder(deafToInterrupts(command))
                        .directory(directory.toFile())
                        .redirectErrorStream(true)
                        .start();
        Thread.ofVirtual().name("log-of-" + name).start(() -> copy(process, log, eachLine));
        return new ChildProcess(name, process, log);
    }

    /**
     * Ctrl-C in a terminal reaches every process of the group at once. Children must not hear it:
     * they are still asked how they did before they are ended.
     */
    private static List<String> deafToInterrupts(List<String> command) {
        if (!Files.isExecutable(SHELL)) {
            return command;
        }
        List<String> wrapped = new ArrayList<>();
        wrapped.add(SHELL.toString());
        wrapped.addAll(List.of("-c", "trap '' INT; exec \"$@\"", "child"));
        wrapped.addAll(command);
        return wrapped;
    }

    private static void copy(Process process, Path log, Consumer<String> eachLine) {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
                BufferedWriter out =
                        Files.newBufferedWriter(
                                log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                out.write(line);
                out.newLine();
                out.flush();
                eachLine.accept(line);
            }
        } catch (IOException e) {
            eachLine.accept("log lost: " + e.getMessage());
        }
    }

    /** For people. */
    public String name() {
        return name;
    }

    /** Where its words are. */
    public Path log() {
        return log;
    }

    /** Process id. */
    public long pid() {
        return process.pid();
    }

    /** Whether it runs. */
    public boolean alive() {
        return process.isAlive();
    }

    /** Its exit code; only when it has ended. */
    public int exitCode() {
        return process.exitValue();
    }

    /** Asks it to end by closing its standard input; does not wait. */
    public void askToEnd() {
        try {
            process.getOutputStream().close();
        } catch (IOException _) {
            // A pipe that is broken already tells it the same.
            process.destroy();
        }
    }

    /** Kills it (SIGKILL); does not wait. */
    public void kill() {
        process.destroyForcibly();
    }

    /** Waits until it has ended; what does not listen is terminated, then killed. */
    public void awaitEnd() throws InterruptedException {
        if (process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            return;
        }
        process.destroy();
        if (process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            return;
        }
        process.destroyForcibly();
        process.waitFor();
    }
}
