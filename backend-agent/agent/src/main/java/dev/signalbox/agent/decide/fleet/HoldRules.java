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
import dev.signalbox.model.route.FleetTable;
import java.util.Objects;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** A change under way that is stopped, let go on, or taken back. */
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
            return Matter.done();
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

    /** What was held for long needs the second person's word again. */
    private static @Nullable Refused whyNotResume(Matter matter, Change change) {
        return change.phase() == Phase.HELD
                ? PlanChecks.approved(matter, change)
                : PlanChecks.phase(change, "only what is held can go on");
    }

    static Ruling undo(Matter matter, FleetCommand.Undo command) {
        Change change = matter.change(command.planId());
        Refused why = Matter.role(command.person(), Role.OPERATOR);
        if (why == null) {
            why = Matter.reason(command.reason(), "it is taken back");
        }
        if (why == null) {
            why = change == null ? Matter.noPlan(command.planId()) : whyNotUndo(matter, change);
        }
        if (why != null || change == null) {
            return matter.refused(
                    command.person(),
                    "undo " + matter.plan(command.planId()),
                    why == null ? Matter.noPlan(command.planId()) : why);
        }
        return Matter.done(
                new FleetRecord.ChangeUndone(
                        matter.at(),
                        change.id(),
                        command.person(),
                        command.reason(),
                        matter.state().table(),
                        back(change, matter.state().table())));
    }

    private static @Nullable Refused whyNotUndo(Matter matter, Change change) {
        FleetTable before = change.before();
        FleetTable goal = change.plan().table();
        boolean begun =
                change.phase() == Phase.RUNNING
                        || change.phase() == Phase.HELD
                        || change.phase() == Phase.COMPLETED;
        if (!begun || before == null || goal == null) {
            return PlanChecks.phase(change, "only what was started can be undone");
        }
        FleetTable now = matter.state().table();
        if (change.phase() == Phase.COMPLETED) {
            Refused busy = PlanChecks.busy(matter, change.plan(), change.id());
            if (busy != null) {
                return busy;
            }
            SortedSet<String> others = TableChange.doors(now, StageRules.staged(change, now, 100));
            if (!others.isEmpty()) {
                return Matter.no(
                        Code.STALE_PLAN,
                        "A later change has set "
                                + others
                                + " too: undo that one first, or plan a return.");
            }
        }
        FleetTable after = back(change, now);
        // With both ends dead there is nothing to lose by going home.
        return PlanChecks.dead(matter, after, now) == null
                ? PlanChecks.dead(matter, now, after)
                : null;
    }

    private static FleetTable back(Change change, FleetTable now) {
        FleetTable before = Objects.requireNonNull(change.before(), "it was started");
        FleetTable goal = Objects.requireNonNull(change.plan().table(), "checked");
        return TableChange.replace(now, TableChange.doors(before, goal), before);
    }
}
