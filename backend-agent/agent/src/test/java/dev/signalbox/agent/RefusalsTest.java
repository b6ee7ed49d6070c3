package dev.signalbox.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.agent.quorum.FakeQuorum;
import dev.signalbox.model.quorum.FleetAnswer;
import dev.signalbox.model.quorum.FleetCommand;
import dev.signalbox.model.time.Now;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RefusalsTest {

    private final FakeQuorum quorum = new FakeQuorum();
    private Now now = new Now(1_000_000_000L, Instant.parse("2026-11-20T12:00:00Z"));
    private final Refusals refusals =
            new Refusals(new Asks("eu-central", "boot-1", () -> now), () -> now);

    @Test
    void aRefusalIsToldOnce() {
        refusals.add("vera (viewer)", "SetBrake", "permission_denied", "needs an operator");
        refusals.look(quorum, now);
        refusals.look(quorum, now);
        assertThat(told())
                .singleElement()
                .satisfies(
                        told -> {
                            assertThat(told.who()).isEqualTo("vera (viewer)");
                            assertThat(told.what()).isEqualTo("SetBrake");
                            assertThat(told.code()).isEqualTo("permission_denied");
                            assertThat(told.sentence()).isEqualTo("needs an operator");
                            assertThat(told.ask().from()).isEqualTo("eu-central");
                        });
    }

    @Test
    void whatWasRefusedWithoutAQuorumIsToldWhenThereIsOne() {
        quorum.down = true;
        refusals.add("vera (viewer)", "SetBrake", "permission_denied", "needs an operator");
        refusals.look(quorum, now);
        refusals.add("vera (viewer)", "SetBrake", "permission_denied", "needs an operator");
        pass(Duration.ofMinutes(10));
        refusals.look(quorum, now);
        pass(Duration.ofMillis(900));
        refusals.look(quorum, now);
        assertThat(told()).as("not again within a second").hasSize(2);

        quorum.down = false;
        refusals.add("ada (operator)", "start plan-1", "no_quorum", "no answer");
        pass(Duration.ofSeconds(1));
        refusals.look(quorum, now);
        List<FleetCommand.ReportRefusal> all = told();
        assertThat(all).hasSize(4);
        assertThat(all.get(2).sentence())
                .isEqualTo(
                        "needs an operator (2 times) (at 2026-11-20T12:00:00Z, told later: there"
                                + " was no quorum)");
        assertThat(all.get(2).ask().id())
                .as("the first may have been written: one name, one record")
                .isEqualTo(all.getFirst().ask().id());
        assertThat(all.get(2).ask().at()).as("by the clock of now").isEqualTo(now.wall());
        assertThat(all.get(3).sentence()).isEqualTo("no answer");
        refusals.look(quorum, now);
        assertThat(told()).hasSize(4);
    }

    @Test
    void anAnswerThatRefusesTheReportIsNotTheEndOfIt() {
        quorum.answer = _ -> new FleetAnswer.Refused(FleetAnswer.Code.INVALID, "set the clock");
        refusals.add("vera (viewer)", "SetBrake", "permission_denied", "no");
        refusals.look(quorum, now);
        quorum.answer = _ -> new FleetAnswer.Done(List.of());
        pass(Duration.ofSeconds(1));
        refusals.look(quorum, now);
        assertThat(told()).hasSize(2);
    }

    @Test
    void strangersDoNotFillTheMemory() {
        quorum.down = true;
        for (int i = 0; i < Refusals.KEPT_MAX + 40; i++) {
            refusals.add("stranger " + i, "handshake", "unauthenticated", "no");
        }
        quorum.down = false;
        refusals.look(quorum, now);
        assertThat(told()).hasSize(Refusals.KEPT_MAX + 1);
        assertThat(told().getLast().sentence()).isEqualTo("40 refusals more, not kept one by one");
    }

    private List<FleetCommand.ReportRefusal> told() {
        return quorum.submitted.stream().map(FleetCommand.ReportRefusal.class::cast).toList();
    }

    private void pass(Duration duration) {
        now = now.plus(duration);
    }
}
