package dev.signalbox.agent.decide.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.model.quorum.FleetAnswer.Code;
import dev.signalbox.model.quorum.FleetCommand;
import dev.signalbox.model.quorum.FleetRecord;
import dev.signalbox.model.quorum.RegionVerdict;
import dev.signalbox.model.quorum.Word;
import dev.signalbox.model.quorum.Word.Reach;
import dev.signalbox.model.quorum.Word.View;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordRulesTest {

    private final RulesRun run = new RulesRun().joined();

    /**
     * Words about Frankfurt: S silent, A answers, U not heard of any more, - never said anything.
     * Dublin's and Ashburn's agents look from outside; carriers are read by some agent.
     */
    @ParameterizedTest(name = "own {0}, Dublin {1}, Ashburn {2}, carriers {3}: {4}")
    @CsvSource({
        // one agent, whatever it has read at the front door
        "S, -, -, S, PRESENT",
        "S, A, A, S, PRESENT",
        "S, U, U, S, PRESENT",
        "U, S, -, S, PRESENT",
        "A, S, -, S, PRESENT",
        "U, S, U, S, PRESENT",
        "-, -, -, S, PRESENT",
        // two different agents and the carriers
        "S, S, -, S, LOST",
        "S, S, A, S, LOST",
        "S, -, S, S, LOST",
        "U, S, S, S, LOST",
        "A, S, S, S, LOST",
        "-, S, S, S, LOST",
        "S, S, S, S, LOST",
        // never without those who deliver its calls
        "S, S, S, -, PRESENT",
        "S, S, S, U, PRESENT",
        "S, S, S, A, ISOLATED",
        // all well
        "A, A, A, A, PRESENT",
    })
    void aRegionIsLostByTheWordOfSeveralAgentsAndItsCarriers(
            String own, String dublin, String ashburn, String carriers, RegionVerdict verdict) {
        said("eu-central", View.OWN, own);
        said("eu-west", View.PEER, dublin);
        said("us-east", View.PEER, ashburn);
        said("eu-central", View.CARRIER, carriers);
        assertThat(verdict()).isEqualTo(verdict);
    }

    @Test
    void theRecordSaysWhoAgreed() {
        says("eu-central", View.CARRIER, Reach.SILENT);
        says("eu-central", View.OWN, Reach.SILENT);
        says("eu-west", View.PEER, Reach.SILENT);
        FleetRecord.RegionJudged judged = (FleetRecord.RegionJudged) run.last();
        assertThat(judged.sentence())
                .isEqualTo(
                        "Frankfurt's edge takes no calls: its own agent, Dublin and its carriers"
                                + " agree.");
        assertThat(judged.words()).hasSize(3);
    }

    @Test
    void aDoorThatAnotherAgentReadsIsNoSecondVoiceEither() {
        says("eu-central", View.OWN, Reach.SILENT);
        Word carriers = word("eu-central", View.CARRIER, Reach.SILENT);
        run.does(new FleetCommand.Say(run.ask("eu-west"), List.of(carriers)));
        run.does(
                new FleetCommand.Say(
                        run.ask("us-east"), List.of(word("us-east", View.CARRIER, Reach.SILENT))));
        assertThat(verdict()).isEqualTo(RegionVerdict.PRESENT);
    }

    @Test
    void anObserverThatDiesTakesNothingBackButOneThatDisagreesDoes() {
        says("eu-central", View.OWN, Reach.SILENT);
        says("eu-west", View.PEER, Reach.SILENT);
        says("eu-central", View.CARRIER, Reach.SILENT);
        assertThat(verdict()).isEqualTo(RegionVerdict.LOST);
        run.does(
                new FleetCommand.Say(
                        run.ask("us-east"), List.of(word("eu-west", View.PEER, Reach.UNKNOWN))));
        assertThat(verdict()).as("one still says so").isEqualTo(RegionVerdict.LOST);
        says("eu-west", View.PEER, Reach.ANSWERS);
        assertThat(verdict()).isEqualTo(RegionVerdict.PRESENT);
    }

    @Test
    void aFleetOfOneNeverLosesItsOnlyRegionAndOneOfTwoByBoth() {
        RulesRun alone = new RulesRun();
        alone.does(
                new FleetCommand.Join(
                        alone.ask("eu-central"), "boot-1", "0.1.0", "p", "Frankfurt"));
        alone.does(
                new FleetCommand.Say(
                        alone.ask("eu-central"),
                        List.of(
                                word("eu-central", View.OWN, Reach.SILENT),
                                word("eu-central", View.CARRIER, Reach.SILENT))));
        assertThat(alone.state.verdict("eu-central")).isEqualTo(RegionVerdict.PRESENT);
        alone.does(
                new FleetCommand.Say(
                        alone.ask("eu-west"), List.of(word("eu-west", View.PEER, Reach.SILENT))));
        assertThat(alone.state.verdict("eu-central")).isEqualTo(RegionVerdict.LOST);
    }

    @Test
    void aCutIsIsolationAndMovesNothing() {
        healthy();
        assertThat(verdict()).isEqualTo(RegionVerdict.PRESENT);
        says("eu-west", View.PEER, Reach.SILENT);
        assertThat(verdict()).isEqualTo(RegionVerdict.PRESENT);
        says("us-east", View.PEER, Reach.SILENT);
        assertThat(verdict()).isEqualTo(RegionVerdict.ISOLATED);
        assertThat(sentence())
                .isEqualTo(
                        "Dublin and Ashburn do not reach Frankfurt's edge, but its carriers still"
                                + " deliver calls there: nothing moves.");
        says("us-east", View.PEER, Reach.ANSWERS);
        assertThat(verdict()).isEqualTo(RegionVerdict.PRESENT);
        assertThat(sentence()).startsWith("Frankfurt is in touch again: ").endsWith(" say so.");
    }

    @Test
    void anAgentThatIsNotHeardOfAnyMoreIsIsolated() {
        healthy();
        Word gone = word("eu-central", View.OWN, Reach.UNKNOWN);
        run.does(new FleetCommand.Say(run.ask("eu-west"), List.of(gone)));
        assertThat(verdict()).isEqualTo(RegionVerdict.ISOLATED);
        assertThat(sentence()).startsWith("Frankfurt's agent is not heard of, but its carriers");
    }

    @Test
    void beforeAnAgentSpokeForTheFirstTimeNothingIsMadeOfItsSilence() {
        says("eu-west", View.PEER, Reach.ANSWERS);
        says("eu-central", View.CARRIER, Reach.ANSWERS);
        assertThat(verdict()).isEqualTo(RegionVerdict.PRESENT);
    }

    @Test
    void lostIsOverWhenTheEdgeAnswersAgain() {
        says("eu-central", View.CARRIER, Reach.SILENT);
        says("eu-central", View.OWN, Reach.SILENT);
        says("eu-west", View.PEER, Reach.SILENT);
        assertThat(verdict()).isEqualTo(RegionVerdict.LOST);
        says("eu-central", View.CARRIER, Reach.ANSWERS);
        assertThat(verdict()).isEqualTo(RegionVerdict.ISOLATED);
        says("eu-central", View.OWN, Reach.ANSWERS);
        says("eu-west", View.PEER, Reach.ANSWERS);
        assertThat(verdict()).isEqualTo(RegionVerdict.PRESENT);
        assertThat(run.state.verdicts()).isEmpty();
    }

    @Test
    void whatIsSaidAgainLeavesNoRecord() {
        healthy();
        int written = run.records.size();
        for (int i = 0; i < 10; i++) {
            run.does(
                    new FleetCommand.Say(
                            run.ask("eu-west"),
                            List.of(
                                    new Word(
                                            "eu-west",
                                            View.PEER,
                                            "eu-central",
                                            Reach.ANSWERS,
                                            i + " of " + i + " answered",
                                            i))));
        }
        Word unknown = word("us-east", View.OWN, "us-east", Reach.UNKNOWN);
        run.does(new FleetCommand.Say(run.ask("us-east"), List.of(unknown)));
        assertThat(run.records).hasSize(written);
    }

    @Test
    void nobodySpeaksForAnotherExceptThatItIsGone() {
        Word foreign = word("us-east", View.PEER, Reach.SILENT);
        assertThat(run.refusal(new FleetCommand.Say(run.ask("eu-west"), List.of(foreign))))
                .isEqualTo(Code.INVALID);
        Word own = word("us-east", View.OWN, Reach.SILENT);
        assertThat(run.refusal(new FleetCommand.Say(run.ask("us-east"), List.of(own))))
                .isEqualTo(Code.INVALID);
        assertThat(run.state.words()).isEmpty();
    }

    private void healthy() {
        says("eu-central", View.OWN, Reach.ANSWERS);
        says("eu-west", View.PEER, Reach.ANSWERS);
        says("us-east", View.PEER, Reach.ANSWERS);
        says("eu-central", View.CARRIER, Reach.ANSWERS);
    }

    private void said(String observer, View view, String letter) {
        switch (letter) {
            case "S" -> says(observer, view, Reach.SILENT);
            case "A" -> says(observer, view, Reach.ANSWERS);
            case "U" -> {
                says(observer, view, Reach.ANSWERS);
                says(observer, view, Reach.UNKNOWN);
            }
            case "-" -> {}
            default -> throw new IllegalArgumentException(letter);
        }
    }

    private void says(String observer, View view, Reach reach) {
        run.does(new FleetCommand.Say(run.ask(observer), List.of(word(observer, view, reach))));
    }

    private static Word word(String observer, View view, Reach reach) {
        return word(observer, view, "eu-central", reach);
    }

    private static Word word(String observer, View view, String about, Reach reach) {
        return new Word(observer, view, about, reach, "3 of 3", 3);
    }

    private RegionVerdict verdict() {
        return run.state.verdict("eu-central");
    }

    private String sentence() {
        return ((FleetRecord.RegionJudged) run.last()).sentence();
    }
}
