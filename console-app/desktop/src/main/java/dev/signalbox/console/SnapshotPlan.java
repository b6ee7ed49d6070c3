package dev.signalbox.console;

import dev.signalbox.dashboards.look.Snapshots;
import dev.signalbox.dashboards.shell.Place;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import javafx.animation.PauseTransition;

/** Takes pictures of all screens at given moments, on the FX thread, and then ends the console. */
final class SnapshotPlan {

    /** Time for a first picture to become a lively one: courses need some points. */
    private static final Duration AFTER_LIVE = Duration.ofSeconds(2);

    /** Nobody waits longer than this for agents that do not answer. */
    private static final Duration LIVE_WITHIN = Duration.ofSeconds(10);

    private final ConsoleWindow window;
    private final Path folder;
    private final List<Duration> moments;
    private final boolean light;
    private final CompletableFuture<Integer> end;
    private final PrintStream log;

    /**
     * @param options when: counted from the start, or once as soon as there is a live picture; and
     *     in which theme
     * @param end is completed with the exit code
     */
    SnapshotPlan(
            ConsoleWindow window,
            Path folder,
            ConsoleOptions options,
            CompletableFuture<Integer> end,
            PrintStream log) {
        this.window = window;
        this.folder = folder;
        this.moments = options.moments();
        this.light = options.light();
        this.end = end;
        this.log = log;
    }

    void start() {
        if (moments.isEmpty()) {
            PauseTransition patience = after(LIVE_WITHIN, () -> last(""));
            var _ =
                    window.live()
                            .thenRun(
                                    () -> {
                                        patience.stop();
                                        after(AFTER_LIVE, () -> last(""));
                                    });
            return;
        }
        Duration up = up();
        for (Duration moment : moments) {
            Duration wait = moment.minus(up);
            String prefix = String.format(Locale.ROOT, "%02ds-", moment.toSeconds());
            boolean last = moment.equals(moments.getLast());
            after(
                    wait.isNegative() ? Duration.ZERO : wait,
                    () -> {
                        if (last) {
                            last(prefix);
                        } else {
                            take(prefix, "");
                        }
                    });
        }
    }

    private static Duration up() {
        return Duration.between(
                ProcessHandle.current().info().startInstant().orElseGet(java.time.Instant::now),
                java.time.Instant.now());
    }

    private static PauseTransition after(Duration wait, Runnable task) {
        PauseTransition pause =
                new PauseTransition(
                        javafx.util.Duration.millis((double) Math.max(1, wait.toMillis())));
        pause.setOnFinished(_ -> task.run());
        pause.play();
        return pause;
    }

    private void last(String prefix) {
        boolean taken = take(prefix, "");
        // The same moment as the other theme shows it.
        window.light(!light);
        taken = taken && take(prefix, light ? "-dark" : "-light");
        window.light(light);
        if (!window.live().isDone()) {
            log.println("console: no agent has answered; the pictures show that.");
        }
        end.complete(
                !taken
                        ? ConsoleMain.FAILED
                        : window.live().isDone() ? ConsoleMain.DONE : ConsoleMain.UNREACHABLE);
    }

    private boolean take(String prefix, String suffix) {
        try {
            for (Place place : Place.values()) {
                String name = prefix + place.text() + suffix + ".png";
                Snapshots.write(window.picture(place), folder.resolve(name));
            }
            window.picture(Place.OVERVIEW);
            return true;
        } catch (IOException e) {
            log.println("console: " + folder + ": cannot write pictures: " + e.getMessage());
            end.complete(ConsoleMain.FAILED);
            return false;
        }
    }
}
