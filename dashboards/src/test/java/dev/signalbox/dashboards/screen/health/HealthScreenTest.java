package dev.signalbox.dashboards.screen.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.dashboards.part.health.HealthRow;
import dev.signalbox.dashboards.part.health.HealthSum;
import dev.signalbox.dashboards.scene.Scenes;
import dev.signalbox.dashboards.scene.Toolkit;
import dev.signalbox.dashboards.screen.Picture;
import dev.signalbox.model.fleet.FleetView;
import javafx.scene.Scene;
import javafx.scene.control.TableView;
import org.junit.jupiter.api.Test;

class HealthScreenTest {

    @Test
    void allRegionsAreShownUntilAPersonChoosesOne() throws Exception {
        Toolkit.call(
                () -> {
                    HealthScreen screen = new HealthScreen();
                    Scene scene = new Scene(screen.node(), 1200, 600);
                    screen.show(picture(Scenes.empty()));
                    screen.show(picture(Scenes.calm()));
                    scene.snapshot(null);
                    screen.show(picture(Scenes.misunderstands()));
                    assertThat(sums(screen).getSelectionModel().getSelectedIndex()).isZero();
                    assertThat(rows(screen).getItems().getFirst().title()).isEqualTo("Bookings");
                    assertThat(rows(screen).getItems())
                            .extracting(HealthRow::region)
                            .contains("eu-central", "eu-west", "us-east");

                    sums(screen).getSelectionModel().select(2);
                    screen.show(picture(Scenes.sttSlow()));
                    assertThat(sums(screen).getSelectionModel().getSelectedIndex()).isEqualTo(2);
                    assertThat(rows(screen).getItems())
                            .extracting(HealthRow::region)
                            .containsOnly("eu-west");
                    return true;
                });
    }

    private static Picture picture(FleetView view) {
        return Picture.of(view, "", null);
    }

    @SuppressWarnings("unchecked")
    private static TableView<HealthSum> sums(HealthScreen screen) {
        return (TableView<HealthSum>) screen.node().lookup("#health-sums");
    }

    @SuppressWarnings("unchecked")
    private static TableView<HealthRow> rows(HealthScreen screen) {
        return (TableView<HealthRow>) screen.node().lookup("#health");
    }
}
