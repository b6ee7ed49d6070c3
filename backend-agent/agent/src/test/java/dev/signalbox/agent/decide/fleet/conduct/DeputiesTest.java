package dev.signalbox.agent.decide.fleet.conduct;

import static dev.signalbox.agent.decide.fleet.FleetScene.ASHBURN;
import static dev.signalbox.agent.decide.fleet.FleetScene.DUBLIN;
import static dev.signalbox.agent.decide.fleet.FleetScene.FRANKFURT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.model.quorum.FleetCommand;
import dev.signalbox.model.quorum.FleetRecord;
import dev.signalbox.model.quorum.Word;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Who acts for members that are not heard of. */
class DeputiesTest extends Conducting {

    @Test
    void silentWritersDoorGetsADeputyOfItsJurisdictionAndIsGivenBack() {
        scene.self(ASHBURN);
        scene.silent(FRANKFURT, 5001).silent(DUBLIN, 100);
        scene.region(FRANKFURT).age(5001, true);
        FleetCommand.NameWriter named = only(next(), FleetCommand.NameWriter.class);
        assertThat(named.door()).isEqualTo(FRANKFURT);
        assertThat(named.expected()).isEqualTo(FRANKFURT);
        assertThat(named.writer()).isEqualTo(DUBLIN);
        assertThat(named.reason()).isEqualTo("Frankfurt's agent was not heard of for 5 s");
        scene.record(new FleetRecord.WriterNamed(scene.wall(), FRANKFURT, DUBLIN, named.reason()));
        assertThat(pass(SECOND)).isEmpty();

        scene.silent(FRANKFURT, 50);
        assertThat(pass(Duration.ofSeconds(3))).as("heard of for too short a time").isEmpty();
        FleetCommand.NameWriter back = only(pass(TICK), FleetCommand.NameWriter.class);
        assertThat(back.expected()).isEqualTo(DUBLIN);
        assertThat(back.writer()).isEqualTo(FRANKFURT);
    }

    @Test
    void whoLeadsNewlyTakesNobodyForSilentWhoReportsToIt() {
        scene.self(ASHBURN);
        scene.silent(FRANKFURT, 100).silent(DUBLIN, 12_000);
        assertThat(pass(Duration.ofSeconds(5))).as("by hearsay only").isEmpty();
        assertThat(only(pass(TICK.plus(TICK)), FleetCommand.NameWriter.class).door())
                .as("it reports, and takes no part in the quorum")
                .isEqualTo(DUBLIN);
    }

    @Test
    void deputyThatFallsSilentTooIsReplacedByWhoIsLeft() {
        scene.self(ASHBURN);
        scene.record(new FleetRecord.WriterNamed(scene.wall(), FRANKFURT, DUBLIN, "silent"));
        scene.silent(FRANKFURT, 9000).silent(DUBLIN, 9000);
        scene.region(FRANKFURT).age(9000, true);
        scene.region(DUBLIN).age(9000, true);
        assertThat(next())
                .extracting(c -> ((FleetCommand.NameWriter) c).door())
                .containsExactly(FRANKFURT, DUBLIN);
        assertThat(pass(SECOND))
                .extracting(c -> ((FleetCommand.NameWriter) c).writer())
                .containsOnly(ASHBURN);
    }

    @Test
    void whatASilentMemberSaidCountsNoMore() {
        scene.word(DUBLIN, Word.View.PEER, FRANKFURT).word(DUBLIN, Word.View.CARRIER, DUBLIN);
        scene.silent(DUBLIN, 10_001).region(DUBLIN).age(10_001, true);
        FleetCommand.Say say =
                Objects.requireNonNull(
                        next().stream()
                                .filter(FleetCommand.Say.class::isInstance)
                                .map(FleetCommand.Say.class::cast)
                                .findFirst()
                                .orElse(null));
        assertThat(say.words())
                .containsExactly(
                        new Word(
                                DUBLIN,
                                Word.View.PEER,
                                FRANKFURT,
                                Word.Reach.UNKNOWN,
                                "Dublin's agent was not heard of for 10 s",
                                0));
        say.words().forEach(w -> scene.record(new FleetRecord.WordSaid(scene.wall(), w)));
        assertThat(pass(SECOND)).noneMatch(FleetCommand.Say.class::isInstance);
    }
}
