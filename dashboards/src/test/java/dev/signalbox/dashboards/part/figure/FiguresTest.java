package dev.signalbox.dashboards.part.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.dashboards.part.history.FleetHistory;
import dev.signalbox.dashboards.part.history.RouteChange;
import dev.signalbox.dashboards.scene.Scenes;
import dev.signalbox.dashboards.words.Sign;
import dev.signalbox.model.fleet.FleetView;
import java.util.List;
import org.junit.jupiter.api.Test;

class FiguresTest {

    private static List<Figure> figures(FleetView view) {
        return Figures.of(view, FleetHistory.of(view.regions(), view.at()), RouteChange.in(view));
    }

    @Test
    void calmFleetHasNoColour() {
        assertThat(figures(Scenes.calm())).allMatch(figure -> figure.sign() == Sign.WELL);
        assertThat(figures(Scenes.calm()).getFirst().value()).isEqualTo("1,170");
    }

    @Test
    void brokenTrunkColoursFailuresAndTrunksOut() {
        List<Figure> failing = figures(Scenes.failing());
        assertThat(failing.get(4).value()).isEqualTo("4 | 64");
        assertThat(failing.get(4).sign()).isEqualTo(Sign.CRITICAL);
        assertThat(failing.get(5).value()).isEqualTo("1");
        assertThat(failing.get(5).foot()).isEqualTo("Northwind eu-central");
        assertThat(figures(Scenes.moved()).get(5).sign()).isEqualTo(Sign.MAJOR);
        assertThat(figures(Scenes.returning()).get(5).value()).isEqualTo("0");
        assertThat(figures(Scenes.returning()).get(5).sign()).isEqualTo(Sign.MINOR);
    }

    @Test
    void silentRegionsAreNotCounted() {
        assertThat(figures(Scenes.stale()).getFirst().value()).isEqualTo("740");
    }

    @Test
    void withoutFreshDataEveryFigureIsUndefined() {
        assertThat(figures(Scenes.disconnected()))
                .allMatch(figure -> figure.value().equals("-"))
                .allMatch(figure -> figure.foot().equals("no fresh data"));
        assertThat(figures(Scenes.empty())).allMatch(figure -> figure.value().equals("-"));
    }

    @Test
    void answeredSaysItsIntervalAndSamples() {
        assertThat(figures(Scenes.calm()).get(1).foot()).contains(" %, n 5,700").contains("usual");
    }

    @Test
    void wilsonIntervalAsPublished() {
        WilsonInterval interval = WilsonInterval.of(9, 10);
        assertThat(interval.low()).isCloseTo(0.5958, within(0.0005));
        assertThat(interval.high()).isCloseTo(0.9821, within(0.0005));
        assertThat(WilsonInterval.of(10, 10).high()).isCloseTo(1, within(1e-9));
        assertThatThrownBy(() -> WilsonInterval.of(0, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
