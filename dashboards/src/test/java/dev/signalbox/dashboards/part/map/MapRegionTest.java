package dev.signalbox.dashboards.part.map;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.dashboards.scene.SceneChanges;
import dev.signalbox.dashboards.words.Sign;
import dev.signalbox.model.fleet.FleetView;
import dev.signalbox.model.fleet.RegionEntry;
import java.util.List;
import org.junit.jupiter.api.Test;

class MapRegionTest {

    /** Its agent may be well and tell so: where no call arrives nothing fails. */
    @Test
    void aLostRegionIsCriticalWhateverItsAgentSays() {
        FleetView lost = SceneChanges.lost();
        List<RegionEntry> well = SceneChanges.quiet().regions();
        FleetView view =
                new FleetView(
                        lost.at(),
                        lost.headline(),
                        well,
                        lost.connections(),
                        lost.journal(),
                        lost.fleet());
        MapRegion frankfurt =
                MapRegion.of(view, List.of()).stream()
                        .filter(region -> region.name().equals("eu-central"))
                        .findFirst()
                        .orElseThrow();
        assertThat(frankfurt.sign()).isEqualTo(Sign.CRITICAL);
        assertThat(frankfurt.line()).endsWith("edge takes no calls");
        assertThat(MapRegion.of(SceneChanges.quiet(), List.of()))
                .extracting(MapRegion::sign)
                .containsOnly(Sign.WELL);
    }

    @Test
    void whatTheTableSendsElsewhereIsALine() {
        assertThat(MapMove.of(SceneChanges.completed().fleet().state().table()))
                .containsExactly(
                        new MapMove("eu-central", "eu-west", "up to 100 % of its calls", true));
        assertThat(MapMove.of(SceneChanges.quiet().fleet().state().table())).isEmpty();
    }
}
