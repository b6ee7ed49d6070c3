package dev.signalbox.agent.decide.fleet;

import dev.signalbox.model.journal.GuardResult;
import dev.signalbox.model.quorum.FleetAnswer.Code;
import dev.signalbox.model.quorum.FleetAnswer.Refused;
import dev.signalbox.model.quorum.FleetCommand;
import dev.signalbox.model.quorum.FleetRecord;
import dev.signalbox.model.quorum.FleetRules.Ruling;
import dev.signalbox.model.quorum.FleetState.Change;
import dev.signalbox.model.quorum.Phase;
import dev.signalbox.model.quorum.TableChange;
import dev.signalbox.model.route.FleetTable;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The stages of a change, asked for by whoever leads: each decided once, on the epoch it names. */
final class StageRules {

    private StageRules() {}

    static Ruling decide(Matter matter, FleetCommand.DecideStage command) {
        Change change = matter.change(command.planId());
        if (change == null) {
            return Matter.refused(Matter.noPlan(command.planId()));
        }
        Refused wrong = whyNotDecide(matter, change, command);
        if (wrong != null) {
            return Matter.refused(wrong);
        }
        int percent = change.plan().stagesPercent().get(command.stage());
        FleetTable now = matter.state().table();
        FleetTable after = staged(change, now, percent);
        Refused held = whyHold(matter, change, command.guards(), now, after);
        if (held != null) {
            return new Ruling(
                    List.of(
                            new FleetRecord.ChangeHeld(
                                    matter.at(), change.id(), null, held.sentence())),
                    held);
        }
        return Matter.done(
                new FleetRecord.StageDecided(
                        matter.at(),
                        change.id(),
                        command.stage(),
                        percent,
                        now,
                        after,
                        command.guards()));
    }

    /** The table now with the doors of this change on their way; others own the rest. */
    static FleetTable staged(Change change, FleetTable now, int percent) {
        FleetTable before = Objects.requireNonNull(change.before(), "it was started");
        FleetTable goal = Objects.requireNonNull(change.plan().table(), "checked when proposed");
        return TableChange.replace(
                now, TableChange.doors(before, goal), before.towards(goal, percent));
    }

    private static @Nullable Refused whyNotDecide(
            Matter matter, Change change, FleetCommand.DecideStage command) {
        if (change.phase() != Phase.RUNNING) {
            return PlanChecks.phase(change, "a stage is decided while it runs");
        }
        if (command.stage() != change.stage() + 1
                || command.stage() >= change.plan().stagesPercent().size()) {
            return Matter.no(
                    Code.WRONG_PHASE,
                    "Stage "
                            + (command.stage() + 1)
                            + " of "
                            + change.plan().stagesPercent().size()
                            + " cannot follow stage "
                            + (change.stage() + 1)
                            + ".");
        }
        long epoch = matter.state().table().epoch();
        if (command.expectedEpoch() != epoch) {
            return Matter.no(
                    Code.WRONG_EPOCH,
                    "Judged for epoch "
                            + command.expectedEpoch()
                            + ", the table is at "
                            + epoch
                            + ": judge it again.");
        }
        if (change.stage() >= 0 && !change.verified()) {
            return Matter.no(
                    Code.WRONG_PHASE,
                    "Stage " + (change.stage() + 1) + " is not verified yet: no call was counted.");
        }
        return GuardsAsked.whyNot(change.plan(), command.guards());
    }

    private static @Nullable Refused whyHold(
            Matter matter,
            Change change,
            List<GuardResult> guards,
            FleetTable now,
            FleetTable after) {
        Refused why = PlanChecks.hard(guards);
        if (why == null) {
            why = PlanChecks.blocked(matter, change, guards);
        }
        if (why == null) {
            why = PlanChecks.dead(matter, now, after);
        }
        return why;
    }

    static Ruling verify(Matter matter, FleetCommand.VerifyStage command) {
        Change change = matter.change(command.planId());
        if (change == null) {
            return Matter.refused(Matter.noPlan(command.planId()));
        }
        boolean under = change.phase() == Phase.RUNNING || change.phase() == Phase.HELD;
        if (!under || command.stage() != change.stage() || change.stage() < 0) {
            return Matter.refused(
                    PlanChecks.phase(
                            change, "stage " + (command.stage() + 1) + " is not under way"));
        }
        if (change.verified()) {
            return Matter.done();
        }
        return Matter.done(
                new FleetRecord.StageVerified(
                        matter.at(),
                        change.id(),
                        command.stage(),
                        command.arrivals(),
                        command.failed(),
                        command.sentence()));
    }

    static Ruling complete(Matter matter, FleetCommand.Complete command) {
        Change change = matter.change(command.planId());
        if (change == null) {
            return Matter.refused(Matter.noPlan(command.planId()));
        }
        boolean last = change.stage() == change.plan().stagesPercent().size() - 1;
        if (change.phase() != Phase.RUNNING || !last || !change.verified()) {
            return Matter.refused(
                    PlanChecks.phase(change, "it is done when its last stage is verified"));
        }
        return Matter.done(
                new FleetRecord.ChangeCompleted(matter.at(), change.id(), command.sentence()));
    }
}
