package dev.signalbox.world.lab;

import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The programs of a run. Each leads a process group of its own; a watchdog shell that reads our
 * pipe ends all of them when the pipe closes, however we end: a kill of ours closes it too. Stopped
 * programs are woken to end, and killed when they do not.
 */
final class Children implements AutoCloseable {

    /**
     * Reads "+ pid" and "- pid"; at the end of input: TERM, up to 1.5 s, KILL. By group id only.
     */
    private static final String WATCHDOG =
            """
            trap '' INT TERM HUP
            pids=' '
            while read -r sign pid; do
              case "$sign" in
                +) pids="$pids$pid " ;;
                -) pids=$(printf '%s' "$pids" | sed "s/ $pid / /") ;;
              esac
            done
            alive() { for p in $pids; do kill -0 "-$p" 2>/dev/null && return 0; done; return 1; }
            for p in $pids; do kill -TERM "-$p"; kill -CONT "-$p"; done 2>/dev/null
            n=0
            while alive && [ $n -lt 15 ]; do n=$((n+1)); sleep 0.1; done
            for p in $pids; do kill -KILL "-$p"; done 2>/dev/null
            """;

    private static final long WATCHDOG_SECONDS_MAX = 10;

    /** One program. */
    record Child(String name, Process process) {
        boolean alive() {
            return process.isAlive();
        }
    }

    private final Path run;
    private final Process watchdog;
    private final Writer pids;
    private final List<Child> all = new ArrayList<>();
    private boolean closed;

    Children(Path run) throws IOException {
        this.run = run;
        watchdog =
                new ProcessBuilder("setsid", "sh", "-c", WATCHDOG)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        pids = watchdog.outputWriter(StandardCharsets.US_ASCII);
    }

    /** Starts a program without input; what it prints goes to {@code name.out} and {@code .err}. */
    Child start(String name, List<String> command) throws IOException {
        return start(name, command, ProcessBuilder.Redirect.from(new File("/dev/null")));
    }

    /** Starts a program whose input stays open as long as we live. */
    Child startSupervised(String name, List<String> command) throws IOException {
        return start(name, command, ProcessBuilder.Redirect.PIPE);
    }

    private synchronized Child start(
            String name, List<String> command, ProcessBuilder.Redirect input) throws IOException {
        if (closed) {
            throw new IOException("the run is ending");
        }
        List<String> line = new ArrayList<>();
        line.add("setsid");
        line.addAll(command);
        Process process =
                new ProcessBuilder(line)
                        .directory(run.toFile())
                        .redirectInput(input)
                        .redirectOutput(run.resolve(name + ".out").toFile())
                        .redirectError(run.resolve(name + ".err").toFile())
                        .start();
        pids.write("+ " + process.pid() + "\n");
        pids.flush();
        Child child = new Child(name, process);
        all.add(child);
        return child;
    }

    /** Sends {@code signal} (for example STOP) to a program and returns when it was delivered. */
    void signal(Child child, String signal) throws IOException, InterruptedException {
        Process kill =
                new ProcessBuilder("kill", "-" + signal, Long.toString(child.process().pid()))
                        .inheritIO()
                        .start();
        if (kill.waitFor() != 0) {
            throw new IOException(child.name() + ": signal " + signal + " not delivered");
        }
    }

    /** Asks a program to end and waits. */
    void end(Child child, String signal, long millisMax) throws IOException, InterruptedException {
        if (child.alive()) {
            signal(child, signal);
            if (!child.process().waitFor(millisMax, TimeUnit.MILLISECONDS)) {
                child.process().destroyForcibly().waitFor();
            }
        }
        synchronized (this) {
            if (!closed) {
                pids.write("- " + child.process().pid() + "\n");
                pids.flush();
            }
        }
    }

    /** The programs that have ended by themselves, by name. */
    synchronized List<String> dead() {
        return all.stream().filter(c -> !c.alive()).map(Child::name).toList();
    }

    /** Ends all programs through the watchdog, as our own sudden end would; returns when done. */
    synchronized void endAll() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            pids.close();
            watchdog.waitFor(WATCHDOG_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (IOException e) {
            System.getLogger(Children.class.getName())
                    .log(System.Logger.Level.WARNING, "the watchdog had ended before the run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized void close() {
        endAll();
        all.forEach(c -> c.process().destroyForcibly());
    }
}
