package dev.signalbox.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.agent.decide.fleet.FleetScene;
import dev.signalbox.agent.quorum.FakeQuorum;
import dev.signalbox.model.quorum.FleetAnswer;
import dev.signalbox.model.quorum.FleetCommand;
import dev.signalbox.model.quorum.FleetRecord;
import dev.signalbox.model.quorum.Word;
import dev.signalbox.model.time.Now;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class FleetVoiceTest {

    private final FakeQuorum quorum = new FakeQuorum();
    private final FleetScene scene = new FleetScene();
    private Now now = new Now(9_000_000_000L, Instant.parse("2026-11-20T12:00:00Z"));
    private final FleetVoice voice =
            new FleetVoice(
                    new FleetVoice.Run("boot-1", "1.0", "hash", "Frankfurt"),
                    quorum,
                    new Asks("eu-central", "boot-1", () -> now),
                    quorum.submitted::add);

    @Test
    void aRunIsToldUnderOneNameUntilTheFleetHasIt() {
        quorum.down = true;
        voice.join(now);
        voice.join(now);
        pass(1_000);
        quorum.down = false;
        quorum.answer = _ -> new FleetAnswer.Refused(FleetAnswer.Code.INVALID, "set the clock");
        voice.join(now);
        pass(999);
        voice.join(now);
        assertThat(quorum.submitted).as("a refusal is no end, nor a second asked").hasSize(2);
        pass(1);
        quorum.answer = _ -> new FleetAnswer.Done(List.of());
        voice.join(now);
        pass(5_000);
        voice.join(now);
        assertThat(quorum.submitted)
                .hasSize(3)
                .extracting(command -> command.ask().id())
                .containsOnly("boot-1-join");
        assertThat(quorum.submitted.getLast().ask().at()).isEqualTo(now.wall().minusSeconds(5));
    }

    @Test
    void aWordIsSaidOnceAndAgainUntilItIsOnRecord() {
        Word silent = word(Word.Reach.SILENT);
        say(silent);
        pass(999);
        say(silent);
        assertThat(quorum.submitted).hasSize(1);
        pass(1);
        say(silent);
        assertThat(quorum.submitted).hasSize(2);
        scene.record(new FleetRecord.WordSaid(scene.wall(), silent));
        pass(1_000);
        say(silent);
        assertThat(quorum.submitted).hasSize(2);

        say(word(Word.Reach.ANSWERS));
        assertThat(((FleetCommand.Say) quorum.submitted.getLast()).words())
                .containsExactly(word(Word.Reach.ANSWERS));
        assertThat(quorum.submitted).hasSize(3);
        say(word(Word.Reach.SILENT));
        say(word(Word.Reach.ANSWERS));
        assertThat(quorum.submitted).as("back as it is on record and forth").hasSize(3);
    }

    @Test
    void thatNothingIsKnownIsNoFirstWord() {
        say(word(Word.Reach.UNKNOWN));
        assertThat(quorum.submitted).isEmpty();
        scene.record(new FleetRecord.WordSaid(scene.wall(), word(Word.Reach.SILENT)));
        say(word(Word.Reach.UNKNOWN));
        assertThat(quorum.submitted).hasSize(1);
    }

    private void say(Word word) {
        voice.say(List.of(word), scene.state(), now);
    }

    private static Word word(Word.Reach reach) {
        return new Word("eu-central", Word.View.PEER, "eu-west", reach, "3 of 3 missed", 3);
    }

    private void pass(long millis) {
        now = now.plus(Duration.ofMillis(millis));
    }
}
