package dev.signalbox.dashboards.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.dashboards.scene.Scenes;
import dev.signalbox.dashboards.words.Sign;
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
    void trunksThatAreOutAreCountedForTheRail() {
        assertThat(Frame.of(Scenes.calm(), "").trunksWrong()).isZero();
        assertThat(Frame.of(Scenes.failing(), "").trunksWrong()).isEqualTo(1);
        assertThat(Frame.of(Scenes.disconnected(), "").trunksWrong()).isZero();
        assertThat(Frame.of(Scenes.failing(), "").trunksSign()).isEqualTo(Sign.CRITICAL);
        assertThat(Frame.of(Scenes.moved(), "").trunksSign()).isEqualTo(Sign.MAJOR);
    }
}
