package dev.signalbox.console;

import dev.signalbox.ctl.replay.Recording;
import dev.signalbox.ctl.replay.Replay;
import dev.signalbox.dashboards.command.Commands;
import dev.signalbox.dashboards.fx.FxDoor;
import dev.signalbox.dashboards.look.Palette;
import dev.signalbox.dashboards.screen.Screen;
import dev.signalbox.dashboards.screen.replay.ReplayRange;
import dev.signalbox.dashboards.screen.replay.ReplayScreen;
import dev.signalbox.dashboards.screen.replay.ReplayWishes;
import dev.signalbox.dashboards.shell.ConsoleView;
import dev.signalbox.dashboards.shell.Place;
import dev.signalbox.model.fleet.FleetView;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/** The console's window. Pictures are offered from any thread; all else is on the FX thread. */
final class ConsoleWindow {

    /** By this a desktop knows which menu entry a window belongs to: {@code WM_CLASS} in X11. */
    static final String WINDOW_CLASS = "signalbox-console";

    private static final double WIDTH_MIN = 1080;
    private static final double HEIGHT_MIN = 640;

    /** Room for the title bar that window managers draw. */
    private static final double FRAME_HEIGHT = 40;

    private final ConsoleOptions.Size size;
    private final FleetView first;
    private final PrintStream log;
    private final PaintLog paints;
    private final Commands commands;
    private final FxDoor<FleetView> door = new FxDoor<>(this::show);
    private final CompletableFuture<Void> live = new CompletableFuture<>();
    private final FxDoor<Loaded> loads = new FxDoor<>(this::loaded);
    private final FxDoor<Known> knowledge = new FxDoor<>(this::known);
    private final Recordings recordings;
    private @Nullable ConsoleView view;
    private @Nullable ReplayRoom room;
    private @Nullable ReplayScreen choice;
    private boolean regionSeen;

    /** What came of reading a range to replay: a recording, or why there is none. */
    private record Loaded(@Nullable Recording recording, String problem) {}

    /** What came of asking which time is recorded: a range, or why it is not known. */
    private record Known(@Nullable ReplayRange range, String problem) {}

    /**
     * @param first what is shown until the first picture comes
     * @param log where the time to the first live picture is told
     * @param paints is told of every picture once it is painted
     * @param commands whom people ask
     * @param recordings where replays come from; asked on threads of their own
     */
    ConsoleWindow(
            ConsoleOptions.Size size,
            FleetView first,
            PrintStream log,
            PaintLog paints,
            Commands commands,
            Recordings recordings) {
        this.recordings = recordings;
        this.size = size;
        this.commands = commands;
        this.first = first;
        this.log = log;
        this.paints = paints;
    }

    /** Takes a picture from any thread. */
    void offer(FleetView picture) {
        door.offer(picture);
    }

    /**
     * Opens the window.
     *
     * @param end is completed when a person closes it
     * @param screen what people see of their screen, null when nobody looks at one
     */
    void open(CompletableFuture<Integer> end, @Nullable Rectangle2D screen) {
        // Only a main class that extends Application could name it otherwise: "java" would be left.
        com.sun.glass.ui.Application.GetApplication().setName(WINDOW_CLASS);
        ConsoleView opened = new ConsoleView(InstantSource.system(), commands);
        view = opened;
        opened.replay(this::choice);
        opened.show(first);
        Scene scene = new Scene(opened, size.width(), size.height(), Palette.DARK.ground());
        Stage stage = new Stage();
        stage.setTitle("Signalbox");
        stage.setScene(scene);
        stage.setMinWidth(Math.min(WIDTH_MIN, size.width()));
        stage.setMinHeight(Math.min(HEIGHT_MIN, size.height()));
        if (screen != null && fills(size, screen)) {
            stage.setMinWidth(Math.min(WIDTH_MIN, screen.getWidth()));
            stage.setMinHeight(Math.min(HEIGHT_MIN, screen.getHeight()));
            // Where no window manager maximises, these bounds stand.
            stage.setX(screen.getMinX());
            stage.setY(screen.getMinY());
            stage.setWidth(screen.getWidth());
            stage.setHeight(screen.getHeight());
            stage.setMaximized(true);
        }
        stage.setOnHidden(_ -> end.complete(ConsoleMain.DONE));
        stage.show();
        door.open();
        loads.open();
        knowledge.open();
    }

    /**
     * Shows a recording in place of what is live; on the FX thread.
     *
     * @param back what leaving is called
     * @param left is called when a person leaves
     */
    ReplayPlayer play(Recording recording, String back, Runnable left) {
        ConsoleView live = view;
        if (live == null || live.getScene() == null) {
            throw new IllegalStateException("the window is not open yet");
        }
        ReplayRoom entered = new ReplayRoom(new Replay(recording), back, left, this::replayed);
        room = entered;
        boolean light = live.getPseudoClassStates().contains(Palette.LIGHT_ROOT);
        live.getScene().setRoot(entered.frame());
        entered.console().light(light);
        entered.frame().requestFocus();
        entered.start();
        return entered.player();
    }

    private Screen choice() {
        ReplayScreen screen = new ReplayScreen(new Wishes(), InstantSource.system());
        choice = screen;
        Thread.ofVirtual().name("replay-recorded").start(this::ask);
        return screen;
    }

    private void ask() {
        try {
            knowledge.offer(new Known(recordings.recorded(), ""));
        } catch (RuntimeException e) {
            knowledge.offer(new Known(null, String.valueOf(e.getMessage())));
        }
    }

    private void known(Known known) {
        ReplayScreen screen = choice;
        ReplayRange range = known.range();
        if (screen == null) {
            return;
        }
        if (range == null) {
            screen.recorded(known.problem());
        } else {
            screen.recorded(range.from(), range.to());
        }
    }

    private final class Wishes implements ReplayWishes {

        @Override
        public void range(ReplayRange range) {
            load(() -> recordings.range(range));
        }

        @Override
        public void open(String path) {
            load(() -> recordings.bundle(Path.of(path)));
        }
    }

    private void load(Supplier<Recording> reading) {
        Thread.ofVirtual()
                .name("replay-load")
                .start(
                        () -> {
                            try {
                                loads.offer(new Loaded(reading.get(), ""));
                            } catch (RuntimeException e) {
                                loads.offer(new Loaded(null, String.valueOf(e.getMessage())));
                            }
                        });
    }

    private void loaded(Loaded load) {
        ReplayScreen screen = choice;
        Recording recording = load.recording();
        if (recording == null) {
            if (screen != null) {
                screen.failed(load.problem());
            }
            return;
        }
        if (screen != null) {
            screen.ready();
        }
        play(recording, "Back to live", this::backToLive);
    }

    private void backToLive() {
        ReplayRoom left = room;
        ConsoleView live = view;
        room = null;
        if (left == null || live == null) {
            return;
        }
        left.close();
        Scene scene = left.frame().getScene();
        scene.setRoot(live);
        live.requestFocus();
        live.light(left.console().getPseudoClassStates().contains(Palette.LIGHT_ROOT));
    }

    private void replayed(ReplayPlayer.Shown shown) {
        noteFirst(shown.view(), "first picture of the replay");
    }

    /** What people see: a replay while there is one. */
    private ConsoleView seen() {
        ReplayRoom entered = room;
        ConsoleView shown = entered == null ? view : entered.console();
        if (shown == null || shown.getScene() == null) {
            throw new IllegalStateException("the window is not open yet");
        }
        return shown;
    }

    /** Whether a window of this size, its frame with it, does not fit into a screen. */
    static boolean fills(ConsoleOptions.Size size, Rectangle2D screen) {
        return screen.getWidth() <= size.width()
                || screen.getHeight() <= size.height() + FRAME_HEIGHT;
    }

    /** Completed when a picture with a region has been painted. */
    CompletableFuture<Void> live() {
        return live;
    }

    /** For bright rooms, or back to dark; on the FX thread. */
    void light(boolean light) {
        ConsoleView shown = seen();
        shown.light(light);
        Palette palette = light ? Palette.LIGHT : Palette.DARK;
        shown.getScene().setFill(palette.ground());
    }

    /** What a screen looks like now. */
    WritableImage picture(Place place) {
        ConsoleView shown = seen();
        shown.go(place);
        return shown.getScene().snapshot(null);
    }

    /** Takes no more pictures. */
    void close() {
        ReplayRoom entered = room;
        if (entered != null) {
            entered.close();
        }
        loads.close();
        knowledge.close();
        door.close();
    }

    private void show(FleetView picture) {
        ConsoleView shown = view;
        if (shown == null) {
            return;
        }
        shown.show(picture);
        paints.shown(picture);
        noteFirst(picture, "first live picture");
    }

    private void noteFirst(FleetView picture, String what) {
        if (!regionSeen && !picture.regions().isEmpty()) {
            regionSeen = true;
            FxDoor.afterPaint(
                    () -> {
                        log.println(what + " after " + millisSinceStart() + " ms");
                        live.complete(null);
                    });
        }
    }

    private static long millisSinceStart() {
        Instant now = Instant.now();
        Instant start = ProcessHandle.current().info().startInstant().orElse(now);
        return Duration.between(start, now).toMillis();
    }
}
