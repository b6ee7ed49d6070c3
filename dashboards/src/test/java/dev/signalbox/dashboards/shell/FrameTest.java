package dev.signalbox.dashboards.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.dashboards.part.incident.Trouble;
import dev.signalbox.dashboards.scene.SceneChanges;
import dev.signalbox.dashboards.scene.SceneFleet;
import dev.signalbox.dashboards.scene.Scenes;
import dev.signalbox.dashboards.words.Sign;
import dev.signalbox.model.change.Person;
import dev.signalbox.model.change.Role;
import dev.signalbox.model.fleet.ConnectionView;
import dev.signalbox.model.fleet.FleetView;
import java.util.Collection;
import java.util.List;
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

    @Test
    void theBrakeIsOfferedToWhoCanSetItOnly() {
        FleetView quiet = SceneChanges.quiet();
        assertThat(Frame.of(quiet, "").brake()).isEqualTo("Brake");
        Frame replay = Frame.of(quiet, "", true, "Commands are off: this is a recording");
        assertThat(replay.brake()).isEmpty();
        assertThat(replay.brakeOff()).isEqualTo("Commands are off: this is a recording");
        assertThat(replay.automation()).isEqualTo("Automation on");
        Frame viewer =
                Frame.of(
                        new FleetView(
                                quiet.at(),
                                quiet.headline(),
                                quiet.regions(),
                                quiet.connections(),
                                quiet.journal(),
                                new SceneFleet().decisions(new Person("vera", Role.VIEWER), true)),
                        "");
        assertThat(viewer.brake()).isEmpty();
        assertThat(viewer.brakeOff()).isEqualTo("You are viewer: this needs an operator");
    }

    @Test
    void aRecordingHasNoConnectionThatCouldBeLost() {
        FleetView calm = Scenes.calm();
        FleetView gap =
                new FleetView(
                        calm.at(),
                        calm.headline(),
                        calm.regions(),
                        List.of(
                                new ConnectionView(
                                        "127.0.0.1:7443",
                                        ConnectionView.State.UNRECORDED,
                                        "nothing is recorded of eu-central at this moment",
                                        calm.at().minusSeconds(5))),
                        calm.journal());
        Frame frame = Frame.of(gap, "", true, "");
        assertThat(frame.connections())
                .containsExactly(
                        new Frame.Connection("127.0.0.1:7443 not recorded for 00:05", Sign.STALE));
        assertThat(frame.remark()).isEqualTo("nothing is recorded of eu-central at this moment");
        assertThat(Trouble.of(gap))
                .extracting(Trouble::title)
                .containsExactly("Nothing is recorded of eu-central at this moment");
    }

    private static Collection<Badge> badges(FleetView view) {
        return Frame.of(view, "").badges().values();
    }

    private static Badge badge(FleetView view, Place place) {
        return Frame.of(view, "").badges().getOrDefault(place, Badge.NONE);
    }
}
