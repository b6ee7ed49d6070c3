package dev.signalbox.dashboards.scene;

import dev.signalbox.dashboards.look.Snapshots;
import dev.signalbox.dashboards.part.replay.Transport;
import dev.signalbox.dashboards.part.replay.TransportControls;
import dev.signalbox.dashboards.shell.ConsoleView;
import dev.signalbox.dashboards.shell.Place;
import dev.signalbox.dashboards.shell.ReplayFrame;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.stage.Stage;

/** Renders a replay into PNG files, for people to look at. Argument: folder. */
public final class ReplayScreenshots {

    private ReplayScreenshots() {}

    /** Needs {@code -Dglass.platform=Headless -Dprism.order=sw}. */
    public static void main(String[] args) throws InterruptedException {
        Path folder = Path.of(args.length > 0 ? args[0] : "target/screens");
        CountDownLatch done = new CountDownLatch(1);
        Platform.startup(
                () -> {
                    shoot(folder, Place.OVERVIEW, false, 1600, 900);
                    shoot(folder, Place.OVERVIEW, true, 1600, 900);
                    shoot(folder, Place.JOURNAL, false, 1280, 720);
                    shoot(folder, Place.REPLAY, false, 1280, 720);
                    done.countDown();
                });
        done.await();
        Platform.exit();
    }

    /** Half-way through ten minutes with three decisions. */
    public static Transport transport(Instant at) {
        return new Transport(
                "night.sbx",
                at.minusSeconds(300),
                at.plusSeconds(300),
                at,
                true,
                10,
                List.of(
                        new Transport.Tick(at.minusSeconds(12), true, "Northwind to Meridian"),
                        new Transport.Tick(at.minusSeconds(200), false, "Brake released"),
                        new Transport.Tick(at.plusSeconds(150), true, "Northwind back at 1 %")));
    }

    private static void shoot(Path folder, Place place, boolean light, int width, int height) {
        ConsoleView console = new ConsoleView(InstantSource.fixed(Scenes.AT));
        ReplayFrame frame = new ReplayFrame(console, "Back to live", new Untouched());
        Scene scene = new Scene(frame, width, height);
        Stage stage = new Stage();
        stage.setScene(scene);
        stage.show();
        console.light(light);
        console.show(Scenes.moved());
        console.go(place);
        frame.show(transport(Scenes.AT));
        scene.snapshot(null);
        try {
            Snapshots.write(
                    scene.snapshot(null),
                    folder.resolve(
                            "replay-"
                                    + place.text()
                                    + (light ? "-light" : "")
                                    + "-"
                                    + width
                                    + "x"
                                    + height
                                    + ".png"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        stage.hide();
    }

    /** Nobody touches a picture. */
    private static final class Untouched implements TransportControls {
        @Override
        public void playOrPause() {}

        @Override
        public void speed(int speed) {}

        @Override
        public void seek(Instant at) {}

        @Override
        public void step(int seconds) {}

        @Override
        public void jump(boolean forward) {}

        @Override
        public void leave() {}
    }
}
