package dev.signalbox.agent.decide.fleet;

import dev.signalbox.model.change.Role;
import dev.signalbox.model.journal.GuardResult;
import dev.signalbox.model.quorum.FleetAnswer.Code;
import dev.signalbox.model.quorum.FleetAnswer.Refused;
import dev.signalbox.model.quorum.FleetCommand;
import dev.signalbox.model.quorum.FleetRecord;
import dev.signalbox.model.quorum.FleetRules.Ruling;
import dev.signalbox.model.quorum.FleetSentences;
import dev.signalbox.model.quorum.FleetState.Change;
import dev.signalbox.model.quorum.Phase;
import dev.signalbox.model.quorum.RegionVerdict;
import dev.signalbox.model.quorum.TableChange;
import dev.signalbox.model.route.FleetTable;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * Taking a change back to the table before it. One under way goes back at once, whatever guards
 * warn of: only a region that takes no calls, or a law, is in the way. One that is done is taken
 * back for a while, judged like a return; later the fleet is another one and a return is planned.
 */
final class UndoRules {

    private UndoRules() {}

    static Ruling undo(Matter matter, FleetCommand.Undo command) {
        Change change = matter.change(command.planId());
        Refused why = Matter.role(command.person(), Role.OPERATOR);
        if (why == null) {
            why = Matter.reason(command.reason(), "it is taken back");
        }
        if (why == null && change != null) {
            why = whyNot(matter, change, command);
        }
        if (why != null || change == null) {
            return matter.refused(
                    command.person(),
                    "undo " + matter.plan(command.planId()),
                    why == null ? Matter.noPlan(command.planId()) : why);
        }
        FleetTable now = matter.state().table();
        return Matter.done(
                new FleetRecord.ChangeUndone(
                        matter.at(),
                        change.id(),
                        command.person(),
                        command.reason(),
                        now,
                        TableChange.back(change, now),
                        command.guards()));
    }

    private static @Nullable Refused whyNot(
            Matter matter, Change change, FleetCommand.Undo command) {
        boolean under = change.phase() == Phase.RUNNING || change.phase() == Phase.HELD;
        boolean done = change.phase() == Phase.COMPLETED;
        if (!(under || done) || change.before() == null || change.plan().table() == null) {
            return PlanChecks.phase(change, "only what was started can be undone");
        }
        FleetTable now = matter.state().table();
        Refused why = done ? whyNotDone(matter, change, now, command) : null;
        if (why == null) {
            why = PlanChecks.hard(command.guards());
        }
        return why == null ? dead(matter, now, TableChange.back(change, now)) : why;
    }

    private static @Nullable Refused whyNotDone(
            Matter matter, Change change, FleetTable now, FleetCommand.Undo command) {
        if (!matter.open(change.stageAt().plus(Change.UNDO_TERM))) {
            return Matter.no(
                    Code.EXPIRED,
                    "Its last stage was decided more than "
                            + Change.UNDO_TERM.toMinutes()
                            + " min ago: much may be different now. "
                            + instead(matter, change));
        }
        Refused busy = PlanChecks.busy(matter, change.plan(), change.id());
        if (busy != null) {
            return busy;
        }
        SortedSet<String> others = TableChange.doors(now, StageRules.staged(change, now, 100));
        if (!others.isEmpty()) {
            return Matter.no(
                    Code.STALE_PLAN,
                    "A later change has set "
                            + FleetSentences.list(
                                    others.stream().map(matter.state()::title).toList())
                            + " too: undo that one first, or plan a return.");
        }
        Refused unjudged = GuardsAsked.whyNotUndo(command.guards());
        if (unjudged != null) {
            return unjudged;
        }
        // What was overruled for going is not overruled for coming back.
        return command.guards().stream()
                .filter(guard -> guard.verdict() == GuardResult.Verdict.BLOCK)
                .findFirst()
                .map(
                        guard ->
                                Matter.no(
                                        Code.BLOCKED,
                                        "Guard "
                                                + guard.guard()
                                                + " blocks it: "
                                                + guard.detail()
                                                + ". "
                                                + instead(matter, change)))
                .orElse(null);
    }

    private static String instead(Matter matter, Change change) {
        String region = matter.state().title(change.plan().region());
        return (change.plan().kind().back() ? "Plan to drain " : "Plan the return of ")
                + region
                + " instead, which is judged as things are now.";
    }

    /** With both ends dead there is nothing to lose by going home; else never into silence. */
    private static @Nullable Refused dead(Matter matter, FleetTable now, FleetTable after) {
        SortedSet<String> left = TableChange.gaining(after, now);
        boolean allDead =
                !left.isEmpty()
                        && left.stream()
                                .allMatch(r -> matter.state().verdict(r) == RegionVerdict.LOST);
        return allDead ? null : PlanChecks.dead(matter, now, after);
    }
}
