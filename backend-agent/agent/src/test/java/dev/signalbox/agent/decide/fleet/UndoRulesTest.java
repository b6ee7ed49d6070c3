package dev.signalbox.agent.decide.fleet;

import static dev.signalbox.agent.decide.fleet.RulesRun.ADA;
import static dev.signalbox.agent.decide.fleet.RulesRun.BLOCK;
import static dev.signalbox.agent.decide.fleet.RulesRun.HARD;
import static dev.signalbox.agent.decide.fleet.RulesRun.PASS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.model.change.Plan;
import dev.signalbox.model.journal.GuardResult;
import dev.signalbox.model.quorum.FleetAnswer.Code;
import dev.signalbox.model.quorum.FleetAnswer.Refused;
import dev.signalbox.model.quorum.FleetCommand;
import dev.signalbox.model.quorum.FleetRecord;
import dev.signalbox.model.quorum.FleetState.Change;
import dev.signalbox.model.quorum.Phase;
import dev.signalbox.model.quorum.Word;
import dev.signalbox.model.route.FleetTable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class UndoRulesTest {

    private final RulesRun run = new RulesRun().joined();

    @Test
    void whatRunsGoesBackAtOnceWhateverOnlyBlocks() {
        String id = run.running(PASS);
        run.does(run.stage(id, 0, PASS));
        run.passes(Duration.ofHours(3));
        run.does(undo(id, BLOCK));
        assertThat(run.change(id).phase()).isEqualTo(Phase.UNDONE);
        assertThat(run.state.table().doors()).isEmpty();
    }

    @Test
    void theRecordKeepsWhatWasJudged() {
        String id = run.running(PASS);
        run.does(run.stage(id, 0, PASS));
        run.does(undo(id, PASS, BLOCK));
        assertThat(((FleetRecord.ChangeUndone) run.last()).guards())
                .isEqualTo(RulesRun.allOfUndo(PASS, BLOCK));
    }

    @Test
    void theLawIsInTheWayOfWhatRunsToo() {
        String id = run.running(PASS);
        run.does(run.stage(id, 0, PASS));
        assertThat(refusal(undo(id, HARD)).sentence()).contains("may not go to US");
        assertThat(run.change(id).phase()).isEqualTo(Phase.RUNNING);
    }

    @Test
    void whatIsDoneGoesBackForAWhileAndIsJudged() {
        String id = done();
        assertThat(run.refusal(new FleetCommand.Undo(run.ask(), id, ADA, "no")))
                .as("nothing was judged")
                .isEqualTo(Code.INVALID);
        assertThat(run.refusal(new FleetCommand.Undo(run.ask(), id, ADA, "no", List.of(PASS))))
                .as("not all were judged")
                .isEqualTo(Code.INVALID);
        Refused blocked = refusal(undo(id, BLOCK));
        assertThat(blocked.code()).isEqualTo(Code.BLOCKED);
        assertThat(blocked.sentence())
                .isEqualTo(
                        "Guard telephony_capacity blocks it: Dublin 97 % after the move. Plan the"
                                + " return of Frankfurt instead, which is judged as things are"
                                + " now.");
        run.passes(Change.UNDO_TERM.minusSeconds(1));
        run.does(undo(id, PASS));
        assertThat(run.state.table().doors()).isEmpty();
    }

    @Test
    void whatIsDoneForLongIsReturnedByAPlan() {
        String id = done();
        run.passes(Change.UNDO_TERM);
        Refused late = refusal(undo(id, PASS));
        assertThat(late.code()).isEqualTo(Code.EXPIRED);
        assertThat(late.sentence()).contains("15 min ago", "Plan the return of Frankfurt");
        assertThat(run.state.table().shares("eu-central", "bookings"))
                .isEqualTo(Map.of("eu-west", 100));
    }

    @Test
    void whatWasOverruledForGoingIsNotOverruledForComingBack() {
        String id = run.proposed(run.drain(BLOCK));
        run.does(
                new FleetCommand.OverrideGuard(
                        run.ask(), id, "telephony_capacity", ADA, "it is night"));
        run.started(id);
        run.carriedOut(id);
        assertThat(refusal(undo(id, BLOCK)).code()).isEqualTo(Code.BLOCKED);
    }

    @Test
    void neverIntoARegionThatIsLostWhileCallsAreServedElsewhere() {
        String id = done();
        lose("eu-central", "us-east", "eu-west");
        Refused silence = refusal(undo(id, PASS));
        assertThat(silence.code()).isEqualTo(Code.BLOCKED);
        assertThat(silence.sentence()).startsWith("Frankfurt's edge takes no calls");
    }

    @Test
    void oneDeadTargetOfTwoIsNoReasonToSendTheOthersCallsIntoSilence() {
        String id = run.proposed(split(run.drain(PASS)));
        run.started(id);
        run.does(run.stage(id, 0, PASS));
        lose("eu-central", "us-east", "eu-west");
        lose("eu-west", "us-east", "eu-central");
        assertThat(refusal(undo(id, PASS)).code()).as("Ashburn serves").isEqualTo(Code.BLOCKED);
        lose("us-east", "eu-west", "eu-central");
        run.does(undo(id, PASS));
        assertThat(run.state.table().doors()).as("nobody serves").isEmpty();
    }

    /** To Dublin and Ashburn, half of its calls each. */
    private Plan split(Plan plan) {
        FleetTable table =
                run.state
                        .table()
                        .with(
                                "eu-central",
                                "bookings",
                                new TreeMap<>(Map.of("eu-west", 50, "us-east", 50)));
        return Plans.table(plan, table);
    }

    private String done() {
        String id = run.running(PASS);
        run.carriedOut(id);
        assertThat(run.change(id).phase()).isEqualTo(Phase.COMPLETED);
        return id;
    }

    private FleetCommand.Undo undo(String id, GuardResult... guards) {
        return new FleetCommand.Undo(
                run.ask(), id, ADA, "callers complain", RulesRun.allOfUndo(guards));
    }

    private Refused refusal(FleetCommand command) {
        return Objects.requireNonNull(run.decide(command).refused(), "it was done");
    }

    private void lose(String region, String... agents) {
        say(region, Word.View.CARRIER, region);
        for (String agent : agents) {
            say(agent, Word.View.PEER, region);
        }
    }

    private void say(String observer, Word.View view, String about) {
        Word word = new Word(observer, view, about, Word.Reach.SILENT, "0 of 3 taken", 3);
        run.does(new FleetCommand.Say(run.ask(observer), List.of(word)));
    }
}
