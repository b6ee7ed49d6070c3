package dev.signalbox.console;

import dev.signalbox.ctl.connection.Endpoint;
import dev.signalbox.ctl.incident.Bundle;
import dev.signalbox.ctl.replay.Recording;
import dev.signalbox.model.fleet.ConnectionView;
import dev.signalbox.model.fleet.FleetView;
import dev.signalbox.model.fleet.Headline;
import dev.signalbox.model.fleet.Severity;
import dev.signalbox.model.time.NowSource;
import dev.signalbox.model.trust.Identity;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Level;
import java.util.logging.Logger;
import javafx.application.Platform;
import javafx.stage.Screen;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Starts the desktop console. */
public final class ConsoleMain {

    static final int DONE = 0;
    static final int FAILED = 1;
    static final int USAGE = 2;
    static final int UNREACHABLE = 3;

    /** Held here, or its level would be forgotten with it. */
    private static final Logger TOOLKIT = Logger.getLogger("javafx");

    private ConsoleMain() {}

    /** Ends the process with one of the exit codes of {@link ConsoleOptions}. */
    public static void main(String[] arguments) {
        ConsoleOptions options = new ConsoleOptions();
        int code = new CommandLine(options).execute(arguments);
        System.exit(options.complete() ? run(options) : code);
    }

    private static int run(ConsoleOptions options) {
        PrintStream log = System.err;
        boolean display = hasDisplay(System.getProperty("os.name", ""), System.getenv());
        boolean headless = options.snapshot() != null || (options.paints() != null && !display);
        if (headless) {
            System.setProperty("glass.platform", "Headless");
            System.setProperty("prism.order", "sw");
            System.setProperty("java.awt.headless", "true");
        } else if (!display) {
            return noDisplay(log, "neither DISPLAY nor WAYLAND_DISPLAY is set");
        }
        // The toolkit warns that it runs from the class path; people can do nothing about it.
        TOOLKIT.setLevel(Level.SEVERE);
        // Sub-pixel text has coloured edges, and looks different on a canvas and beside it.
        System.setProperty("prism.lcdtext", "false");
        FleetFeed feed;
        Recording recording = null;
        List<Endpoint> agents;
        try {
            Path bundle = options.bundle();
            Identity identity = identity(options.identity());
            recording = bundle == null ? null : Bundle.open(bundle).recording();
            agents = options.endpoints().stream().map(e -> Endpoint.parse(e, identity)).toList();
            feed = bundle == null ? new AgentFeed(options.endpoints(), identity) : new NoFeed();
        } catch (IllegalArgumentException e) {
            log.println("console: " + e.getMessage());
            return USAGE;
        } catch (IOException e) {
            log.println("console: " + e.getMessage());
            return FAILED;
        }
        return run(options, feed, agents, recording, headless);
    }

    private static @Nullable Identity identity(@Nullable Path directory) {
        return directory == null
                ? null
                : Identity.read(directory).requireValid(NowSource.system().now().wall());
    }

    private static int run(
            ConsoleOptions options,
            FleetFeed feed,
            List<Endpoint> agents,
            @Nullable Recording recording,
            boolean headless) {
        PrintStream log = System.err;
        PaintLog paints;
        try {
            paints = PaintLog.open(options.paints());
        } catch (IOException e) {
            feed.close();
            log.println("console: --paints " + options.paints() + ": " + e.getMessage());
            return FAILED;
        }
        CompletableFuture<Integer> end = new CompletableFuture<>();
        if (options.supervised()) {
            Thread.ofPlatform()
                    .daemon()
                    .name("standard-input")
                    .start(() -> awaitEndOf(System.in, end));
        }
        AgentCommands commands = new AgentCommands(agents, System.getProperty("user.name", ""));
        ConsoleWindow window =
                new ConsoleWindow(
                        options.size(),
                        connecting(options.endpoints(), Instant.now()),
                        log,
                        paints,
                        commands,
                        new AgentRecordings(agents, InstantSource.system()));
        try {
            // The connection is made while the toolkit starts.
            feed.start(window::offer);
            Path folder = options.snapshot();
            Platform.startup(
                    () -> {
                        window.open(end, headless ? null : Screen.getPrimary().getVisualBounds());
                        window.light(options.light());
                        if (recording != null) {
                            play(window, recording, options.seek(), end);
                            window.light(options.light());
                        }
                        if (folder != null) {
                            new SnapshotPlan(window, folder, options, end, log).start();
                        }
                    });
            return end.join();
        } catch (UnsupportedOperationException | IllegalStateException e) {
            return noDisplay(log, String.valueOf(e.getMessage()));
        } finally {
            window.close();
            commands.close();
            feed.close();
            paints.close();
        }
    }

    private static void play(
            ConsoleWindow window,
            Recording recording,
            @Nullable Instant seek,
            CompletableFuture<Integer> end) {
        ReplayPlayer player = window.play(recording, "Close", () -> end.complete(DONE));
        if (seek != null) {
            player.seek(seek);
        }
    }

    /** X11 and Wayland name their display in the environment; other systems always have one. */
    static boolean hasDisplay(String operatingSystem, Map<String, String> environment) {
        String system = operatingSystem.toLowerCase(Locale.ROOT);
        if (system.contains("mac") || system.contains("windows")) {
            return true;
        }
        return !environment.getOrDefault("DISPLAY", "").isEmpty()
                || !environment.getOrDefault("WAYLAND_DISPLAY", "").isEmpty();
    }

    private static int noDisplay(PrintStream log, String why) {
        log.println("console: there is no display to open a window on (" + why + ").");
        log.println("  Pictures need none: ./signalbox console --snapshot DIR --connect HOST:PORT");
        log.println("  In a terminal: ./signalbox ctl watch");
        return FAILED;
    }

    private static void awaitEndOf(InputStream in, CompletableFuture<Integer> end) {
        try {
            while (in.read() >= 0) {
                // Nothing is said there; its end is what counts.
            }
        } catch (IOException e) {
            // A broken stream has ended as well.
        }
        end.complete(DONE);
    }

    /** What is shown until the feed says more. */
    static FleetView connecting(List<String> endpoints, Instant now) {
        List<ConnectionView> connections =
                endpoints.stream()
                        .map(
                                endpoint ->
                                        new ConnectionView(
                                                endpoint, ConnectionView.State.CONNECTING, "", now))
                        .toList();
        Headline headline =
                new Headline(
                        Severity.WELL,
                        "Connecting to " + String.join(", ", endpoints) + ".",
                        "Nothing is known of any call yet.");
        return new FleetView(now, headline, List.of(), connections, List.of());
    }
}
