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

class WordRulesTest {

    private final RulesRun run = new RulesRun().joined();

    @Test
    void aRegionIsLostWhenItsCarriersAndAnAgentAgree() {
        says("eu-central", View.CARRIER, Reach.SILENT);
        assertThat(verdict()).isEqualTo(RegionVerdict.PRESENT);
        says("eu-central", View.OWN, Reach.SILENT);
        assertThat(verdict()).isEqualTo(RegionVerdict.LOST);
        FleetRecord.RegionJudged judged = (FleetRecord.RegionJudged) run.last();
        assertThat(judged.sentence())
                .isEqualTo(
                        "Frankfurt's edge takes no calls: its own agent and its carriers agree.");
        assertThat(judged.words()).hasSize(2);
    }

    @Test
    void peersAloneAreNotEnoughAndNeitherAreCarriersAlone() {
        says("eu-central", View.OWN, Reach.SILENT);
        says("eu-west", View.PEER, Reach.SILENT);
        says("us-east", View.PEER, Reach.SILENT);
        assertThat(verdict()).isEqualTo(RegionVerdict.PRESENT);
        says("eu-central", View.CARRIER, Reach.SILENT);
        assertThat(verdict()).isEqualTo(RegionVerdict.LOST);
    }

    @Test
    void onePeerCountsOnlyWhileNoOtherPeerAnswers() {
        says("eu-central", View.OWN, Reach.ANSWERS);
        says("eu-west", View.PEER, Reach.ANSWERS);
        says("eu-central", View.CARRIER, Reach.SILENT);
        says("us-east", View.PEER, Reach.SILENT);
        assertThat(verdict()).isEqualTo(RegionVerdict.PRESENT);
        says("eu-west", View.PEER, Reach.UNKNOWN);
        assertThat(verdict()).isEqualTo(RegionVerdict.LOST);
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
        says("eu-central", View.CARRIER, Reach.ANSWERS);
        assertThat(verdict()).isEqualTo(RegionVerdict.ISOLATED);
        says("eu-central", View.OWN, Reach.ANSWERS);
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
