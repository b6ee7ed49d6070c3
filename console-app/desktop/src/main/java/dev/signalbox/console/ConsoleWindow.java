package dev.signalbox.console;

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
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/** The console's window. Pictures are offered from any thread; all else is on the FX thread. */
final class ConsoleWindow {

    private static final double WIDTH_MIN = 1080;
    private static final double HEIGHT_MIN = 640;

    private final ConsoleOptions.Size size;
    private final FleetView first;
    private final PrintStream log;
    private final FxDoor<FleetView> door = new FxDoor<>(this::show);
    private final CompletableFuture<Void> live = new CompletableFuture<>();
    private @Nullable ConsoleView view;
    private boolean regionSeen;

    /**
     * @param first what is shown until the first picture comes
     * @param log where the time to the first live picture is told
     */
    ConsoleWindow(ConsoleOptions.Size size, FleetView first, PrintStream log) {
        this.size = size;
        this.first = first;
        this.log = log;
    }

    /** Takes a picture from any thread. */
    void offer(FleetView picture) {
        door.offer(picture);
    }

    /** Opens the window; {@code end} is completed when a person closes it. */
    void open(CompletableFuture<Integer> end) {
        ConsoleView opened = new ConsoleView(InstantSource.system());
        view = opened;
        opened.show(first);
        Scene scene = new Scene(opened, size.width(), size.height(), Palette.GROUND);
        Stage stage = new Stage();
        stage.setTitle("Signalbox");
        stage.setScene(scene);
        stage.setMinWidth(Math.min(WIDTH_MIN, size.width()));
        stage.setMinHeight(Math.min(HEIGHT_MIN, size.height()));
        stage.setOnHidden(_ -> end.complete(ConsoleMain.DONE));
        stage.show();
        door.open();
    }

    /** Completed when a picture with a region has been painted. */
    CompletableFuture<Void> live() {
        return live;
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
