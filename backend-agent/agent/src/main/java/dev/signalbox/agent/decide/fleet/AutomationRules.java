package dev.signalbox.agent.decide.fleet;

import dev.signalbox.model.change.Role;
import dev.signalbox.model.quorum.FleetAnswer.Code;
import dev.signalbox.model.quorum.FleetAnswer.Refused;
import dev.signalbox.model.quorum.FleetCommand;
import dev.signalbox.model.quorum.FleetRecord;
import dev.signalbox.model.quorum.FleetRules.Ruling;
import dev.signalbox.model.quorum.FleetState.Pin;

/** What automation may not touch: pins on single targets, the brake on all. */
final class AutomationRules {

    private AutomationRules() {}

    static Ruling pin(Matter matter, FleetCommand.SetPin command) {
        Refused why = Matter.role(command.person(), Role.OPERATOR);
        if (why == null) {
            why = Matter.reason(command.reason(), "automation shall not touch it");
        }
        if (why == null && !matter.open(command.expiresAt())) {
            why =
                    Matter.no(
                            Code.INVALID,
                            "A pin until "
                                    + command.expiresAt()
                                    + " is over already: name a time to come.");
        }
        if (why != null) {
            return matter.refused(command.person(), "pin " + command.target(), why);
        }
        Pin pin = matter.state().pins().get(command.target());
        boolean same =
                pin != null
                        && Matter.same(pin.person(), command.person())
                        && pin.reason().equals(command.reason())
                        && pin.expiresAt().equals(command.expiresAt());
        return same
                ? Matter.done()
                : Matter.done(
                        new FleetRecord.PinSet(
                                matter.at(),
                                command.target(),
                                command.person(),
                                command.reason(),
                                command.expiresAt()));
    }

    static Ruling release(Matter matter, FleetCommand.ReleasePin command) {
        Refused why = Matter.role(command.person(), Role.OPERATOR);
        if (why != null) {
            return matter.refused(command.person(), "release the pin of " + command.target(), why);
        }
        return matter.state().pins().containsKey(command.target())
                ? Matter.done(
                        new FleetRecord.PinReleased(
                                matter.at(), command.target(), command.person()))
                : Matter.done();
    }

    static Ruling brake(Matter matter, FleetCommand.SetBrake command) {
        Refused why = Matter.role(command.person(), Role.OPERATOR);
        if (why == null) {
            why = Matter.reason(command.reason(), "automation shall stop");
        }
        if (why != null) {
            return matter.refused(command.person(), "stop automation of the fleet", why);
        }
        return matter.state().brake() == null
                ? Matter.done(
                        new FleetRecord.BrakeSet(matter.at(), command.person(), command.reason()))
                : Matter.done();
    }

    static Ruling release(Matter matter, FleetCommand.ReleaseBrake command) {
        Refused why = Matter.role(command.person(), Role.OPERATOR);
        if (why == null) {
            why = Matter.reason(command.reason(), "automation shall go on");
        }
        if (why != null) {
            return matter.refused(command.person(), "release automation of the fleet", why);
        }
        return matter.state().brake() == null
                ? Matter.done()
                : Matter.done(
                        new FleetRecord.BrakeReleased(
                                matter.at(), command.person(), command.reason()));
    }
}
