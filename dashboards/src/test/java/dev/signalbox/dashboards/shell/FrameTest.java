package dev.signalbox.dashboards.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.dashboards.scene.Scenes;
import dev.signalbox.dashboards.words.Sign;
import dev.signalbox.model.fleet.FleetView;
import java.util.Collection;
import org.junit.jupiter.api.Test;

class FrameTest {

    @Test
    void ageOfDataIsSaidAndMarkedWhenItIsOld() {
        assertThat(Frame.of(Scenes.calm(), "eu-central").age()).isEqualTo("data 0.4 s old");
        Frame stale = Frame.of(Scenes.stale(), "eu-central");
        assertThat(stale.age()).isEqualTo("data 0.4 s old, 1 region stale");
        assertThat(stale.ageSign()).isEqualTo(Sign.MINOR);
        Frame lost = Frame.of(Scenes.disconnected(), "eu-central");
        assertThat(lost.age()).isEqualTo("all data at least 95 s old");
        assertThat(lost.ageSign()).isEqualTo(Sign.MAJOR);
        assertThat(Frame.of(Scenes.empty(), "").age()).isEqualTo("no data yet");
    }

    @Test
    void connectionsAreListedWhileFewAndCountedWhenMany() {
        assertThat(Frame.of(Scenes.stale(), "").connections())
                .extracting(Frame.Connection::words)
                .containsExactly(
                        "127.0.0.1:7443 live",
                        "127.0.0.1:7444 live",
                        "127.0.0.1:7445 lost for 00:40");
        assertThat(Frame.of(Scenes.many(), "").connections())
                .extracting(Frame.Connection::words)
                .containsExactly("12 of 12 agents live");
    }

    @Test
    void whatNeedsAPersonIsCountedForTheRail() {
        assertThat(badges(Scenes.calm())).allMatch(badge -> badge.count() == 0);
        assertThat(badge(Scenes.failing(), Place.TRUNKS)).isEqualTo(new Badge(1, Sign.CRITICAL));
        assertThat(badge(Scenes.moved(), Place.TRUNKS)).isEqualTo(new Badge(1, Sign.MAJOR));
        assertThat(badge(Scenes.disconnected(), Place.TRUNKS).count()).isZero();
        assertThat(badge(Scenes.pathLoses(), Place.PATHS)).isEqualTo(new Badge(1, Sign.MAJOR));
        // The provider and the service that is degraded by it.
        assertThat(badge(Scenes.providerOut(), Place.AI)).isEqualTo(new Badge(2, Sign.MAJOR));
        // The provider and silence.
        assertThat(badge(Scenes.misunderstands(), Place.HEALTH))
                .isEqualTo(new Badge(1, Sign.MAJOR));
        assertThat(badge(Scenes.sttSlow(), Place.AI)).isEqualTo(new Badge(2, Sign.MAJOR));
    }

    private static Collection<Badge> badges(FleetView view) {
        return Frame.of(view, "").badges().values();
    }

    private static Badge badge(FleetView view, Place place) {
        return Frame.of(view, "").badges().getOrDefault(place, Badge.NONE);
    }
}
