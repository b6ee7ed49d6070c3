package dev.signalbox.world.quorum;

import dev.signalbox.model.change.Person;
import dev.signalbox.model.change.Role;
import dev.signalbox.model.quorum.FleetAnswer;
import dev.signalbox.model.quorum.FleetCommand;
import dev.signalbox.model.quorum.FleetRecord;
import dev.signalbox.model.quorum.FleetRules;
import dev.signalbox.model.quorum.FleetState;
import dev.signalbox.model.target.Target;
import java.time.Instant;
import java.util.List;

/**
 * The least that shows whether the quorum keeps its word: a pin leaves a record that carries its
 * command's id as reason, and a stage takes the table to the next epoch when the asker knew the
 * present one.
 */
final class FaultRules implements FleetRules {

    private static final Instant AT = Instant.parse("2026-03-01T03:00:00Z");
    private static final Person ASKER = new Person("asker", Role.OPERATOR);

    static FleetCommand pin(String id, String from) {
        return new FleetCommand.SetPin(
                new FleetCommand.Ask(id, from, AT),
                new Target.Trunk(from, "carrier-a"),
                ASKER,
                id,
                AT.plusSeconds(60));
    }

    static FleetCommand stage(String id, String from, long expectedEpoch) {
        return new FleetCommand.DecideStage(
                new FleetCommand.Ask(id, from, AT), id, 0, expectedEpoch, List.of());
    }

    @Override
    public Ruling decide(FleetState state, FleetCommand command) {
        return switch (command) {
            case FleetCommand.SetPin p ->
                    new Ruling(
                            List.of(
                                    new FleetRecord.PinSet(
                                            p.ask().at(),
                                            p.target(),
                                            p.person(),
                                            p.reason(),
                                            p.expiresAt())),
                            null);
            case FleetCommand.DecideStage s when s.expectedEpoch() != state.table().epoch() ->
                    new Ruling(
                            List.of(),
                            new FleetAnswer.Refused(
                                    FleetAnswer.Code.WRONG_EPOCH,
                                    "the epoch is " + state.table().epoch()));
            case FleetCommand.DecideStage s ->
                    new Ruling(
                            List.of(
                                    new FleetRecord.StageDecided(
                                            s.ask().at(),
                                            s.planId(),
                                            s.stage(),
                                            100,
                                            state.table(),
                                            state.table().atEpoch(state.table().epoch() + 1),
                                            List.of())),
                            null);
            default ->
                    new Ruling(
                            List.of(),
                            new FleetAnswer.Refused(FleetAnswer.Code.INVALID, "not asked here"));
        };
    }
}
