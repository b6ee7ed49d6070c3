package dev.signalbox.dashboards.scene;

import dev.signalbox.dashboards.look.Snapshots;
import dev.signalbox.dashboards.shell.ConsoleView;
import dev.signalbox.dashboards.shell.Place;
import dev.signalbox.model.fleet.FleetView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import javafx.application.Platform;
import javafx.scene.Scene;

/** Renders every scene into PNG files, for people to look at. Arguments: folder, sizes. */
public final class Screenshots {

    private Screenshots() {}

    /** Needs {@code -Dglass.platform=Headless -Dprism.order=sw}. */
    public static void main(String[] args) throws InterruptedException {
        Path folder = Path.of(args.length > 0 ? args[0] : "target/screens");
        Map<String, FleetView> scenes = new LinkedHashMap<>();
        scenes.put("calm", Scenes.calm());
        scenes.put("failing", Scenes.failing());
        scenes.put("moved", Scenes.moved());
        scenes.put("returning", Scenes.returning());
        scenes.put("stale", Scenes.stale());
        scenes.put("disconnected", Scenes.disconnected());
        scenes.put("empty", Scenes.empty());
        scenes.put("young", Scenes.young());
        scenes.put("many", Scenes.many());
        CountDownLatch done = new CountDownLatch(1);
        Platform.startup(
                () -> {
                    scenes.forEach(
                            (name, view) -> shoot(folder, name, view, Place.OVERVIEW, 1600, 900));
                    for (int[] size : new int[][] {{1280, 720}, {1920, 1080}, {2560, 1440}}) {
                        shoot(folder, "moved", Scenes.moved(), Place.OVERVIEW, size[0], size[1]);
                    }
                    shoot(folder, "moved-trunks", Scenes.moved(), Place.TRUNKS, 1600, 900);
                    shoot(folder, "moved-journal", Scenes.returning(), Place.JOURNAL, 1600, 900);
                    shoot(folder, "moved-trunks", Scenes.moved(), Place.TRUNKS, 1280, 720);
                    shoot(folder, "many", Scenes.many(), Place.OVERVIEW, 1280, 720);
                    done.countDown();
                });
        done.await();
        Platform.exit();
    }

    private static void shoot(
            Path folder, String name, FleetView view, Place place, int width, int height) {
        ConsoleView console = new ConsoleView(InstantSource.fixed(Scenes.AT));
        Scene scene = new Scene(console, width, height);
        console.show(view);
        console.go(place);
        if (place == Place.TRUNKS) {
            for (int i = 1; i <= 40; i++) {
                FleetView later =
                        new FleetView(
                                view.at().plusSeconds(2L * i),
                                view.headline(),
                                view.regions(),
                                view.connections(),
                                view.journal());
                console.show(later);
            }
        }
        scene.snapshot(null);
        try {
            Snapshots.write(
                    scene.snapshot(null),
                    folder.resolve(name + "-" + width + "x" + height + ".png"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
