package dev.signalbox.agent.quorum;

import dev.signalbox.model.change.Person;
import dev.signalbox.model.change.Role;
import dev.signalbox.model.quorum.FleetAnswer;
import dev.signalbox.model.quorum.FleetCommand;
import dev.signalbox.model.quorum.FleetRecord;
import dev.signalbox.model.quorum.FleetRules;
import dev.signalbox.model.quorum.FleetState;
import dev.signalbox.model.target.Target;
import dev.signalbox.model.time.Now;
import dev.signalbox.model.time.NowSource;
import java.time.Instant;
import java.util.List;

/** The least that makes records: pins, and stages that move nothing but the epoch. */
final class PinRules implements FleetRules {

    static final Instant AT = Instant.parse("2026-03-01T03:00:00Z");

    /** Goes on, and says for people always the same. */
    static final NowSource CLOCK = () -> new Now(System.nanoTime(), AT);

    static final Person ANNA = new Person("anna", Role.OPERATOR);

    static FleetCommand pin(String id, String reason) {
        return pin(id, reason, "eu-central", AT);
    }

    /** Of another region, by its own clock. */
    static FleetCommand pin(String id, String reason, String from, Instant at) {
        return new FleetCommand.SetPin(
                new FleetCommand.Ask(id, from, at),
                new Target.Trunk("eu-central", "carrier-a"),
                ANNA,
                reason,
                AT.plusSeconds(60));
    }

    static FleetCommand stage(String id, long expectedEpoch) {
        return new FleetCommand.DecideStage(
                new FleetCommand.Ask(id, "eu-central", AT), "plan", 0, expectedEpoch, List.of());
    }

    @Override
    public Ruling decide(FleetState state, FleetCommand command) {
        return switch (command) {
            case FleetCommand.SetPin p when p.reason().equals("throw") ->
                    throw new IllegalStateException("thrown " + System.identityHashCode(p));
            case FleetCommand.SetPin p ->
                    new Ruling(
                            List.of(
                                    new FleetRecord.PinSet(
                                            AT, p.target(), p.person(), p.reason(), p.expiresAt())),
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
                                            AT,
                                            s.planId(),
                                            s.stage(),
                                            100,
                                            state.table(),
                                            state.table().atEpoch(state.table().epoch() + 1),
                                            List.of())),
                            null);
            default -> new Ruling(List.of(), null);
        };
    }
}
