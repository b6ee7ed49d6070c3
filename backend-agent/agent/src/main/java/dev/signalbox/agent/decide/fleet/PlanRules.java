package dev.signalbox.agent.decide.fleet;

import dev.signalbox.model.change.Plan;
import dev.signalbox.model.change.Role;
import dev.signalbox.model.journal.GuardResult;
import dev.signalbox.model.quorum.FleetAnswer.Code;
import dev.signalbox.model.quorum.FleetAnswer.Refused;
import dev.signalbox.model.quorum.FleetCodec;
import dev.signalbox.model.quorum.FleetCommand;
import dev.signalbox.model.quorum.FleetRecord;
import dev.signalbox.model.quorum.FleetRules.Ruling;
import dev.signalbox.model.quorum.FleetSentences;
import dev.signalbox.model.quorum.FleetState.Change;
import dev.signalbox.model.quorum.Phase;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A plan until it is started: made, approved, guards overruled, started or dropped. */
final class PlanRules {

    private final FleetCodec codec = new FleetCodec();

    Ruling propose(Matter matter, FleetCommand.Propose propose) {
        Plan plan = propose.plan();
        Refused why = whyNotPlan(matter, plan);
        if (why != null) {
            String aim = matter.words().aim(plan.kind(), plan.source());
            return matter.refused(plan.by(), "plan to " + aim, why);
        }
        List<FleetRecord> records = new ArrayList<>();
        for (Change other : matter.state().changes().values()) {
            if (other.phase() == Phase.PROPOSED
                    && Matter.same(other.plan().by(), plan.by())
                    && other.plan().kind() == plan.kind()
                    && other.plan().source().equals(plan.source())) {
                records.add(
                        new FleetRecord.PlanDiscarded(
                                matter.at(), other.id(), plan.by(), "made anew"));
            }
        }
        records.add(new FleetRecord.PlanMade(matter.at(), plan, codec.hash(plan), matter.term()));
        return new Ruling(records, null);
    }

    private static @Nullable Refused whyNotPlan(Matter matter, Plan plan) {
        Refused why = Matter.role(plan.by(), Role.OPERATOR);
        if (why == null) {
            why = Matter.reason(plan.reason(), "these calls shall move");
        }
        if (why == null) {
            why = PlanChecks.shape(matter, plan);
        }
        if (why == null) {
            why = PlanChecks.busy(matter, plan, null);
        }
        if (why == null) {
            why = PlanChecks.stale(matter, plan);
        }
        if (why == null) {
            why = GuardsAsked.whyNot(plan, plan.guards());
        }
        if (why == null) {
            why = PlanChecks.hard(plan.guards());
        }
        if (why == null && plan.table() != null) {
            why = PlanChecks.empty(matter, plan.table());
        }
        return why;
    }

    Ruling approve(Matter matter, FleetCommand.Approve approve) {
        Change change = matter.change(approve.planId());
        Refused why =
                change == null
                        ? Matter.noPlan(approve.planId())
                        : whyNotApprove(matter, change, approve);
        if (why != null || change == null) {
            return matter.refused(
                    approve.person(),
                    "approve " + matter.plan(approve.planId()),
                    why == null ? Matter.noPlan(approve.planId()) : why);
        }
        return Matter.done(
                new FleetRecord.PlanApproved(
                        matter.at(),
                        approve.planId(),
                        change.hash(),
                        approve.person(),
                        matter.term()));
    }

    private static @Nullable Refused whyNotApprove(
            Matter matter, Change change, FleetCommand.Approve approve) {
        if (change.phase() != Phase.PROPOSED && change.phase() != Phase.HELD) {
            return PlanChecks.phase(change, "a plan is approved before it starts, or while held");
        }
        Refused why = PlanChecks.waiting(matter, change);
        if (why == null) {
            why = PlanChecks.altered(change, approve.hash());
        }
        if (why != null) {
            return why;
        }
        if (Matter.same(change.plan().by(), approve.person())) {
            return Matter.no(
                    Code.SAME_PERSON,
                    change.plan().by().name()
                            + " made this plan: a second, different person has to approve it.");
        }
        boolean already =
                change.approvals().stream()
                        .anyMatch(
                                a ->
                                        Matter.same(a.person(), approve.person())
                                                && matter.open(a.expiresAt()));
        if (already) {
            return Matter.no(
                    Code.APPROVED_ALREADY,
                    approve.person().name() + " has approved it already; once counts.");
        }
        return Matter.role(approve.person(), Role.APPROVER);
    }

    Ruling override(Matter matter, FleetCommand.OverrideGuard override) {
        Change change = matter.change(override.planId());
        Refused why = Matter.role(override.person(), Role.OPERATOR);
        if (why == null) {
            why =
                    change == null
                            ? Matter.noPlan(override.planId())
                            : whyNotOverride(matter, change, override);
        }
        if (why != null) {
            return matter.refused(
                    override.person(),
                    "overrule guard " + override.guard() + " of " + matter.plan(override.planId()),
                    why);
        }
        return Matter.done(
                new FleetRecord.GuardOverridden(
                        matter.at(),
                        override.planId(),
                        override.guard(),
                        override.person(),
                        override.reason(),
                        matter.term()));
    }

    private static @Nullable Refused whyNotOverride(
            Matter matter, Change change, FleetCommand.OverrideGuard override) {
        if (change.phase().over()) {
            return PlanChecks.phase(change, "nothing is left to overrule");
        }
        Refused why = PlanChecks.waiting(matter, change);
        if (why == null) {
            why = Matter.reason(override.reason(), "the guard is overruled");
        }
        if (why != null) {
            return why;
        }
        // Stages are judged again, and what passed then may block now: once it runs any guard of
        // the plan may be overruled but those that were hard.
        boolean begun = change.phase() != Phase.PROPOSED;
        for (GuardResult guard : change.plan().guards()) {
            if (guard.guard().equals(override.guard())) {
                boolean may =
                        guard.verdict() == GuardResult.Verdict.BLOCK
                                || (begun && guard.verdict() != GuardResult.Verdict.HARD);
                return may
                        ? null
                        : Matter.no(
                                Code.NOT_OVERRIDABLE,
                                guard.verdict() == GuardResult.Verdict.HARD
                                        ? "Nobody can overrule guard "
                                                + override.guard()
                                                + ": "
                                                + guard.detail()
                                        : "Guard "
                                                + override.guard()
                                                + " does not block: there is nothing to"
                                                + " overrule.");
            }
        }
        List<String> names = change.plan().guards().stream().map(GuardResult::guard).toList();
        return Matter.no(
                Code.NOT_OVERRIDABLE,
                "This plan has no guard \""
                        + override.guard()
                        + "\". It has "
                        + FleetSentences.list(names)
                        + ".");
    }

    Ruling start(Matter matter, FleetCommand.Start start) {
        Change change = matter.change(start.planId());
        Refused why = Matter.role(start.person(), Role.OPERATOR);
        if (why == null) {
            why =
                    change == null
                            ? Matter.noPlan(start.planId())
                            : whyNotStart(matter, change, start);
        }
        if (why != null) {
            return matter.refused(start.person(), "start " + matter.plan(start.planId()), why);
        }
        return Matter.done(
                new FleetRecord.ChangeStarted(
                        matter.at(), start.planId(), start.person(), start.guards()));
    }

    private static @Nullable Refused whyNotStart(
            Matter matter, Change change, FleetCommand.Start start) {
        if (change.phase() != Phase.PROPOSED) {
            return PlanChecks.phase(change, "a plan starts once");
        }
        Refused why = PlanChecks.altered(change, start.hash());
        if (why == null) {
            why = PlanChecks.busy(matter, change.plan(), change.id());
        }
        if (why == null) {
            why = PlanChecks.waiting(matter, change);
        }
        if (why == null) {
            why = PlanChecks.paceOfDead(matter, change.plan());
        }
        return why == null ? whyNotGuarded(matter, change, start.guards()) : why;
    }

    /**
     * What a guard said when the plan was made is over when it says otherwise now: a block that is
     * over needs no override, a new one stops.
     */
    private static @Nullable Refused whyNotGuarded(
            Matter matter, Change change, List<GuardResult> judged) {
        Refused why = GuardsAsked.whyNot(change.plan(), judged);
        if (why == null) {
            why = PlanChecks.hard(judged);
        }
        if (why == null) {
            why = PlanChecks.approved(matter, change);
        }
        return why == null ? PlanChecks.blocked(matter, change, judged) : why;
    }

    Ruling discard(Matter matter, FleetCommand.Discard discard) {
        Change change = matter.change(discard.planId());
        Refused why =
                discard.person() == null ? null : Matter.role(discard.person(), Role.OPERATOR);
        if (why == null && change == null) {
            why = Matter.noPlan(discard.planId());
        }
        if (why == null && change != null && change.phase() != Phase.PROPOSED) {
            why = PlanChecks.phase(change, "only a plan that was not started can be dropped");
        }
        if (why != null) {
            return discard.person() == null
                    ? Matter.refused(why)
                    : matter.refused(
                            discard.person(), "drop " + matter.plan(discard.planId()), why);
        }
        return Matter.done(
                new FleetRecord.PlanDiscarded(
                        matter.at(), discard.planId(), discard.person(), discard.reason()));
    }
}
