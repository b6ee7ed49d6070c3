package dev.signalbox.dashboards.part.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.dashboards.part.course.SenseCourse;
import dev.signalbox.dashboards.part.history.FleetHistory;
import dev.signalbox.dashboards.scene.Scenes;
import dev.signalbox.dashboards.words.Sign;
import dev.signalbox.model.fleet.FleetView;
import dev.signalbox.model.measure.WilsonInterval;
import java.util.List;
import org.junit.jupiter.api.Test;

class FiguresTest {

    private static List<Figure> figures(FleetView view) {
        return Figures.of(view, FleetHistory.of(view.regions(), view.at()), new SenseCourse());
    }

    @Test
    void calmFleetHasNoColour() {
        assertThat(figures(Scenes.calm())).allMatch(figure -> figure.sign() == Sign.WELL);
        assertThat(figures(Scenes.calm()).getFirst().value()).isEqualTo("1,170");
    }

    @Test
    void failuresAreSplitAndOnlyInfrastructureColoursThem() {
        Figure failing = figures(Scenes.failing()).get(5);
        assertThat(failing.value() + " " + failing.unit()).isEqualTo("66 infra, 12 intent");
        assertThat(failing.sign()).isEqualTo(Sign.CRITICAL);
        Figure misunderstood = figures(Scenes.misunderstands()).get(5);
        assertThat(misunderstood.value() + " " + misunderstood.unit())
                .isEqualTo("3 infra, 66 intent");
        assertThat(misunderstood.sign()).isEqualTo(Sign.WELL);
        assertThat(figures(Scenes.sttSlow()).get(5).foot()).endsWith(" ended, 27 suspected only");
    }

    @Test
    void theStageThatIsWorstByItsOwnLimitIsShown() {
        Figure calm = figures(Scenes.calm()).get(3);
        assertThat(calm.title()).isEqualTo("First transcript p95");
        assertThat(calm.sign()).isEqualTo(Sign.WELL);
        Figure slow = figures(Scenes.sttSlow()).get(3);
        assertThat(slow.value()).isEqualTo("1.9");
        assertThat(slow.foot()).isEqualTo("Clarity STT, limit 0.50 s");
        assertThat(slow.sign()).isEqualTo(Sign.MAJOR);
        assertThat(figures(Scenes.trunksOnly()).get(3).foot()).isEqualTo("no providers configured");
        assertThat(figures(Scenes.young()).get(3).foot()).isEqualTo("too few calls to say");
    }

    @Test
    void silenceIsCountedOfTheCallsThatCouldBeJudged() {
        Figure silent = figures(Scenes.sttSlow()).get(4);
        assertThat(silent.value()).isEqualTo("2");
        assertThat(silent.unit()).isEqualTo("calls of 864 judged");
        assertThat(silent.sign()).isEqualTo(Sign.MAJOR);
        assertThat(figures(Scenes.trunksOnly()).get(4).value()).isEqualTo("-");
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
