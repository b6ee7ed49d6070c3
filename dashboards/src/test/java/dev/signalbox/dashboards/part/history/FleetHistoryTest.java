package dev.signalbox.dashboards.part.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.dashboards.scene.SceneChanges;
import dev.signalbox.dashboards.scene.Scenes;
import java.util.List;
import org.junit.jupiter.api.Test;

class FleetHistoryTest {

    @Test
    void spanIsTheShortestThatHoldsAllData() {
        assertThat(FleetHistory.of(Scenes.young().regions(), Scenes.AT).title())
                .isEqualTo("Last 2 minutes");
        assertThat(FleetHistory.of(Scenes.calm().regions(), Scenes.AT).title())
                .isEqualTo("Last 30 minutes");
    }

    @Test
    void aGapIsUnknownAndNotZero() {
        FleetHistory history = FleetHistory.of(Scenes.calm().regions(), Scenes.AT);
        List<HistoryBin> unknown = history.bins().stream().filter(bin -> !bin.known()).toList();
        assertThat(unknown).isNotEmpty();
        assertThat(unknown).allMatch(bin -> Double.isNaN(bin.answeredRatio()));
        assertThat(history.course(HistoryBin::liveCalls))
                .filteredOn(value -> !Double.isNaN(value))
                .allMatch(value -> value > 0);
    }

    @Test
    void aSilentRegionIsNotCountedWhileOthersReport() {
        FleetHistory all = FleetHistory.of(Scenes.calm().regions(), Scenes.AT);
        FleetHistory two = FleetHistory.of(Scenes.stale().regions(), Scenes.AT);
        assertThat(two.bins().getLast().known()).isTrue();
        assertThat(two.bins().getLast().liveCalls()).isLessThan(all.bins().getLast().liveCalls());
    }

    @Test
    void whenAllAreSilentTheirPastIsStillShown() {
        assertThat(FleetHistory.of(Scenes.disconnected().regions(), Scenes.AT).isEmpty()).isFalse();
    }

    @Test
    void nothingIsEmptyAndDoesNotFail() {
        FleetHistory history = FleetHistory.of(List.of(), Scenes.AT);
        assertThat(history.isEmpty()).isTrue();
        assertThat(history.before(java.time.Duration.ofMinutes(1))).isEmpty();
    }

    @Test
    void routeChangesHaveNamesAndKnowWhetherTheyAreApplied() {
        List<RouteChange> decided = RouteChange.in(Scenes.failing());
        assertThat(decided).hasSize(1);
        assertThat(decided.getFirst().words()).isEqualTo("Northwind \u2192 Meridian");
        assertThat(decided.getFirst().applied()).isFalse();
        assertThat(RouteChange.in(Scenes.moved()).getFirst().applied()).isTrue();
        assertThat(RouteChange.in(Scenes.returning()).getLast().words())
                .isEqualTo("Northwind back at 10 %");
    }

    @Test
    void whatTheFleetDecidedMarksTheCourseOfCalls() {
        List<Milestone> all = Milestone.in(SceneChanges.held(), List.of());
        assertThat(all)
                .extracting(Milestone::words)
                .containsExactly(
                        "Frankfurt lost",
                        "Frankfurt away 25 %",
                        "Frankfurt away 50 %",
                        "Frankfurt held");
        assertThat(all).extracting(Milestone::route).containsExactly(false, true, true, false);
        assertThat(all).allMatch(Milestone::applied);
        assertThat(Milestone.in(Scenes.failing(), RouteChange.in(Scenes.failing())))
                .extracting(Milestone::applied)
                .containsExactly(false);
    }
}
