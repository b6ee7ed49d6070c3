package dev.signalbox.agent.decide.fleet;

import static dev.signalbox.agent.decide.fleet.RulesRun.ADA;
import static dev.signalbox.agent.decide.fleet.RulesRun.PASS;
import static dev.signalbox.agent.decide.fleet.RulesRun.VIC;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.model.quorum.FleetAnswer.Code;
import dev.signalbox.model.quorum.FleetCommand;
import dev.signalbox.model.quorum.FleetRecord;
import dev.signalbox.model.quorum.FleetState.Door;
import dev.signalbox.model.target.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class DoorAndAutomationRulesTest {

    private static final Target DUBLIN = new Target.Region("eu-west");

    private final RulesRun run = new RulesRun().joined();

    @Test
    void onlyTheWriterOfADoorTellsWhatItHolds() {
        staged();
        assertThat(run.refusal(door("eu-west", 1, ""))).isEqualTo(Code.INVALID);
        assertThat(run.refusal(door("eu-central", 2, ""))).isEqualTo(Code.INVALID);
        run.does(door("eu-central", 1, ""));
        assertThat(held().epoch()).isEqualTo(1);
    }

    @Test
    void aDoorIsToldOfOnceAndAgainWhenItIsMended() {
        staged();
        run.does(door("eu-central", 1, "connection refused"));
        int written = run.records.size();
        run.does(door("eu-central", 1, "connection refused"));
        assertThat(run.records).hasSize(written);
        assertThat(held().problem()).isEqualTo("connection refused");
        run.does(door("eu-central", 1, ""));
        run.does(door("eu-central", 1, "reads back epoch 0"));
        run.does(door("eu-central", 1, ""));
        run.does(door("eu-central", 1, ""));
        assertThat(run.records).hasSize(written + 3);
        assertThat(held().problem()).isEmpty();
    }

    @Test
    void aWriterIsNamedOnceByWhoKnowsTheOneBefore() {
        run.does(name("eu-central", "eu-west"));
        assertThat(run.state.writer("eu-central")).isEqualTo("eu-west");
        assertThat(run.refusal(name("eu-central", "us-east"))).isEqualTo(Code.WRONG_EPOCH);
        assertThat(run.refusal(name("eu-west", " "))).isEqualTo(Code.INVALID);
        int written = run.records.size();
        run.does(name("eu-central", "eu-west"));
        assertThat(run.records).hasSize(written);
        staged();
        assertThat(run.refusal(door("eu-central", 1, ""))).isEqualTo(Code.INVALID);
        run.does(door("eu-west", 1, ""));
        run.does(name("eu-west", "eu-central"));
        assertThat(run.state.writer("eu-central")).isEqualTo("eu-central");
        assertThat(held().epoch()).isEqualTo(1);
    }

    @Test
    void pinsNeedARoleAReasonAndATimeToCome() {
        Instant later = run.now.plus(Duration.ofHours(1));
        assertThat(run.refusal(new FleetCommand.SetPin(run.ask(), DUBLIN, VIC, "works", later)))
                .isEqualTo(Code.NOT_ALLOWED);
        assertThat(run.refusal(pin(" ", later))).isEqualTo(Code.INVALID);
        assertThat(run.refusal(pin("works", run.now))).isEqualTo(Code.INVALID);
        run.does(pin("works", later));
        int written = run.records.size();
        run.does(pin("works", later));
        assertThat(run.records).hasSize(written);
        assertThat(run.refusal(new FleetCommand.ReleasePin(run.ask(), DUBLIN, VIC)))
                .isEqualTo(Code.NOT_ALLOWED);
        run.does(new FleetCommand.ReleasePin(run.ask(), DUBLIN, ADA));
        assertThat(run.state.pins()).isEmpty();
        written = run.records.size();
        run.does(new FleetCommand.ReleasePin(run.ask(), DUBLIN, ADA));
        assertThat(run.records).hasSize(written);
    }

    @Test
    void theBrakeNeedsARoleAndAReason() {
        assertThat(run.refusal(new FleetCommand.SetBrake(run.ask(), VIC, "storm")))
                .isEqualTo(Code.NOT_ALLOWED);
        assertThat(run.refusal(new FleetCommand.SetBrake(run.ask(), ADA, "")))
                .isEqualTo(Code.INVALID);
        run.does(new FleetCommand.ReleaseBrake(run.ask(), ADA, "over"));
        assertThat(run.state.brake()).isNull();
        run.does(new FleetCommand.SetBrake(run.ask(), ADA, "storm"));
        int written = run.records.size();
        run.does(new FleetCommand.SetBrake(run.ask(), ADA, "storm"));
        assertThat(run.records).hasSize(written);
        assertThat(run.refusal(new FleetCommand.ReleaseBrake(run.ask(), ADA, " ")))
                .isEqualTo(Code.INVALID);
        assertThat(run.refusal(new FleetCommand.ReleaseBrake(run.ask(), VIC, "over")))
                .isEqualTo(Code.NOT_ALLOWED);
        run.does(new FleetCommand.ReleaseBrake(run.ask(), ADA, "over"));
        assertThat(run.state.brake()).isNull();
    }

    @Test
    void recordsOfRegionsAreNoDecision() {
        int written = run.records.size();
        run.does(
                new FleetCommand.Sync(
                        run.ask(), "eu-west", "j1", List.of(new FleetCommand.Entry(1, "{}", "h"))));
        assertThat(run.records).hasSize(written);
    }

    @Test
    void timeNeverGoesBack() {
        run.does(new FleetCommand.SetBrake(run.ask(), ADA, "storm"));
        run.passes(Duration.ofSeconds(-30));
        run.does(new FleetCommand.ReleaseBrake(run.ask("us-east"), ADA, "over"));
        assertThat(run.last())
                .isEqualTo(new FleetRecord.BrakeReleased(run.now.plusSeconds(30), ADA, "over"));
    }

    private Door held() {
        return Objects.requireNonNull(run.state.doors().get("eu-central"));
    }

    private void staged() {
        String id = run.running(PASS);
        run.does(run.stage(id, 0, PASS));
    }

    private FleetCommand door(String from, long epoch, String problem) {
        return new FleetCommand.ReportDoor(run.ask(from), "eu-central", epoch, 8.2, problem);
    }

    private FleetCommand name(String expected, String writer) {
        return new FleetCommand.NameWriter(
                run.ask(), "eu-central", expected, writer, "its agent is not heard of");
    }

    private FleetCommand pin(String reason, Instant until) {
        return new FleetCommand.SetPin(run.ask(), DUBLIN, ADA, reason, until);
    }
}
