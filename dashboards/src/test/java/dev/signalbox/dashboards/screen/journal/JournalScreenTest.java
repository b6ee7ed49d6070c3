package dev.signalbox.dashboards.screen.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.dashboards.scene.Scenes;
import dev.signalbox.dashboards.scene.Toolkit;
import dev.signalbox.dashboards.screen.Picture;
import dev.signalbox.model.fleet.FleetView;
import java.util.List;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;

class JournalScreenTest {

    private static final int WIDTH = 1200;
    private static final int HEIGHT = 600;

    private static Picture picture(FleetView view) {
        return Picture.of(view, "", null);
    }

    /** A console takes pictures of a screen that was out of the window in between. */
    @Test
    void thePictureOfTheDetailIsThatOfTheRecordThatIsChosenNow() throws Exception {
        JournalScreen screen = Toolkit.call(JournalScreen::new);
        StackPane root = new StackPane();
        Stage stage =
                Toolkit.call(
                        () -> {
                            Stage made = new Stage();
                            made.setScene(new Scene(root, WIDTH, HEIGHT));
                            made.show();
                            return made;
                        });
        WritableImage before = shoot(screen, root, Scenes.calm());
        WritableImage after = shoot(screen, root, Scenes.returning());
        JournalScreen fresh = Toolkit.call(JournalScreen::new);
        WritableImage wanted = shoot(fresh, root, Scenes.returning());

        assertThat(different(before, after)).isGreaterThan(1000);
        assertThat(different(wanted, after)).isLessThan(50);
        Toolkit.call(
                () -> {
                    stage.hide();
                    return true;
                });
    }

    @Test
    void theNewestRecordIsShownUntilAPersonChoosesOne() throws Exception {
        Toolkit.call(
                () -> {
                    JournalScreen screen = new JournalScreen();
                    Scene scene = new Scene(screen.node(), WIDTH, HEIGHT);
                    screen.show(picture(Scenes.calm()));
                    scene.snapshot(null);
                    screen.show(picture(Scenes.failing()));
                    assertThat(sentence(screen)).startsWith("Decided: new calls of Northwind");
                    ListView<?> list = (ListView<?>) screen.node().lookup(".journal");
                    list.fireEvent(press());
                    list.getSelectionModel().select(1);
                    screen.show(picture(Scenes.moved()));
                    assertThat(sentence(screen)).startsWith("Northwind in eu-central rejects");
                    return true;
                });
    }

    private static KeyEvent press() {
        return new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.SHIFT, true, false, false, false);
    }

    private static String sentence(JournalScreen screen) {
        return ((Label) screen.node().lookup(".record-sentence")).getText();
    }

    private static WritableImage shoot(JournalScreen screen, StackPane root, FleetView view)
            throws Exception {
        return Toolkit.call(
                () -> {
                    root.getChildren().setAll(screen.node());
                    screen.show(picture(view));
                    WritableImage image = root.getScene().snapshot(null);
                    root.getChildren().setAll(List.of());
                    return image;
                });
    }

    private static int different(WritableImage a, WritableImage b) {
        int count = 0;
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = WIDTH - 520; x < WIDTH; x++) {
                count +=
                        a.getPixelReader().getArgb(x, y) == b.getPixelReader().getArgb(x, y)
                                ? 0
                                : 1;
            }
        }
        return count;
    }
}
