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
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;

/**
 * Renders every scene into PNG files, for people to look at. Arguments: folder, pattern of names.
 */
public final class Screenshots {

    private static final int[][] SIZES = {{1600, 900}, {1280, 720}, {2560, 1440}};

    /** Forms, by the scene and the buttons that lead to them. */
    private static final Map<String, List<String>> FORMS =
            Map.of(
                    "fleet-quiet-pin",
                    List.of("#offer-pin-eu-central"),
                    "fleet-lost-plan",
                    List.of("#offer-evacuate_region-eu-central"),
                    "fleet-blocked-override",
                    List.of("#override-freeze_and_brake"),
                    "fleet-running-undo",
                    List.of("#act-undo"));

    /** What opens something over the screens. */
    private static final List<KeyCode> KEYS = List.of(KeyCode.K, KeyCode.F1, KeyCode.B, KeyCode.E);

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
        scenes.put("path-loses", Scenes.pathLoses());
        scenes.put("provider-out", Scenes.providerOut());
        scenes.put("stt-slow", Scenes.sttSlow());
        scenes.put("misunderstands", Scenes.misunderstands());
        scenes.put("trunks-only", Scenes.trunksOnly());
        scenes.put("fleet-quiet", SceneChanges.quiet());
        scenes.put("fleet-lost", SceneChanges.lost());
        scenes.put("fleet-blocked", SceneChanges.blocked());
        scenes.put("fleet-to-approve", SceneChanges.toApprove());
        scenes.put("fleet-running", SceneChanges.running());
        scenes.put("fleet-held", SceneChanges.held());
        scenes.put("fleet-completed", SceneChanges.completed());
        scenes.put("fleet-no-quorum", SceneChanges.noQuorum());
        String only = args.length > 1 ? args[1] : "";
        CountDownLatch done = new CountDownLatch(1);
        Platform.startup(
                () -> {
                    scenes.forEach(
                            (name, view) -> {
                                for (Place place : Place.values()) {
                                    String file = name + "-" + place.text();
                                    if (file.matches(only.isEmpty() ? ".*" : only)) {
                                        shoot(folder, file, view, place, false);
                                        shoot(folder, file + "-light", view, place, true);
                                    }
                                }
                                FORMS.forEach(
                                        (form, buttons) -> {
                                            if (form.startsWith(name) && form.matches(only)) {
                                                shootForm(folder, form, view, buttons, false);
                                                shootForm(folder, form, view, buttons, true);
                                            }
                                        });
                                for (KeyCode key : KEYS) {
                                    String file = name + "-key-" + key.getName();
                                    if (name.startsWith("fleet") && file.matches(only)) {
                                        shootKey(folder, file, view, key);
                                    }
                                }
                            });
                    done.countDown();
                });
        done.await();
        Platform.exit();
    }

    private static void shoot(
            Path folder, String name, FleetView view, Place place, boolean light) {
        boolean all =
                name.startsWith("moved")
                        || name.startsWith("fleet-blocked")
                        || name.equals("fleet-completed-routes");
        int[][] sizes = all ? SIZES : new int[][] {SIZES[0]};
        for (int[] size : sizes) {
            shoot(folder, name, view, place, light, size[0], size[1]);
        }
    }

    private static void shoot(
            Path folder,
            String name,
            FleetView view,
            Place place,
            boolean light,
            int width,
            int height) {
        ConsoleView console = new ConsoleView(InstantSource.fixed(Scenes.AT), new FakeCommands());
        Scene scene = new Scene(console, width, height);
        // Tiles lay themselves out in a shown window only.
        Stage stage = new Stage();
        stage.setScene(scene);
        stage.show();
        console.light(light);
        console.show(view);
        console.go(place);
        for (int i = 1; i <= 40; i++) {
            console.show(
                    new FleetView(
                            view.at().plusSeconds(2L * i),
                            view.headline(),
                            view.regions(),
                            view.connections(),
                            view.journal(),
                            view.fleet()));
        }
        console.show(view);
        write(folder, name + "-" + width + "x" + height + ".png", scene);
        stage.hide();
    }

    private static void shootForm(
            Path folder, String name, FleetView view, List<String> buttons, boolean light) {
        for (int[] size : SIZES) {
            ConsoleView console =
                    new ConsoleView(InstantSource.fixed(Scenes.AT), new FakeCommands());
            Scene scene = new Scene(console, size[0], size[1]);
            Stage stage = new Stage();
            stage.setScene(scene);
            stage.show();
            console.light(light);
            console.show(view);
            console.go(Place.CHANGES);
            scene.snapshot(null);
            for (String button : buttons) {
                if (console.lookup(button) instanceof ButtonBase found) {
                    found.fire();
                }
            }
            String theme = light ? "-light-" : "-";
            write(folder, name + theme + size[0] + "x" + size[1] + ".png", scene);
            stage.hide();
        }
    }

    private static void shootKey(Path folder, String name, FleetView view, KeyCode key) {
        ConsoleView console = new ConsoleView(InstantSource.fixed(Scenes.AT), new FakeCommands());
        Scene scene = new Scene(console, SIZES[0][0], SIZES[0][1]);
        Stage stage = new Stage();
        stage.setScene(scene);
        stage.show();
        console.show(view);
        console.go(Place.CHANGES);
        console.fireEvent(
                new KeyEvent(
                        KeyEvent.KEY_PRESSED, "", "", key, false, key == KeyCode.K, false, false));
        write(folder, name + ".png", scene);
        stage.hide();
    }

    private static void write(Path folder, String name, Scene scene) {
        scene.snapshot(null);
        try {
            Snapshots.write(scene.snapshot(null), folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
