package dev.signalbox.agent.decide.fleet;

import dev.signalbox.model.change.Person;
import dev.signalbox.model.change.Role;
import dev.signalbox.model.quorum.FleetAnswer.Code;
import dev.signalbox.model.quorum.FleetAnswer.Refused;
import dev.signalbox.model.quorum.FleetCommand;
import dev.signalbox.model.quorum.FleetRecord;
import dev.signalbox.model.quorum.FleetRules.Ruling;
import dev.signalbox.model.quorum.FleetState.Change;
import dev.signalbox.model.quorum.Phase;
import org.jspecify.annotations.Nullable;

/** A change under way that is stopped, or let go on. */
final class HoldRules {

    private HoldRules() {}

    static Ruling hold(Matter matter, FleetCommand.Hold command) {
        Person person = command.person();
        Change change = matter.change(command.planId());
        Refused why = person == null ? null : Matter.role(person, Role.OPERATOR);
        if (why == null && change == null) {
            why = Matter.noPlan(command.planId());
        }
        if (why == null && change != null && change.phase() == Phase.HELD) {
            String mine = person == null ? "" : person.name() + ": " + command.reason();
            if (person == null || change.detail().equals(mine)) {
                return Matter.done();
            }
            why =
                    Matter.no(
                            Code.WRONG_PHASE,
                            "It is held already: "
                                    + change.detail()
                                    + ". It stays so until somebody resumes or undoes it; your"
                                    + " reason is not kept.");
        }
        if (why == null && change != null && change.phase() != Phase.RUNNING) {
            why = PlanChecks.phase(change, "only what runs can be held");
        }
        if (why != null) {
            return person == null
                    ? Matter.refused(why)
                    : matter.refused(person, "hold " + matter.plan(command.planId()), why);
        }
        return Matter.done(
                new FleetRecord.ChangeHeld(
                        matter.at(), command.planId(), person, command.reason()));
    }

    static Ruling resume(Matter matter, FleetCommand.Resume command) {
        Change change = matter.change(command.planId());
        Refused why = Matter.role(command.person(), Role.OPERATOR);
        if (why == null) {
            why = change == null ? Matter.noPlan(command.planId()) : whyNotResume(matter, change);
        }
        if (why != null) {
            return matter.refused(command.person(), "resume " + matter.plan(command.planId()), why);
        }
        return Matter.done(
                new FleetRecord.ChangeResumed(matter.at(), command.planId(), command.person()));
    }

    /**
     * What was held for long needs the second person's word again; into a region that is lost
     * meanwhile nobody lets it go on.
     */
    private static @Nullable Refused whyNotResume(Matter matter, Change change) {
        if (change.phase() != Phase.HELD) {
            return PlanChecks.phase(change, "only what is held can go on");
        }
        Refused why = PlanChecks.approved(matter, change);
        if (why != null || change.before() == null) {
            return why;
        }
        Refused dead =
                PlanChecks.dead(
                        matter, change.before(), StageRules.staged(change, change.before(), 100));
        return dead == null
                ? null
                : Matter.no(
                        Code.BLOCKED,
                        dead.sentence() + " Wait until it takes calls again, or undo the change.");
    }
}
