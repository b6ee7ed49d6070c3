package dev.signalbox.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.dashboards.scene.Scenes;
import dev.signalbox.model.fleet.FleetView;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PaintLogTest {

    @Test
    void aLineSaysWhenWhichVersionOfEachRegionWasPainted() {
        FleetView view = Scenes.calm();
        String line = PaintLog.line(view, Instant.parse("1970-01-01T00:00:02.000003Z"));
        assertThat(line).startsWith("{\"paintedMicros\":2000003,\"versions\":{");
        view.regions()
                .forEach(
                        entry ->
                                assertThat(line)
                                        .contains(
                                                "\""
                                                        + entry.view().target().name()
                                                        + "\":"
                                                        + entry.view().version()));
    }
}
