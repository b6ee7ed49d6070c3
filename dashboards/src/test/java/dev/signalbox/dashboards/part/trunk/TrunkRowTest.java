package dev.signalbox.dashboards.part.trunk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.dashboards.part.course.Value;
import dev.signalbox.dashboards.scene.Scenes;
import dev.signalbox.dashboards.words.Sign;
import dev.signalbox.model.fleet.FleetView;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrunkRowTest {

    @Test
    void excludedTrunkShowsItsShareAndWhy() {
        TrunkRow row = TrunkRow.of(Scenes.moved().regions().getFirst()).getFirst();
        assertThat(row.carrier()).isEqualTo("Northwind");
        assertThat(row.state()).isEqualTo("out of service");
        assertThat(row.share()).isEqualTo("0 %");
        assertThat(row.answered()).isEqualTo("57.1 % of 168");
        assertThat(row.responses()).isEqualTo("200 \u00d7 96  503 \u00d7 64  486 \u00d7 9");
        assertThat(row.sign()).isEqualTo(Sign.MAJOR);
        assertThat(row.age()).isEqualTo("0.8 s");
    }

    @Test
    void courseKeepsAPointEveryTwoSecondsAndNoneOfSilence() {
        TrunkCourse course = new TrunkCourse();
        FleetView calm = Scenes.calm();
        for (int tenths = 0; tenths <= 100; tenths++) {
            course.add(later(calm, tenths));
        }
        course.add(later(Scenes.disconnected(), 130));
        List<Value> values = course.values(Scenes.NORTHWIND, TrunkCourse.Point::answeredPercent);
        assertThat(values).hasSize(6);
        assertThat(values.getLast().at()).isEqualTo(Scenes.AT.plusSeconds(10));
        assertThat(values.getLast().value()).isEqualTo(95.3);
    }

    private static FleetView later(FleetView view, int tenths) {
        return new FleetView(
                view.at().plusMillis(100L * tenths),
                view.headline(),
                view.regions(),
                view.connections(),
                view.journal());
    }

    @Test
    void staleRegionShowsNoFigures() {
        TrunkRow row = TrunkRow.of(Scenes.stale().regions().get(2)).getFirst();
        assertThat(row.sign()).isEqualTo(Sign.STALE);
        assertThat(row.answered()).isEqualTo("-");
        assertThat(row.live()).isEqualTo("-");
        assertThat(row.responses()).isEqualTo("-");
    }
}
