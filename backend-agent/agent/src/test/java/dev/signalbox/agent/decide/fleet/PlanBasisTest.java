package dev.signalbox.agent.decide.fleet;

import static dev.signalbox.agent.decide.fleet.RulesRun.ADA;
import static dev.signalbox.agent.decide.fleet.RulesRun.BEA;
import static dev.signalbox.agent.decide.fleet.RulesRun.PASS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.model.change.Plan;
import dev.signalbox.model.quorum.FleetAnswer.Code;
import dev.signalbox.model.quorum.FleetAnswer.Refused;
import dev.signalbox.model.quorum.FleetCommand;
import dev.signalbox.model.quorum.Word;
import dev.signalbox.model.target.Target;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A plan is bound to the state it was made from. */
class PlanBasisTest {

    private final RulesRun run = new RulesRun().joined();

    /** Something that is decided after a drain of Frankfurt to Dublin was planned. */
    private interface Meanwhile {
        void happens(PlanBasisTest test);
    }

    static Stream<Arguments> decidedMeanwhile() {
        return Stream.of(
                arguments(t -> t.lose("eu-central"), "eu-central is lost now"),
                arguments(t -> t.lose("eu-west"), "eu-west is lost now"),
                arguments(t -> t.cutOff("eu-west"), "eu-west is isolated now"),
                arguments(t -> t.pin("eu-central"), "eu-central was pinned"),
                arguments(t -> t.pin("eu-west"), "eu-west was pinned"),
                arguments(PlanBasisTest::brake, "the fleet's brake was set"));
    }

    private static Arguments arguments(Meanwhile meanwhile, String words) {
        return Arguments.of(meanwhile, words);
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("decidedMeanwhile")
    void whatIsDecidedAboutItsRegionsMakesAPlanStale(Meanwhile meanwhile, String words) {
        String id = run.proposed(run.drain(PASS));
        Plan seen = run.drain(PASS);
        meanwhile.happens(this);
        String sentence =
                "Since it was made "
                        + words.replace("eu-central", "Frankfurt").replace("eu-west", "Dublin")
                        + ": make the plan anew.";
        stale(new FleetCommand.Approve(run.ask(), id, run.hash(id), BEA), sentence);
        stale(run.start(id, run.hash(id), ADA), sentence);
        stale(new FleetCommand.Propose(run.ask(), seen), sentence);
        assertThat(run.refusal(new FleetCommand.Propose(run.ask(), run.drain(PASS)))).isNull();
    }

    @Test
    void whatIsOverCountsToo() {
        brake();
        pin("eu-west");
        lose("eu-central");
        String id = run.proposed(run.drain(PASS));
        run.does(new FleetCommand.ReleaseBrake(run.ask(), ADA, "day"));
        run.does(new FleetCommand.ReleasePin(run.ask(), new Target.Region("eu-west"), ADA));
        for (String agent : List.of("us-east", "eu-west", "eu-central")) {
            say(agent, "eu-central", Word.Reach.ANSWERS);
        }
        stale(
                run.start(id, run.hash(id), ADA),
                "Since it was made the fleet's brake was released, the pin of Dublin was released"
                        + " and Frankfurt is not lost or cut off any more: make the plan anew.");
    }

    @Test
    void whatGoesByOrIsDecidedElsewhereDoesNot() {
        String id = run.proposed(run.drain(PASS));
        run.passes(Duration.ofMinutes(5));
        lose("us-east", "eu-central", "eu-west");
        pin("us-east");
        say("us-east", "eu-west", Word.Reach.SILENT);
        run.does(new FleetCommand.ReportDoor(run.ask(), "eu-central", 0, 4, ""));
        run.does(new FleetCommand.Join(run.ask("eu-west"), "boot-2", "0.1.0", "p", "Dublin"));
        run.started(id);
    }

    private void stale(FleetCommand command, String sentence) {
        Refused refused = Objects.requireNonNull(run.decide(command).refused(), "it was done");
        assertThat(refused.code()).isEqualTo(Code.STALE_PLAN);
        assertThat(refused.sentence()).isEqualTo(sentence);
    }

    private void brake() {
        run.does(new FleetCommand.SetBrake(run.ask(), ADA, "night"));
    }

    private void pin(String region) {
        run.does(
                new FleetCommand.SetPin(
                        run.ask(),
                        new Target.Region(region),
                        ADA,
                        "work",
                        run.now.plus(Duration.ofHours(1))));
    }

    private void lose(String region) {
        lose(region, region, "us-east");
    }

    private void lose(String region, String... agents) {
        carriers(region, Word.Reach.SILENT);
        for (String agent : agents) {
            say(agent, region, Word.Reach.SILENT);
        }
    }

    private void cutOff(String region) {
        carriers(region, Word.Reach.ANSWERS);
        say(region, region, Word.Reach.SILENT);
    }

    private void carriers(String region, Word.Reach reach) {
        word(new Word(region, Word.View.CARRIER, region, reach, "3 calls", 3));
    }

    private void say(String agent, String about, Word.Reach reach) {
        Word.View view = agent.equals(about) ? Word.View.OWN : Word.View.PEER;
        word(new Word(agent, view, about, reach, "3 of 3", 3));
    }

    private void word(Word word) {
        run.does(new FleetCommand.Say(run.ask(word.observer()), List.of(word)));
    }
}
