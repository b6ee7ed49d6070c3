package dev.signalbox.console;

import dev.signalbox.dashboards.command.Commands;
import dev.signalbox.dashboards.fx.FxDoor;
import dev.signalbox.dashboards.look.Palette;
import dev.signalbox.dashboards.shell.ConsoleView;
import dev.signalbox.dashboards.shell.Place;
import dev.signalbox.model.fleet.FleetView;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/** The console's window. Pictures are offered from any thread; all else is on the FX thread. */
final class ConsoleWindow {

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
    private @Nullable ConsoleView view;
    private boolean regionSeen;

    /**
     * @param first what is shown until the first picture comes
     * @param log where the time to the first live picture is told
     * @param paints is told of every picture once it is painted
     * @param commands whom people ask
     */
    ConsoleWindow(
            ConsoleOptions.Size size,
            FleetView first,
            PrintStream log,
            PaintLog paints,
            Commands commands) {
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
        ConsoleView opened = new ConsoleView(InstantSource.system(), commands);
        view = opened;
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
        ConsoleView shown = view;
        if (shown != null && shown.getScene() != null) {
            shown.light(light);
            Palette palette = light ? Palette.LIGHT : Palette.DARK;
            shown.getScene().setFill(palette.ground());
        }
    }

    /** What a screen looks like now. */
    WritableImage picture(Place place) {
        ConsoleView shown = view;
        if (shown == null || shown.getScene() == null) {
            throw new IllegalStateException("the window is not open yet");
        }
        shown.go(place);
        return shown.getScene().snapshot(null);
    }

    /** Takes no more pictures. */
    void close() {
        door.close();
    }

    private void show(FleetView picture) {
        ConsoleView shown = view;
        if (shown == null) {
            return;
        }
        shown.show(picture);
        paints.shown(picture);
        if (!regionSeen && !picture.regions().isEmpty()) {
            regionSeen = true;
            FxDoor.afterPaint(
                    () -> {
                        log.println("first live picture after " + millisSinceStart() + " ms");
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
